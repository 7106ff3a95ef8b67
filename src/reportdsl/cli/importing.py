"""Bring in a foreign file: read it, write the source, tell what was not taken."""

import os
import sys
from collections.abc import Mapping, Sequence

from reportdsl.analysis.context import Unavailable
from reportdsl.analysis.library import is_path
from reportdsl.cli.exit import Exit
from reportdsl.cli.output import coloured, language_of, plural, say
from reportdsl.compiler import Session
from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity
from reportdsl.diagnostics.render import terminal
from reportdsl.files import write_atomic
from reportdsl.importers.importer import MAX_FILE, read
from reportdsl.importing.run import Forms, Outcome, official
from reportdsl.importing.run import bring_in as brought_in
from reportdsl.official import official_names
from reportdsl.text.source import Source
from reportdsl.text.width import visible
from reportdsl.world import DiskWorld, find_root


class _Refused(Exception):  # noqa: N818 - said as what is done
    """Nothing can be brought in, for a reason in Chinese or in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def bring_in(
    file: str,
    *,
    output: str,
    form: str | None,
    lang: str | None,
    color: str,
    root: str | None,
) -> Exit:
    """Write the source of a foreign file, say what was not taken, and return the exit code."""
    language = language_of(lang, None)
    try:
        return _brought_in(file, output, form, language, color, root)
    except _Refused as refused:
        say(refused.zh if language == "zh" else refused.en, err=True)
        return Exit.USAGE


def _brought_in(
    file: str, output: str, form: str | None, language: Language, color: str, root: str | None
) -> Exit:
    if output != "-" and os.path.lexists(output):
        shown = visible(output)
        raise _Refused(f"{shown}：已经有这个文件", f"{shown}: the file exists already")
    target = os.path.realpath(output if output != "-" else "imported.report")
    world = DiskWorld(os.path.realpath(root) if root is not None else find_root(target))
    forms = _forms(form, target, world)
    name = "-" if file == "-" else os.path.relpath(file)
    found = read(_bytes(file), name)
    if found.document is None:
        _tell(found.diagnostics, {name: Source(name, "")}, language, color)
        return Exit.USAGE
    outcome = brought_in(found.document, forms, world, target)
    sources = {**outcome.sources, found.document.source.id: found.document.source}
    _tell((*found.diagnostics, *outcome.diagnostics), sources, language, color)
    if not (outcome.taken or outcome.paragraphs):
        return Exit.USAGE
    _write(output, outcome.text)
    refused = outcome.refused + sum(d.severity is Severity.ERROR for d in found.diagnostics)
    _summary(output, outcome, refused, language)
    return Exit.FAULTS if refused else Exit.CLEAN


def _bytes(file: str) -> bytes:
    """Return what a file holds, up to a byte more than is read; raise `_Refused`."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_FILE + 1)
    try:
        with open(file, "rb") as stream:
            return stream.read(MAX_FILE + 1)
    except OSError as error:
        shown, reason = visible(file), os.strerror(error.errno) if error.errno else ""
        raise _Refused(
            f"{shown}：读不到（{reason}）", f"{shown}: cannot be read ({reason})"
        ) from error


def _forms(form: str | None, target: str, world: DiskWorld) -> Forms:
    """Return the forms to recognise by; raise `_Refused`."""
    if form is None:
        return official()
    session = Session(world)
    if not is_path(form):
        known = session.official(form)
        if known is None:
            names, shown = official_names(), visible(form)
            raise _Refused(
                f"没有“{shown}”这个格式；自带的格式有：{'、'.join(names)}",
                f'there is no form "{shown}"; the official ones are: {", ".join(names)}',
            )
        return Forms((known,))
    start = Source("<import>", "", target)
    session.know(start)
    named = os.path.relpath(os.path.realpath(form), os.path.dirname(target)).replace(os.sep, "/")
    library = session.library(start.id, named)
    if isinstance(library, Unavailable) or not library.forms:
        shown = visible(form)
        raise _Refused(
            f"{shown}：读不到，或里面没有写格式", f"{shown} cannot be read, or holds no form"
        )
    return Forms(tuple(library.forms.values()), named)


def _tell(
    found: Sequence[Diagnostic], sources: Mapping[str, Source], language: Language, color: str
) -> None:
    if found:
        shown = terminal.render_all(found, sources, language, color=coloured(color, sys.stderr))
        say(shown + "\n", err=True, color=True)


def _write(output: str, text: str) -> None:
    if output == "-":
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        write_atomic(output, text.encode())
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else visible(str(error))
        shown = visible(output)
        raise _Refused(
            f"{shown}：写不进去（{reason}）", f"{shown}: cannot be written ({reason})"
        ) from error


def _summary(output: str, outcome: Outcome, refused: int, language: Language) -> None:
    """Say how much was taken, guessed at and refused, and what the report is at fault with."""
    errors = len(outcome.compilation.errors)
    shown = visible(output)
    if language == "zh":
        written = f"已写入 {shown}：" if output != "-" else ""
        text = (
            f"{written}取用 {outcome.taken} 格、{outcome.paragraphs} 段；"
            f"按近似认定的名称 {outcome.guessed} 个；没有取用 {refused} 处。"
        )
        if errors:
            text += f"\n导入的报告本身还有 {errors} 处错误，用 reportdsl check 逐条查看。"
    else:
        written = f"wrote {shown}: " if output != "-" else ""
        text = (
            f"{written}{plural(outcome.taken, 'cell')} and "
            f"{plural(outcome.paragraphs, 'paragraph')} taken, "
            f"{plural(outcome.guessed, 'label')} recognised by likeness, "
            f"{refused} refused."
        )
        if errors:
            text += (
                f"\nThe report itself has {plural(errors, 'error')}; see them with reportdsl check."
            )
    say(text, err=True)
