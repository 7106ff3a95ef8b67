"""Check sources: every fault in one run, and a verdict."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportdsl.cli.exit import Exit
from reportdsl.cli.output import (
    Format,
    coloured,
    compile_named,
    count,
    language_of,
    plural,
    render,
    say,
)
from reportdsl.compiler import Compilation


@dataclass(frozen=True, slots=True)
class Mending:
    """Which fixes to apply before the check."""

    unsafe: bool
    """Figures too."""
    show: bool
    """Only print what would change."""
    told: bool = True
    """What is mended is said where findings are; else on the error stream, for programs' sake."""


def check(
    files: Sequence[str],
    *,
    style: Format = "terminal",
    strict: bool = False,
    lang: str | None = None,
    color: str = "auto",
    root: str | None = None,
    explain: str = "figures",
    ties: bool = False,
    mending: Mending | None = None,
) -> Exit:
    """Print what is found in files, and return the exit code.

    With `explain` as ``equations`` it is the equations that fail, not the figures that are wrong.
    With `ties` figures of the prose that cells could give are told of.
    """
    locate = explain == "figures"
    # Standard input can be read once; to check a file twice tells nothing new.
    names = list(dict.fromkeys(files))
    made: list[Compilation | None]
    written = True
    if mending is None:
        made = [compile_named(path, root, lang, locate=locate, ties=ties) for path in names]
    else:
        from reportdsl.cli.mend import mended  # noqa: PLC0415 - few runs mend

        telling = replace(mending, told=style == "terminal")
        done = [mended(path, root, lang, telling, ties=ties) for path in names]
        made = [compilation for compilation, _ in done]
        written = all(well for _, well in done)
    compiled = [c for c in made if c is not None]
    if style not in {"terminal", "concise"}:
        say(_for_programs(compiled, style, lang))
    else:
        for compilation in compiled:
            _print(compilation, style, lang, color)
        if style == "terminal":
            say(_verdict(compiled, made.count(None), lang))
    errors = sum(count(c.diagnostics)[0] for c in compiled)
    warnings = sum(count(c.diagnostics)[1] for c in compiled)
    if None in made or not written:
        return Exit.USAGE
    return Exit.FAULTS if errors or (strict and warnings) else Exit.CLEAN


def _for_programs(compiled: list[Compilation], style: Format, lang: str | None) -> str:
    """Return the findings of all files in a format for programs."""
    found = [d for c in compiled for d in c.diagnostics]
    sources = {name: s for c in compiled for name, s in c.sources.items()}
    own = compiled[0].parsed.language if compiled else None
    language = language_of(lang, own)
    # Of these each run needs one.
    match style:
        case "sarif":
            from reportdsl import __version__  # noqa: PLC0415
            from reportdsl.diagnostics.render.sarif import render_sarif  # noqa: PLC0415

            return render_sarif(found, sources, language, __version__)
        case "github":
            from reportdsl.diagnostics.render.github import render_github  # noqa: PLC0415

            return render_github(found, sources, language)
        case "junit":
            from reportdsl.diagnostics.render.junit import render_junit  # noqa: PLC0415

            return render_junit(found, sources, language, [c.source.id for c in compiled])
        case "gitlab":
            from reportdsl.diagnostics.render.gitlab import render_gitlab  # noqa: PLC0415

            return render_gitlab(found, sources, language)
    from reportdsl.diagnostics.render.json import render_json  # noqa: PLC0415

    return render_json(found, sources)


def _print(compilation: Compilation, style: Format, lang: str | None, color: str) -> None:
    found = compilation.diagnostics
    if found:
        language = language_of(lang, compilation.parsed.language)
        text = render(
            found, compilation.sources, language, style, color=coloured(color, sys.stdout)
        )
        say(text + ("\n" if style == "terminal" else ""), color=True)


def _verdict(compiled: list[Compilation], unread: int, lang: str | None) -> str:
    """Return what was checked, what of it holds, and how many faults there are."""
    own = compiled[0].parsed.language if compiled else None
    forms = bool(compiled) and all(c.is_form for c in compiled)
    zh, en = _forms(compiled) if forms else _reports(compiled)
    errors = sum(count(c.diagnostics)[0] for c in compiled)
    warnings = sum(count(c.diagnostics)[1] for c in compiled)
    if language_of(lang, own) == "zh":
        faults = f"{errors} 处错误" if errors else "没有错误"
        more = f"，{warnings} 处警告" if warnings else ""
        more += f"；{unread} 个文件读不到" if unread else ""
        return f"检查了 {len(compiled)} 个{'格式' if forms else ''}文件：{zh}，{faults}{more}。"
    more = f", {plural(warnings, 'warning')}" if warnings else ""
    more += f"; {plural(unread, 'file')} not read" if unread else ""
    checked = f"{plural(len(compiled), 'form file' if forms else 'file')} checked"
    return f"{checked}: {en}, {plural(errors, 'error')}{more}."


def _reports(compiled: list[Compilation]) -> tuple[str, str]:
    """Return in Chinese and English how many equations there are and how many of them hold."""
    equations = [e for c in compiled for e in c.checked.report.equations]
    held = sum(e.holds is True for e in equations)
    asked = sum(e.holds is not None for e in equations)
    if not asked:
        return "没有可核对的等式", "no equations to check"
    return f"{asked} 个等式中 {held} 个成立", f"{held} of {plural(asked, 'equation')} hold"


def _forms(compiled: list[Compilation]) -> tuple[str, str]:
    """Return in Chinese and English what forms define."""
    from reportdsl.syntax import nodes  # noqa: PLC0415 - most files are reports

    blocks = [b for c in compiled for b in c.parsed.document.blocks]
    tables = [b for b in blocks if isinstance(b, nodes.TableForm)]
    checks = sum(isinstance(b, nodes.Check) for b in blocks)
    counts = (
        (sum(isinstance(b, nodes.Form) for b in blocks), "个格式", "form"),
        (sum(isinstance(b, nodes.SectionRule) for b in blocks), "章", "section"),
        (len(tables), "张表", "table"),
        (checks + sum(len(table.checks) for table in tables), "条校验", "check"),
    )
    zh = "、".join(f"{number} {word}" for number, word, _ in counts if number)
    return zh or "0 个格式", ", ".join(plural(n, w) for n, _, w in counts if n) or "0 forms"
