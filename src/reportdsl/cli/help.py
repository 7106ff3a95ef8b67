"""Show help in the language of its reader; the texts stand in both."""

from collections.abc import Iterable
from typing import Any

import click

from reportdsl.cli.bilingual import half
from reportdsl.diagnostics.diagnostic import Language

_HEADINGS = {"Options": "选项", "Commands": "命令"}


class Formatter(click.HelpFormatter):
    """Writes help of which each text stands in both languages, in one of them."""

    def __init__(self, language: Language, **extra: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(**extra)
        self.language = language

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, "用法：" if self.language == "zh" else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        zh = self.language == "zh"
        super().write_heading(_HEADINGS.get(heading, heading) if zh else heading)

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text(half(text, self.language))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands with what they do."""
        own = [(term, half(text, self.language)) for term, text in rows]
        super().write_dl(own, col_max, col_spacing)
