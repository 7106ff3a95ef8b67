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
_OPTIONS = frozenset({"frozen", "slots", "eq", "order"})
_FIELD = frozenset({"default", "default_factory", "compare", "repr", "init", "kw_only"})
_TYPING = frozenset(
    {
        *("Any", "Final", "IO", "Literal", "NamedTuple", "Never", "NoReturn", "Protocol"),
        *("Self", "TextIO", "TypeAlias", "TypeGuard", "TypeVar", "TYPE_CHECKING", "cast"),
    }
)
_FUTURE = "from __future__ import annotations"
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
    reads: frozenset[str] = frozenset()
    """The names that its default is worked out of."""


_Writer: TypeAlias = Callable[[list[_Field]], str]


def expanded(source: str) -> str:
    """Return a module's source with its dataclasses and named tuples written out.

    Raise `UnknownConstructError` for a use of them that it does not know.
    """
    data = source.encode()
    tree = ast.parse(source)
    if not tree.body:
        return source
    out, following = data, len(data)
    for start, end, text in sorted(_Module(data).edits(tree), reverse=True):
        if end > following:
            raise UnknownConstructError(data[start:end].decode())
        out, following = out[:start] + text + out[end:], start
    try:
        ast.parse(out)
    except SyntaxError as error:
        raise UnknownConstructError(str(error)) from error
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

    def edits(self, tree: ast.Module) -> list[_Edit]:
        """Return what is to be replaced; nothing in a module that has nothing to write out."""
        made = list(self._written_out(tree))
        return [*self._future(tree), *made] if made else []

    def _written_out(self, tree: ast.Module) -> Iterator[_Edit]:
        for statement in tree.body:
            match statement:
                case ast.ImportFrom(module="dataclasses" | "typing"):
                    yield *self.place(statement), self._import(statement).encode()
                case ast.ClassDef():
                    yield from self._class(statement)
                case ast.If(test=ast.Name("TYPE_CHECKING")):
                    continue
                case _:
                    yield from self._alias(statement)
            for node in ast.walk(statement):
                if node is not statement:
                    yield from self._inner(node)

    def _inner(self, node: ast.AST) -> Iterator[_Edit]:
        """Write out what may stand anywhere; refuse what may stand at the outermost level only."""
        match node:
            case ast.Call(func=ast.Name("cast"), args=[_, value]):
                start, end = self.place(node)
                inner, last = self.place(value)
                yield start, inner, b"("
                yield last, end, b")"
            case ast.ImportFrom(module="dataclasses" | "typing"):
                raise UnknownConstructError(self.text(node))
            case ast.ClassDef(decorator_list=decorators, bases=bases):
                if any(_name(d) == "dataclass" for d in decorators) or _is_named_tuple(bases):
                    raise UnknownConstructError(node.name)

    def _future(self, tree: ast.Module) -> Iterator[_Edit]:
        first, *rest = tree.body
        after_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        if not any(self.text(statement) == _FUTURE for statement in [first, *rest[:1]]):
            at = self.place(first)[1] if after_docstring else 0
            yield at, at, f"\n{_FUTURE}\n".encode()

    def _import(self, node: ast.ImportFrom) -> str:
        names = {alias.name for alias in node.names}
        known = _DATACLASSES if node.module == "dataclasses" else _TYPING
        if any(alias.asname for alias in node.names):
            raise UnknownConstructError(self.text(node))
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
        decorators = [d for d in node.decorator_list if _name(d) == "dataclass"]
        if not decorators and not _is_named_tuple(node.bases):
            return
        if len(node.bases) + len(node.decorator_list) + len(node.keywords) > 1:
            raise UnknownConstructError(node.name)
        if decorators:
            options = _options(decorators[0])
            yield self.place(decorators[0])[0] - 1, self.starts[node.lineno - 1], b""
            yield from self._body(node, lambda fields: _record(node, fields, options))
        else:
            yield *self.place(node.bases[0]), b"tuple"
            yield from self._body(node, _named_tuple)

    def _body(self, node: ast.ClassDef, write: _Writer) -> Iterator[_Edit]:
        fields: list[_Field] = []
        for statement in node.body:
            if isinstance(statement, ast.AnnAssign):
                fields.append(self._field(statement))
                if statement.value is not None:
                    yield self.place(statement.annotation)[1], self.place(statement)[1], b""
        # A default stands in the class where its field does, written out where its methods do.
        inside = {f.name for f in fields} | _defined(node)
        if any(f.reads & inside for f in fields):
            raise UnknownConstructError(node.name)
        end = self.place(node.body[-1])[1]
        yield end, end, ("\n" + write(fields)).encode()

    def _field(self, statement: ast.AnnAssign) -> _Field:
        if not isinstance(statement.target, ast.Name):
            raise UnknownConstructError(self.text(statement))
        value = statement.value
        annotation = self.text(statement.annotation)
        made = _Field(statement.target.id, annotation, None, None, True, True, True, False)  # noqa: FBT003
        match value:
            case None:
                return made
            case ast.Call(func=ast.Name("span_field")):
                return replace(made, compare=False, shown=False)
            case ast.Call(func=ast.Name("field"), args=[], keywords=keywords):
                return self._called(made, keywords)
            case ast.Call(func=ast.Name("field") | ast.Attribute(attr="field")):
                raise UnknownConstructError(self.text(statement))
            case _:
                return replace(made, default=self.text(value), reads=_names(value))

    def _called(self, made: _Field, keywords: list[ast.keyword]) -> _Field:
        """Return a field as a call of `dataclasses.field` describes it."""
        said = {k.arg or "**": self.text(k.value) for k in keywords}
        flags = {said[name] for name in ("compare", "repr", "init", "kw_only") if name in said}
        by_default = said.keys() & {"default", "default_factory"}
        unset = said.get("init") == "False" and by_default
        if said.keys() - _FIELD or flags - {"True", "False"} or unset:
            raise UnknownConstructError(f"{made.name}: {', '.join(said)}")
        factory = said.get("default_factory")
        return replace(
            made,
            default="..." if factory else said.get("default"),
            factory=factory,
            compare=said.get("compare") != "False",
            shown=said.get("repr") != "False",
            init=said.get("init") != "False",
            keyword=said.get("kw_only") == "True",
            reads=frozenset[str]().union(*(_names(k.value) for k in keywords)),
        )


