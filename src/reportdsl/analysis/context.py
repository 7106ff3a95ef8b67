"""Ask for what stands in other files: the one way in which analysis sees the world outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.model.form import Form
from reportdsl.model.report import Report
from reportdsl.syntax.parse import Parsed


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Why a file that a source names cannot be had."""

    kind: str
    """``missing``, ``outside``, ``not-a-file``, ``unreadable``, ``too-large``, ``bad-path`` or
    ``not-text``."""


@dataclass(frozen=True, slots=True)
class PreviousReport:
    """Last year's report, checked by itself; its own 上年 is not followed."""

    report: Report
    faults: int
    """How many errors stand against it."""
    name: str


@dataclass(frozen=True, slots=True)
class FormLibrary:
    """The forms of a file, in order, and what is wrong in it."""

    forms: Mapping[str, Form]
    diagnostics: tuple[Diagnostic, ...]


class Context(Protocol):
    """What a report may ask for; paths are relative to the source that names them."""

    def official(self, name: str) -> Form | None:
        """Return an official form."""

    def official_names(self) -> tuple[str, ...]:
        """Return the names of the official forms."""

    def library(self, source: str, path: str) -> FormLibrary | Unavailable:
        """Return the forms of a file that a source names."""

    def include(self, source: str, path: str) -> Parsed | Unavailable:
        """Return a file whose blocks a source takes in."""

    def previous(self, source: str, path: str) -> PreviousReport | Unavailable:
        """Return last year's report."""
