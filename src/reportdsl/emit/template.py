"""Make a page by a house's template, in a process of its own with limits.

A template is a program of whoever wrote it. It sees the report as plain values, the files of its
folder and nothing else.
"""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose, message
from reportdsl.diagnostics.rules import house
from reportdsl.diagnostics.rules.syntax import NEAREST
from reportdsl.emit.emitter import Emitted
from reportdsl.emit.housestyle import read_source, unavailable
from reportdsl.emit.templatedata import READY, template_data
from reportdsl.emit.templatejob import LIMITED, MEMORY, NAME, OUTPUT, SECONDS, Answer, Job
from reportdsl.publish.publication import Publication
from reportdsl.text.nearest import nearest
from reportdsl.text.source import Position, Source, Span
from reportdsl.world import DiskWorld, Failure

PATIENCE = 30
"""The most seconds that a template is waited for where its processor time is limited too."""

_LIMITS = {
    "time": message(house.TIME, most=SECONDS),
    "memory": message(house.MEMORY, most=MEMORY),
    "output": message(house.OUTPUT, most=OUTPUT),
    "nesting": message(house.NESTING),
}
# The child sees the modules that this process sees, but neither its environment nor its folder.
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from reportdsl.emit.sandbox import main; main()"
)


def render(publication: Publication, style: str, folder: str, *, draft: bool) -> Emitted:
    """Return the page that the template of a folder makes, or what is at fault in it."""
    job: Job = {
        "folder": folder,
        "data": template_data(publication, style, draft=draft),
        "ready": sorted(READY),
    }
    answer, page = _asked(job)
    if not answer["fault"]:
        return Emitted(page.decode())
    source = _source(folder, answer["file"] or NAME)
    finding = _finding(answer, _span(source, answer), source.id, job["data"])
    return Emitted("", (finding,), (source,) if source.text else ())


def _asked(job: Job) -> tuple[Answer, bytes]:
    """Return what the template's process answers, and the page."""
    command = [sys.executable, "-I", "-c", _START, json.dumps(sys.path)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the template is its input
            command,
            input=json.dumps(job).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE if LIMITED else SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _ended("time"), b""
    line, newline, page = done.stdout.partition(b"\n")
    if newline:
        return cast("Answer", json.loads(line)), page
    # It could not even say why.
    ends = {-getattr(signal, "SIGXCPU", 0): "time", -getattr(signal, "SIGKILL", 0): "memory"}
    return _ended(ends.get(done.returncode, "ended")), b""


def _ended(fault: str) -> Answer:
    return {"fault": fault, "detail": "", "problem": "", "file": "", "line": 0}


def _source(folder: str, file: str) -> Source:
    """Return a file of the template, for messages to show; empty if it cannot be read."""
    root = Path(folder).resolve()
    world = DiskWorld(root)
    path = world.resolve(str(root / NAME), file)
    read = path if isinstance(path, Failure) else world.read(path)
    return read_source(read, str(Path(folder) / file))[0]


def _span(source: Source, answer: Answer) -> Span:
    """Return the place of a fault: the name that is at fault in its line, else the line."""
    if not 0 < answer["line"] <= len(source.lines):
        return source.span(0, 0)
    text = source.lines.line(answer["line"])
    start = source.lines.offset(Position(answer["line"], 1))
    if answer["fault"] in {"undefined", "unavailable"}:
        found = re.search(rf"(?<!\w){re.escape(answer['detail'])}(?!\w)", text)
        if found is not None:
            return source.span(start + found.start(), start + found.end())
    bare = text.strip()
    first = start + text.index(bare)
    return source.span(first, first + len(bare))


def _finding(answer: Answer, span: Span, own: str, data: dict[str, Any]) -> Diagnostic:
    detail = answer["detail"]
    match answer["fault"]:
        case "unavailable":
            return unavailable(span, own if detail == NAME else detail, answer["problem"])
        case "undefined":
            near = nearest(detail, _names(data))
            hints = (message(NEAREST, names=near),) if near else ()
            return diagnose(house.TEMPLATE_UNDEFINED, span, hints=hints, name=detail)
        case "syntax":
            return diagnose(house.TEMPLATE_SYNTAX, span, problem=detail)
        case "failed":
            return diagnose(house.TEMPLATE_FAILED, span, problem=detail)
        case "ended":
            return diagnose(house.TEMPLATE_FAILED, span, problem=message(house.ENDED))
        case fault:
            return diagnose(house.TEMPLATE_LIMIT, span, limit=_LIMITS[fault])


def _names(data: object) -> Iterator[str]:
    """Yield every name that the data of a template knows, outermost first."""
    match data:
        case dict():
            yield from data
            for value in data.values():
                yield from _names(value)
        case list() if data:
            # All of a list are alike but the blocks, of which there are two kinds.
            yield from (name for value in data[:100] for name in _names(value))
