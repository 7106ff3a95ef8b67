"""Every output has a name, a suffix and an emitter that is loaded when it is asked for."""

import subprocess
import sys

import pytest

from reportdsl.emit.emitter import EMITTERS, SUFFIXES, Emitted, Options
from tests.unit.emit.samples import FILLER, banded_table, merged_table, plain_table, report, section

PUBLICATION = report(
    FILLER,
    section("一、总体情况", merged_table(), banded_table()),
    plain_table(["甲", "乙"], ["丙", "1"]),
)


def test_the_table_of_emitters_loads_no_emitter():
    check = (
        "import sys, reportdsl.emit.emitter; "
        "print(sorted({'jinja2', 'reportdsl.emit.cms', 'reportdsl.emit.html'} & {*sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"


def test_every_emitter_has_a_suffix():
    assert {*EMITTERS} <= {*SUFFIXES}
    assert len({*SUFFIXES.values()}) == len(SUFFIXES)


@pytest.mark.parametrize("name", ["html", "cms", "md", "pipe"])
def test_the_same_publication_gives_the_same_text(name):
    first, second = (EMITTERS[name](PUBLICATION, Options()) for _ in range(2))
    assert first == second
    assert first.diagnostics == ()


@pytest.mark.parametrize("name", ["html", "cms", "md"])
def test_a_file_ends_in_one_newline(name):
    text = EMITTERS[name](PUBLICATION, Options()).text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", ["html", "cms", "md", "pipe"])
def test_a_publication_may_be_empty(name):
    emitted = EMITTERS[name](report(title=""), Options())
    assert isinstance(emitted, Emitted)
