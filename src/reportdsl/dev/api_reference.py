"""Write the reference of the Python interface from the sources: signatures and docstrings.

It is read, not imported, so that it says what stands in the source. Where there are no sources, as
beside an installed wheel, nothing is made.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

FOLDERS: tuple[str, ...] = ()
PAGE = "docs/api.md"

_WIDTH = 80

SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Compile", "", ("compile", "compile_text", "Compilation")),
    (
        "What was found",
        "A finding is data; its sentence is made when it is asked for, in Chinese or English.",
        ("Diagnostic", "Severity", "Rule", "Message", "Label", "Fix", "Edit", "Waiver"),
    ),
    (
        "Places",
        "A span counts code points; the lines of its source turn it into a line and a column.",
        ("Source", "Span", "LineMap", "Position"),
    ),
    ("What is raised", "", ("ReportError", "UnreadableError")),
    (
        "Where files come from",
        "The files that a source names are asked of a world.",
        ("World", "DiskWorld", "MemoryWorld", "Contents", "Failure"),
    ),
    (
        "Stages",
        """Each stage is worked out when it is first asked for.
What lies within `Parsed`, `Checked` and `Publication` may change with any version;
the JSON output has a schema that does not.""",
        ("Session", "Publication", "Reading"),
    ),
)
"""The headings of the page, what is said under each, and the names that stand there."""

BESIDE = {
    "reportdsl.diagnostics.diagnostic": ("Rule", "Message", "Label", "Fix", "Edit", "Waiver"),
    "reportdsl.text.source": ("LineMap", "Position"),
    "reportdsl.world": ("Contents", "Failure"),
    "reportdsl.reading": ("Reading",),
}
"""What the exported names lead to, by the modules that hold it."""

ALIASES = {
    "reportdsl.compiler": ("StrPath",),
    "reportdsl.diagnostics.diagnostic": ("Language", "Argument"),
    "reportdsl.world": ("Resolved", "Read", "FailureKind"),
}
"""The names of types that signatures use, by their modules."""

_OPENING = """# Python API

<!-- Made by reportdsl.dev.api_reference: change the docstrings, not this page. -->

`reportdsl.compile` takes a file, `reportdsl.compile_text` a text; both return a `Compilation`.
Nothing that a source holds raises: what is wrong with it is data.

{example}

`reportdsl` exports the names that stand here without a module; the others are what those lead to.
The package is typed, and its types are checked strictly."""

_Definition: TypeAlias = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class _Member:
    """A line of a class's list: how a member is written, and what its docstring says."""

    written: str
    says: str


def files(root: Path) -> dict[str, str]:
    """Return the page by its path; none without the sources."""
    sources = root / "src"
    if not (sources / "reportdsl" / "__init__.py").is_file():
        return {}
    return {PAGE: "\n\n".join(_parts(sources, root)) + "\n"}


def exported(sources: Path) -> dict[str, tuple[str, str]]:
    """Return the module and the name there of each name that ``reportdsl`` exports."""
    tree = _tree(sources, "reportdsl")
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "typing"
        for alias in node.names
        if node.module.startswith("reportdsl.")
    }


def _parts(sources: Path, root: Path) -> Iterator[str]:
    example = re.search(r"```python\n.*?```", (root / "README.md").read_text("utf-8"), re.DOTALL)
    assert example is not None
    yield _OPENING.format(example=example[0])
    homes = exported(sources)
    beside = {name: (module, name) for module, names in BESIDE.items() for name in names}
    for title, opening, names in SECTIONS:
        yield f"## {title}"
        if opening:
            yield opening
        for name in names:
            module, own = homes.get(name) or beside[name]
            definition = _definition(_tree(sources, module), own)
            called = name if name in homes else f"{module}.{name}"
            yield from _described(definition, name, called)
    yield "## Names of types"
    yield "\n".join(_aliases(sources))


def _aliases(sources: Path) -> Iterator[str]:
    """Yield what each name of a type stands for."""
    for module, names in ALIASES.items():
        for node in _tree(sources, module).body:
            match node:
                case (
                    ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                    | ast.Assign(targets=[ast.Name(id=name)], value=value)
                ) if name in names:
                    yield f"- `{module}.{name} = {_annotation(value)}`"


def _tree(sources: Path, module: str) -> ast.Module:
    path = sources.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text(encoding="utf-8"))


def _definition(tree: ast.Module, name: str) -> _Definition:
    return next(
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name
    )


