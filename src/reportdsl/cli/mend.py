"""Apply fixes to files, or show what they would change."""

import difflib
import os

from reportdsl.cli.checking import Mending
from reportdsl.cli.output import compile_named, language_of, plural, refused_write, say, stdin_bytes
from reportdsl.compiler import Compilation, compile_in_place, compile_text
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.files import write_atomic
from reportdsl.mending import Mended, mend, withheld
from reportdsl.text.decode import decode
from reportdsl.text.width import visible
from reportdsl.world import Contents, read_named


def mended(
    path: str, root: str | None, lang: str | None, mending: Mending, *, ties: bool
) -> tuple[Compilation | None, bool]:
    """Return the compilation of a file after its fixes, and whether all went well.

    The fixes are written or, if `show`, printed. Standard input is never written. None for a file
    that cannot be read; one that cannot be written is as it was.
    """
    show = mending.show
    if path == "-":
        data, name, show = stdin_bytes(), "-", True
    else:
        contents = read_named(path)
        if not isinstance(contents, Contents):
            # Why it cannot be read is said there.
            return compile_named(path, root, lang), True
        data, name = contents.data, os.path.relpath(contents.path)

    def compiled(changed: bytes) -> Compilation:
        if path == "-":
            return compile_text(changed, name=path, root=root, ties=ties)
        return compile_in_place(path, changed, root=root, ties=ties)

    made = mend(data, compiled, unsafe=mending.unsafe)
    language = language_of(lang, made.compilation.parsed.language)
    err = not mending.told

    def said() -> None:
        if not mending.unsafe:
            _say_withheld(path, made.compilation, language, err=err)

    if made.data == data:
        said()
        return made.compilation, True
    if show:
        _show(name, data, made, err=err)
        said()
        return compiled(data), True
    try:
        write_atomic(path, made.data)
    except OSError as error:
        zh, en = refused_write(path, error)
        say(zh if language == "zh" else en, err=True)
        return compiled(data), False
    _say(path, made, language, err=err)
    said()
    return made.compilation, True


def _show(name: str, old: bytes, made: Mended, *, err: bool) -> None:
    before, after = (decode(data).text.splitlines() for data in (old, made.data))
    lines = difflib.unified_diff(before, after, name, name, lineterm="")
    say("\n".join(map(visible, lines)), err=err)


def _say(path: str, made: Mended, language: Language, *, err: bool) -> None:
    shown, count = visible(path), len(made.applied)
    zh = f"{shown}：改了 {count} 处"
    say(zh if language == "zh" else f"{shown}: {count} fixed", err=err)
    for fix in made.applied:
        say(f"  {visible(fix.title.text(language))}", err=err)


def _say_withheld(path: str, made: Compilation, language: Language, *, err: bool) -> None:
    """Say that there are fixes which change figures, where they were not asked for."""
    count, shown = withheld(made), visible(path)
    if not count:
        return
    zh = f"{shown}：另有 {count} 处问题，改起来要动数字，加上 --unsafe 才改"
    en = f"{shown}: to mend {plural(count, 'finding')} more, figures change; add --unsafe for that"
    say(zh if language == "zh" else en, err=err)
