"""Compare two reports for the command line: find them, compare them, write what changed."""

import os
import sys
from dataclasses import dataclass

from reportdsl.analysis.context import Unavailable
from reportdsl.cli.exit import Exit
from reportdsl.cli.output import (
    coloured,
    compile_named,
    files_of,
    is_report,
    language_of,
    refused_write,
    say,
)
from reportdsl.compare.changes import Side
from reportdsl.compare.compare import compare
from reportdsl.comparing import side
from reportdsl.compiler import Compilation, Session
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.files import write_atomic
from reportdsl.git.run import top_of
from reportdsl.git.world import Named, found, named
from reportdsl.reading import read_bytes
from reportdsl.text.width import visible

_PROBLEMS = {
    "no-git": ("这台机器上没有 git", "there is no git on this machine"),
    "no-repository": ("这里不是 git 仓库", "this is no git repository"),
    "no-revision": ("没有这个版本", "there is no such revision"),
    "missing": ("这个版本里没有这个文件", "there is no such file in that revision"),
    "not-a-file": ("它不是普通文件", "it is no regular file"),
    "too-large": ("文件太大", "it is too large"),
    "outside": ("它不在仓库里", "it lies outside the repository"),
    "bad-path": ("路径写得不对", "the path is not right"),
    "unreadable": ("读不出来", "it cannot be read"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the differences are to be written."""

    style: str
    output: str | None
    years: bool
    lang: str | None
    color: str
    root: str | None


def differ(old: str | None, new: str, wanted: Wanted) -> Exit:
    """Write how two reports differ, and return the exit code.

    Without `old`, this year's report is set beside the one that its header names as last year's.
    """
    before = None if old is None else _compiled(old, wanted)
    after = _compiled(new, wanted)
    if after is None or (old is not None and before is None):
        return Exit.USAGE
    language = language_of(wanted.lang, after.parsed.language)
    if any(_would_replace(wanted.output, c) for c in (before, after) if c is not None):
        zh, en = "输出会盖掉比较的文件", "the output would replace a file that is compared"
        say(zh if language == "zh" else en, err=True)
        return Exit.USAGE
    for compilation in (before, after):
        if compilation is not None and not is_report(compilation, language):
            return Exit.USAGE
    earlier = _last_year(after, language) if before is None else side(before)
    if earlier is None:
        return Exit.USAGE
    later = side(after)
    text, same = _written(earlier, later, wanted, language)
    if not _put(text, wanted.output, language):
        return Exit.USAGE
    return Exit.CLEAN if same else Exit.FAULTS


def _would_replace(output: str | None, compilation: Compilation) -> bool:
    """Tell whether an output stands where a report, or a file that it names, does."""
    if output in {None, "-"} or not os.path.exists(output or ""):
        return False
    return os.path.realpath(output or "") in files_of(compilation)


def _compiled(name: str, wanted: Wanted) -> Compilation | None:
    """Return the compilation of a file or of one in a revision, or None after saying why not."""
    revision = named(name)
    if revision is None:
        return compile_named(name, wanted.root, wanted.lang)
    return _of_revision(name, revision, wanted)


def _of_revision(name: str, revision: Named, wanted: Wanted) -> Compilation | None:
    here = os.getcwd()
    held = found(revision, top_of(), os.path.realpath(here))
    if isinstance(held, str):
        zh, en = _PROBLEMS.get(held, _PROBLEMS["unreadable"])
        shown = visible(name)
        chinese = language_of(wanted.lang, None) == "zh"
        say(f"{shown}：读不到，{zh}" if chinese else f"{shown}: {en}", err=True)
        return None
    reading = read_bytes(held.contents.data, name, held.contents.path)
    return Session(held.world).compilation(reading)


def _last_year(compilation: Compilation, language: Language) -> Side | None:
    """Return the report that a header names as last year's, or None after saying why not."""
    fields = compilation.parsed.document.fields
    field = next((f for f in fields if f.name == "previous"), None)
    name = visible(compilation.source.id)
    if field is None:
        zh = f"{name}：文件头里没有写“上年”，请写明与哪个文件比较"
        en = f"{name}: its header names no previous report; say which file to compare with"
        say(zh if language == "zh" else en, err=True)
        return None
    previous = compilation.session.previous(compilation.source.id, field.value)
    if isinstance(previous, Unavailable):
        shown = visible(field.value)
        zh, en = (
            f"{name}：上年的报告“{shown}”读不到",
            f'{name}: last year\'s "{shown}" cannot be read',
        )
        say(zh if language == "zh" else en, err=True)
        return None
    return Side(previous.report, previous.name, errors=previous.faults)


def _written(old: Side, new: Side, wanted: Wanted, language: Language) -> tuple[str, bool]:
    """Return what differs as text, and whether nothing does."""
    # Of these each run needs one.
    if wanted.years:
        from reportdsl.compare.years import years  # noqa: PLC0415
        from reportdsl.emit.changes.years import WRITERS  # noqa: PLC0415

        beside = years(old, new)
        return WRITERS[wanted.style](beside, language), beside.same
    comparison = compare(old, new)
    match wanted.style:
        case "json":
            from reportdsl.emit.changes import json  # noqa: PLC0415

            return json.emit(comparison), comparison.same
        case "html":
            from reportdsl.emit.changes import html  # noqa: PLC0415

            return html.emit(comparison, language), comparison.same
        case "markdown":
            from reportdsl.emit.changes import markdown  # noqa: PLC0415

            return markdown.emit(comparison, language), comparison.same
    from reportdsl.emit.changes import text  # noqa: PLC0415

    shown = wanted.output in {None, "-"} and coloured(wanted.color, sys.stdout)
    return text.emit(comparison, language, color=shown), comparison.same


def _put(text: str, output: str | None, language: Language) -> bool:
    """Write what differs; return False after saying why it cannot be."""
    if output in {None, "-"}:
        say(text.removesuffix("\n"), color=True)
        return True
    assert output is not None
    shown = visible(output)
    try:
        write_atomic(output, text.encode())
    except OSError as error:
        zh, en = refused_write(output, error)
        say(zh if language == "zh" else en, err=True)
        return False
    say(f"已写入 {shown}" if language == "zh" else f"wrote {shown}", err=True)
    return True
