"""Explain a rule: what it means, why it matters, a wrong example and the right one."""

import sys

import click

from reportdsl.cli.exit import Exit
from reportdsl.cli.options import language_option
from reportdsl.cli.output import language_of
from reportdsl.diagnostics.pages import explain
from reportdsl.diagnostics.registry import by_word, words
from reportdsl.text.nearest import nearest


@click.command(name="explain")
@click.argument("code")
@language_option
def command(code: str, lang: str | None) -> None:
    """解释一条规则。 Explain a rule by its code or name, such as R501."""
    rule = by_word(code)
    language = language_of(lang, None)
    if rule is None:
        near = nearest(code, words())
        hint = f" ({', '.join(near)}?)" if near else ""
        text = f"没有“{code}”这条规则" if language == "zh" else f'there is no rule "{code}"'
        click.echo(text + hint, err=True)
        sys.exit(Exit.USAGE)
    click.echo(explain(rule, language))
