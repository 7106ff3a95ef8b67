"""Compile reports: one session over a world of files, one lazy property for each stage.

``source → parsed → checked → publication → emit(name)``, and `diagnostics` that joins what the
stages found. Nothing a source holds raises; only `Compilation.emit` does, on a report with errors.
"""

import gc
import os
from _thread import allocate_lock, get_ident
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from reportdsl.analysis.analyse import Checked, analyse
from reportdsl.analysis.context import FormLibrary, PreviousReport, Unavailable
from reportdsl.diagnostics.diagnostic import Diagnostic, Severity
from reportdsl.model.form import Form
from reportdsl.official import official_form, official_names, official_source
from reportdsl.reading import Reading, read_bytes, read_text
from reportdsl.syntax import nodes
from reportdsl.syntax.parse import Parsed, parse
from reportdsl.text.fold import fold
from reportdsl.text.source import Source
from reportdsl.world import Contents, DiskWorld, Failure, World, read_named

if TYPE_CHECKING:
    from reportdsl.emit.emitter import Emitted, Options
    from reportdsl.publish.publication import Publication

StrPath: TypeAlias = str | os.PathLike[str]


class _Uncollected:
    """A stage without garbage collection: it makes much, of which all but a little is its result.

    A collector that looks through the growing trees again and again makes the time of a stage
    grow faster than its source. A stage may be part of another. Where threads compile at the same
    time, the end of each one's turns the collector on again: it is never off for longer than one
    thread's stage takes.
    """

    def __init__(self) -> None:
        self._lock = allocate_lock()
        self._inside: dict[int, int] = {}
        """How many stages are under way in each thread."""
        self._was_on = False

    def __enter__(self) -> None:
        thread = get_ident()
        with self._lock:
            if not self._inside:
                self._was_on = gc.isenabled()
            self._inside[thread] = self._inside.get(thread, 0) + 1
            gc.disable()

    def __exit__(self, *_: object) -> None:
        thread = get_ident()
        with self._lock:
            self._inside[thread] -= 1
            if not self._inside[thread]:
                del self._inside[thread]
                if self._was_on:
                    gc.enable()


_uncollected = _Uncollected()


class ReportError(Exception):
    """A report with errors was to be emitted; the one exception that bad input brings about."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(d.message("en") for d in diagnostics[:3]))
        self.diagnostics = diagnostics
        """The errors that keep it from being emitted."""


class UnreadableError(OSError):
    """A file that the caller names cannot be read."""

    def __init__(self, path: str, failure: Failure) -> None:
        super().__init__(f"{path}: {failure.kind}")
        self.failure = failure


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A file that a source names, read and parsed."""

    parsed: Parsed
    reading: Reading


