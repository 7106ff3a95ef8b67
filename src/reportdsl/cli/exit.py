"""Name the exit codes of every command."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command's exit code says."""

    CLEAN = 0
    FAULTS = 1
    """Faults in a report, or in what it names."""
    USAGE = 2
    """Wrong use, or a file named on the command line that cannot be read."""
