"""The plain way into the command line takes what click takes, in the same sense, or nothing."""

from typing import Any

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportdsl.cli import quick
from reportdsl.cli.main import cli

WORDS = sorted({w for options in quick.OPTIONS.values() for w in options})
VALUES = sorted(
    {v for options in quick.OPTIONS.values() for _, values in options.values() for v in values}
)
ARGUMENTS = st.lists(
    st.sampled_from(
        [
            *WORDS,
            *VALUES,
            "-",
            "--",
            "a.report",
            "b.report",
            "-x",
            "--help",
            "--lang=zh",
            "-thtml",
            "--root",
            "-tmd",
        ]
    ),
    max_size=6,
)


def by_click(name: str, arguments: list[str]) -> dict[str, Any]:
    context = click.Context(cli)
    command = cli.get_command(context, name)
    assert command is not None
    return command.make_context(name, list(arguments), parent=context).params


def agree(name: str, arguments: list[str]) -> bool:
    """Tell whether the plain way takes a line, after asserting that it reads it as click does."""
    plain = quick.read([name, *arguments])
    if plain is None:
        return False
    command, files, options = plain
    params = by_click(name, arguments)
    assert command == name
    assert files == (list(params.pop("files")) if name == "check" else [params.pop("file")])
    given_by_user = {k: v for k, v in params.items() if k in options}
    assert options == given_by_user
    defaults = by_click(name, ["a.report"])
    assert {k: v for k, v in params.items() if k not in options} == {
        k: v for k, v in defaults.items() if k in params and k not in options
    }
    return True


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["check", "build"]), ARGUMENTS)
def test_what_it_takes_it_reads_as_click_does(name, arguments):
    agree(name, arguments)


@pytest.mark.parametrize(
    "line",
    [
        "check a.report",
        "check - --format json --strict",
        "check a.report b.report --lang en --color never",
        "build a.report",
        "build a.report -t html -t pipe",
        "build --to md a.report -o x.md --tables html --keep-width --draft --strict",
        "build - -t html -o -",
    ],
)
def test_it_takes_what_is_typed_most(line):
    name, *arguments = line.split()
    assert agree(name, arguments)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--help",
        "new x",
        "check",
        "check --help",
        "check a --format xml",
        "check a --lang",
        "build",
        "build a b",
        "build a -t pdf",
        "check a --root .",
        "check --lang=en a",
        "check -- a",
        "build a -o --draft",
    ],
)
def test_it_leaves_the_rest_to_click(line):
    assert quick.read(line.split()) is None


@pytest.mark.parametrize("name", sorted(quick.OPTIONS))
def test_its_table_is_click_s(name):
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    for option, (parameter, values) in quick.OPTIONS[name].items():
        (found,) = (p for p in command.params if option in p.opts)
        assert found.name == parameter
        assert isinstance(found, click.Option)
        if isinstance(found.type, click.Choice):
            assert tuple(found.type.choices) == values
        else:
            assert found.is_flag == (values == ("",))
