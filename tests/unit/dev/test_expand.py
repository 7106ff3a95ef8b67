"""The classes of the wheel, written out, do what those of the source do.

On the wheel there is nothing to compare: CI runs all other tests on it.
"""

import ast
import io
import sys
import tokenize
from importlib import import_module
from inspect import getsource
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportdsl
from reportdsl.dev.expand import UnknownConstructError, expanded
from reportdsl.syntax import nodes
from tests.unit.dev.alike import (
    assert_same_behaviour,
    assert_same_definition,
    attribute,
    classes,
    load,
    names,
)

PACKAGE = Path(reportdsl.__file__).parent
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
}
RUN = {name: text for name, text in SOURCES.items() if not name.startswith("dev/")}
AS_THEY_STAND = {"emit/templatejob.py": "TypedDict"}
"""Modules that are not written out, and the construct that keeps them from it."""
WRITTEN = [n for n in RUN if n not in AS_THEY_STAND and n != "__main__.py"]

pytestmark = pytest.mark.skipif(
    "@dataclass" not in getsource(nodes), reason="the classes of a wheel are written out already"
)


def dotted(name: str, root: str) -> str:
    return ".".join((root, *Path(name).with_suffix("").parts)).removesuffix(".__init__")


@pytest.fixture(scope="module", autouse=True)
def _as_they_were():
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith(("written", "made_up")):
            del sys.modules[name]


def test_every_module_is_written_out_but_for_a_few():
    left = {}
    for name, text in RUN.items():
        try:
            expanded(text)
        except UnknownConstructError as error:
            left[name] = str(error)
    assert left == AS_THEY_STAND


@pytest.mark.parametrize("name", WRITTEN)
def test_classes_do_the_same(name):
    real = import_module(dotted(name, "reportdsl"))
    alias = dotted(name, "written").replace(".", "_")
    module = load(expanded(RUN[name]), alias, str(PACKAGE / name))
    for one in classes(real):
        other = getattr(module, one.__name__)
        assert_same_definition(one, other)
        assert_same_behaviour(one, other)
        for field in names(one):
            wanted = one.__annotations__[field]
            # Which the source says as text already is text of text here.
            read = eval(other.__annotations__[field], {**vars(real)})  # noqa: S307
            assert read == wanted


def test_there_are_classes_to_compare():
    found = [c for name in WRITTEN for c in classes(import_module(dotted(name, "reportdsl")))]
    assert len(found) > 120
    assert sum(issubclass(c, tuple) for c in found) > 5
    assert any(attribute(c, "__slots__") for c in found)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_written_out_stays_so(name):
    once = expanded(RUN[name])
    assert expanded(once) == once


def comments(source: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def sentences(tree: ast.AST) -> list[str]:
    """Return what stands as text by itself: docstrings of all kinds."""
    return [
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]


class _Bare(ast.NodeTransformer):
    """Takes away what is said to type checkers alone."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "cast":
            return node.args[1]
        return node


def functions(tree: ast.Module) -> dict[str, str]:
    """Return the code of all functions and methods, by name."""
    bare: ast.Module = _Bare().visit(tree)
    owners: list[ast.Module | ast.ClassDef] = [
        bare,
        *(n for n in ast.walk(bare) if isinstance(n, ast.ClassDef)),
    ]
    return {
        f"{getattr(owner, 'name', '')}.{node.name}": ast.dump(node)
        for owner in owners
        for node in owner.body
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("name", WRITTEN)
def test_all_else_stays_as_it_stands(name):
    source, written = RUN[name], expanded(RUN[name])
    before, after = ast.parse(source), ast.parse(written)
    assert sorted(sentences(before)) == sorted(sentences(after))
    assert ast.get_docstring(before) == ast.get_docstring(after)
    kept = [c for c in comments(source) if c in comments(written)]
    assert comments(written) == kept
    assert functions(before).items() <= functions(after).items()
    imports = {n.module for n in after.body if isinstance(n, ast.ImportFrom)}
    assert not imports & {"dataclasses", "typing"}


class _Read(ast.NodeVisitor):
    """Gathers the names that a module reads from itself when it runs."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.found.add(node.id)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        pass

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        inside = _Read()
        for part in (node.args, *node.decorator_list, *node.body):
            inside.visit(part)
        self.found |= inside.found - imported(node)

    def visit_If(self, node: ast.If) -> None:
        for part in node.orelse if is_for_checkers(node) else [node.test, *node.body, *node.orelse]:
            self.visit(part)


def imported(tree: ast.AST) -> set[str]:
    """Return the names that imports below a node set."""
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def assigned(statements: list[ast.stmt]) -> dict[str, object]:
    """Return what statements assign to names, None for a None."""
    out: dict[str, object] = {}
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(name)], value=value):
                out[name] = None if isinstance(value, ast.Constant) else value
            case ast.AnnAssign(target=ast.Name(name), value=value):
                out[name] = value
    return out


