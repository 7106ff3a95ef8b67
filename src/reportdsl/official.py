"""Know the official forms: data of the package, read by the same parser as anyone's."""

from functools import cache
from importlib.resources import files

from reportdsl.analysis.forms import build_forms
from reportdsl.model.form import Form
from reportdsl.syntax.parse import parse
from reportdsl.text.source import Source

_SUFFIX = ".form"


@cache
def official_names() -> tuple[str, ...]:
    """Return the names of the official forms, sorted."""
    folder = files("reportdsl").joinpath("forms")
    names = [entry.name for entry in folder.iterdir() if entry.name.endswith(_SUFFIX)]
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names))


@cache
def official_source(name: str) -> Source:
    """Return the source of an official form."""
    text = files("reportdsl").joinpath("forms", name + _SUFFIX).read_text(encoding="utf-8")
    return Source(f"<{name}{_SUFFIX}>", text)


@cache
def official_form(name: str) -> Form | None:
    """Return an official form, or None if there is none of that name."""
    if name not in official_names():
        return None
    parsed = parse(official_source(name))
    blocks = parsed.document.blocks
    made, _ = build_forms(blocks, official_form, official_names(), parsed.document.span)
    return made.get(name)
