"""Write what changed as JSON, by the schema that ships beside this module."""

import json
from typing import Any

from reportdsl.compare.changes import (
    CellChanged,
    Change,
    CheckChanged,
    Comparison,
    FieldChanged,
    FormChanged,
    LabelChanged,
    LineChanged,
    ParagraphChanged,
    SectionChanged,
    Shown,
    SignatureChanged,
    TableChanged,
)
from reportdsl.emit.changes.wording import figure
from reportdsl.model.value import Figure, is_date

VERSION = 1
"""The version of the schema: it grows only when a key changes its meaning."""


def emit(comparison: Comparison) -> str:
    """Return what changed as a JSON text."""
    document = {
        "version": VERSION,
        "same": comparison.same,
        "old": {"name": comparison.old.name, "errors": comparison.old.errors},
        "new": {"name": comparison.new.name, "errors": comparison.new.errors},
        "changes": [
            {**_change(change), "follows": list(comparison.follows.get(number, ()))}
            for number, change in enumerate(comparison.changes)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def shown(cell: Shown) -> dict[str, Any]:
    """Return the text of a cell, and its value where it has one: figures as exact decimals."""
    value = cell.value
    worth: str | None = None
    if isinstance(value, Figure):
        worth = figure(value.value)
    elif is_date(value):
        worth = value.isoformat()
    return {"text": cell.text, "value": worth}


def _change(change: Change) -> dict[str, Any]:
    match change:
        case CellChanged():
            return {
                "kind": "cell",
                "how": "changed",
                "table": change.place.table,
                "row": change.place.row,
                "column": change.place.column,
                "old": shown(change.old),
                "new": shown(change.new),
                "difference": None if change.difference is None else figure(change.difference),
                "percent": change.percent,
                "only_shown": change.only_shown,
            }
        case LineChanged():
            return {
                "kind": change.axis,
                "how": change.how,
                "table": change.table,
                "name": change.name,
                "before": change.before or None,
                "cells": [{"name": name, **shown(cell)} for name, cell in change.cells],
            }
        case TableChanged():
            return {
                "kind": "table",
                "how": change.how,
                "name": change.name,
                "section": change.section,
                "before": change.before or None,
            }
        case LabelChanged():
            return {
                "kind": "label",
                "how": "changed",
                "table": change.table,
                "old": change.old,
                "new": change.new,
            }
        case _:
            return _of_text(change)


def _of_text(change: Change) -> dict[str, Any]:
    match change:
        case SectionChanged():
            return {
                "kind": "section",
                "how": change.how,
                "title": change.title,
                "before": change.before or None,
            }
        case ParagraphChanged():
            return {
                "kind": "note" if change.note else "paragraph",
                "how": change.how,
                "section": change.section,
                "text": [{"fate": part.fate, "text": part.text} for part in change.text],
                "styled": change.styled,
            }
        case FieldChanged():
            return {
                "kind": "field",
                "how": change.how,
                "key": change.key,
                "old": change.old,
                "new": change.new,
            }
        case FormChanged():
            forms = {"old": list(change.old), "new": list(change.new)}
            return {"kind": "form", "how": "changed", **forms}
        case CheckChanged():
            kind = "waiver" if change.waiver else "check"
            return {"kind": kind, "how": change.how, "text": change.text}
        case SignatureChanged():
            return {"kind": "signature", "how": change.how}
        case _:
            raise TypeError(change)
