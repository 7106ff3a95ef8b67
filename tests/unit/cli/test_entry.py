"""The command as a system runs it: streams that are closed, full or cut off, and two ways in."""

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reportdsl.cli import entry, quick
from reportdsl.cli.main import cli

CLEAN = "标题: 甲镇报告\n机关: 甲镇\n年度: 2024\n\n# 一、总体情况\n\n共12件。\n"
WRONG = "@简表 收支\n项目 | 数\n收入 | 3\n支出 | 2\n合计 | 6\n"
MANY = "@简表 收支\n项目 | 数\n" + "".join(f"一般公共预算支出{i} | {i}\n" for i in range(3000))
FAULTY = "@简表 收支\n项目 | 数\n" + "".join(f"支出{i} | = {'无' * 20}{i}\n" for i in range(1100))
FILES = {
    "clean.report": CLEAN,
    "wrong.report": WRONG,
    "many.report": MANY,
    "faulty.report": FAULTY,
    "warned.report": '@忽略 R501 "没有用上"\n' + CLEAN.split("\n\n", 1)[1],
    "english.report": "title: Fees\n\n@plain Fees\n | Paid\nHall | 20\ntotal | 24\n",
    "a.form": "@格式 甲\n@表式 收支 <整数>\n列\n  项 <行名>\n  数\n行\n  收\n",
    "empty.report": "",
}
WAYS = {"plain": [], "click": ["--root", "."]}
"""What is added to a command line that the plain way takes, and to one that it leaves to click."""

on_posix = pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the streams")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "binary.report").write_bytes(b"\0\1\2")
    return tmp_path


def shell(line: str, **environment: str) -> tuple[int, str, str]:
    """Run a line of shell, in which ``$R`` is the command; return its exit code and streams."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, "R": f"{sys.executable} -m reportdsl", **environment},
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(params=WAYS)
def more(request):
    assert (quick.read(["check", "a", *WAYS[request.param]]) is None) is (request.param == "click")
    return " ".join(WAYS[request.param])


@on_posix
@pytest.mark.parametrize(
    "line",
    [
        "$R check wrong.report {0} >&-",
        "$R build clean.report -o - {0} >&-",
        "$R check wrong.report {0} >/dev/full",
        "$R check clean.report --format json {0} >/dev/full",
        "$R build clean.report -o - {0} >/dev/full",
        "$R build wrong.report -o - --draft {0} 2>/dev/full",
    ],
)
def test_an_output_that_takes_nothing_is_told_of(line, more):
    code, out, err = shell(line.format(more))
    assert code == 2
    assert out == ""
    assert "读写失败（" in err or "2>" in line


@on_posix
def test_it_is_told_in_the_language_that_was_asked_for(more):
    _, _, err = shell(f"$R check wrong.report --lang en {more} >&-")
    assert err.startswith("cannot read or write (")


@on_posix
def test_without_a_stream_for_messages_the_rest_stands(more):
    code, out, _ = shell(f"$R check wrong.report none.report {more} 2>&-")
    assert code == 2
    assert out.endswith("1 个文件读不到。\n")


@on_posix
def test_a_closed_input_is_an_empty_one(more):
    assert shell(f"$R check - {more} <&-") == shell(f"$R check - {more} </dev/null")


@on_posix
def test_an_endless_input_is_read_no_further_than_a_file(more):
    code, out, _ = shell(f"$R check - --format json {more} </dev/zero")
    assert code == 1
    assert '"file-too-large"' in out


@on_posix
@pytest.mark.parametrize(
    "line",
    ["$R check faulty.report {0} | head -c0", "$R build many.report -o - {0} | head -c0"],
)
def test_who_has_read_enough_is_left_in_peace(line, more):
    code, _, err = shell(line.format(more))
    assert code == 1
    assert "读写失败" not in err


@on_posix
@pytest.mark.parametrize("target", ["html", "cms", "md", "json"])
def test_nothing_of_a_long_output_is_lost(target, more, folder):
    code, _, _ = shell(f"$R build many.report --draft -t {target} -o - {more} | cat >piped")
    assert code == 0
    code, _, _ = shell(f"$R build many.report --draft -t {target} -o written {more}")
    assert code == 0
    written = (folder / "written").read_bytes()
    assert written == (folder / "piped").read_bytes()
    assert len(written) > 2**16


@on_posix
def test_nothing_of_long_findings_is_lost(more):
    code, out, _ = shell(f"$R check faulty.report --format concise {more} | cat")
    assert code == 1
    assert out.endswith("\n另有 100 条未列出\n")
    assert len(out.encode()) > 2**16


@on_posix
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "gb18030:strict"},
    ],
)
def test_no_locale_stops_a_message(environment, more):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "reportdsl",
            "check",
            "wrong.report",
            b"\xff.report",
            "--lang",
            "zh",
        ],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 2
    assert b"wrong.report:5:6" in done.stdout
    assert b"Traceback" not in done.stderr
    code, out, _ = shell(f"$R build clean.report -t pipe -o - {more}", **environment)
    assert (code, out) == (0, "一、总体情况\n共12件。")


@on_posix
def test_an_interrupt_ends_it_without_a_word_too_many(more):
    line = [sys.executable, "-m", "reportdsl", "check", "-", *more.split()]
    # The shell's own handling of the signal, which a test run in the background has not.
    process = subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED, *line[1:]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"waits\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out == b""
    assert b"Traceback" not in err


_INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Waiting:
    @property
    def buffer(self):
        print("waits", file=sys.stderr, flush=True)
        signal.pause()
sys.stdin = Waiting()
sys.argv = sys.argv[2:]
from reportdsl.cli.entry import main
main()
"""


