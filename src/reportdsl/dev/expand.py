"""Write out what the decorators of a module come to, so that a start need not work it out.

A dataclass writes its methods each time that it is imported: with its own import, over sixty
milliseconds in a program that runs for thirty. In the wheel each class stands with its methods
written out, and `typing`, which says nothing at run time, is gone. The source stays as it is; the
tests run on both.

What is frozen in the source is so by the type checker's word alone in the wheel.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

_REPLACE = "def replace(record, /, **changes):\n    return record.__replace__(**changes)"
_DATACLASSES = frozenset({"dataclass", "field", "replace"})
_TYPING = frozenset(
    {
        *("Any", "Final", "IO", "Literal", "NamedTuple", "Never", "NoReturn", "Protocol"),
        *("Self", "TextIO", "TypeAlias", "TypeGuard", "TypeVar", "TYPE_CHECKING", "cast"),
    }
)
_Edit: TypeAlias = tuple[int, int, bytes]
"""Where the source is replaced, in bytes, and by what."""


class UnknownConstructError(Exception):
    """Something that the source uses and this module has no way to write out."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a class, as its definition says."""

    name: str
    annotation: str
    default: str | None
    """The source of its default; ``...`` where a factory makes it."""
    factory: str | None
    compare: bool
    shown: bool
    init: bool
    keyword: bool


_Writer: TypeAlias = Callable[[str, list[_Field]], str]


def expanded(source: str) -> str:
    """Return a module's source with its dataclasses and named tuples written out.

    Raise `UnknownConstructError` for a use of them that it does not know.
    """
    data = source.encode()
    tree = ast.parse(source)
    if not tree.body:
        return source
    edits = sorted(_Module(data).edits(tree))
    out = data
    for start, end, text in reversed(edits):
        out = out[:start] + text + out[end:]
    return out.decode()


