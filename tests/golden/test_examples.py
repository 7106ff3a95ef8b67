"""Every report under examples/ compiles without complaint to the outputs in expected/, to the byte.

``UPDATE_GOLDEN=1 pytest tests/golden`` writes them anew; read the diff as carefully as code.
"""

import hashlib
import os
from pathlib import Path

import pytest

import reportdsl
from reportdsl import Severity

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
EXPECTED = Path(__file__).parent / "expected"
REPORTS = sorted(path.relative_to(ROOT).as_posix() for path in EXAMPLES.rglob("*.report"))
FORMS = sorted(path.relative_to(ROOT).as_posix() for path in EXAMPLES.rglob("*.form"))
OUTPUTS = ("html", "cms", "md", "pipe", "json")
MOST_BYTES = 200_000
UPDATE = "UPDATE_GOLDEN" in os.environ


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch):
    """Name every source as someone at the top of the checkout would."""
    monkeypatch.chdir(ROOT)


def golden(report: str, output: str) -> Path:
    place = Path(report).relative_to("examples").with_suffix(f".{output}")
    return EXPECTED / place


@pytest.mark.parametrize("path", [*REPORTS, *FORMS])
def test_examples_draw_no_complaint(path):
    compilation = reportdsl.compile(path)
    complaints = [
        (d.rule.code, compilation.sources[d.span.source].lines.position(d.span.start).line)
        for d in compilation.diagnostics
        if d.severity is not Severity.NOTE
    ]
    assert complaints == []


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("report", REPORTS)
def test_examples_compile_to_the_byte(report, output):
    made = reportdsl.compile(report).emit(output).encode()
    assert len(made) <= MOST_BYTES
    path = golden(report, output)
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
    # Lines, so that a failure shows the one that differs.
    assert made.decode().split("\n") == path.read_bytes().decode().split("\n")


def test_no_output_is_left_over():
    wanted = {golden(report, output) for report in REPORTS for output in OUTPUTS}
    assert {path for path in EXPECTED.rglob("*") if path.is_file()} == wanted


def test_the_township_compiles_to_the_text_that_circulates():
    # What stands on the township's site, as extractors hand it round, down to the last byte.
    text = golden("examples/township/township.report", "pipe").read_bytes()
    assert hashlib.sha256(text).hexdigest() == (
        "2bb000dc482e1d684dd4135ce1ae53c2ee4008b586f2743e8d5c2b1ebcdbf0da"
    )


def test_every_example_is_listed():
    index = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    links = {path: f"]({path.removeprefix('examples/')})" for path in [*REPORTS, *FORMS]}
    assert [path for path, link in links.items() if link not in index] == []
