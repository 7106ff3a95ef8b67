"""Build outputs: all of them in memory first, then each written whole or not at all."""

import os
import sys
from typing import Literal

from reportdsl.cli.exit import Exit
from reportdsl.cli.output import (
    coloured,
    compile_named,
    count,
    files_of,
    language_of,
    refused_write,
    render,
    say,
)
from reportdsl.compiler import Compilation
from reportdsl.diagnostics.diagnostic import Diagnostic, Language
from reportdsl.emit.emitter import SUFFIXES, Options
from reportdsl.files import write_atomic
from reportdsl.text.width import visible


class Misused(Exception):  # noqa: N818 - said as what was done
    """The options of a command line do not go together."""


def build(
    file: str,
    *,
    names: tuple[str, ...] = ("html",),
    output: str | None = None,
    draft: bool = False,
    strict: bool = False,
    keep_width: bool = False,
    tables: Literal["gfm", "html"] = "gfm",
    css: str | None = None,
    template: str | None = None,
    lang: str | None = None,
    color: str = "auto",
    root: str | None = None,
) -> Exit:
    """Write the outputs of a report, and return the exit code; raise `Misused`."""
    names = tuple(dict.fromkeys(names))
    if (css or template) and "html" not in names:
        raise Misused("--css and --template are for -t html / --css 和 --template 只用于 -t html")
    options = Options(keep_width, tables, draft, css, template)
    output = _checked_output(file, names, output)
    compilation = compile_named(file, root, lang)
    if compilation is None:
        return Exit.USAGE
    language = language_of(lang, compilation.parsed.language)
    _tell(compilation.diagnostics, compilation, language, color)
    if compilation.is_form:
        _say(language, "这是格式文件，只有报告才能编译", "this is a form; only reports are built")
        return Exit.FAULTS
    errors, warnings = count(compilation.diagnostics)
    if (errors and not draft) or (strict and warnings) or compilation.reading.binary:
        _say(language, "没有编译：请先改正上面的错误", "not built: mend the faults above first")
        return Exit.FAULTS
    if template is not None:
        _tell_of_limits(language)
    texts: dict[str, str] = {}
    for name in names:
        emitted = compilation.output(name, options)
        _tell(emitted.diagnostics, compilation, language, color)
        if _is_out_of_reach(emitted.diagnostics):
            return Exit.USAGE
        if not count(emitted.diagnostics)[0]:
            texts[name] = emitted.text
    if len(texts) < len(names):
        return Exit.FAULTS
    read = files_of(compilation) | _house_files(css, template)
    return _write(file, texts, output, read, language)


def _house_files(css: str | None, template: str | None) -> set[str]:
    """Return the real paths of the files of a house style."""
    found = set() if css is None else {os.path.realpath(css)}
    for folder, _, names in os.walk(os.path.realpath(template)) if template is not None else ():
        found.update(os.path.join(folder, name) for name in names if name.endswith(".j2"))
    return found


def _checked_output(file: str, names: tuple[str, ...], output: str | None) -> str | None:
    """Return the path to write to, None for beside the source; raise `Misused` for a misuse."""
    if len(names) > 1:
        if output is not None:
            raise Misused("-o takes one -t only / 写了 -o 就只能有一个 -t")
        if file == "-":
            raise Misused("standard input makes one output / 标准输入只能有一个 -t")
    return "-" if output is None and file == "-" else output


def _is_out_of_reach(found: tuple[Diagnostic, ...]) -> bool:
    """Return whether a file of the house style cannot be read."""
    if not found:
        return False
    from reportdsl.diagnostics.rules.house import HOUSE_FILE_UNAVAILABLE  # noqa: PLC0415 - rare

    return any(d.rule is HOUSE_FILE_UNAVAILABLE for d in found)


def _tell(
    found: tuple[Diagnostic, ...], compilation: Compilation, language: Language, color: str
) -> None:
    if found:
        shown = coloured(color, sys.stderr)
        text = render(found, compilation.sources, language, "terminal", color=shown)
        say(text + "\n", err=True, color=True)


def _say(language: Language, zh: str, en: str) -> None:
    say(zh if language == "zh" else en, err=True)


def _tell_of_limits(language: Language) -> None:
    from reportdsl.emit.templatejob import LIMITED  # noqa: PLC0415 - few reports have a template

    if not LIMITED:
        _say(
            language,
            "这个系统不能限制模板所用的内存，只限制时间",
            "this system cannot limit the memory of a template, only its time",
        )


def _write(
    file: str, texts: dict[str, str], output: str | None, read: set[str], language: Language
) -> Exit:
    """Write texts, but over none of the files that were read for them."""
    if output == "-":
        for text in texts.values():
            sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return Exit.CLEAN
    targets = {name: _target(file, name, output) for name in texts}
    for target in targets.values():
        if os.path.realpath(target) in read:
            _say(
                language,
                f"输出会盖掉报告要用的文件：{visible(target)}",
                f"the output would replace a file that the report needs: {visible(target)}",
            )
            return Exit.USAGE
    for name, target in targets.items():
        try:
            write_atomic(target, texts[name].encode())
        except OSError as error:
            zh, en = refused_write(target, error)
            _say(language, zh, en)
            return Exit.USAGE
        _say(language, f"已写入 {visible(target)}", f"wrote {visible(target)}")
    return Exit.CLEAN


def _target(file: str, name: str, output: str | None) -> str:
    if output is not None:
        return output
    return os.path.splitext(file)[0] + SUFFIXES[name]
