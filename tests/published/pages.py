"""Write the pages to be judged, and beside each what it must hold.

``python -m tests.published.pages FOLDER`` writes ``NAME.html`` and ``NAME.json`` for the examples,
the reports of `odd`, hostile text in every place that takes some, and what changed between reports.
"""

import json
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import reportdsl
from reportdsl.compare.years import years
from reportdsl.comparing import compared, side
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.emit.changes import html
from reportdsl.emit.changes.years import WRITERS
from reportdsl.emit.runs import one_line, text_of, tidy
from reportdsl.publish.publication import Paragraph, Publication, PublishedTable
from tests.properties.test_safety import LINKS, XSS, compiled, hostile
from tests.published.odd import FORMS, sources

EXAMPLES = Path(__file__).parents[2] / "examples"
SERVER = "http://127.0.0.1:9/"
"""An address that the browser's test replaces by one where it listens."""
FETCHING = f"""@import url("{SERVER}import.css");
@font-face {{ font-family: Fetched; src: url({SERVER}font.woff2) }}
body {{ background: url({SERVER}picture.png); font-family: Fetched }}
"""


def pages(
    folder: Path,
) -> Iterator[tuple[str, str, reportdsl.Compilation, dict[str, Any], list[str]]]:
    """Yield the kind and name of each page, its report, how it is published, and typed texts.

    Each typed text must be all that some element of the page reads as.
    """
    for path in sorted(EXAMPLES.rglob("*.report")):
        yield "example", path.stem, reportdsl.compile(path), {}, []
    world = reportdsl.MemoryWorld(FORMS)
    for name, source, draft in sources():
        made = reportdsl.compile_text(source, name="r.report", world=world)
        yield "odd", name, made, {"draft": draft}, []
    for number, text in enumerate(XSS):
        typed = [one_line(f"甲{text}"), one_line(text)]
        yield "hostile", f"hostile-{number}", compiled(hostile(text)), {"draft": True}, typed
    for number, target in enumerate(LINKS):
        made = compiled(f"标题: 链接\n\n甲[乙]({target})丙\n")
        yield "hostile", f"link-{number}", made, {"draft": True}, []
    township = EXAMPLES / "township" / "township.report"
    template = EXAMPLES / "template"
    house = {"css": template / "house.css", "template": template}
    yield "house", "house", reportdsl.compile(township), house, []
    fetching = folder / "fetching.css"
    fetching.write_text(FETCHING, encoding="utf-8")
    yield "fetching", "fetching", reportdsl.compile(township), {"css": fetching}, []


def changes() -> Iterator[tuple[str, str, str]]:
    """Yield the kind, name and text of pages of changes."""
    examples = {path.stem: reportdsl.compile(path) for path in EXAMPLES.rglob("*.report")}
    pairs = {name: (edited(made), made) for name, made in examples.items()}
    pairs["宿迁"] = (examples["宿迁-2023"], examples["宿迁-2024"])
    languages: tuple[Language, ...] = ("zh", "en")
    for (name, pair), language in product(pairs.items(), languages):
        for what, text in _changed(*pair, language):
            yield "changes", f"{what}-{name}-{language}", text
    for number, text in enumerate(XSS):
        pair = compiled(hostile(text)), compiled(hostile(f"{text}乙{text}"))
        for what, page in _changed(*pair, "zh"):
            yield "hostile-changes", f"{what}-{number}", page


def _changed(
    old: reportdsl.Compilation, new: reportdsl.Compilation, language: Language
) -> Iterator[tuple[str, str]]:
    yield "changes", html.emit(compared(old, new), language)
    yield "growth", WRITERS["html"](years(side(old), side(new)), language)


def edited(made: reportdsl.Compilation) -> reportdsl.Compilation:
    """Return a report with other figures, the first paragraph gone and a last one come."""
    text = made.source.text.replace("3", "7")
    head, _, body = text.partition("\n\n")
    first, _, rest = body.partition("\n\n")
    kept = rest if "@" not in first else f"{first}\n\n{rest}"
    assert made.source.path is not None
    world = made.session.world
    return reportdsl.compile_text(
        f"{head}\n\n{kept}\n\n新的一段。\n", name=made.source.path, world=world
    )


def held(publication: Publication) -> dict[str, Any]:
    """Return what the page of a publication must hold, in the order of the page."""
    headings = [text_of(tidy(section.title)) for section in publication.sections]
    blocks = [block for section in publication.sections for block in section.blocks]
    paragraphs = [text_of(tidy(b.runs)) for b in blocks if isinstance(b, Paragraph)]
    return {
        "language": publication.language,
        "h1": one_line(publication.title),
        "headings": [text for text in headings if text],
        "paragraphs": [text for text in paragraphs if text],
        "tables": [_table(b) for b in blocks if not isinstance(b, Paragraph) and b.grid.rows],
    }


def _table(table: PublishedTable) -> list[list[dict[str, Any]]]:
    """Return the rows of a table: each cell with its text and the texts of the heads over it."""
    heads = {cell.id: cell.text for row in table.grid.rows for cell in row if cell.id}
    return [
        [
            {
                "text": cell.text,
                "role": cell.role.value if cell.text.strip() else "data",
                "headers": [heads[name] for name in cell.headers if heads[name].strip()],
            }
            for cell in row
        ]
        for row in table.grid.rows
    ]


def main(folder: Path) -> None:
    """Write the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for kind, name, made, how, typed in pages(folder):
        expected = {"kind": kind, "typed": typed, **held(made.publication)}
        _write(folder / name, made.emit("html", **how), expected)
    for kind, name, text in changes():
        _write(folder / name, text, {"kind": kind, "headings": [], "tables": []})


def _write(path: Path, text: str, expected: dict[str, Any]) -> None:
    path.with_name(f"{path.name}.html").write_text(text, encoding="utf-8", newline="\n")
    held_as = json.dumps(expected, ensure_ascii=False, indent=1)
    path.with_name(f"{path.name}.json").write_text(held_as, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
