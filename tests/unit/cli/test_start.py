"""A start loads what the command needs and nothing else: counted in modules, not in time."""

import subprocess
import sys
from inspect import getsource

import pytest

from reportdsl.syntax import nodes

REPORT = "标题: 甲镇年报\n年度: 2023\n格式: 政府信息公开-2021\n\n{年度}年，无。\n\n@表 依申请公开\n其余 | 0\n"
SLOW = {"argparse", "ast", "click", "datetime", "decimal", "fractions", "hashlib", "importlib.resources", "inspect", "jinja2", "json", "lark", "logging", "pathlib", "random", "secrets", "shutil", "tempfile", "urllib"}  # fmt: skip
WRITTEN_OUT = "@dataclass" not in getsource(nodes)
"""Whether the tests run on the wheel, whose classes need no decorators."""


def loaded(*arguments: str, folder: object) -> set[str]:
    """Return the modules that a command loads, beyond those that a bare interpreter has."""
    script = (
        "import os, sys; bare = set(sys.modules); sys.argv[0] = 'reportdsl'; os._exit = sys.exit\n"
        "from reportdsl.cli.entry import main\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code\n"
        "print('\\n', *sorted(set(sys.modules) - bare), end=f' {int(code)}')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, *arguments],
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=str(folder),
    )  # fmt: skip
    *modules, code = done.stdout.split("\n")[-1].split()
    assert code in {"0", "1"}
    return set(modules)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.report").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_a_check_loads_no_slow_module(folder):
    found = loaded("check", "a.report", folder=folder)
    written_out = {"dataclasses", "typing"} if WRITTEN_OUT else set()
    there = SLOW if WRITTEN_OUT else SLOW - {"ast", "inspect"}
    assert not found & (there | written_out)
    assert not {m for m in found if m.startswith(("reportdsl.emit", "reportdsl.publish"))}
    assert len({m for m in found if m.startswith("reportdsl")}) <= (91 if WRITTEN_OUT else 101)


def test_a_page_loads_one_emitter(folder):
    found = loaded("build", "a.report", "-t", "html", "-o", "-", folder=folder)
    assert not found & (SLOW if WRITTEN_OUT else SLOW - {"ast", "inspect"})
    assert not {"reportdsl.emit.markdown", "reportdsl.emit.pipes", "reportdsl.emit.json"} & found
    assert len({m for m in found if m.startswith("reportdsl")}) <= (105 if WRITTEN_OUT else 115)


def test_what_is_not_plain_is_left_to_click(folder):
    assert "click" in loaded("--help", folder=folder)
