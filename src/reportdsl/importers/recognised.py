"""Recognise a document: which form it is on, which edition each of its tables follows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportdsl.importers.continued import joined
from reportdsl.importers.fit import fit
from reportdsl.importers.fitted import Fitted
from reportdsl.importers.front import Front, front
from reportdsl.importers.labels import key
from reportdsl.importers.parting import parted
from reportdsl.importers.pieces import fit_pieces
from reportdsl.importers.placing import Trouble
from reportdsl.importers.raw import Layout, RawDocument
from reportdsl.importers.regions import Piece, Region, add_foreign
from reportdsl.importers.rivals import chosen
from reportdsl.importers.rows import cut
from reportdsl.importers.templates import Template, families
from reportdsl.model.form import Form
from reportdsl.text.fold import fold
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

_EDITION = pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_MOST_OF_A_NAME = 16
_SUBJECT = pattern(r"\(.*")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document as a report on a form."""

    document: RawDocument
    front: Front
    form: Form | None
    """The form that most of its tables follow; None if it has no table of a form."""
    tables: tuple[tuple[Region, Fitted], ...]
    """The tables of forms in its body, in order."""
    taken: frozenset[int]
    """Which of them, by their numbers, are taken: at most one of each name."""
    stripped: frozenset[int]
    """Which of them, by their numbers, lost lines that were removed as repeated."""
    scattered: tuple[tuple[str, Span], ...]
    """The names of tables whose cells are scattered over paragraphs, and where they begin."""


def recognise(document: RawDocument, forms: Sequence[Form]) -> Recognised:
    """Return a document as a report on one of some forms."""
    found_pieces = parted(document, families(tuple(forms)))
    parts = _bounded(joined(found_pieces.pieces))
    subjects = tuple({_SUBJECT.sub("", fold(form.title)).strip() for form in forms} - {""})
    own = front(parts, document.title, document.facts, subjects)
    regions = [piece for piece in own.body if isinstance(piece, Region)]
    fits = [
        {template: _fitted(region, template) for template in region.family.editions}
        for region in regions
    ]
    scattered = tuple((family.name, first.span) for family, first in found_pieces.scattered)
    form = _form(fits, forms, own.year)
    tables = []
    for region, found in zip(regions, fits, strict=True):
        best = min(
            found.values(),
            key=lambda f: (f.cost, form is None or f.template.table.form != form.name),
        )
        tables.append((region, best))
    taken = chosen(tables, own.body, document, own.year)
    return Recognised(document, own, form, tuple(tables), taken, stripped(tables), scattered)


def _fitted(region: Region, template: Template) -> Fitted:
    rows = cut(region.parts, template)
    return fit_pieces(rows, template) or fit(rows, template)


def _bounded(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with no more tables of one name than are held against the forms.

    The first is taken, and others of its name are told of; the rest is as tables of no form are.
    """
    times: Counter[str] = Counter()
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Region):
            times[piece.family.name] += 1
            if times[piece.family.name] > _MOST_OF_A_NAME:
                for table, rows in piece.parts:
                    add_foreign(out, table, rows)
                continue
        out.append(piece)
    return out


def _form(
    fits: Sequence[dict[Template, Fitted]], forms: Sequence[Form], year: int | None
) -> Form | None:
    """Return the form that costs least for all tables together, of equal ones that of the year."""
    if not fits:
        return None
    cost = {form.name: 0 for form in forms}
    for found in fits:
        least = min(fitted.cost for fitted in found.values())
        own = {template.table.form: fitted.cost for template, fitted in found.items()}
        for name in cost:
            cost[name] += own.get(name, least + 100) - least
    cheapest = [form for form in forms if cost[form.name] == min(cost.values())]
    return max(cheapest, key=lambda form: _fits_year(form.name, year))


def _fits_year(name: str, year: int | None) -> int:
    """Return how well the edition in a form's name fits a year: the latest that is not later."""
    match = _EDITION.search(name)
    edition = int(match[0]) if match is not None else 0
    return -edition if year is not None and edition > year else edition


def stripped(tables: Sequence[tuple[Region, Fitted]]) -> frozenset[int]:
    """Return which tables, by their numbers, lost lines that stood in the text before.

    A program that removes repeated lines does so in the whole text: what is short then in another
    table of it is so for the same reason.
    """
    lost = {number for number, (region, fitted) in enumerate(tables) if _lost(region, fitted)}
    for number, (region, fitted) in enumerate(tables):
        placed = {table.layout for table, _ in region.parts} == {Layout.PLACED}
        open_ = fitted.unknown or any(isinstance(row.cells, Trouble) for row in fitted.rows)
        if lost and not placed and open_:
            lost.add(number)
    return frozenset(lost)


def _lost(region: Region, fitted: Fitted) -> bool:
    """Tell whether nothing in a table stands twice, though the form prints some labels so."""
    layouts = {table.layout for table, _ in region.parts}
    if layouts == {Layout.PLACED}:
        return False
    if Layout.STREAM in layouts:
        read = [key(cell.text) for _, rows in region.parts for row in rows for cell in row.cells]
    else:
        read = [
            "|".join(key(cell.text) for cell in row.cells if cell.text)
            for _, rows in region.parts
            for row in rows
        ]
    if len(set(read)) < len(read):
        return False
    known = {key(match.cell.text) for match in fitted.matched}
    again = [expected for expected in fitted.missing if known & set(expected.keys)]
    short = any(isinstance(row.cells, Trouble) for row in fitted.rows)
    return bool(again) and (short or Layout.STREAM in layouts or len(again) > 1)
