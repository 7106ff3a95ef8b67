"""Read what stands between angle brackets in a form."""

from dataclasses import dataclass, field

from reportdsl.diagnostics.diagnostic import Diagnostic, Phrase, diagnose, message
from reportdsl.diagnostics.rules import forms as rules
from reportdsl.diagnostics.rules.syntax import NEAREST, TWICE
from reportdsl.model.axis import Attributes, Kind
from reportdsl.syntax import keywords, nodes
from reportdsl.text.fold import fold, normal
from reportdsl.text.nearest import nearest
from reportdsl.text.numerals import MAX_DECIMALS

MAX_GRID = 200
"""The most columns of a published grid."""

_WITH_DECIMALS = {"decimal", "money", "percent"}
_TYPES = {k.value for k in Kind} - {"number"}
_FLAGS = {"stub", "optional", "exact"}


@dataclass(slots=True)
class Read:
    """The attributes of one place."""

    attributes: Attributes = Attributes()
    span: int = 1
    stub: bool = False
    grid: int | None = None
    tables: list[str] = field(default_factory=list)
    requires: list[str] = field(default_factory=list)


TYPED = frozenset(_TYPES | {"unit", "optional", "exact"})
ON_NODES = TYPED | {"span", "stub"}
ON_TABLES = TYPED | {"grid"}
ON_SECTIONS = frozenset({"table"})
ON_FORMS = frozenset({"requires"})


def read(
    written: tuple[nodes.Attribute, ...], allowed: frozenset[str], found: list[Diagnostic]
) -> Read:
    """Return attributes by their meaning; faults go to `found`."""
    out = Read()
    for attribute in written:
        problem = _take(out, attribute, allowed)
        if problem is None:
            continue
        words = keywords.ATTRIBUTES.get(attribute.name)
        shown = Phrase(*words) if words else attribute.name
        if problem is _UNKNOWN:
            near = nearest(attribute.name, [w for ws in keywords.ATTRIBUTES.values() for w in ws])
            hints = (message(NEAREST, names=near),) if near else ()
            found.append(diagnose(rules.UNKNOWN_ATTRIBUTE, attribute.span, hints=hints, name=shown))
        else:
            limit = MAX_DECIMALS if attribute.name in _WITH_DECIMALS else MAX_GRID
            text = message(problem, limit=limit)
            found.append(diagnose(rules.BAD_ATTRIBUTE, attribute.span, name=shown, problem=text))
    return out


_UNKNOWN = Phrase("", "")


def _take(out: Read, attribute: nodes.Attribute, allowed: frozenset[str]) -> Phrase | None:
    """Take one attribute in, or return what is wrong with it."""
    name, value = attribute.name, attribute.value.strip()
    if name not in keywords.ATTRIBUTES:
        return _UNKNOWN
    if name not in allowed:
        return rules.NOT_HERE
    if name == "choice":
        choices = tuple(c.strip() for c in value.replace("｜", "|").split("|") if c.strip())
        if len({normal(choice) for choice in choices}) < len(choices):
            return TWICE
        own = Attributes(Kind.CHOICE, choices=choices)
        out.attributes = own.over(out.attributes)
        return None if choices else rules.NEEDS_CHOICES
    if name in {"table", "requires"}:
        names = [v for v in value.split(" ") if v]
        (out.tables if name == "table" else out.requires).extend(names)
        return None if names else rules.NEEDS_NAME
    if name == "unit":
        out.attributes = Attributes(unit=value).over(out.attributes)
        return None if value else rules.NEEDS_NAME
    if name in {"span", "grid"} or (name in _WITH_DECIMALS and value):
        return _number(out, name, fold(value))
    if value:
        return rules.NOT_HERE
    if name == "stub":
        out.stub = True
    elif name == "optional":
        out.attributes = Attributes(optional=True).over(out.attributes)
    elif name == "exact":
        out.attributes = Attributes(exact=True).over(out.attributes)
    else:
        out.attributes = Attributes(Kind(name)).over(out.attributes)
    return None


def _number(out: Read, name: str, value: str) -> Phrase | None:
    if not (value.isascii() and value.isdigit()):
        return rules.NEEDS_NUMBER
    limit = MAX_DECIMALS if name in _WITH_DECIMALS else MAX_GRID
    number = int(value) if len(value) <= len(str(limit)) else limit + 1
    if number > limit:
        return rules.TOO_LARGE
    if name == "grid":
        out.grid = number or None
    elif name == "span":
        out.span = max(number, 1)
    else:
        out.attributes = Attributes(Kind(name), decimals=number).over(out.attributes)
    return None if number or name in _WITH_DECIMALS else rules.NEEDS_NUMBER
