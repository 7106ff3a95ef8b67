"""Measure how fast the compiler is: ``python -m reportdsl.dev.benchmark``."""

import sys

from reportdsl.dev.benchmark.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