class _Module:
    """The bytes of a module, and where its lines start in them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.starts = [0]
        for line in data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def place(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        start = self.starts[node.lineno - 1] + node.col_offset
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return start, self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self.place(node)
        return self.data[start:end].decode()

    def edits(self, tree: ast.Module) -> Iterator[_Edit]:
        yield self._future(tree)
        for node in ast.walk(tree):
            match node:
                case ast.ImportFrom(module="dataclasses" | "typing"):
                    yield *self.place(node), self._import(node).encode()
                case ast.Call(func=ast.Name("cast"), args=[_, value]):
                    start, end = self.place(node)
                    inner, last = self.place(value)
                    yield start, inner, b"("
                    yield last, end, b")"
                case ast.ClassDef():
                    yield from self._class(node)
        for statement in tree.body:
            yield from self._alias(statement)

    def _future(self, tree: ast.Module) -> _Edit:
        first = tree.body[0]
        after_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        at = self.place(first)[1] if after_docstring else 0
        return at, at, b"\nfrom __future__ import annotations\n"

    def _import(self, node: ast.ImportFrom) -> str:
        names = {alias.name for alias in node.names}
        known = _DATACLASSES if node.module == "dataclasses" else _TYPING
        if names - known:
            raise UnknownConstructError(", ".join(sorted(names - known)))
        if node.module == "typing":
            base = "\nelse:\n    Protocol = object" if "Protocol" in names else ""
            return f"TYPE_CHECKING = False\nif TYPE_CHECKING:\n    {self.text(node)}{base}"
        return _REPLACE if "replace" in names else ""

    def _alias(self, statement: ast.stmt) -> Iterator[_Edit]:
        """Leave a name that stands for a type to type checkers: its value is never asked for."""
        match statement:
            case ast.AnnAssign(target=ast.Name(name), annotation=ast.Name("TypeAlias")):
                pass
            case ast.Assign(targets=[ast.Name(name)], value=value) if any(
                isinstance(n, ast.Name) and n.id in {"Literal", "TypeVar"} for n in ast.walk(value)
            ):
                pass
            case _:
                return
        start, end = self.place(statement)
        yield start, start, b"if TYPE_CHECKING:\n    "
        yield end, end, f"\nelse:\n    {name} = None".encode()

    # ── classes ──────────────────────────────────────────────────────────────────────────────────

    def _class(self, node: ast.ClassDef) -> Iterator[_Edit]:
        bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
        if "NamedTuple" in bases:
            yield *self.place(node.bases[0]), b"tuple"
            yield from self._body(node, _named_tuple)
        decorators = [d for d in node.decorator_list if _name(d) == "dataclass"]
        if decorators:
            if bases or len(node.decorator_list) > 1:
                raise UnknownConstructError(node.name)
            options = _options(decorators[0])
            yield self.place(decorators[0])[0] - 1, self.starts[node.lineno - 1], b""
            yield from self._body(node, lambda name, fields: _record(node, name, fields, options))

    def _body(self, node: ast.ClassDef, write: _Writer) -> Iterator[_Edit]:
        fields: list[_Field] = []
        for statement in node.body:
            if isinstance(statement, ast.AnnAssign):
                fields.append(self._field(statement))
                if statement.value is not None:
                    yield self.place(statement.annotation)[1], self.place(statement)[1], b""
        end = self.place(node.body[-1])[1]
        yield end, end, ("\n" + write(node.name, fields)).encode()

    def _field(self, statement: ast.AnnAssign) -> _Field:
        assert isinstance(statement.target, ast.Name)
        name, value = statement.target.id, statement.value
        annotation = self.text(statement.annotation)
        made = _Field(name, annotation, None, None, True, True, True, False)  # noqa: FBT003
        match value:
            case None:
                return made
            case ast.Call(func=ast.Name("span_field")):
                return replace(made, compare=False, shown=False)
            case ast.Call(func=ast.Name("field"), keywords=keywords):
                said = {k.arg or "": self.text(k.value) for k in keywords}
                factory = said.get("default_factory")
                return replace(
                    made,
                    default="..." if factory else said.get("default"),
                    factory=factory,
                    compare=said.get("compare") != "False",
                    shown=said.get("repr") != "False",
                    init=said.get("init") != "False",
                    keyword=said.get("kw_only") == "True",
                )
            case _:
                return replace(made, default=self.text(value))


def _name(decorator: ast.expr) -> str:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return target.id if isinstance(target, ast.Name) else ""


def _options(decorator: ast.expr) -> dict[str, bool]:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return {k.arg or "": ast.literal_eval(k.value) for k in keywords}


def _tuple(items: list[str]) -> str:
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def _signature(fields: list[_Field]) -> str:
    taken = [f for f in fields if f.init]
    plain = [f for f in taken if not f.keyword]
    keyword = [f for f in taken if f.keyword]
    star = ["*"] if keyword else []
    return ", ".join([*map(_parameter, plain), *star, *map(_parameter, keyword)])


def _parameter(taken: _Field) -> str:
    default = "" if taken.default is None else f" = {taken.default}"
    return f"{taken.name}: {taken.annotation}{default}"


def _record(node: ast.ClassDef, name: str, fields: list[_Field], options: dict[str, bool]) -> str:
    """Return the methods that a dataclass would write for itself."""
    taken = [f for f in fields if f.init]
    names = _tuple([repr(f.name) for f in fields])
    match_args = _tuple([repr(f.name) for f in taken if not f.keyword])
    lines = [f"__slots__ = {names}"] if options.get("slots") else []
    lines += [
        f"__match_args__ = {match_args}",
        f"def __init__(self, {_signature(fields)}) -> None:",
    ]
    for f in taken:
        value = f"{f.name} if {f.name} is not ... else ({f.factory})()" if f.factory else f.name
        lines.append(f"    self.{f.name} = {value}")
    defined = {n.name for n in node.body if isinstance(n, ast.FunctionDef)}
    if "__post_init__" in defined:
        lines.append("    self.__post_init__()")
    if not taken:
        lines.append("    pass")
    shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in fields if f.shown)
    if "__repr__" not in defined:
        lines += ["def __repr__(self):", f"    return f'{name}({shown})'"]
    changed = ", ".join(f"{f.name!r}: self.{f.name}" for f in taken)
    lines += ["def __replace__(self, **changes):"]
    lines += [f"    return {name}(**{{{changed}, **changes}})"]
    lines += _comparisons([f.name for f in fields if f.compare], options)
    return "\n".join(f"    {line}" for line in lines)


def _comparisons(names: list[str], options: dict[str, bool]) -> list[str]:
    if not options.get("eq", True):
        return []
    own, other = (_tuple([f"{who}.{name}" for name in names]) for who in ("self", "other"))
    kinds = ["==", *(["<", "<=", ">", ">="] if options.get("order") else [])]
    words = {"==": "eq", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
    lines: list[str] = []
    for kind in kinds:
        lines += [f"def __{words[kind]}__(self, other):"]
        lines += ["    if other.__class__ is not self.__class__:", "        return NotImplemented"]
        lines += [f"    return {own} {kind} {other}"]
    if options.get("frozen"):
        lines += ["def __hash__(self):", f"    return hash({own})"]
    else:
        lines += ["__hash__ = None"]
    return lines


def _named_tuple(name: str, fields: list[_Field]) -> str:
    """Return what a named tuple has over a tuple."""
    names = [f.name for f in fields]
    shown = ", ".join(f"{n}={{self.{n}!r}}" for n in names)
    lines = [
        "__slots__ = ()",
        f"__match_args__ = _fields = {_tuple([repr(n) for n in names])}",
        f"def __new__(cls, {_signature(fields)}):",
        f"    return tuple.__new__(cls, {_tuple(names)})",
        "def __getnewargs__(self):",
        "    return tuple(self)",
        "def __repr__(self):",
        f"    return f'{name}({shown})'",
        "def _replace(self, **changes):",
        f"    return {name}(**{{**dict(zip(self._fields, self)), **changes}})",
        *(f"{n} = _tuplegetter({i}, None)" for i, n in enumerate(names)),
    ]
    return "\n".join(f"    {line}" for line in ["from _collections import _tuplegetter", *lines])
