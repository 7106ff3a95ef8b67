"""Write down all that the analysis makes of a report, a line for each thing."""

from collections.abc import Iterator

import reportdsl
from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, Message, Phrase
from reportdsl.model.value import Figure, Value
from reportdsl.text.source import Span


def compiled(source: str, form: str = "") -> reportdsl.Compilation:
    """Return the compilation of a report whose form is own.form."""
    world = reportdsl.MemoryWorld({"own.form": form} if form else {})
    return reportdsl.compile_text(source, name="r.report", world=world, locate=False)


def everything(made: reportdsl.Compilation) -> list[str]:
    """Return the findings with all their parts, what was asked, and the values of cells."""
    report = made.checked.report
    lines = [line for found in made.diagnostics for line in _finding(made, found)]
    for e in report.equations:
        place = _text(made, e.span)
        lines.append(f"{e.expression}: {e.holds}, {e.left}, {e.right} at {place}")
    for address, value in sorted(report.values.items()):
        failed = " !" if address in report.failed else ""
        lines.append(f"{'.'.join(map(str, address))} {_value(value)}{failed}")
    return lines


def findings(made: reportdsl.Compilation) -> list[str]:
    """Return the findings with all their parts."""
    return [line for found in made.diagnostics for line in _finding(made, found)]


def asked(made: reportdsl.Compilation) -> list[str]:
    """Return what was asked of a report."""
    return [
        f"{e.expression}: {e.holds}, {e.left}, {e.right} at {_text(made, e.span)}"
        for e in made.checked.report.equations
    ]


def _finding(made: reportdsl.Compilation, found: Diagnostic) -> Iterator[str]:
    args = ", ".join(f"{name}={_argument(value)}" for name, value in found.args)
    yield f"{found.rule.code} {found.severity} {_text(made, found.span)}: {args}"
    if found.label is not None:
        yield f"  : {found.label.text('en')}"
    for label in found.labels:
        remark = label.message.text("en") if label.message else ""
        yield f"  @ {_text(made, label.span)} {remark}"
    for hint in found.hints:
        yield f"  ? {hint.text('en')}"
    for fix in found.fixes:
        edits = ", ".join(f"{_text(made, e.span)} → {e.text}" for e in fix.edits)
        yield f"  + {edits}"


def _argument(value: Argument) -> str:
    match value:
        case Phrase():
            return value.text("en", {})
        case Message():
            return value.text("en")
        case tuple():
            return "/".join(map(_argument, value))
    return str(value)


def _text(made: reportdsl.Compilation, span: Span) -> str:
    source = made.session.sources[span.source].text
    line = source.count("\n", 0, span.start) + 1
    name = "" if span.source == made.source.id else f"{span.source}:"
    return f"{name}{line}“{source[span.start : span.end]}”"


def _value(value: Value) -> str:
    if not isinstance(value, Figure):
        return repr(value)
    if value.low == value.high:
        return str(value.value)
    return f"{value.value} ({value.low} to {value.high})"
