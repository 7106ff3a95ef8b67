"""Run the command line: ``python -m reportdsl``."""

from reportdsl.cli.entry import main

main()
