"""Know all rules, by code and by name."""

from functools import cache

from reportdsl.diagnostics.diagnostic import Rule
from reportdsl.diagnostics.rules import (
    arithmetic,
    emission,
    expressions,
    files,
    formmaking,
    forms,
    house,
    importing,
    layout,
    names,
    reading,
    recognition,
    syntax,
    tables,
    waivers,
)

_FAMILIES = (
    reading,
    syntax,
    names,
    tables,
    arithmetic,
    expressions,
    forms,
    waivers,
    files,
    layout,
    emission,
    house,
    importing,
    recognition,
    formmaking,
)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the codes."""
    found = [v for family in _FAMILIES for v in vars(family).values() if isinstance(v, Rule)]
    return tuple(sorted(set(found), key=lambda rule: rule.code))


@cache
def _index() -> dict[str, Rule]:
    return {word: rule for rule in all_rules() for word in (rule.code.casefold(), rule.name)}


def by_word(word: str) -> Rule | None:
    """Return the rule of a code or name, in any case, or None."""
    return _index().get(word.casefold())


def words() -> tuple[str, ...]:
    """Return every code and name, for suggestions."""
    return tuple(word for rule in all_rules() for word in (rule.code, rule.name))
