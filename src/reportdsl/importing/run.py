"""Import a document: recognise it, write its source, compile this, and compare."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from reportdsl.compiler import Compilation, Session
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.formatter import formatted
from reportdsl.importers.assemble import Assembled, assemble, is_chinese
from reportdsl.importers.raw import RawDocument
from reportdsl.importers.recognised import Recognised, recognise
from reportdsl.importers.written import table
from reportdsl.importing import findings
from reportdsl.importing.forms import Forms
from reportdsl.importing.sums import Placement, solve
from reportdsl.importing.verify import differences, plain_differences, published_tables
from reportdsl.publish.publication import PublishedTable
from reportdsl.reading import read_text
from reportdsl.text.source import Source
from reportdsl.world import World


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report as it was brought in."""

    text: str
    """Its source."""
    compilation: Compilation
    """The same, compiled; what it publishes falsely is told there."""
    diagnostics: tuple[Diagnostic, ...]
    """What was not taken, or not as it stood, in the order of the document."""
    sources: Mapping[str, Source]
    """What the diagnostics point into."""
    taken: int
    """How many contents of cells were taken."""
    paragraphs: int
    guessed: int
    """How many labels are worded in a way of their own, and were recognised all the same."""
    refused: int
    """How many findings say that something was not taken."""
    page_lines: int
    """How many lines that tell of the page are comments."""


def bring_in(document: RawDocument, forms: Forms, world: World, path: str) -> Outcome:
    """Return a document as a report whose source will stand at `path` in a world."""
    recognised = recognise(document, forms.forms)
    own = recognised.form
    header = forms.named or (own.name if own is not None else "")

    name = os.path.relpath(path)
    # Placements are tried with the forms of one session, which reads them once.
    trials = Session(world, locate=False)

    def alone(number: int, cells: Mapping[int, Placement]) -> Compilation:
        fitted = recognised.tables[number][1]
        form = fitted.template.table
        lines = table(fitted, f"@表 {form.form}.{form.name}", cells, {}, blank="").lines
        text = "\n".join([f"格式: {header}", "", *lines, ""])
        return trials.compilation(read_text(text, name, path))

    solved = solve(recognised, alone)
    made = assemble(recognised, header, solved)
    chinese = is_chinese(document)
    text = _formatted(made.text, chinese=chinese)
    compilation = Session(world).compilation(read_text(text, name, path))
    found = _found(recognised, made, solved, compilation)
    source = document.source
    return Outcome(
        compilation.source.text,
        compilation,
        found,
        {**compilation.sources, source.id: source},
        _taken(made),
        made.paragraphs,
        _guessed(recognised, made),
        findings.not_taken(found),
        findings.page_lines(recognised.front),
    )


def _taken(made: Assembled) -> int:
    plain = (cell for foreign in made.plain for row in foreign.rows for cell in row.cells[1:])
    forms = (written.taken for _, written in made.tables if written is not None)
    return sum(forms) + sum(bool(cell.text) for cell in plain)


def _guessed(recognised: Recognised, made: Assembled) -> int:
    taken = (recognised.tables[number][1] for number, written in made.tables if written is not None)
    return sum(match.guessed for fitted in taken for match in fitted.matched)


def _formatted(text: str, *, chinese: bool) -> str:
    """Return a source laid out; as it is where the formatter will not have it."""
    made = formatted(text, keywords="zh" if chinese else "en")
    return text if made.diagnostics else made.text


def _found(
    recognised: Recognised,
    made: Assembled,
    solved: Mapping[int, Mapping[int, Placement]],
    compilation: Compilation,
) -> tuple[Diagnostic, ...]:
    """Return what is to be told of a document, in its order."""
    out = list(findings.of_document(recognised, made))
    tables = published_tables(compilation)
    shown = iter([table for table in tables if not _is_plain(table)])
    for number, written in made.tables:
        region, fitted = recognised.tables[number]
        out += findings.beside(region)
        if written is None:
            gone = number in recognised.stripped
            out += findings.refused(region, fitted, stripped=gone)
            continue
        cells = solved.get(number, {})
        out += findings.of_table(fitted, written, cells)
        out += findings.of_differences(differences(region, fitted, cells, next(shown)))
    plain = [table for table in tables if _is_plain(table)]
    for foreign, published in zip(made.plain, plain, strict=True):
        out += findings.of_differences(plain_differences(foreign, published))
    return tuple(sorted(dict.fromkeys(out), key=lambda d: (d.span.start, d.rule.code)))


def _is_plain(table: PublishedTable) -> bool:
    return table.caption is not None or not table.name