@dataclass(slots=True)
class Session:
    """The files of one run and what is known of them; implements the context of analysis."""

    world: World
    locate: bool = True
    """Whether findings name the figures that are wrong, and not the equations that fail."""
    ties: bool = False
    """Whether figures of the prose are told of that cells could give."""
    sources: dict[str, Source] = field(default_factory=dict)
    """Every source seen, by the name that messages call it."""
    _loaded: dict[str, _Loaded] = field(default_factory=dict)
    _libraries: dict[str, FormLibrary | Unavailable] = field(default_factory=dict)
    _previous: dict[str, PreviousReport] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    """The resolved path of each source that has one."""

    def compilation(self, reading: Reading) -> "Compilation":
        """Return the compilation of a source that was read."""
        self.know(reading.source)
        return Compilation(self, reading)

    def know(self, source: Source) -> None:
        """Take a source in, so that messages may point into it and paths start from it."""
        self.sources[source.id] = source
        if source.path is not None:
            self._paths[source.id] = source.path

    def _load(self, source: str, path: str) -> "_Loaded | Unavailable":
        """Return a file that a source names."""
        resolved = self.world.resolve(self._paths.get(source), path)
        if isinstance(resolved, Failure):
            return Unavailable(resolved.kind)
        if resolved not in self._loaded:
            contents = self.world.read(resolved)
            if isinstance(contents, Failure):
                return Unavailable(contents.kind)
            reading = read_bytes(contents.data, _shown(contents.path), resolved)
            if reading.binary:
                return Unavailable("not-text")
            self.know(reading.source)
            self._loaded[resolved] = _Loaded(parse(reading.source), reading)
        return self._loaded[resolved]

    def official(self, name: str) -> Form | None:
        """Return an official form, whatever the width of its name's characters."""
        name = fold(name)
        form = official_form(name)
        if form is not None:
            source = official_source(name)
            self.sources.setdefault(source.id, source)
        return form

    def official_names(self) -> tuple[str, ...]:
        """Return the names of the official forms."""
        return official_names()

    def library(self, source: str, path: str) -> FormLibrary | Unavailable:
        """Return the forms of a file that a source names."""
        loaded = self._load(source, path)
        if isinstance(loaded, Unavailable):
            return loaded
        key = loaded.parsed.source.id
        if key not in self._libraries:
            found = (*loaded.reading.diagnostics, *loaded.parsed.diagnostics)
            from reportdsl.analysis.formcheck import library_of  # noqa: PLC0415 - few name a file

            library = library_of(loaded.parsed, self)
            self._libraries[key] = FormLibrary(library.forms, (*found, *library.diagnostics))
        return self._libraries[key]

    def include(self, source: str, path: str) -> Parsed | Unavailable:
        """Return a file whose blocks a source takes in."""
        loaded = self._load(source, path)
        return loaded if isinstance(loaded, Unavailable) else loaded.parsed

    def previous(self, source: str, path: str) -> PreviousReport | Unavailable:
        """Return last year's report, checked by itself."""
        loaded = self._load(source, path)
        if isinstance(loaded, Unavailable):
            return loaded
        key = loaded.parsed.source.id
        if key not in self._previous:
            checked = analyse(loaded.parsed, self, follow_previous=False)
            found = (*loaded.parsed.diagnostics, *checked.diagnostics)
            faults = sum(d.severity is Severity.ERROR for d in found)
            self._previous[key] = PreviousReport(checked.report, faults, key)
        return self._previous[key]


@dataclass(frozen=True)
class Compilation:
    """One source on its way to an output; each stage is worked out when it is first asked for."""

    session: Session
    reading: Reading

    @property
    def source(self) -> Source:
        """The source text."""
        return self.reading.source

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source that the diagnostics may point into, by `Source.id`."""
        return self.session.sources

    @cached_property
    def parsed(self) -> Parsed:
        """The document that the source holds."""
        with _uncollected:
            return parse(self.source)

    @property
    def is_form(self) -> bool:
        """Whether the source is a library of forms and not a report."""
        own = any(isinstance(block, nodes.Form) for block in self.parsed.document.blocks)
        return self.source.id.endswith(".form") or (own and not self.parsed.document.fields)

    @cached_property
    def checked(self) -> Checked:
        """The report with its values, and what its meaning is at fault with."""
        if self.is_form:
            from reportdsl.analysis.formcheck import check_forms  # noqa: PLC0415 - most are reports

            return check_forms(self.parsed, self.session)
        parsed = self.parsed
        with _uncollected:
            return analyse(parsed, self.session, locate=self.session.locate, ties=self.session.ties)

    @cached_property
    def publication(self) -> "Publication":
        """What the report shows."""
        return self._publication(draft=False)

    @cached_property
    def draft(self) -> "Publication":
        """What the report shows in spite of errors."""
        return self._publication(draft=True)

    def _publication(self, *, draft: bool) -> "Publication":
        from reportdsl.publish.build import publish  # noqa: PLC0415 - a check lays nothing out

        report = self.checked.report
        with _uncollected:
            return publish(report, draft=draft)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, each once, in the order of the source."""
        found = self.reading.diagnostics
        if not self.reading.binary:
            with _uncollected:
                found = (*found, *self.parsed.diagnostics, *self.checked.diagnostics)
        return _sorted(found, self.source.id)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that keep the report from being built."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    def emit(
        self,
        name: str,
        *,
        draft: bool = False,
        keep_width: bool = False,
        tables: str = "gfm",
        css: StrPath | None = None,
        template: StrPath | None = None,
    ) -> str:
        """Return the report as ``html``, ``cms``, ``md``, ``pipe`` or ``json``.

        `css` is a style sheet for the page, after its own; `template` a folder whose
        ``report.html.j2`` makes the page, in a process of its own with limits.
        Raise `ReportError` if errors stand against the report, unless it is a draft, or if the
        output cannot show it; `ValueError` for an unknown name.
        """
        from reportdsl.emit.emitter import Options  # noqa: PLC0415 - a check emits nothing

        options = Options(
            keep_width,
            "html" if tables == "html" else "gfm",
            draft,
            None if css is None else os.fspath(css),
            None if template is None else os.fspath(template),
        )
        emitted = self.output(name, options)
        errors = tuple(d for d in emitted.diagnostics if d.severity is Severity.ERROR)
        if errors:
            raise ReportError(errors)
        return emitted.text

    def output(self, name: str, options: "Options") -> "Emitted":
        """Return the report in an output, with what is found of this output alone.

        Raise as `emit` does, but for what the output cannot show.
        """
        from reportdsl.emit.emitter import EMITTERS, Emitted  # noqa: PLC0415 - as above

        if name != "json" and name not in EMITTERS:
            message = f"no output is called {name!r}"
            raise ValueError(message)
        if self.errors and not options.draft:
            raise ReportError(self.errors)
        with _uncollected:
            publication = self.draft if options.draft else self.publication
            if name == "json":
                return Emitted(self._json(publication))
            emitted = EMITTERS[name](publication, options)
        for source in emitted.sources:
            self.session.know(source)
        return emitted

    def _json(self, publication: "Publication") -> str:
        from reportdsl.diagnostics.render.json import to_dict  # noqa: PLC0415 - json is one output of five
        from reportdsl.emit.json import emit  # noqa: PLC0415 - as above

        found = [to_dict(d, self.sources) for d in self.diagnostics]
        lines = {name: source.lines for name, source in self.sources.items()}
        return emit(self.checked.report, publication, found, lines)


