"""Say what passes between the process of a report and that of its template: plain JSON."""

import sys
from typing import Any, TypedDict

NAME = "report.html.j2"
"""The file of the folder that makes the page."""
SECONDS = 10
"""The most processor time of a template."""
MEMORY = 1024
"""The most MiB of memory of a template's process."""
OUTPUT = 64
"""The most MiB of a page."""
LIMITED: bool = sys.platform != "win32"
"""Whether this system limits time and memory; else a template is only not waited for."""


class Job(TypedDict):
    """What is to be rendered, and with what."""

    folder: str
    """The folder that holds every file of the template."""
    data: dict[str, Any]
    ready: list[str]
    """The names of texts in the data that are finished HTML."""


class Answer(TypedDict):
    """Where the page would be at fault; the page itself follows where it is not."""

    fault: str
    """Empty, ``syntax``, ``undefined``, ``unavailable``, ``failed``, or the name of a limit."""
    detail: str
    """The name that is not defined, the file that cannot be had, or jinja2's own words."""
    problem: str
    """Why a file cannot be had."""
    file: str
    line: int
    """Where in the template, from 1; 0 where that is not known."""
