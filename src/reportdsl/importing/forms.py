"""Hold the forms by which a document is recognised: the official ones, or those of a file."""

from dataclasses import dataclass
from functools import cache

from reportdsl.analysis.context import FormLibrary
from reportdsl.compiler import Session
from reportdsl.model.form import Form
from reportdsl.official import official_form, official_names
from reportdsl.text.source import Source
from reportdsl.world import World


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms by which a document is recognised."""

    forms: tuple[Form, ...]
    named: str = ""
    """How a source names them; empty for official forms, which are named by themselves."""


@cache
def official() -> Forms:
    """Return the official forms."""
    found = (official_form(name) for name in official_names())
    return Forms(tuple(form for form in found if form is not None))


def forms_of(name: str, world: World, path: str) -> Forms | None:
    """Return the forms of a file as a source at `path` would name it; None where it has none."""
    session = Session(world)
    start = Source("<import>", "", path)
    session.know(start)
    library = session.library(start.id, name)
    if not isinstance(library, FormLibrary) or not library.forms:
        return None
    return Forms(tuple(library.forms.values()), name)
