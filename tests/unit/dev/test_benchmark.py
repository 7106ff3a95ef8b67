"""The benchmark measures what it says: clean reports of the length it names, other each time.

No test here judges a time.
"""

import dataclasses
import os
import platform
import re
import sys
from pathlib import Path

import pytest

from reportdsl import ReportError
from reportdsl.dev.benchmark import cold, command, corpus, page, profiling, setting, wording, worker
from reportdsl.dev.benchmark.corpus import Sources
from reportdsl.dev.benchmark.figures import ALONE, Runs, turned
from reportdsl.dev.benchmark.measured import Aim, Measured, Memory, aims, slopes
from reportdsl.diagnostics.diagnostic import Severity
from reportdsl.emit.emitter import SUFFIXES

ROOT = Path(__file__).parents[3]
REPORT = (ROOT / "examples" / "township" / "township.report").read_text(encoding="utf-8")
FORM = worker.form_of(REPORT)
KINDS = corpus.kinds(REPORT, FORM)
OUTPUTS = ("check", *SUFFIXES)


# ── what is measured ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [1, 5])
def test_what_is_measured_is_clean(kind: str, size: int) -> None:
    made = worker.checked(KINDS[kind](size, 7))
    assert {d.severity for d in made.diagnostics} <= {Severity.NOTE}
    assert made.emit("html")


@pytest.mark.parametrize("kind", KINDS)
def test_five_times_the_length_is_five_times_the_work(kind: str) -> None:
    one, five = (worker.checked(KINDS[kind](size, 7)) for size in (1, 5))
    # What stands once in a report, its header, is in both.
    assert 4 < len(five.source.text) / len(one.source.text) < 5.2
    equations = [len(made.checked.report.equations) for made in (one, five)]
    blocks = [len(made.checked.report.blocks) for made in (one, five)]
    if kind == "one long table":
        # Its total row and its cells, not the number of tables.
        assert equations[1] - equations[0] == 4 * 3 * 22
        return
    assert equations[1] == 5 * equations[0]
    assert blocks[1] == 5 * blocks[0]


def test_every_copy_has_its_own_sections_and_tables() -> None:
    report = worker.checked(KINDS[corpus.WHOLE](5, 7)).checked.report
    assert len({table.form.form for table in report.tables}) == 5
    assert len(report.tables) == 15


@pytest.mark.parametrize("kind", KINDS)
def test_another_turn_is_another_text_and_another_page(kind: str) -> None:
    first, second = (worker.checked(KINDS[kind](2, turn)) for turn in (7, 8))
    assert first.source.text != second.source.text
    assert first.emit("html") != second.emit("html")


def test_a_change_is_of_one_figure_and_one_sentence() -> None:
    lines = REPORT.split("\n")
    made = corpus.changed(REPORT, 7).split("\n")
    other = [(a, b) for a, b in zip(lines, made, strict=True) if a != b]
    assert len(other) == 2
    assert ("其余 | 0", "其余 | 7") in other
    assert worker.checked(Sources(corpus.changed(REPORT, 7))).emit("html")


def test_in_a_rewritten_report_no_paragraph_and_no_table_is_as_it_was() -> None:
    before = worker.checked(Sources(REPORT)).emit("md").split("\n\n")
    turns = [worker.checked(Sources(corpus.rewritten(REPORT, n))).emit("md") for n in (7, 8)]
    first, second = (set(text.split("\n\n")) for text in turns)
    same = {part for part in before if part in first or part in second} | first & second
    # Headings and titles of bands are no paragraphs; a paragraph ends in a full stop.
    assert not [part for part in same if part.startswith("|") or part.endswith("。")]


def test_what_is_faulty_is_not_measured() -> None:
    with pytest.raises(ReportError):
        worker.checked(Sources("@表 甲\n"))


# ── how it is measured ───────────────────────────────────────────────────────────────────────────


def test_each_turn_begins_with_another_and_forgets_none() -> None:
    assert [turned("abc", turn) for turn in (-1, 0, 1, 5)] == [
        ["c", "a", "b"],
        ["a", "b", "c"],
        ["b", "c", "a"],
        ["c", "a", "b"],
    ]


def test_a_ratio_is_one_of_medians() -> None:
    assert Runs((1, 100, 3)).ratio(Runs((2, 1, 50))) == 1.5


