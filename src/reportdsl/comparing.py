"""Make of compilations what is compared, and compare them."""

from reportdsl.compare.changes import Comparison, Field, Said, Side
from reportdsl.compare.compare import compare
from reportdsl.compiler import Compilation
from reportdsl.model.value import Figure, is_date
from reportdsl.syntax import nodes
from reportdsl.syntax.keywords import FIELDS
from reportdsl.text.fold import normal
from reportdsl.text.numerals import exact_decimal


def compared(old: Compilation, new: Compilation) -> Comparison:
    """Return what changed from one report to another, as far as both can be read."""
    return compare(side(old), side(new))


def side(compilation: Compilation) -> Side:
    """Return a report with what of its source is compared beside what it publishes."""
    blocks = compilation.parsed.document.blocks
    return Side(
        compilation.checked.report,
        compilation.source.id,
        _fields(compilation),
        tuple(_check(compilation, b) for b in blocks if isinstance(b, nodes.Check)),
        tuple(_waiver(compilation, b) for b in blocks if isinstance(b, nodes.Allow)),
        len(compilation.errors),
    )


def _fields(compilation: Compilation) -> tuple[Field, ...]:
    """Return the fields of the header; the forms are the report's own.

    A report is in some language whether its header names one or not.
    """
    header = compilation.checked.report.header
    values = header.values
    words = FIELDS["lang"]
    out = [Field("lang", words[compilation.parsed.language != "zh"], header.language)]
    for field in compilation.parsed.document.fields:
        if field.name in {"form", "lang"}:
            continue
        name = field.name or normal(field.key)
        value = values.get(field.name or field.key)
        text = " ".join(field.value.split())
        if isinstance(value, Figure):
            text = exact_decimal(value.value) or text
        elif is_date(value):
            text = value.isoformat()
        out.append(Field(name, field.key, text))
    return tuple(out)


def _check(compilation: Compilation, check: nodes.Check) -> Said:
    said = check.severity, check.expression, check.tolerance, check.note, check.source
    return Said(repr(said), _written(compilation, check))


def _waiver(compilation: Compilation, allow: nodes.Allow) -> Said:
    said = normal(allow.code).upper(), allow.reason, allow.until
    return Said(repr(said), _written(compilation, allow))


def _written(compilation: Compilation, block: nodes.Check | nodes.Allow) -> str:
    text = compilation.source.text[block.span.start : block.span.end]
    return " ".join(text.split())
