"""Read the code blocks of a page, and do in a folder what the page tells its reader to do.

A fence's first word is the language that a site colours it in; what follows says what it is for:

- ``report NAME``, ``form NAME``, ``text NAME`` …: the file of that name, written into the folder.
  With ``part`` behind the name the block takes the place of what it begins with in that file: the
  header, a heading's section, a table, a form's block, or rows of the same label; with ``more`` it
  is added at the end.
- ``report`` without a name: a report by itself, in which nothing is wrong.
- ``console``: commands behind a prompt (``$ `` or ``C:\\年报>``) with what they print. A line ``…``
  stands for any lines. With ``fails`` the last command finds faults.
- ``LANGUAGE shows NAME``: what stands in a file that a command has made.
- ``python``: a session, as doctest reads it.
- ``sh``: recipes of the justfile; that they exist is checked.
- anything with ``not run: REASON``: shown only.
- ``{name}``: a directive of the site, which the site's build runs.

The messages are in the language of the page's title, for whoever reads it has such a computer.
Three comments act between the blocks:

- ``<!-- command: NAME -->`` stands before a command that CI runs by this name.
- ``<!-- edit NAME: OLD → NEW -->`` changes the file where the prose says that the reader does.
- ``<!-- mistakes NAME -->`` stands before a table whose rows hold, between backticks, something
  wrong, the code that it draws, and what stands in the file: the one put for the other draws it.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

import reportdsl
from reportdsl import Severity

ROOT = Path(__file__).parents[2]
ELISION = "…"
_PROMPT = re.compile(r"(?:\$ |[A-Z]:\\[^>\n]*>)(?P<command>.+)")
_COMMENT = re.compile(r"<!-- (?P<verb>command|edit|mistakes):? (?P<rest>.+?) -->")
_EDIT = re.compile(r"(?P<name>\S+): (?P<old>.+) → (?P<new>.*)")
_NOT_RUN = re.compile(r"(?:.* )?not run: (?P<reason>\S.*)")
_SPAN = re.compile(r"`([^`]+)`")
_RECIPE = re.compile(r"^([a-z][a-z-]*)(?: .*)?:$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A code block, a table or a comment of a page, with the lines where it stands."""

    kind: str
    info: str
    text: str
    first: int
    """The line before the content, the first of the page being 1."""
    last: int
    indent: str = ""

    @property
    def reason(self) -> str | None:
        """Return why the block is not run, if it says so."""
        found = _NOT_RUN.fullmatch(self.info)
        return found["reason"] if found else None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a block shows, and what is."""

    block: Block
    shown: str
    actual: str


def blocks(page: str) -> Iterator[Block]:
    """Yield what is to be done of a page, in order."""
    lines = page.splitlines()
    for token in MarkdownIt().enable("table").parse(page):
        if token.map is None:
            continue
        first, last = token.map
        kind, _, info = token.info.strip().partition(" ")
        match token.type:
            case "fence":
                line = lines[first]
                indent = line[: len(line) - len(line.lstrip())]
                yield Block(kind, info.strip(), token.content, first + 1, last, indent)
            case "code_block":
                yield Block("indented", "", token.content, first, last)
            case "table_open":
                yield Block("table", "", "\n".join(lines[first:last]), first, last)
            case "heading_open" if token.tag == "h1":
                yield Block("title", lines[first].strip("# "), "", first, last)
            case "html_block":
                for comment in _COMMENT.finditer(token.content):
                    yield Block(comment["verb"], comment["rest"], "", first, last)


class Reader:
    """Someone who does in a folder, beside the examples, what a page says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.differences: list[Difference] = []
        self._mistakes: str | None = None
        self._ci = False
        shutil.copytree(ROOT / "examples", folder / "examples")
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))},
            "PYTHONUTF8": "1",
        }

    def do(self, block: Block) -> None:
        """Do what a block says, and note where it shows something else."""
        by_ci, self._ci = self._ci, block.kind == "command"
        if by_ci or block.reason is not None or block.kind.startswith("{"):  # as in {toctree}
            return
        match block.kind:
            case "title":
                chinese = re.search("[\u4e00-\u9fff]", block.info) is not None
                self._environment["LANG"] = "zh_CN.UTF-8" if chinese else "en_US.UTF-8"
            case "command" | "edit" | "mistakes":
                self._heed(block.kind, block.info)
            case "table":
                self._table(block)
            case "console":
                self._console(block)
            case "python":
                self._python(block)
            case "sh":
                _recipes(block.text)
            case _:
                self._file(block)

    def _heed(self, verb: str, rest: str) -> None:
        """Do what a comment says."""
        match verb:
            case "command":
                script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
                assert f"$(readme {rest})" in script, f".ci/run does not run {rest}"
            case "mistakes":
                self._mistakes = rest
            case _:
                wanted = _EDIT.fullmatch(rest)
                assert wanted is not None, f"not an edit: {rest}"
                text = (self.folder / wanted["name"]).read_text(encoding="utf-8")
                assert text.count(wanted["old"]) == 1, f"{wanted['old']} is not there once"
                self._write(wanted["name"], text.replace(wanted["old"], wanted["new"]))

    def _file(self, block: Block) -> None:
        """Write a file, or part of one, or look at one."""
        match block.info.split():
            case [] if block.kind == "report":
                compiled = reportdsl.compile_text(block.text)
                found = [d for d in compiled.diagnostics if d.severity is not Severity.NOTE]
                assert not found, [d.message("en") for d in found]
            case ["shows", name]:
                actual = (self.folder / name).read_text(encoding="utf-8")
                self._compare(block, block.text, actual)
            case [name]:
                self._write(name, block.text)
            case [name, "part"]:
                text = (self.folder / name).read_text(encoding="utf-8")
                self._write(name, patched(text, block.text))
            case [name, "more"]:
                text = (self.folder / name).read_text(encoding="utf-8")
                self._write(name, f"{text}\n{block.text}")
            case _:
                raise AssertionError(f"nothing runs a block of {block.kind} {block.info}".rstrip())

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def _compare(self, block: Block, shown: str, actual: str) -> None:
        if not agrees(shown, actual):
            self.differences.append(Difference(block, shown, actual))

    # ── commands ─────────────────────────────────────────────────────────────────────────────────

    def _console(self, block: Block) -> None:
        parts: list[str] = []
        assert block.info in {"", "fails"}, f"not a way to run commands: {block.info}"
        commands = list(_commands(block.text))
        assert commands, f"no command in the block of line {block.first}"
        for number, (line, command) in enumerate(commands, 1):
            said, code = self._run(command)
            faults = block.info == "fails" and number == len(commands)
            assert code == int(faults), f"exit code {code}: {command}\n{said}"
            parts.append(f"{line}\n{said}")
        self._compare(block, block.text, "\n".join(part.strip("\n") for part in parts))

    def _run(self, command: str) -> tuple[str, int]:
        words = shlex.split(command)
        match words:
            case ["reportdsl", *arguments] | ["py" | "python", "-m", "reportdsl", *arguments]:
                pass
            case _:
                raise AssertionError(f"not a command of ours: {command}")
        done = subprocess.run(
            [sys.executable, "-m", "reportdsl", *arguments],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.stdout, done.returncode

    def _python(self, block: Block) -> None:
        example = doctest.DocTestParser().get_doctest(block.text, {}, "page", None, block.first)
        assert example.examples, f"no session in the block of line {block.first}"
        said = io.StringIO()
        with contextlib.chdir(self.folder):
            result = doctest.DocTestRunner().run(example, out=said.write)
        assert result.failed == 0, said.getvalue()

    # ── mistakes ─────────────────────────────────────────────────────────────────────────────────

    def _table(self, block: Block) -> None:
        name, self._mistakes = self._mistakes, None
        if name is None:
            return
        text = (self.folder / name).read_text(encoding="utf-8")
        rows = [_SPAN.findall(line.replace("\\|", "|")) for line in block.text.splitlines()[2:]]
        for wrong, code, right in rows:
            assert text.count(right) == 1, f"{right} is not there once"
            path = self.folder / f"mistake-{name}"
            path.write_text(text.replace(right, wrong), encoding="utf-8")
            found = reportdsl.compile(path).diagnostics
            drawn = {d.rule.code for d in found if d.severity is not Severity.NOTE}
            assert drawn == {code}, f"{wrong} draws {drawn or 'nothing'}"
            path.unlink()


def agrees(shown: str, actual: str) -> bool:
    """Tell whether what is shown is what is, with `ELISION` for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == ELISION else re.escape(line.rstrip()) + r"\n"
        for line in shown.strip("\n").splitlines()
    )
    lines = [line.rstrip() for line in actual.strip("\n").splitlines()]
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines)) is not None


def patched(text: str, part: str) -> str:
    """Return a source in which a part stands in the place of what it begins with."""
    lines, new = text.splitlines(), part.rstrip("\n").splitlines()
    first = new[0]
    if "|" in first:
        return _with_rows(lines, new)
    keys = [_key(line) for line in lines]
    assert keys.count(_key(first)) == 1, f"{first} is there {keys.count(_key(first))} times"
    start = keys.index(_key(first))
    rest = lines[start + 1 :]
    is_end: Callable[[str], bool] = _is_heading if first.startswith("#") else _is_blank
    end = start + 1 + next((n for n, line in enumerate(rest) if is_end(line)), len(rest))
    if _is_heading(first) and end < len(lines):
        new.append("")
    return "\n".join([*lines[:start], *new, *lines[end:]]) + "\n"


def _key(line: str) -> str:
    """Return what of a line says what begins there: all of it, a directive's name, a field's key."""
    if line.startswith("#"):
        return line
    return " ".join(line.split()[:2]) if line.startswith("@") else line.partition(":")[0]


def _with_rows(lines: list[str], rows: list[str]) -> str:
    labels = [line.split("|")[0].strip() if "|" in line else None for line in lines]
    for row in rows:
        label = row.split("|")[0].strip()
        assert labels.count(label) == 1, f"{labels.count(label)} rows are labelled {label}"
        lines[labels.index(label)] = row
    return "\n".join(lines) + "\n"


def _is_heading(line: str) -> bool:
    return line.startswith("#")


def _is_blank(line: str) -> bool:
    return not line


def updated(page: str, differences: list[Difference]) -> str:
    """Return a page whose blocks show what is."""
    lines = page.splitlines()
    for found in sorted(differences, key=lambda d: d.block.first, reverse=True):
        block = found.block
        body = [(block.indent + line).rstrip() for line in found.actual.strip("\n").splitlines()]
        lines[block.first : block.last - 1] = body
    return "\n".join(lines) + "\n"


def _commands(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if prompted := _PROMPT.fullmatch(line):
            yield line, prompted["command"]


def _recipes(text: str) -> None:
    known = set(_RECIPE.findall((ROOT / "justfile").read_text(encoding="utf-8")))
    for line in text.splitlines():
        words = line.split("#")[0].split()
        assert words[:1] == ["just"], f"nothing runs this: {line}"
        unknown = [word for word in words[1:2] if word not in known]
        assert unknown == [], f"no recipe: {line}"
