"""Make a form out of a foreign file: read it, write the form, tell how it differs."""

import os

from reportdsl.cli import foreign
from reportdsl.cli.exit import Exit
from reportdsl.cli.output import language_of, plural, say
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.importers.importer import read
from reportdsl.importing.formfrom import Made, Wishes
from reportdsl.importing.formfrom import form_from as made_from
from reportdsl.text.source import Source
from reportdsl.text.width import visible


def form_from(file: str, wishes: Wishes, *, output: str, lang: str | None, color: str) -> Exit:
    """Write the form of a foreign file's tables, say how it differs, and return the exit code."""
    language = language_of(lang, None)
    try:
        return _written(file, wishes, output, language, color)
    except foreign.NotDone as refused:
        say(refused.zh if language == "zh" else refused.en, err=True)
        return Exit.USAGE


def _written(file: str, wishes: Wishes, output: str, language: Language, color: str) -> Exit:
    _refuse_name(wishes.name)
    foreign.refuse_existing(output)
    name = "-" if file == "-" else os.path.relpath(file)
    found = read(foreign.bytes_of(file), name)
    if found.document is None:
        foreign.tell(found.diagnostics, {name: Source(name, "")}, language, color)
        return Exit.USAGE
    made = made_from(found.document, wishes)
    _refuse_unknown(made)
    foreign.tell((*found.diagnostics, *made.diagnostics), made.sources, language, color)
    if not made.tables:
        return Exit.USAGE
    foreign.write(output, made.text)
    _summary(output, made, language)
    return Exit.FAULTS if made.refused else Exit.CLEAN


def _refuse_name(name: str) -> None:
    """Raise `NotDone` for what can be no form's name."""
    if any(c in name for c in ' \t\n\u3000"“”＂<＜') or name.startswith(("@", "＠")):
        shown = visible(name)
        raise foreign.NotDone(
            f"“{shown}”不能作格式的名称：名称里不能有空格、引号和 <",
            f'"{shown}" can be no form\'s name: it may hold no blanks, quotation marks or <',
        )


def _refuse_unknown(made: Made) -> None:
    """Raise `NotDone` for tables that the file does not have."""
    if not made.unknown:
        return
    shown = visible(made.unknown[0])
    known = [visible(name) for name in made.known]
    raise foreign.NotDone(
        f"文件里没有“{shown}”这张表；有的是：{'、'.join(known) or '一张也没有'}",
        f'the file has no table "{shown}"; it has: {", ".join(known) or "none"}',
    )


def _summary(output: str, made: Made, language: Language) -> None:
    """Say how many tables became forms, and how many were refused."""
    shown = visible(output)
    if language == "zh":
        written = f"已写入 {shown}：" if output != "-" else ""
        text = f"{written}写成格式的表 {made.tables} 张，没有写成的 {made.refused} 张。"
    else:
        written = f"wrote {shown}: " if output != "-" else ""
        text = f"{written}{plural(made.tables, 'table')} made a form, {made.refused} refused."
    say(text, err=True)
