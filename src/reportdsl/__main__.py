"""Run the command line: ``python -m reportdsl``."""

from reportdsl.cli.main import main

main()
