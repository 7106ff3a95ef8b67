"""Render a template in a process of its own: `python -m reportdsl.emit.sandbox`.

The one module that knows jinja2. It reads a `Job` as JSON from standard input and writes an
`Answer` as one line of JSON to standard output, the page behind it. What the template may use of
the machine is limited before anything of the template is read.
"""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from reportdsl.emit.templatejob import MEMORY, NAME, OUTPUT, SECONDS, Answer, Job
from reportdsl.text.decode import decode
from reportdsl.world import Contents, DiskWorld, Failure

_PLACE = "<template>"
_MIB = 1024 * 1024


class _UnavailableError(Exception):
    """A file that the template names cannot be had."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(name, kind)
        self.name = name
        self.kind = kind


class _TooLongError(Exception):
    """The page is longer than it may be."""


class _Missing(StrictUndefined):
    """An undefined value whose error says the name and nothing else, unless it is forbidden."""

    @property
    def _undefined_message(self) -> str:
        if issubclass(self._undefined_exception, SecurityError):
            return str(self._undefined_hint)
        return str(self._undefined_name or self._undefined_hint)


class _Loader(BaseLoader):
    """The files of one folder, links out of it not followed."""

    def __init__(self, folder: str) -> None:
        root = Path(folder).resolve()
        self._world = DiskWorld(root)
        self._base = str(root / NAME)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a file, and the name by which tracebacks call it."""
        del environment
        path = self._world.resolve(self._base, template)
        read = path if isinstance(path, Failure) else self._world.read(path)
        if not isinstance(read, Contents):
            if read.kind == "missing":
                raise TemplateNotFound(template)
            raise _UnavailableError(template, read.kind)
        decoded = decode(read.data)
        if decoded.failed:
            raise _UnavailableError(template, "not-text")
        return decoded.text, _PLACE + template, lambda: True


def limit() -> None:
    """Limit this process where the platform can, and let it write no file."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    wanted = {
        resource.RLIMIT_CPU: (SECONDS, SECONDS + 1),
        resource.RLIMIT_AS: (MEMORY * _MIB, MEMORY * _MIB),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    for name, (soft, hard) in wanted.items():
        most = resource.getrlimit(name)[1]
        if most == resource.RLIM_INFINITY:
            most = hard
        # A platform may know a limit and not let it be set.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(name, (min(soft, most), min(hard, most)))


def environment(folder: str) -> Environment:
    """Return the sandbox: nothing of it changes what it is given, or differs by the run."""
    made = ImmutableSandboxedEnvironment(
        loader=_Loader(folder),
        autoescape=True,
        undefined=_Missing,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    del made.globals["lipsum"], made.filters["random"]
    return made


def _printed(value: object) -> object:
    """Return what is put in the page for a value: nothing for None, no list, no function."""
    if value is None:
        return ""
    if isinstance(value, str | int | float | Undefined):
        return value
    message = f"a {type(value).__name__} is no text"
    raise TypeError(message)


def render(job: Job) -> tuple[Answer, str]:
    """Return the answer to a job, and the page if there is one."""
    made = environment(job["folder"])
    try:
        data = _marked(job["data"], frozenset(job["ready"]))
        pieces = made.get_template(NAME).generate(data)
        return _answer(""), "".join(_counted(pieces, OUTPUT * _MIB))
    except MemoryError:
        return _answer("memory"), ""
    except RecursionError:
        return _answer("nesting"), ""
    except _TooLongError:
        return _answer("output"), ""
    except TemplateSyntaxError as error:
        file = error.name or NAME
        return _answer("syntax", error.message or "", file=file, line=error.lineno), ""
    except Exception as error:  # noqa: BLE001 - whatever a template brings about is told of
        file, line = _where(error.__traceback__)
        return _fault(error, file, line), ""


def _fault(error: Exception, file: str, line: int) -> Answer:
    match error:
        case _UnavailableError():
            return _answer("unavailable", error.name, error.kind, file, line)
        case TemplateNotFound():
            return _answer("unavailable", str(error.name), "missing", file, line)
        case UndefinedError():
            return _answer("undefined", error.message or "", file=file, line=line)
        case SyntaxError():
            # Python's own, of what jinja2 made of the template: its place is none of the template.
            return _answer("failed", error.msg)
        case _:
            return _answer("failed", str(error) or type(error).__name__, file=file, line=line)


def _answer(
    fault: str, detail: str = "", problem: str = "", file: str = "", line: int = 0
) -> Answer:
    return {"fault": fault, "detail": detail[:500], "problem": problem, "file": file, "line": line}


def _where(trace: TracebackType | None) -> tuple[str, int]:
    """Return the innermost place of the template in a traceback, as jinja2 rewrote it."""
    file, line = "", 0
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(_PLACE):
            file, line = name.removeprefix(_PLACE), trace.tb_lineno
        trace = trace.tb_next
    return file, line


def _counted(pieces: Iterator[str], most: int) -> Iterator[str]:
    total = 0
    for piece in pieces:
        # A character has at least a byte, and is cheaper to count.
        total += len(piece) if piece.isascii() else len(piece.encode())
        if total > most:
            raise _TooLongError
        yield piece


def _marked(value: Any, ready: frozenset[str]) -> Any:  # noqa: ANN401 - plain values of any depth
    """Return plain values in which finished HTML is marked as such."""
    match value:
        case Mapping():
            return {
                name: Markup(item) if name in ready else _marked(item, ready)  # noqa: S704 - our own
                for name, item in value.items()
            }
        case list():
            return [_marked(item, ready) for item in value]
        case _:
            return value


def main() -> None:
    """Answer the job on standard input."""
    job: Job = json.load(sys.stdin.buffer)
    limit()
    answer, page = render(job)
    line = json.dumps(answer)
    sys.stdout.buffer.write(f"{line}\n".encode() + page.encode(errors="replace"))


if __name__ == "__main__":
    main()