def test_the_worker_measures_every_output_and_every_rival() -> None:
    asked = {"task": "warm", "report": REPORT, "change": "changed", "rounds": 2, "in_a_row": 3}
    times = worker.answer(asked)
    assert isinstance(times, dict)
    alone = {name + ALONE for name in SUFFIXES}
    assert set(times) == {*OUTPUTS, *alone, "mistune", "markdown-it-py", "str.split"}
    assert all(len(runs) == 2 and min(runs) > 0 for runs in times.values())
    assert all(a < b for n in SUFFIXES for a, b in zip(times[n + ALONE], times[n], strict=True))


@pytest.mark.parametrize("name", ["mistune", "markdown-it-py"])
def test_the_rivals_make_tables(name: str) -> None:
    page = worker.renderers()[name]("| a | b |\n| --- | ---: |\n| 1 | 2 |\n")
    assert isinstance(page, str)
    assert "<td" in page


def test_the_worker_measures_growth_and_memory() -> None:
    asked = {"report": REPORT, "kind": "prose alone", "outputs": ["check", "html"]}
    times = worker.answer(asked | {"task": "growth", "sizes": [1, 2, 4], "rounds": 1})
    assert isinstance(times, dict)
    assert {name: set(sizes) for name, sizes in times.items()} == {
        name: {1, 2, 4} for name in ("check", "html")
    }
    found = worker.answer({"task": "memory", "report": REPORT, "size": 2})
    assert isinstance(found, dict)
    assert found["source"] == KINDS[corpus.WHOLE](2, 10).size
    assert found["peak"] > found["source"]


def test_a_process_is_timed_weighed_and_must_not_fail() -> None:
    python = sys.executable
    small, large = (python, "-c", "pass"), (python, "-c", "x = b'1' * 40_000_000")
    assert cold.seconds({"one": small}, 2)["one"].least > 0
    held = cold.resident({"small": small, "large": large}, 1, python)
    assert 30e6 < held["large"].median - held["small"].median < 60e6
    with pytest.raises(RuntimeError, match=r"^3: "):
        cold.run((python, "-c", "raise SystemExit(3)"))


def test_every_command_works_without_pandoc_too(tmp_path: Path) -> None:
    here = dataclasses.replace(setting.here(tmp_path), pandoc=None)
    found = cold.commands(here, tmp_path, KINDS[corpus.WHOLE](2, 7))
    assert set(found) == {cold.PYTHON, *OUTPUTS, "mistune", "markdown-it-py", cold.SPLIT}
    assert set(cold.seconds(found, 1)) == set(found)
    assert (tmp_path / "rival.html").read_text(encoding="utf-8").count("<table") > 10


def test_measured_processes_see_nothing_that_changes_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    assert not [name for name in setting.environment() if name.startswith("PYTHON")]
    assert setting.environment()["PATH"] == os.environ["PATH"]


def test_the_machine_is_described_and_not_named() -> None:
    found = " ".join(setting.machine().values())
    assert platform.python_version() in found
    assert platform.node() not in found.split()


def test_a_profile_shows_places_and_no_paths() -> None:
    found = profiling.profiled(lambda: worker.checked(Sources(REPORT)).emit("html"))
    places = [function["place"] for function in found]
    assert any(re.fullmatch(r"analysis/analyse\.py:\d+ checked", place) for place in places)
    assert not [place for place in places if place.startswith("/") or "dev/benchmark/" in place]


def test_imports_are_read_as_python_prints_them() -> None:
    printed = """import time: self [us] | cumulative | imported package
import time:       101 |        101 |   click.core
import time:      1500 |       1601 | click
written
import time:        20 |         20 | re
"""
    loaded = profiling.parsed_imports(printed.splitlines())
    assert [item["module"] for item in loaded] == ["click.core", "click", "re"]
    assert loaded[1]["whole"] == 0.001601
    by_package = profiling.by_package(loaded)
    assert list(by_package) == ["click", "re"]
    assert by_package["click"][0] == 2
    assert by_package["click"][1] == pytest.approx(0.001601)


# ── what is said of it ───────────────────────────────────────────────────────────────────────────


