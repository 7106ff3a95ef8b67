"""Write an official form as a module that makes it, so that a check need not read it.

The forms stay data, read by the same parser as anyone's; in the wheel what the parser made of them
stands beside them, because to read a form takes longer than to check a report.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from reportdsl.model.axis import Attributes
from reportdsl.model.bands import Bands
from reportdsl.model.form import Form
from reportdsl.text.source import Span

_HEAD = '"""Make the form {name}, as its source says. Written when the package is built."""\n\n'


def code(form: Form) -> str:
    """Return the source of a module whose `make` returns the form."""
    writer = _Writer(form.span.source)
    made = writer.expression(form)
    imports = [
        f"from {module} import {', '.join(sorted(names))}"
        for module, names in sorted(writer.imports.items())
    ]
    lines = [
        *imports,
        "",
        "",
        "def make():",
        f"    def at(start, end): return Span({form.span.source!r}, start, end)",
        *(f"    {name} = {text}" for text, name in writer.shared.items()),
        f"    return {made}",
    ]
    return _HEAD.format(name=form.name) + "\n".join(lines) + "\n"


class _Writer:
    """Writes values as expressions; what many nodes share is made once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.imports: dict[str, set[str]] = {"reportdsl.text.source": {"Span"}}
        self.shared: dict[str, str] = {}

    def expression(self, value: object) -> str:
        match value:
            case None | bool() | int() | str() if not isinstance(value, Enum):
                return repr(value)
            case Span(source=self.source):
                return f"at({value.start}, {value.end})"
            case Enum():
                return f"{self._name(type(value))}.{value.name}"
            case tuple() if type(value) is tuple:
                inner = ", ".join(map(self.expression, value))
                return f"({inner}{',' if len(value) == 1 else ''})"
            case Bands():
                return f"{self._name(Bands)}({self.expression(tuple(value))})"
            case Mapping():
                items = (f"{k!r}: {self.expression(v)}" for k, v in value.items())
                return f"{{{', '.join(items)}}}"
            case Attributes():
                return self.shared.setdefault(self._call(value), f"a{len(self.shared)}")
            case _:
                return self._call(value)

    def _call(self, value: object) -> str:
        assert is_dataclass(value)
        own = [f for f in fields(value) if f.init]
        assert not any(f.kw_only for f in own)
        arguments = ", ".join(self.expression(getattr(value, f.name)) for f in own)
        return f"{self._name(type(value))}({arguments})"

    def _name(self, kind: type) -> str:
        if kind.__module__.endswith("exprs"):
            # The nodes of expressions have the names of what they resolve to.
            self.imports.setdefault("reportdsl.syntax", set()).add("exprs")
            return f"exprs.{kind.__name__}"
        self.imports.setdefault(kind.__module__, set()).add(kind.__name__)
        return kind.__name__
