"""Emit the whole checked report as JSON, by the schema that ships beside this module."""

import json
from collections.abc import Sequence
from typing import Any

from reportdsl.model.axis import Node
from reportdsl.model.formula import Address
from reportdsl.model.published import cell_text
from reportdsl.model.report import Band, Report, Table
from reportdsl.model.value import Figure
from reportdsl.publish.publication import Paragraph, Publication, PublishedTable, Run, Section
from reportdsl.text.numerals import exact_decimal, fixed
from reportdsl.text.source import LineMap, Span

VERSION = 1
"""The version of the schema: it grows only when a key changes its meaning."""
_PLACES = 30


def emit(
    report: Report,
    publication: Publication,
    diagnostics: Sequence[dict[str, Any]],
    lines: dict[str, LineMap],
) -> str:
    """Return a checked report as a JSON text; `lines` gives the lines of each source."""
    document = {
        "version": VERSION,
        "title": publication.title,
        "agency": publication.agency,
        "year": publication.year,
        "date": publication.date or None,
        "language": publication.language,
        "forms": list(report.forms),
        "sections": [_section(s) for s in publication.sections],
        "tables": [_table(report, i, t, lines) for i, t in enumerate(report.tables)],
        "checks": [
            {
                "expression": e.expression,
                "holds": e.holds,
                "left": e.left,
                "right": e.right,
                **_place(e.span, lines),
            }
            for e in report.equations
        ],
        "diagnostics": list(diagnostics),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": "".join(run.text for run in section.title),
        "level": section.level,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: "Paragraph | PublishedTable") -> dict[str, Any]:
    if isinstance(block, PublishedTable):
        return {"type": "table", "name": block.name}
    text = "".join(run.text for run in block.runs)
    return {"type": block.role.value, "text": text, "runs": [_run(r) for r in block.runs]}


def _run(run: Run) -> dict[str, Any]:
    out: dict[str, Any] = {"text": run.text}
    if run.bold:
        out["bold"] = True
    if run.href:
        out["href"] = run.href
    return out


def _table(report: Report, index: int, table: Table, lines: dict[str, LineMap]) -> dict[str, Any]:
    bands = [
        _band(report, index, b, band, lines)
        for b, band in enumerate(table.bands)
        if b not in table.omitted_bands
    ]
    return {"name": table.name, "form": table.form.form or None, "bands": bands}


def _band(
    report: Report, index: int, b: int, band: Band, lines: dict[str, LineMap]
) -> dict[str, Any]:
    table = report.tables[index]
    return {
        "title": table.band_labels.get(b, band.title),
        "columns": [_head(table, leaf) for leaf in band.columns.leaves],
        "rows": [_head(table, leaf) for leaf in band.rows.leaves],
        "cells": [
            [
                _cell(report, Address(index, b, r, c), band, lines)
                for c in range(len(band.columns.leaves))
            ]
            for r in range(len(band.rows.leaves))
        ],
    }


def _head(table: Table, leaf: Node) -> dict[str, Any]:
    return {"path": list(leaf.path), "label": table.label(leaf)}


def _cell(
    report: Report, address: Address, band: Band, lines: dict[str, LineMap]
) -> dict[str, Any]:
    cell = band.cells[address.row][address.column]
    value = report.values.get(address)
    figure: str | None = None
    if isinstance(value, Figure):
        figure = exact_decimal(value.value) or fixed(value.value, _PLACES)
    elif cell.number is not None:
        # What is stated stands, though an equation over it fails.
        figure = exact_decimal(cell.number.value)
    computed = address in report.rules or address in report.formulas
    return {
        "value": figure,
        "published": cell_text(band, address.row, address.column, value),
        "stated": cell.stated,
        "computed": computed and not cell.stated,
        **_place(cell.span, lines),
    }


def _place(span: Span | None, lines: dict[str, LineMap]) -> dict[str, Any]:
    if span is None or span.source not in lines:
        return {"line": None, "column": None}
    position = lines[span.source].position(span.start)
    return {"line": position.line, "column": position.column}