def _name(decorator: ast.expr) -> str:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return target.id if isinstance(target, ast.Name) else ""


def _names(value: ast.expr) -> frozenset[str]:
    return frozenset(n.id for n in ast.walk(value) if isinstance(n, ast.Name))


def _is_named_tuple(bases: list[ast.expr]) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "NamedTuple" for base in bases)


def _defined(node: ast.ClassDef) -> set[str]:
    """Return what a class defines, but for its fields."""
    methods = {n.name for n in node.body if isinstance(n, ast.FunctionDef)}
    assigned = [t for n in node.body if isinstance(n, ast.Assign) for t in n.targets]
    return methods | {t.id for t in assigned if isinstance(t, ast.Name)}


def _options(decorator: ast.expr) -> dict[str, bool]:
    call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
    said = {k.arg or "**": k.value for k in call.keywords}
    flags = {name: v.value for name, v in said.items() if isinstance(v, ast.Constant)}
    if call.args or said.keys() - _OPTIONS or len(flags) < len(said):
        raise UnknownConstructError(ast.unparse(decorator))
    return {name: bool(flag) for name, flag in flags.items()}


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


def _record(node: ast.ClassDef, fields: list[_Field], options: dict[str, bool]) -> str:
    """Return the methods that a dataclass would write for itself."""
    taken = [f for f in fields if f.init]
    defined = _defined(node)
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
    if "__post_init__" in defined:
        lines.append("    self.__post_init__()")
    if not taken:
        lines.append("    pass")
    shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in fields if f.shown)
    if "__repr__" not in defined:
        lines += ["def __repr__(self):", f"    return f'{{self.__class__.__qualname__}}({shown})'"]
    changed = ", ".join(f"{f.name!r}: self.{f.name}" for f in taken)
    lines += ["def __replace__(self, **changes):"]
    lines += [f"    return self.__class__(**{{{changed}, **changes}})"]
    lines += _comparisons([f.name for f in fields if f.compare], options)
    written = {line[4:].partition("(")[0] for line in lines if line.startswith("def ")}
    if defined & (written | {"__hash__", "__match_args__", "__slots__"}):
        raise UnknownConstructError(node.name)
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


def _named_tuple(fields: list[_Field]) -> str:
    """Return what a named tuple has over a tuple."""
    names = [f.name for f in fields]
    given = [f for f in fields if f.default is not None]
    shown = ", ".join(f"{n}={{self.{n}!r}}" for n in names)
    lines = [
        "__slots__ = ()",
        f"__match_args__ = _fields = {_tuple([repr(n) for n in names])}",
        f"def __new__(cls, {_signature(fields)}):",
        f"    return tuple.__new__(cls, {_tuple(names)})",
        "def __getnewargs__(self):",
        "    return tuple(self)",
        "def __repr__(self):",
        f"    return f'{{self.__class__.__name__}}({shown})'",
        "@classmethod",
        "def _make(cls, items):",
        "    made = tuple.__new__(cls, items)",
        f"    if len(made) != {len(names)}:",
        f"        raise TypeError(f'Expected {len(names)} arguments, got {{len(made)}}')",
        "    return made",
        "def _asdict(self):",
        "    return dict(zip(self._fields, self))",
        "def _replace(self, /, **changes):",
        "    return self.__class__(**{**self._asdict(), **changes})",
        "__replace__ = _replace",
        f"_field_defaults = {{{', '.join(f'{f.name!r}: {f.default}' for f in given)}}}",
        "from _collections import _tuplegetter",
        *(f"{n} = _tuplegetter({i}, None)" for i, n in enumerate(names)),
        "del _tuplegetter",
    ]
    return "\n".join(f"    {line}" for line in lines)