def is_for_checkers(node: ast.AST) -> bool:
    match node:
        case ast.If(test=ast.Name("TYPE_CHECKING")):
            return True
    return False


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_that_runs_asks_for_a_type(name):
    tree = ast.parse(expanded(RUN[name]))
    types: set[str] = set()
    for node in (n for n in tree.body if isinstance(n, ast.If) and is_for_checkers(n)):
        there = {n for n, value in assigned(node.orelse).items() if value is not None}
        types |= {*assigned(node.body), *(i for n in node.body for i in imported(n))} - there
    reader = _Read()
    reader.visit(tree)
    assert not reader.found & types


def test_what_asks_for_a_type_is_seen():
    reader = _Read()
    reader.visit(ast.parse("def f(a: A = B) -> C:\n    from d import D\n    b: E = F(D)\n"))
    assert reader.found == {"B", "F"}


HEAD = (
    "from dataclasses import dataclass, field, replace\nfrom typing import NamedTuple, cast\n\n\n"
)


@pytest.mark.parametrize(
    "source",
    [
        "from typing import ClassVar\n",
        "from typing import Any as A\n",
        "from dataclasses import KW_ONLY\n",
        "from dataclasses import dataclass as d\n",
        "from dataclasses import asdict\n",
        "def f():\n    from typing import cast\n",
        "try:\n    from typing import Any\nexcept ImportError:\n    pass\n",
        "@dataclass(kw_only=True)\nclass A:\n    a: int\n",
        "@dataclass(unsafe_hash=True)\nclass A:\n    a: int\n",
        "@dataclass(slots=True, weakref_slot=True)\nclass A:\n    a: int\n",
        "@dataclass(**options)\nclass A:\n    a: int\n",
        "@dataclass(frozen=FROZEN)\nclass A:\n    a: int\n",
        "@dataclass\nclass A(B):\n    a: int\n",
        "@dataclass\nclass A(b.B):\n    a: int\n",
        "@dataclass\nclass A(metaclass=M):\n    a: int\n",
        "@final\n@dataclass\nclass A:\n    a: int\n",
        "@dataclass\nclass A: a: int\n",
        "class O:\n    @dataclass\n    class A:\n        a: int\n",
        "def f():\n    @dataclass\n    class A:\n        a: int\n",
        "class O:\n    class A(NamedTuple):\n        a: int\n",
        "class A(NamedTuple, Generic[T]):\n    a: int\n",
        "@dataclass\nclass A:\n    a: int = field(hash=False)\n",
        "@dataclass\nclass A:\n    a: int = field(metadata={})\n",
        "@dataclass\nclass A:\n    a: int = field(compare=COMPARED)\n",
        "@dataclass\nclass A:\n    a: int = field(init=False, default=1)\n",
        "@dataclass\nclass A:\n    a: int = field(**options)\n",
        "@dataclass\nclass A:\n    a: int = dataclasses.field(compare=False)\n",
        "@dataclass\nclass A:\n    a: int = cast('int', 1)\n",
        "@dataclass\nclass A:\n    a: int = 1\n    b: int = a\n",
        "@dataclass\nclass A:\n    a: int = f()\n    def f(self): pass\n",
        "@dataclass\nclass A:\n    list: int\n    b: int = field(default_factory=list)\n",
        "@dataclass\nclass A:\n    a: int\n    def __eq__(self, other): return True\n",
        "@dataclass\nclass A:\n    a: int\n    def __hash__(self): return 1\n",
        "@dataclass\nclass A:\n    a: int\n    __hash__ = object.__hash__\n",
        "@dataclass\nclass A:\n    a: int\n    def __init__(self): pass\n",
    ],
)
def test_what_it_does_not_know_is_refused(source):
    with pytest.raises(UnknownConstructError):
        expanded(HEAD + source)


