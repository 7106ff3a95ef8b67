"""Bring in a foreign file: read it, write the source, tell what was not taken."""

import os

from reportdsl.analysis.library import is_path
from reportdsl.cli.exit import Exit
from reportdsl.cli.foreign import NotDone, bytes_of, refuse_existing, tell, write
from reportdsl.cli.output import language_of, plural, say
from reportdsl.compiler import Session
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.importers.importer import read
from reportdsl.importing.findings import not_taken
from reportdsl.importing.forms import Forms, forms_of, official
from reportdsl.importing.run import Outcome
from reportdsl.importing.run import bring_in as brought_in
from reportdsl.official import official_names
from reportdsl.text.source import Source
from reportdsl.text.width import visible
from reportdsl.world import DiskWorld, find_root


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
    except NotDone as refused:
        say(refused.zh if language == "zh" else refused.en, err=True)
        return Exit.USAGE


def _brought_in(
    file: str, output: str, form: str | None, language: Language, color: str, root: str | None
) -> Exit:
    refuse_existing(output)
    if file.endswith((".report", ".form")):
        shown = visible(file)
        raise NotDone(
            f"{shown}：这已经是源文件，不用导入；用 reportdsl check 检查",
            f"{shown}: this is a source already; check it with reportdsl check",
        )
    target = os.path.realpath(output if output != "-" else "imported.report")
    world = DiskWorld(os.path.realpath(root) if root is not None else find_root(target))
    forms = _forms(form, target, world)
    name = "-" if file == "-" else os.path.relpath(file)
    found = read(bytes_of(file), name)
    if found.document is None:
        tell(found.diagnostics, {name: Source(name, "")}, language, color)
        return Exit.USAGE
    outcome = brought_in(found.document, forms, world, target)
    sources = {**outcome.sources, found.document.source.id: found.document.source}
    tell((*found.diagnostics, *outcome.diagnostics), sources, language, color)
    if not (outcome.taken or outcome.paragraphs):
        shown = visible(file)
        raise NotDone(
            f"{shown}：里面没有文字，也没有能取用的表格，没有可以导入的",
            f"{shown}: it holds no text and no table that can be taken; nothing to import",
        )
    write(output, outcome.text)
    refused = outcome.refused + not_taken(found.diagnostics)
    _summary(output, outcome, refused, language)
    return Exit.FAULTS if refused else Exit.CLEAN


def _forms(form: str | None, target: str, world: DiskWorld) -> Forms:
    """Return the forms to recognise by; raise `NotDone`."""
    if form is None:
        return official()
    if not is_path(form):
        known = Session(world).official(form)
        if known is None:
            names, shown = official_names(), visible(form)
            raise NotDone(
                f"没有“{shown}”这个格式；自带的格式有：{'、'.join(names)}",
                f'there is no form "{shown}"; the official ones are: {", ".join(names)}',
            )
        return Forms((known,))
    named = os.path.relpath(os.path.realpath(form), os.path.dirname(target)).replace(os.sep, "/")
    own = forms_of(named, world, target)
    if own is None:
        shown = visible(form)
        raise NotDone(
            f"{shown}：读不到，或里面没有写格式", f"{shown} cannot be read, or holds no form"
        )
    return own


def _summary(output: str, outcome: Outcome, refused: int, language: Language) -> None:
    """Say how much was taken, guessed at and refused, and what the report is at fault with."""
    errors = len(outcome.compilation.errors)
    shown = visible(output)
    if language == "zh":
        written = f"已写入 {shown}：" if output != "-" else ""
        text = (
            f"{written}取用 {outcome.taken} 格、{outcome.paragraphs} 段；"
            f"按近似认定的名称 {outcome.guessed} 个；没有取用 {refused} 处"
        )
        lines = outcome.page_lines
        text += f"；网页上的文字 {lines} 行留在注释里。" if lines else "。"
        if errors:
            text += f"\n导入的报告本身还有 {errors} 处错误，用 reportdsl check 逐条查看。"
    else:
        written = f"wrote {shown}: " if output != "-" else ""
        text = (
            f"{written}{plural(outcome.taken, 'cell')} and "
            f"{plural(outcome.paragraphs, 'paragraph')} taken, "
            f"{plural(outcome.guessed, 'label')} recognised by likeness, "
            f"{refused} refused"
        )
        lines = outcome.page_lines
        text += f"; {plural(lines, 'line')} of the page kept as comments." if lines else "."
        if errors:
            text += (
                f"\nThe report itself has {plural(errors, 'error')}; see them with reportdsl check."
            )
    say(text, err=True)
