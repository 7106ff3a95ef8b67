"""The tables of the parser are the same wherever they are made, and say what the grammar says."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportdsl.dev import parser_tables
from reportdsl.syntax import _tables

ROOT = Path(__file__).parents[3]

SMALL = """
start: [A] _pair B?
_pair: B ["," B]
A: "a"
B: /b+/
SPACE: " "
%ignore SPACE
"""


GRAMMAR = (ROOT / parser_tables.GRAMMAR).read_text(encoding="utf-8")


def constants(grammar: str) -> dict[str, Any]:
    """Return what stands in the module of a grammar."""
    names: dict[str, Any] = {}
    code = compile(parser_tables.module_text(grammar), "_tables.py", "exec")
    exec(code, names)  # noqa: S102 - the module that has just been made
    return {name: value for name, value in names.items() if name.isupper()}


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What stands in the module of a small grammar."""
    monkeypatch.setattr(parser_tables, "STARTS", ("start",))
    monkeypatch.setattr(parser_tables, "_COMMON", frozenset({"B", "COMMA", "SPACE"}))
    return constants(SMALL)


def test_what_is_installed_is_made_from_the_grammar():
    installed = {name: value for name, value in vars(_tables).items() if name.isupper()}
    assert installed == constants(GRAMMAR)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_bytes_for_any_hash_seed(seed):
    write = (
        "import sys; from reportdsl.dev import parser_tables;"
        "text = parser_tables.module_text(sys.stdin.buffer.read().decode());"
        "sys.stdout.buffer.write(text.encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", write],
        env={**os.environ, "PYTHONHASHSEED": seed},
        input=GRAMMAR.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == parser_tables.module_text(GRAMMAR)


def test_the_shape_of_trees(tables):
    rules = tables["RULES"]
    assert {rule for rule in rules if rule[0] == "_pair"} == {
        ("_pair", 1, "", (0, None)),
        ("_pair", 3, "", (0, 2)),
    }
    assert {rule for rule in rules if rule[0] == "start"} == {
        ("start", 1, "start", (None, -1)),
        ("start", 2, "start", (0, -2)),
        ("start", 2, "start", (None, -1, 1)),
        ("start", 3, "start", (0, -2, 2)),
    }


def test_states_are_reached_in_order(tables):
    assert tables["STARTS"] == {"start": 1}
    states = tables["STATES"]
    reached = [action for state in states[1:] for action in state[2:] if action > 1]
    assert list(dict.fromkeys(reached)) == list(range(2, len(states)))
    assert len(set(states)) == len(states)
    assert tables["IGNORED"] == "SPACE"
