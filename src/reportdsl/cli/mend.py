"""Apply fixes to files, or show what they would change."""

import difflib
import os

from reportdsl.cli.checking import Mending
from reportdsl.cli.output import compile_named, language_of, say, stdin_bytes
from reportdsl.compiler import Compilation, compile_file, compile_text
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.files import write_atomic
from reportdsl.mending import Mended, mend
from reportdsl.text.decode import decode
from reportdsl.text.width import visible
from reportdsl.world import Contents, read_named


def mended(
    path: str, root: str | None, lang: str | None, mending: Mending, *, ties: bool
) -> Compilation | None:
    """Return the compilation of a file after its fixes, which are written or, if `show`, printed.

    Standard input is never written. None for a file that cannot be read.
    """
    show = mending.show
    if path == "-":
        data, name, show = stdin_bytes(), "-", True
    else:
        contents = read_named(path)
        if not isinstance(contents, Contents):
            # Why it cannot be read is said there.
            return compile_named(path, root, lang)
        data, name = contents.data, os.path.relpath(contents.path)
    folder = root or (os.path.dirname(os.path.abspath(path)) if path != "-" else None)

    def compiled(changed: bytes) -> Compilation:
        if changed == data and path != "-":
            return compile_file(path, root=root, ties=ties)
        return compile_text(changed, name=path, root=folder, ties=ties)

    made = mend(data, compiled, unsafe=mending.unsafe)
    if made.data != data:
        if show:
            _show(name, data, made)
        else:
            write_atomic(path, made.data)
            _say(path, made, language_of(lang, made.compilation.parsed.language))
    return made.compilation if not show else compiled(data)


def _show(name: str, old: bytes, made: Mended) -> None:
    before, after = (decode(data).text.splitlines() for data in (old, made.data))
    lines = difflib.unified_diff(before, after, name, name, lineterm="")
    say("\n".join(map(visible, lines)))


def _say(path: str, made: Mended, language: Language) -> None:
    shown, count = visible(path), len(made.applied)
    zh = f"{shown}：改了 {count} 处"
    say(zh if language == "zh" else f"{shown}: {count} fixed")
    for fix in made.applied:
        say(f"  {visible(fix.title.text(language))}")