def _described(definition: _Definition, name: str, called: str) -> Iterator[str]:
    """Yield the heading of a name, how it is called, what it says and its members."""
    yield f"### `{called}`"
    if isinstance(definition, ast.FunctionDef):
        yield _fence(_signature(definition, name))
        yield _says(definition)
        return
    made = _made(definition, name)
    if made:
        yield _fence(made)
    yield _says(definition)
    members = [f"- `{member.written}`{_tail(member.says)}" for member in _members(definition)]
    if members:
        yield "\n".join(members)


def _signature(definition: ast.FunctionDef, name: str) -> str:
    """Return how a function is called, on several lines if one is too long."""
    given = _arguments(definition)
    line = f"def {name}({', '.join(given)}){_returns(definition)}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join(
        (f"def {name}(", *(f"    {part}," for part in given), f"){_returns(definition)}")
    )


def _made(definition: ast.ClassDef, name: str) -> str:
    """Return how a class is called where a program makes it by its own ``__init__``."""
    bases = [ast.unparse(base) for base in definition.bases]
    if any(
        base.endswith("Error") or base in {"Exception", "Protocol", "StrEnum"} for base in bases
    ):
        return f"class {name}({', '.join(bases)})"
    for node in definition.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            return f"{name}({', '.join(_arguments(node, method=True))})"
    return ""


def _members(definition: ast.ClassDef) -> Iterator[_Member]:
    following = [*definition.body[1:], None]
    for node, after in zip(definition.body, following, strict=True):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                written = f"{name}: {_annotation(annotation)}"
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                written = f"{name} = {_annotation(value)}"
            case ast.FunctionDef(name="__init__"):
                yield from _set(node)
                continue
            case ast.FunctionDef(name=name):
                written = _method(node)
            case _:
                continue
        if not name.startswith("_"):
            doc = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else _string(after)
            yield _Member(written, doc or "")


def _set(definition: ast.FunctionDef) -> Iterator[_Member]:
    """Yield the attributes that an ``__init__`` sets and says something of."""
    types = {argument.arg: argument.annotation for argument in definition.args.args}
    for node, after in zip(definition.body, [*definition.body[1:], None], strict=True):
        match node:
            case ast.Assign(targets=[ast.Attribute(attr=name)], value=ast.Name(id=value)):
                annotation = types.get(value)
                if annotation is not None and not name.startswith("_"):
                    yield _Member(f"{name}: {_annotation(annotation)}", _string(after))


def _string(node: ast.stmt | None) -> str:
    """Return the string that a statement is, as documentation of the one before it."""
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return inspect.cleandoc(text)
    return ""


def _method(node: ast.FunctionDef) -> str:
    kinds = {ast.unparse(decorator) for decorator in node.decorator_list}
    if kinds & {"property", "cached_property"}:
        return f"{node.name}: {_annotation(node.returns)}"
    return f"{node.name}({', '.join(_arguments(node, method=True))}){_returns(node)}"


def _arguments(definition: ast.FunctionDef, *, method: bool = False) -> list[str]:
    given = definition.args
    placed = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(placed) - len(given.defaults)) + given.defaults
    places = [_argument(*pair) for pair in zip(placed, defaults, strict=True)]
    if given.posonlyargs:
        places.insert(len(given.posonlyargs), "/")
    names = [_argument(*pair) for pair in zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return [*places[method:], *(["*"] if names else []), *names]


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    written = argument.arg
    if argument.annotation is not None:
        written += f": {_annotation(argument.annotation)}"
    return written if default is None else f"{written} = {_annotation(default)}"


def _returns(definition: ast.FunctionDef) -> str:
    return f" -> {_annotation(definition.returns)}" if definition.returns else ""


def _annotation(node: ast.expr | None) -> str:
    """Return an annotation as a reader wants it: a name that stands in quotes without them."""
    match node:
        case None:
            return ""
        case ast.Constant(value=str(name)) if name.isidentifier() and name[0].isupper():
            return name
        case ast.Constant(value=str(text)) if "[" in text or "|" in text:
            return text
    return ast.unparse(node).replace("'", '"')


def _says(definition: _Definition) -> str:
    return _lines(ast.get_docstring(definition) or "")


def _lines(text: str) -> str:
    """Return a docstring as Markdown, one sentence a line."""
    paragraphs = (" ".join(part.split()) for part in text.replace("``", "`").split("\n\n"))
    return "\n\n".join(re.sub(r"(?<=[.]) (?=[A-Z`])", "\n", part) for part in paragraphs)


def _tail(says: str) -> str:
    return f"\\\n  {' '.join(says.replace('``', '`').split())}" if says else ""


def _fence(text: str) -> str:
    return f"```python not run: a signature\n{text}\n```"