def measured(scale: float = 1.0, *, slow: bool = False) -> Measured:
    """Return figures of a machine that is so many times as slow."""
    steps = [1.0, 1.2, 0.9]

    def runs(seconds: float) -> Runs:
        return Runs(tuple(seconds * scale * step for step in steps))

    found = Measured(times=100, rounds=31, long_rounds=5, installed=True)
    found.machine = {"processor": f"some {scale}"}
    found.load = [f"{scale}", f"{scale}"]
    found.sizes = {"report": 5153, "form": 4654, "long": 1_000_000}
    own = 0.09 if slow else 0.02
    processes = (cold.PYTHON, *OUTPUTS, "pandoc", "mistune", "str.split")
    found.cold = {n: runs(own if n in OUTPUTS else 0.04) for n in processes}
    found.cold_long = found.cold
    alone = [name + ALONE for name in SUFFIXES]
    tasks = (*OUTPUTS, *alone, "mistune", "markdown-it-py", "str.split")
    found.warm = {"changed": {n: runs(own if n in OUTPUTS else 0.04) for n in tasks}}
    found.warm["rewritten"] = found.warm_long = found.warm["changed"]
    found.growth = {
        (corpus.WHOLE, name): {1: runs(1), 50: runs(50), 100: runs(120 if slow else 101)}
        for name in OUTPUTS
    }
    found.memory = {
        size: Memory(size * 10_000, int(size * 500_000 * scale), {"check": runs(1e7 + size * 1e5)})
        for size in (1, 10, 100)
    }
    return found


def test_aims_are_met_or_missed_by_their_ratios() -> None:
    assert [aim.met for aim in aims(measured())] == [True] * 5
    assert [aim.met for aim in aims(measured(slow=True))] == [False] * 4 + [True]
    assert [round(aim.value or 0, 2) for aim in aims(measured())] == [0.5, 0.5, 0.5, 101, 1]
    # A slower machine is slower for all.
    assert [aim.met for aim in aims(measured(scale=9))] == [True] * 5


def test_what_is_not_measured_is_neither_met_nor_missed() -> None:
    found = Measured(times=100, rounds=1, long_rounds=1, installed=True)
    assert [aim.met for aim in aims(found)] == [None] * 5
    assert Aim("cold", "what", 0.8, 0.8).met


def test_memory_is_linear_where_each_further_byte_takes_as_much() -> None:
    found = measured()
    linear = {size: 7.0 * memory.source + 1e6 for size, memory in found.memory.items()}
    assert slopes(found.memory, linear) == (7, 7)


def without_figures(text: str) -> str:
    return re.sub(r"-?\d[\d.,]*( [MkG]i?B)?|[✓✗].*(?= \|)", "0", text)


def test_a_further_run_changes_only_figures() -> None:
    first, second = page.written(measured()), page.written(measured(scale=1.7))
    assert first != second
    assert without_figures(first) == without_figures(second)


def test_the_page_says_what_was_missed_and_why() -> None:
    found = measured(slow=True)
    found.profiles["warm"] = [{"place": "a.py:1 <lambda>", "calls": 3, "own": 0.1, "whole": 0.2}]
    text = page.written(found)
    assert "| cold `check` ÷ pandoc | ≤ 0.8 | 2.25 | ✗ 181% too much |" in text
    assert "| a.py:1 \\<lambda> | 200 | 100 | 3 |" in text
    assert "✗" not in page.written(measured())


def test_tables_are_as_wide_as_their_heads() -> None:
    text = page.written(measured(slow=True))
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(1.5, "1500"), (0.1, "100"), (0.0123, "12.3"), (0.00123, "1.23"), (0.0000346, "0.035")],
)
def test_milliseconds_have_three_figures(seconds: float, shown: str) -> None:
    assert page._ms(seconds) == shown


def test_the_page_of_this_checkout_is_of_this_code() -> None:
    text = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    made = page.written(measured())
    wanted = [line for line in without_figures(made).splitlines() if not line.startswith("|")]
    stands = without_figures(text.partition("\n## Profiles")[0]).splitlines()
    assert [line for line in stands if not line.startswith("|")] == wanted
    assert wording.HERE.strip() not in text


def test_the_command_prints_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "page.md"
    short = ["--rounds=1", "--long-rounds=1", "--times=4", "--here", "--only=warm"]
    assert command.main([*short, "--checkout", str(ROOT), "-o", str(target)]) == 0
    printed = capsys.readouterr().out
    assert printed == target.read_text(encoding="utf-8")
    assert "| check and html |" in printed
    assert "not measured" in printed
    assert wording.HERE.strip() in printed


def test_the_command_wants_a_checkout_and_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given in (["--checkout", str(tmp_path)], ["--rounds=0"], ["--times=3"]):
        with pytest.raises(SystemExit) as stopped:
            command.main(given)
        assert stopped.value.code == 2
    assert "at least 4" in capsys.readouterr().err
