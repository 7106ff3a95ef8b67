"""Gather the forms that a report names: official ones, and those of its own files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportdsl.analysis.context import Context, Unavailable
from reportdsl.diagnostics.diagnostic import Diagnostic, Phrase, diagnose, message
from reportdsl.diagnostics.rules import files, forms, names
from reportdsl.model.form import Form, TableForm
from reportdsl.syntax import nodes
from reportdsl.text.fold import normal
from reportdsl.text.nearest import nearest
from reportdsl.text.source import Span

PROBLEMS: dict[str, Phrase] = {
    "missing": files.MISSING,
    "outside": files.OUTSIDE,
    "not-a-file": files.NOT_A_FILE,
    "unreadable": files.UNREADABLE,
    "too-large": files.TOO_LARGE,
    "bad-path": files.BAD_PATH,
    "not-text": files.NOT_TEXT,
}


@dataclass(slots=True)
class Shelf:
    """The forms of a report, in the order in which tables are sought in them."""

    forms: dict[str, Form] = field(default_factory=dict)
    first: Form | None = None
    """The first form of the first 格式: it asks for sections."""
    place: Span | None = None
    """The header's first 格式 line."""
    complete: bool = True
    """Whether every form that the header names could be had."""
    _tables: dict[str, TableForm] = field(default_factory=dict)
    """The first table form of each name, once one is asked for."""

    def table(self, name: str) -> TableForm | None:
        """Return the first table form of a name."""
        if not self._tables:
            for form in reversed(self.forms.values()):
                self._tables.update(form.by_name)
        return self._tables.get(normal(name))

    def table_names(self) -> tuple[str, ...]:
        """Return the names of all table forms."""
        return tuple(dict.fromkeys(n for form in self.forms.values() for n in form.tables))


def unavailable(field_: nodes.Field | nodes.Include, path: str, why: Unavailable) -> Diagnostic:
    """Return the finding for a file that a source names and cannot be had."""
    span = field_.value_span if isinstance(field_, nodes.Field) else field_.span
    problem = message(PROBLEMS[why.kind])
    return diagnose(files.FILE_UNAVAILABLE, span, path=path, problem=problem)


def is_path(value: str) -> bool:
    """Tell whether a 格式 is a file of one's own and not the name of an official form."""
    return value.endswith(".form") or "/" in value or "\\" in value


def gather(fields: list[nodes.Field], context: Context, found: list[Diagnostic]) -> Shelf:
    """Return the forms that header fields name; faults go to `found`."""
    shelf = Shelf()
    for item in fields:
        shelf.place = shelf.place or item.value_span
        own = _library(item, context, found) if is_path(item.value) else _one(item, context, found)
        if own is None:
            shelf.complete = False
            continue
        if any(d.rule in {forms.UNKNOWN_BASE, forms.FORM_CYCLE} for d in found):
            # A form that lacks its base lacks tables of it.
            shelf.complete = False
        if item is fields[0]:
            shelf.first = next(iter(own.values()), None)
        for name, form in own.items():
            shelf.forms.setdefault(name, form)
    return shelf


def _one(item: nodes.Field, context: Context, found: list[Diagnostic]) -> Mapping[str, Form] | None:
    form = context.official(item.value)
    if form is not None:
        return {form.name: form}
    from reportdsl.diagnostics.misspelt import meant  # noqa: PLC0415 - most names are right

    near = nearest(item.value, context.official_names())
    hints, fixes = meant(item.value_span, item.value, near)
    found.append(
        diagnose(names.UNKNOWN_FORM, item.value_span, hints=hints, fixes=fixes, name=item.value)
    )
    return None


def _library(
    item: nodes.Field, context: Context, found: list[Diagnostic]
) -> Mapping[str, Form] | None:
    library = context.library(item.value_span.source, item.value)
    if isinstance(library, Unavailable):
        found.append(unavailable(item, item.value, library))
        return None
    found.extend(library.diagnostics)
    return library.forms
