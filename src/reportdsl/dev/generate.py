"""Write what is made from the code: the table of keywords, the list of rules; or compare it.

``python -m reportdsl.dev.generate`` writes, ``--check`` only compares and fails on drift.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from reportdsl.dev import keyword_table
from reportdsl.diagnostics.diagnostic import Severity
from reportdsl.diagnostics.registry import all_rules

_ROOT = Path(__file__).parents[3]
_WEIGHT = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
_HEAD = """# Rules

Every finding has a code. `reportdsl explain CODE` prints its page:
what it means, why it matters, a wrong example and the right one.
A waivable finding can be accepted with a reason (`@忽略 CODE "理由"`).

每个问题都有编号;`reportdsl explain 编号` 显示说明和正误示例。

| | name | | waivable | 说明 | sentence |
| --- | --- | --- | --- | --- | --- |
"""


def rules() -> str:
    """Return the list of all rules, as Markdown."""
    rows = [
        f"| [{rule.code}](../src/reportdsl/diagnostics/pages/{rule.code}.md) | {rule.name} "
        f"| {_WEIGHT[rule.severity]} | {'✓' if rule.waivable else ''} "
        f"| {_cell(rule.phrase.zh)} | {_cell(rule.phrase.en)} |"
        for rule in all_rules()
    ]
    return _HEAD + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    shown = text.replace("{{", "{").replace("}}", "}")
    return shown.replace("|", "\\|").replace("*", "\\*")


def _language(text: str) -> str:
    return keyword_table.replaced(text)


MADE: dict[str, Callable[[str], str]] = {
    "docs/language.md": _language,
    "docs/rules.md": lambda _: rules(),
}
"""Each file, and how its text is made from what it is now."""


def drifted(root: Path = _ROOT) -> list[str]:
    """Return the files that are not what the code makes of them."""
    out: list[str] = []
    for name, make in MADE.items():
        path = root / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if make(text) != text:
            out.append(name)
    return out


def main(arguments: list[str]) -> int:
    """Write the files, or compare them; return the exit code."""
    names = drifted()
    if "--check" in arguments:
        for name in names:
            sys.stdout.write(f"{name} is not what the code makes of it: run `just generate`\n")
        return 1 if names else 0
    for name in names:
        path = _ROOT / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(MADE[name](text), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