def test_an_empty_module_stays_empty():
    assert expanded("") == ""
    assert expanded("# nothing\n") == "# nothing\n"


def test_text_is_cut_in_bytes():
    source = HEAD + '@dataclass\nclass 甲:\n    """𠮷。"""\n\n    乙: str = "𠮷"  # 丙\n'
    assert load(expanded(source), "made_up_text").甲().乙 == "𠮷"


def test_a_class_that_inherits_stays_of_its_class():
    source = HEAD + "@dataclass\nclass A:\n    a: int\n\n\nclass B(A):\n    pass\n"
    for text in (source, expanded(source)):
        module = load(text, "made_up_heir")
        assert repr(module.B(1)) == "B(a=1)"
        assert type(module.B(1).__replace__(a=2) if text is not source else module.B(2)) is module.B


# ── made-up classes ──────────────────────────────────────────────────────────────────────────────

WORDS = ["a", "b", "值", "list_", "self_"]
DEFAULTS = st.sampled_from(["", "1", "'x'", "(1, 2)", "None", "1 if 2 else 3", "max(1, 2)"])
FACTORIES = st.sampled_from(["list", "dict", "set", "lambda: [1]", "lambda: {'a': 1}"])
FLAG = st.sampled_from(["", "True", "False"])


@st.composite
def field_source(draw, name):
    """Draw a field; all have defaults, or none would stand in most orders."""
    options = {"compare": draw(FLAG), "repr": draw(FLAG), "kw_only": draw(FLAG)}
    said = [f"{key}={value}" for key, value in options.items() if value]
    kind = draw(st.sampled_from(["plain", "field", "factory", "bare"]))
    default = draw(DEFAULTS)
    if kind == "bare":
        return f"{name}: object = field({', '.join([*(s for s in said if 'kw_only' not in s), 'kw_only=True'])})"
    if kind == "factory":
        made = f"default_factory={draw(FACTORIES)}"
        return f"{name}: object = field({', '.join([made, *said])})"
    if kind == "field":
        return f"{name}: object = field({', '.join([f'default={default or 0}', *said])})"
    return f"{name}: object = {default or 0}"


@st.composite
def class_source(draw):
    names_of = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
    if draw(st.integers(0, 3)) == 0:
        start = draw(st.integers(0, len(names_of)))
        lines = [f"{n}: object{' = 1' if i >= start else ''}" for i, n in enumerate(names_of)]
        return "class A(NamedTuple):\n    " + "\n    ".join(lines) + "\n"
    options = {"frozen": draw(FLAG), "slots": draw(FLAG), "eq": draw(st.sampled_from(["", "True"]))}
    options["order"] = draw(FLAG)
    if not options["order"]:
        options["eq"] = draw(FLAG)
    said = ", ".join(f"{key}={value}" for key, value in options.items() if value)
    lines = [draw(field_source(n)) for n in names_of]
    if draw(st.booleans()):
        lines += ["extra: object = field(init=False, repr=False, compare=False)"]
        lines += ["def __post_init__(self):\n        object.__setattr__(self, 'extra', 7)"]
    if draw(st.booleans()):
        lines += ["def __repr__(self):\n        return 'A'"]
    head = f"@dataclass({said})" if said or draw(st.booleans()) else "@dataclass"
    return f"{head}\nclass A:\n    " + "\n    ".join(lines) + "\n"


@settings(deadline=None)
@given(class_source())
def test_made_up_classes_do_the_same(source):
    one = load(HEAD + source, "made_up_real").A
    other = load(expanded(HEAD + source), "made_up_written").A
    other.__module__ = "made_up_written"
    assert_same_definition(one, other)
    assert_same_behaviour(one, other)
