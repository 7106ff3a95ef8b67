"""Make mutants of a module: the same code but for one small fault in one of its functions."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
# Not `|`, which here only joins types.
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_UNTOUCHED = {"annotation", "returns", "decorator_list", "type_params"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module's code with one fault."""

    module: str
    function: str
    """The qualified name of the function at fault, or the name that the module gives a value."""
    line: int
    lines: frozenset[int]
    """Where the fault is; a test that runs none of these lines cannot find it.

    What a module gives names to runs when it is loaded; there these are all its lines.
    """
    change: str
    code: CodeType


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands in a tree."""

    parent: ast.AST
    field: str
    index: int | None
    statement: ast.stmt

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants(module: str, source: str, path: str) -> Iterator[Mutant]:
    """Yield the mutants of a module, in the order of its lines."""
    tree = ast.parse(source)
    everywhere = frozenset(range(1, source.count("\n") + 2))
    for name, root in _parts(tree.body, ""):
        for place, node in _walk(root):
            for new in _replacements(node):
                ast.copy_location(new, node)
                ast.fix_missing_locations(new)
                change = f"{_shown(node)} → {_shown(new)}"
                place.put(new)
                code = compile(tree, path, "exec")
                place.put(node)
                first, last = _lines(node, place.statement)
                lines = frozenset((place.statement.lineno, *range(first, last + 1)))
                if not isinstance(root, ast.FunctionDef):
                    lines = everywhere
                yield Mutant(module, name, first, lines, change, code)


def _parts(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, ast.stmt]]:
    """Yield the functions and methods of a module and what it gives names to."""
    for statement in body:
        match statement:
            case ast.ClassDef(name=name):
                yield from _parts(statement.body, f"{prefix}{name}.")
            case ast.FunctionDef(name=name):
                yield prefix + name, statement
            case ast.Assign(targets=[ast.Name(id=name)]) if not prefix:
                yield name, statement
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()) if not prefix:
                if ast.unparse(statement.annotation) != "TypeAlias":
                    yield name, statement


def _walk(root: ast.stmt) -> Iterator[tuple[_Place, ast.AST]]:
    """Yield what a statement holds, with its place; annotations and docstrings aside."""
    stack: list[tuple[ast.AST, ast.stmt]] = [(root, root)]
    while stack:
        parent, statement = stack.pop()
        for field, value in ast.iter_fields(parent):
            if field in _UNTOUCHED:
                continue
            listed = isinstance(value, list)
            for index, node in enumerate(value if listed else [value]):
                if not isinstance(node, ast.AST) or _is_docstring(node) or _is_strict(node):
                    continue
                here = node if isinstance(node, ast.stmt) else statement
                yield _Place(parent, field, index if listed else None, here), node
                stack.append((node, here))


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_strict(node: ast.AST) -> bool:
    """Tell whether a node is what says of `zip` that its arguments have one length: they do."""
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _lines(node: ast.AST, statement: ast.stmt) -> tuple[int, int]:
    match node:
        case ast.FunctionDef() | ast.If() | ast.For() | ast.While() | ast.With() | ast.Match():
            return statement.lineno, statement.lineno
        case ast.expr() | ast.stmt() | ast.pattern():
            return node.lineno, node.end_lineno or node.lineno
    return statement.lineno, statement.lineno


def _shown(node: ast.AST) -> str:
    """Return a node as source; of what holds other lines only the head."""
    if isinstance(node, ast.comprehension):
        node = node.ifs[0]
    elif isinstance(node, ast.match_case):
        return f"case … if {ast.unparse(node.guard)}" if node.guard else "case"
    return ast.unparse(node).split("\n", 1)[0]


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.stmt():
            yield from _statements(node)
        case ast.Compare() | ast.BinOp() | ast.BoolOp() | ast.UnaryOp():
            yield from _operations(node)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.Constant(value):
            yield from _constants(value)
        case ast.Call():
            yield from _calls(node)
        case ast.comprehension(target, iterated, [first, *others], is_async):
            yield ast.comprehension(target, iterated, [_negated(first), *others], is_async)
        case ast.match_case(pattern, ast.expr() as guard, body):
            yield ast.match_case(pattern, _negated(guard), body)


def _operations(node: ast.expr) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, operators, comparators):
            for at, operator in enumerate(operators):
                for other in _COMPARISONS[type(operator)]:
                    changed = [*operators[:at], other(), *operators[at + 1 :]]
                    yield ast.Compare(left, changed, comparators)
        case ast.BinOp(left, operator, right) if type(operator) in _ARITHMETIC:
            yield ast.BinOp(left, _ARITHMETIC[type(operator)](), right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    function, arguments = node.func, node.args
    if isinstance(function, ast.Name) and function.id in _CALLED:
        # The order of what these take is all one.
        called = ast.Name(_CALLED[function.id], ast.Load())
        yield ast.Call(called, arguments, node.keywords)
    elif (
        len(arguments) > 1
        and not any(isinstance(a, ast.Starred) for a in arguments[:2])
        and ast.dump(arguments[0]) != ast.dump(arguments[1])
    ):
        swapped = [arguments[1], arguments[0], *arguments[2:]]
        yield ast.Call(function, swapped, node.keywords)


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Return(ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.If(test, body, orelse) if not _turns_by_itself(test):
            yield ast.If(_negated(test), body, orelse)
        case ast.While(_, body, orelse):
            yield ast.While(ast.Constant(value=False), body, orelse)
        case ast.AugAssign(target, operator, value):
            yield ast.Assign([target], value)
            if type(operator) in _ARITHMETIC:
                yield ast.AugAssign(target, _ARITHMETIC[type(operator)](), value)
        case ast.Assign([ast.Name() as name], value) if not _is_none(value):
            yield ast.Assign([name], ast.Constant(None))
        case ast.Assign() | ast.Expr(ast.Call()) | ast.Raise() | ast.Delete():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _constants(value: object) -> Iterator[ast.AST]:
    match value:
        case bool():
            yield ast.Constant(value=not value)
        case int():
            yield ast.Constant(value + 1)
        case str():
            yield ast.Constant(value + "X")


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _turns_by_itself(test: ast.expr) -> bool:
    """Tell whether the faults of a condition's own node turn it already."""
    return isinstance(test, ast.UnaryOp) or (
        isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq | ast.Is | ast.In)
    )


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)