@on_posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root reads anything")
def test_a_file_that_may_not_be_read(more, folder):
    (folder / "clean.report").chmod(0)
    code, _, err = shell(f"$R check clean.report {more}")
    assert code == 2
    assert "没有读取的权限" in err


@pytest.mark.parametrize("path", [".", r"C:\年报\a.report", "a.report/b", "x" * 5000, "a\nb"])
def test_a_path_that_is_no_file(path):
    line = [sys.executable, "-m", "reportdsl", "check", path]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "读不到" in done.stderr


def test_windows_leaves_to_click_what_it_expands(monkeypatch):
    lines = ["check *.report", "check ~/a.report", "check %HOME%/a", "build $X -t html"]
    assert all(quick.read(line.split()) for line in lines)
    monkeypatch.setattr(quick, "_EXPANDED", frozenset("*?[~$%"))
    assert not any(quick.read(line.split()) for line in lines)
    assert quick.read([r"check", r"C:\年报\a.report"])


# ── the two ways ─────────────────────────────────────────────────────────────────────────────────

LINES = [
    *(
        f"check {files} --format {style} --lang {lang}"
        for files in ("clean.report", "wrong.report", "warned.report english.report", "a.form")
        for style in ("terminal", "concise", "json")
        for lang in ("zh", "en")
    ),
    "check wrong.report",
    "check wrong.report --color always",
    "check wrong.report --color never --lang en",
    "check warned.report --strict",
    "check faulty.report --format concise",
    "check clean.report none.report",
    "check none.report --format json",
    "check binary.report empty.report",
    "check english.report",
    "check clean.report clean.report",
    *(
        f"build {file} -t {name} -o - --draft"
        for file in ("clean.report", "wrong.report")
        for name in ("html", "cms", "md", "pipe", "json")
    ),
    "build clean.report",
    "build clean.report -t html -t pipe --to md",
    "build clean.report -t md -t md",
    "build clean.report --output x.html",
    "build clean.report -o clean.report -t md",
    "build clean.report -o none/x.html",
    "build wrong.report",
    "build wrong.report --lang en",
    "build wrong.report --draft --color always",
    "build warned.report --strict",
    "build warned.report",
    "build wrong.report -t md --tables html --draft -o -",
    "build wrong.report -t pipe --keep-width --draft -o -",
    "build a.form",
    "build binary.report",
    "build none.report",
]


def by_click(arguments):
    with pytest.raises(SystemExit) as end:
        cli(arguments, prog_name="reportdsl")
    return int(end.value.code or 0)


def printed(way, arguments, capfdbinary, folder: Path):
    """Return the exit code, what was printed, and every file of the folder."""
    code = way(arguments)
    out, err = capfdbinary.readouterr()
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name in files.keys() - {*FILES, "binary.report"}:
        (folder / name).unlink()
    return code, out, err, files


@pytest.mark.parametrize("line", LINES)
def test_both_ways_print_and_write_the_same(line, capfdbinary, folder):
    was_on = gc.isenabled()
    try:
        plain = printed(entry._quick, line.split(), capfdbinary, folder)
    finally:
        if was_on:
            gc.enable()
    assert plain[0] is not None
    assert plain == printed(by_click, line.split(), capfdbinary, folder)


@pytest.mark.parametrize("line", ["build a -o x -t md -t html", "build - -t md -t html"])
def test_what_does_not_go_together_is_told_by_click(line):
    assert quick.read(line.split())
    assert entry._quick(line.split()) is None
