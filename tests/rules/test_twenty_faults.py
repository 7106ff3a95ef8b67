"""Twenty independent faults in one file give twenty messages, each at its own place, no more.

A case is a file in ``twenty/``. Its first part, from ``=== NAME`` on, is the source, further parts
are the files beside it. A fault stands in it as ``⟦CODE:wrong→right⟧``. Its message stands on the
wrong text; where it stands elsewhere the fault has a mark, ``⟦CODE#mark:wrong→right⟧``, and a line
of the source has it too, ``⟦#mark⟧``, before what the message stands on.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportdsl import Diagnostic, MemoryWorld, compile_text
from reportdsl.diagnostics.render.concise import locate

CASES = sorted(Path(__file__).with_name("twenty").iterdir())
FAULT = re.compile(r"⟦(R\d+)(#\w+)?:(.*?)→(.*?)⟧|⟦(#\w+)⟧", re.DOTALL)
PART = re.compile(r"^=== (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """Where a fault's message stands."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """A source with faults in it."""

    name: str
    marked: str
    beside: dict[str, str]

    @property
    def codes(self) -> list[str]:
        """The code of each fault, in the order of the source."""
        return [found[1] for found in FAULT.finditer(self.marked) if found[1]]

    def without(self, mended: Collection[int]) -> tuple[str, dict[int, Place]]:
        """Return the source with some faults mended, and where the others' messages stand."""
        out, size = "", 0
        places: dict[int, Place] = {}
        marks: dict[str, int] = {}
        elsewhere: dict[int, tuple[str, str]] = {}
        number = 0
        for found in FAULT.finditer(self.marked):
            out += self.marked[size : found.start()]
            size = found.end()
            code, mark, wrong, right, here = found.groups()
            if here:
                marks[here] = len(out)
                continue
            text = right if number in mended else wrong
            if number not in mended:
                places[number] = Place(code, len(out), len(out) + len(text))
                if mark:
                    elsewhere[number] = (mark, code)
            out += text
            number += 1
        out += self.marked[size:]
        for fault, (mark, code) in elsewhere.items():
            start = marks[mark]
            places[fault] = Place(code, start, (out + "\n").index("\n", start))
        return out, places

    def findings(self, source: str) -> list[Diagnostic]:
        """Return all that is found in a form of the source."""
        world = MemoryWorld({**self.beside, self.name: source})
        return list(compile_text(source, name=self.name, world=world).diagnostics)


def read(path: Path) -> Case:
    _, name, marked, *others = PART.split(path.read_text(encoding="utf-8"))
    return Case(name, marked.replace("␋", "\v"), dict(zip(others[::2], others[1::2], strict=True)))


def left_over(found: list[Diagnostic], places: dict[int, Place]) -> tuple[list[str], list[str]]:
    """Return the faults that are not told at their places, and the messages that no fault drew."""
    findings = list(found)
    untold: list[str] = []
    for place in places.values():
        told = next((d for d in findings if stands_at(d, place)), None)
        if told is None:
            untold.append(f"{place.code} at {place.start}")
        else:
            findings.remove(told)
    return untold, [f"{d.rule.code} at {d.span.start}: {d.message('zh')}" for d in findings]


def stands_at(finding: Diagnostic, place: Place) -> bool:
    touches = finding.span.start <= place.end and place.start <= finding.span.end
    return finding.rule.code == place.code and touches


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Case:
    return read(request.param)


def test_there_are_files_of_many_makes():
    assert len(CASES) >= 5
    every = [read(path) for path in CASES]
    assert len({code for case in every for code in case.codes}) >= 60
    assert {case.name.rpartition(".")[2] for case in every} == {"report", "form"}
    assert len([case for case in every if case.name.isascii()]) >= 2


def test_twenty_faults_are_twenty_messages(case):
    assert len(case.codes) == 20
    source, places = case.without(())
    assert left_over(case.findings(source), places) == ([], [])


def test_every_message_stands_on_a_line_of_its_own_file(case):
    source, _ = case.without(())
    for finding in case.findings(source):
        assert finding.span.source == case.name
        assert finding.span.end <= len(source)


def test_each_fault_mended_takes_its_own_message_with_it(case):
    for fault in range(20):
        source, places = case.without({fault})
        assert len(places) == 19
        assert left_over(case.findings(source), places) == ([], []), case.codes[fault]


def test_all_faults_mended_leave_nothing(case):
    source, places = case.without(range(20))
    assert not places
    assert case.findings(source) == []


def test_the_order_of_mending_does_not_matter(case):
    """Half of the faults mended, and then the other half."""
    for mended in (range(0, 20, 2), range(1, 20, 2), range(10), range(10, 20)):
        source, places = case.without(mended)
        assert left_over(case.findings(source), places) == ([], [])


def test_no_two_messages_stand_at_the_same_place(case):
    source, _ = case.without(())
    findings = case.findings(source)
    world = compile_text(source, name=case.name, world=MemoryWorld(case.beside)).sources
    places = {(locate(d.span, world), d.message("zh")) for d in findings}
    assert len(places) == 20
