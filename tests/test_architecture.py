"""What the contracts of import-linter cannot say."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import reportdsl

ROOT = Path(__file__).parents[1]
# The wheel's modules say the same at greater length: they are judged as they are written.
CHECKOUT = ROOT / "src" / "reportdsl"
PACKAGE = CHECKOUT if CHECKOUT.exists() else Path(reportdsl.__file__).parent
AS_WRITTEN = pytest.mark.skipif(not CHECKOUT.exists(), reason="it is said of the source")
ARCHITECTURE = ROOT / "docs" / "architecture.md"

MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
PACKAGES = sorted(Path(name).parent.as_posix() for name in MODULES if name.endswith("__init__.py"))

# Data of the package, as good as code.
DATA = ("diagnostics/pages.py", "official.py")
FILES = ("cli/", "dev/", "emit/html", "files.py", "world.py", *DATA)
SHELLS = ("cli/", "dev/", "world.py")
NOWHERE = ()
ALLOWED = {
    "open": FILES,
    "read_text": FILES,
    "read_bytes": FILES,
    "write_text": FILES,
    "write_bytes": FILES,
    "os.environ": SHELLS,
    "os.getenv": SHELLS,
    "datetime.now": SHELLS,
    "datetime.utcnow": SHELLS,
    "date.today": SHELLS,
    "import marshal": NOWHERE,
    "import pickle": NOWHERE,
    "import shelve": NOWHERE,
    "import yaml": NOWHERE,
    "eval": NOWHERE,
    "exec": NOWHERE,
    "shell=True": NOWHERE,
}

FOLDED = str.maketrans("（）：，；", "():,;")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def uses(source: str) -> Iterator[tuple[int, str]]:
    """Yield what a module does of the things in `ALLOWED`, with the line."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="open" | "eval" | "exec" as name)):
                yield node.lineno, name
            case ast.Attribute(attr="open", value=ast.Name(id="os" | "io" | "codecs")):
                yield node.lineno, "open"
            case ast.Attribute(attr="open", value=ast.Call(func=ast.Name(id="Path"))):
                yield node.lineno, "open"
            case ast.Attribute(attr=name) if name.startswith(("read_", "write_")):
                yield node.lineno, name
            case ast.Attribute(attr=name, value=ast.Name(id=base) | ast.Attribute(attr=base)):
                yield node.lineno, f"{base}.{name}"
            case ast.Import(names=names):
                yield from ((node.lineno, f"import {alias.name.split('.')[0]}") for alias in names)
            case ast.ImportFrom(module=str(name), names=names):
                yield node.lineno, f"import {name.split('.')[0]}"
                yield from ((node.lineno, f"{name}.{alias.name}") for alias in names)
            case ast.keyword(arg="shell", value=ast.Constant(value=True)):
                yield node.value.lineno, "shell=True"


def labels(form: str) -> Iterator[str]:
    """Yield the official labels of a form: headings, titles of bands, rows and columns."""
    part = ""
    for line in form.splitlines():
        bare = line.strip()
        if bare in {"列", "行", "校验", "正文"}:
            part = bare
            continue
        if bare.startswith(("@章 ", "段 ")):
            bare = bare.split(" ", 1)[1]
        elif not line.startswith((" ", "\u3000")) or part not in {"列", "行"}:
            continue
        bare = re.sub(r"^[\w.]+[:：]\s*", "", bare)
        yield re.sub(r"\s*<[^<>]*>$|\s+=\s.*$", "", bare)


def test_what_the_checks_find():
    source = """
import pickle.x, os
from os import environ
from datetime import datetime
# shell=True
"open( read_text eval("; form.open(1)
os.open(path); open(path); path.read_text(); Path(path).open()
os.environ; datetime.datetime.now(); eval("1"); run("x", shell=True)
"""
    assert sorted(found for found in uses(source) if found[1] in ALLOWED) == [
        (2, "import pickle"),
        (3, "os.environ"),
        (7, "open"),
        (7, "open"),
        (7, "open"),
        (7, "read_text"),
        (8, "datetime.now"),
        (8, "eval"),
        (8, "os.environ"),
        (8, "shell=True"),
    ]


def test_what_labels_are():
    form = """
@章 一、总体 <表 甲>
@表式 甲
段 第一项
  列
    名: 名称（甲） <行名>
行
  总计 = 合计
校验
  甲 = 乙
"""
    assert list(labels(form)) == ["一、总体", "第一项", "名称（甲）", "总计"]


@AS_WRITTEN
def test_no_module_holds_an_official_label():
    official = {
        label.translate(FOLDED)
        for form in (PACKAGE / "forms").glob("*.form")
        for label in labels(read(form))
    }
    # A word of a form in English may be any word of a program.
    telling = {label for label in official if len(label) >= 5 and not label.isascii()}
    assert len(telling) > 40
    found = [
        f"{name}: {label}"
        for name, path in MODULES.items()
        for label in telling
        if label in read(path).translate(FOLDED)
    ]
    assert found == []


@pytest.mark.parametrize("name", MODULES)
def test_only_shells_touch_the_world(name):
    found = [
        f"{name}:{line}: {use}"
        for line, use in uses(read(MODULES[name]))
        if use in ALLOWED and not name.startswith(ALLOWED[use])
    ]
    assert found == []


@AS_WRITTEN
def test_modules_are_small_and_named_for_what_they_do():
    long = {name: n for name, path in MODULES.items() if (n := read(path).count("\n")) > 400}
    assert long == {}
    assert [name for name in MODULES if Path(name).stem in {"utils", "util", "helpers"}] == []


def test_layers():
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(find_spec("reportdsl.cli.main") is None, reason="no command line yet")
def test_the_command_line_does_not_load_templates():
    check = "import sys, reportdsl.cli.main; sys.exit('jinja2' in sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)


@pytest.mark.skipif(not ARCHITECTURE.exists(), reason="not written yet")
def test_the_architecture_page_is_true():
    text = read(ARCHITECTURE)
    assert text.count("\n") < 200
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    tokens = re.findall(r"`([^`\s]+)`", prose)
    paths = [token for token in tokens if re.fullmatch(r"[\w./-]+(\.py|\.lark|/)", token)]
    absent = [path for path in paths if not any(place.exists() for place in places(path))]
    dotted = [token for token in tokens if re.fullmatch(r"reportdsl(\.\w+)+", token)]
    absent += [token for token in dotted if not is_module_or_member(token)]
    assert absent == []
    unnamed = [
        name
        for name in PACKAGES
        if name != "." and f"{name}/" not in text and name.replace("/", ".") not in text
    ]
    assert unnamed == []


def places(path: str) -> tuple[Path, ...]:
    inside = path.removeprefix("src/").removeprefix("reportdsl/")
    return PACKAGE / inside, ROOT / path


def is_module_or_member(dotted: str) -> bool:
    path = PACKAGE.joinpath(*dotted.split(".")[1:])
    holder = path.parent.with_suffix(".py")
    member = rf"^\s*(class|def)?\s*{path.name}\b"
    return (
        path.is_dir()
        or path.with_suffix(".py").exists()
        or (holder.exists() and re.search(member, read(holder), re.MULTILINE) is not None)
    )
