"""Know the official forms: data of the package, read by the same parser as anyone's."""

import os
from functools import cache

from reportdsl.model.form import Form
from reportdsl.text.source import Source

_FOLDER = os.path.join(os.path.dirname(__file__), "forms")
_SUFFIX = ".form"
MADE = "reportdsl.forms.made"
"""What the modules are called, but for a number, in which a wheel holds the forms made."""


@cache
def official_names() -> tuple[str, ...]:
    """Return the names of the official forms, sorted."""
    # As bytes, for what the names of files come to as text is a matter of the locale.
    names = [name.decode("utf-8") for name in os.listdir(os.fsencode(_FOLDER))]
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def official_source(name: str) -> Source:
    """Return the source of an official form."""
    path = os.path.join(os.fsencode(_FOLDER), (name + _SUFFIX).encode("utf-8"))
    with open(path, encoding="utf-8", newline="\n") as file:
        return Source(f"<{name}{_SUFFIX}>", file.read())


@cache
def official_form(name: str) -> Form | None:
    """Return an official form, or None if there is none of that name."""
    names = official_names()
    if name not in names:
        return None
    try:
        made = __import__(f"{MADE}{names.index(name)}", fromlist=["make"])
    except ModuleNotFoundError:
        return read_form(name)
    form: Form = made.make()
    return form


def read_form(name: str) -> Form:
    """Return an official form as its source says."""
    from reportdsl.analysis.forms import build_forms  # noqa: PLC0415 - the wheel holds them made
    from reportdsl.syntax.parse import parse  # noqa: PLC0415 - as above

    parsed = parse(official_source(name))
    blocks = parsed.document.blocks
    made, _ = build_forms(blocks, official_form, official_names(), parsed.document.span)
    return made[name]
