"""Explain a rule: what it means, why it matters, a wrong example and the right one."""

import sys

import click

from reportdsl.cli.exit import Exit
from reportdsl.cli.options import language_option
from reportdsl.cli.output import language_of
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.diagnostics.pages import explain
from reportdsl.diagnostics.registry import by_word, words
from reportdsl.diagnostics.rules.names import UNKNOWN_RULE
from reportdsl.diagnostics.rules.syntax import NEAREST
from reportdsl.text.nearest import nearest
from reportdsl.text.width import visible


@click.command(name="explain")
@click.argument("code")
@language_option
def command(code: str, lang: str | None) -> None:
    """解释一条规则。 Explain a rule by its code or name, such as R501."""
    rule = by_word(code)
    language = language_of(lang, None)
    if rule is None:
        click.echo(_unknown(code, language), err=True)
        sys.exit(Exit.USAGE)
    click.echo(explain(rule, language))


def _unknown(code: str, language: Language) -> str:
    """Return the words of a report's own message on a rule that there is not."""
    said = UNKNOWN_RULE.phrase.text(language, {"code": visible(code)})
    near = tuple(nearest(code, words()))
    if not near:
        return said
    hint = NEAREST.text(language, {"names": near})
    return f"{said}，{hint}" if language == "zh" else f"{said}; {hint}"
