"""Name the outputs, and what an emitter takes and gives.

A module is loaded when its output is asked for, so that a check never pays for templates.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, Protocol

from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.publish.publication import Publication
from reportdsl.text.source import Source


@dataclass(frozen=True, slots=True)
class Options:
    """What an author may choose of an output; each emitter looks at what concerns it."""

    keep_width: bool = False
    """Whether the pipe text keeps full-width characters as they were written."""
    tables: Literal["gfm", "html"] = "gfm"
    """How Markdown writes a table: flattened, or with its merged cells as HTML."""
    draft: bool = False
    """Whether the page marks failed cells and says that it is a draft."""
    css: str | None = None
    """The path of a style sheet for the page, which comes after its own."""
    template: str | None = None
    """The path of a folder whose template makes the page."""


@dataclass(frozen=True, slots=True)
class Emitted:
    """The text of an output, and what is wrong with it for this output alone."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: tuple[Source, ...] = ()
    """Files of a house style that the diagnostics may point into."""


class Emitter(Protocol):
    """A function from what is shown to the text of one output."""

    def __call__(self, publication: Publication, options: Options) -> Emitted:
        """Return the publication in this output."""
        ...


@dataclass(frozen=True, slots=True)
class _Lazy:
    """The `emit` function of a module that is imported at its first use."""

    module: str

    def __call__(self, publication: Publication, options: Options) -> Emitted:
        """Return the publication in the module's output."""
        # importlib would be a module more to load.
        __import__(self.module)
        emitter: Emitter = sys.modules[self.module].emit
        return emitter(publication, options)


EMITTERS: Mapping[str, Emitter] = MappingProxyType(
    {
        "pipe": _Lazy("reportdsl.emit.pipes"),
        "cms": _Lazy("reportdsl.emit.cms"),
        "html": _Lazy("reportdsl.emit.html"),
        "md": _Lazy("reportdsl.emit.markdown"),
    }
)

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {"html": ".html", "cms": ".cms.html", "md": ".md", "pipe": ".txt", "json": ".json"}
)
