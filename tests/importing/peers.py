"""Hold other programs' readers against the same pages and documents: which figures stay in place.

``python -m tests.importing.peers --write`` puts the table into docs/importing.md. It needs the
extra ``peers``. A figure is in place if it stands in the row of its label as many cells behind it
as the table has it, misplaced if it stands elsewhere in that row, else lost.
"""

import argparse
import io
import json
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportdsl.compiler import Compilation, compile_file
from reportdsl.publish.publication import Paragraph
from tests.importing import containers, dialects
from tests.importing.trials import imported, plain
from tests.properties.figures import replaced

Rows = list[list[str]]
Reader = Callable[[bytes], Rows]
_ROUNDS = 5
_ROOT = Path(__file__).parents[2]
_DOCS = _ROOT / "docs" / "importing.md"


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    cells: tuple[str, ...]


@dataclass(slots=True)
class _Score:
    kept: int = 0
    misplaced: int = 0
    lost: int = 0
    seconds: float = 0.0


def _truth(compilation: Compilation) -> list[_Row]:
    """Return the named rows of a report's tables, and of its unnamed ones all figures as one row."""
    return [
        _Row(plain(row.labels[-1]), tuple(map(plain, texts)))
        for section in compilation.draft.sections
        for block in section.blocks
        if not isinstance(block, Paragraph)
        for band in block.bands
        for row, texts in zip(band.rows, band.cells, strict=True)
        if row.labels
    ]


def _scored(truth: Sequence[_Row], rows: Rows, score: _Score) -> None:
    at = 0
    for row in truth:
        found = next((n for n in range(at, len(rows)) if row.label in rows[n]), None)
        behind: list[str] = []
        if found is not None:
            last = len(rows[found]) - 1 - rows[found][::-1].index(row.label)
            behind = rows[found][last + 1 :]
            # Label columns that the label covers are blank, where every position is written.
            spare = len(behind) - len(row.cells)
            if spare > 0 and not any(behind[:spare]):
                behind = behind[spare:]
            at = found + 1
        for column, figure in enumerate(row.cells):
            if not figure:
                continue
            if column < len(behind) and behind[column] == figure:
                score.kept += 1
            elif figure in behind:
                score.misplaced += 1
            else:
                score.lost += 1


# ── readers ──────────────────────────────────────────────────────────────────────────────────────


def _reportdsl(data: bytes) -> Rows:
    outcome = imported(data, "in.html" if data.startswith(b"<") else "in.docx")
    assert outcome is not None
    return [[row.label, *row.cells] for row in _truth(outcome.compilation)]


def _pandas(data: bytes) -> Rows:
    import pandas as pd  # noqa: PLC0415 - an extra

    frames = pd.read_html(io.BytesIO(data), header=None, keep_default_na=False, converters={})
    return [
        [plain(str(cell)) for cell in row] for frame in frames for row in frame.to_numpy().tolist()
    ]


def _trafilatura(data: bytes) -> Rows:
    from trafilatura import extract  # noqa: PLC0415 - an extra

    text = extract(data.decode(), include_tables=True, favor_recall=True) or ""
    return _pipes(text)


def _markitdown(data: bytes) -> Rows:
    from markitdown import MarkItDown  # noqa: PLC0415 - an extra

    suffix = ".html" if data.startswith(b"<") else ".docx"
    return _pipes(MarkItDown().convert_stream(io.BytesIO(data), file_extension=suffix).text_content)


def _pipes(text: str) -> Rows:
    rows = (line.strip().removeprefix("|").removesuffix("|") for line in text.split("\n"))
    return [[plain(cell) for cell in row.split("|")] for row in rows if "|" in row]


def _pandoc(data: bytes) -> Rows:
    import pypandoc  # noqa: PLC0415 - an extra

    source = "html" if data.startswith(b"<") else "docx"
    command = [pypandoc.get_pandoc_path(), "-f", source, "-t", "json"]
    made = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    return [row for table in _tables(json.loads(made)["blocks"]) for row in _table_rows(table)]


def _tables(node: object) -> Iterator[dict[str, object]]:
    if isinstance(node, dict):
        if node.get("t") == "Table":
            yield node
        for value in node.values():
            yield from _tables(value)
    elif isinstance(node, list):
        for value in node:
            yield from _tables(value)


def _table_rows(table: dict[str, object]) -> Iterator[list[str]]:
    content = table["c"]
    assert isinstance(content, list)
    head, bodies = content[3], content[4]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]
    for row in rows:
        yield [plain(_text(cell[4])) for cell in row[1]]


def _text(node: object) -> str:
    if isinstance(node, dict):
        return str(node["c"]) if node.get("t") == "Str" else _text(node.get("c"))
    return "".join(map(_text, node)) if isinstance(node, list) else ""


READERS: dict[str, Reader] = {
    "reportdsl": _reportdsl,
    "pandoc": _pandoc,
    "pandas": _pandas,
    "markitdown": _markitdown,
    "trafilatura": _trafilatura,
}
_PAGES_ONLY = {"pandas", "trafilatura"}


def _files() -> Iterator[tuple[str, bytes, list[_Row]]]:
    """Yield a page and a Word document of each example, with what stands in its tables."""
    for path in sorted((_ROOT / "examples").glob("*/*.report")):
        compilation = compile_file(path)
        if any(form.startswith("政府信息公开") for form in _forms(compilation)):
            truth = _truth(compilation)
            fragment = compilation.emit("cms", draft=True)
            yield "HTML", dialects.page(compilation.draft, fragment).encode(), truth
            blank = [_Row(r.label, tuple("" if c == "0" else c for c in r.cells)) for r in truth]
            emptied = dialects.page(compilation.draft, fragment.replace("<p>0</p>", "<p></p>"))
            yield "HTML, 0 空着 blank", emptied.encode(), blank
            yield "DOCX", containers.word(compilation.draft), truth


def _forms(compilation: Compilation) -> set[str]:
    return {table.form.form for table in compilation.checked.report.tables}


def measured() -> dict[tuple[str, str], _Score]:
    """Return what became of the figures, by container and program."""
    scores: dict[tuple[str, str], _Score] = {}
    for kind, data, truth in _files():
        for name, reader in READERS.items():
            if kind == "DOCX" and name in _PAGES_ONLY:
                continue
            score = scores.setdefault((kind, name), _Score())
            _scored(truth, reader(data), score)
            times = []
            for _ in range(_ROUNDS):
                start = time.perf_counter()
                reader(data)
                times.append(time.perf_counter() - start)
            score.seconds += statistics.median(times)
    return scores


def table() -> str:
    """Return the figures as a table of Markdown."""
    scores = measured()
    lines = [
        "| | 程序 program | 原位 in place | 错位 misplaced | 丢失 lost | 用时 time |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for (kind, name), score in scores.items():
        ratio = score.seconds / scores[kind, "reportdsl"].seconds
        cells = (kind, name, str(score.kept), str(score.misplaced), str(score.lost), f"{ratio:.2f}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table, or write it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put it into docs/importing.md")
    made = table()
    if parser.parse_args().write:
        page = replaced(_DOCS.read_text(encoding="utf-8"), "peers", made)
        _DOCS.write_text(page, encoding="utf-8", newline="\n")
    else:
        print(made)


if __name__ == "__main__":
    main()
