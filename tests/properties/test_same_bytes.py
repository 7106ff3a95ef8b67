"""The same source gives the same bytes: on any machine, and however its file is stored."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import reportdsl
from tests.properties import profile, totality
from tests.properties.randomforms.example import REVIEWED, Example, examples

ROOT = Path(__file__).parents[2]
MACHINES = (
    # hash seed, locale, time zone
    ("0", "C", "UTC"),
    ("1", "zh_CN.UTF-8", "Asia/Shanghai"),
    ("77", "C.UTF-8", "America/Lima"),
    ("4294967295", "POSIX", "Pacific/Kiritimati"),
)
COMPILE = """\
import json, sys, reportdsl
out = sys.stdout.buffer
for name, files in json.load(sys.stdin.buffer):
    made = reportdsl.compile_text(files[name], name=name, world=reportdsl.MemoryWorld(files))
    for found in made.diagnostics:
        out.write(f"{found.message('zh')}\\n{found.message('en')}\\n".encode())
    for output in ("html", "cms", "md", "pipe", "json"):
        try:
            out.write(made.emit(output, draft=True).encode())
        except reportdsl.ReportError as error:  # a bar in a cell, which pipe text refuses
            out.write(str(error).encode())
"""
COMMANDS = """\
import sys
from reportdsl.cli.main import cli
for arguments in (
    ["check", "--format", "json", "--lang", "zh", *sys.argv[1:]],
    ["check", "--lang", "en", *sys.argv[1:]],
    *(["build", sys.argv[1], "--lang", "zh", "-t", to, "-o", "-"] for to in ("html", "cms", "md", "pipe", "json")),
):
    try:
        cli(arguments)
    except SystemExit:
        pass
"""


def on_every_machine(code: str, *arguments: str, given: bytes = b"") -> set[bytes]:
    """Return the outputs of a program under every hash seed, locale and time zone."""
    outputs = set()
    for seed, locale, zone in MACHINES:
        environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        environment["PYTHONPATH"] = str(Path(reportdsl.__file__).parents[1])
        run = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=environment,
            input=given,
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        outputs.add(run.stdout)
    return outputs


def drawn(count: int) -> list[Example]:
    """Return some random reports, the same ones each time."""
    out: list[Example] = []

    @settings(
        profile.examples(count),
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
    )
    @given(examples(wrong=True))
    def draw(example: Example) -> None:
        out.append(example)

    draw()
    return out


def test_the_same_bytes_come_of_any_hash_seed_locale_and_time_zone() -> None:
    sources = [
        ("r.report", example.written.files | {"r.report": example.written.report})
        for example in drawn(25)
    ]
    sources += [(name, dict(totality.files())) for name in sorted(totality.files())]
    outputs = on_every_machine(COMPILE, given=json.dumps(sources).encode())
    assert len(outputs) == 1
    assert len(outputs.pop()) > 100_000


def test_commands_print_the_same_under_any_hash_seed_locale_and_time_zone() -> None:
    reports = ["examples/township/township.report", "examples/suqian/宿迁-2024.report"]
    outputs = on_every_machine(COMMANDS, *reports)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 20_000


STORAGES = ("utf-8-sig", "utf-16", "gb18030", "crlf", "cr")


@profile.examples(25)
@given(examples(), st.sampled_from(STORAGES))
def test_the_same_bytes_come_of_a_file_however_it_is_stored(example: Example, how: str) -> None:
    def stored(text: str) -> bytes:
        if how in {"crlf", "cr"}:
            return text.replace("\n", "\r\n" if how == "crlf" else "\r").encode()
        return text.encode(how)

    files = example.written.files
    made = reportdsl.compile_text(
        stored(example.written.report),
        name="r.report",
        world=reportdsl.MemoryWorld({name: stored(text) for name, text in files.items()}),
        locate=False,
    )
    # A note tells of what is not UTF-8, and nothing else.
    others = [
        (d.rule.code, (d.span.start, d.span.end))
        for d in made.diagnostics
        if d.rule.code not in {"R104", *REVIEWED}
    ]
    assert others == example.found
    draft = bool(made.errors)
    for output in ("html", "cms", "md", "pipe"):
        assert made.emit(output, draft=draft) == example.emit(output)


@pytest.mark.parametrize("output", ["html", "cms", "md", "pipe", "json"])
def test_a_compilation_gives_the_same_bytes_each_time(output: str) -> None:
    for example in drawn(10):
        first = example.emit(output)
        del example.made
        assert example.emit(output) == first