def _sorted(found: tuple[Diagnostic, ...], own: str) -> tuple[Diagnostic, ...]:
    """Return findings without repetition: those of the source itself first, by place."""
    unique = dict.fromkeys(found)
    return tuple(
        sorted(
            unique,
            key=lambda d: (
                d.span.source != own,
                d.span.source,
                d.span.start,
                d.span.end,
                d.rule.code,
            ),
        )
    )


def _shown(path: str) -> str:
    """Return how messages call a file: by its path from where the command runs."""
    if not os.path.isabs(path):
        return path
    try:
        return os.path.relpath(path)
    except ValueError:  # pragma: no cover - another drive, on Windows
        return os.path.basename(path)


def compile_file(
    path: StrPath, *, root: StrPath | None = None, locate: bool = True, ties: bool = False
) -> Compilation:
    """Return the compilation of a file; raise `UnreadableError` if it cannot be read.

    With `locate` findings name the figures that are wrong, else the equations that fail. With
    `ties` there is a note on each figure of the prose that a cell could give.

    What the file names is read from under `root`, else from under the nearest folder upwards that
    holds ``.git``, else from the file's own folder.
    """
    name = os.fspath(path)
    contents = read_named(name)
    session = _session(root, name, locate=locate, ties=ties)
    if not isinstance(contents, Contents):
        if contents.kind == "too-large":
            return session.compilation(read_bytes(None, name, None))
        raise UnreadableError(name, contents)
    return session.compilation(read_bytes(contents.data, name, contents.path))


def compile_in_place(path: str, data: bytes, *, root: StrPath | None, ties: bool) -> Compilation:
    """Return the compilation of a file as if it held other bytes."""
    session = _session(root, path, locate=True, ties=ties)
    return session.compilation(read_bytes(data, path, os.path.realpath(path)))


def compile_text(
    text: str | bytes,
    *,
    name: str = "-",
    root: StrPath | None = None,
    world: World | None = None,
    locate: bool = True,
    ties: bool = False,
) -> Compilation:
    """Return the compilation of a text; `name` is how messages call it.

    What it names is read from under `root`, as if it stood there, or from another `world`.
    `locate` and `ties` are as for a file.
    """
    if world is None:
        path = os.path.join(os.path.abspath(root or os.curdir), os.path.basename(name))
        session = _session(root, path, locate=locate, ties=ties)
    else:
        path, session = name, Session(world, locate=locate, ties=ties)
    if isinstance(text, bytes):
        return session.compilation(read_bytes(text, name, path))
    return session.compilation(read_text(text, name, path))


def _session(root: StrPath | None, path: str, *, locate: bool, ties: bool) -> Session:
    """Return a session over the files under a root: that of the first source, unless one is set."""
    world = DiskWorld(root, beside=path if root is None else None)
    return Session(world, locate=locate, ties=ties)
