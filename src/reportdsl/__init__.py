"""A plain-text language for disclosure reports, and its compiler.

>>> import reportdsl
>>> compilation = reportdsl.compile_text("标题: 甲镇年报\\n\\n# 概况\\n\\n{3 * 4}件。\\n")
>>> [d.rule.code for d in compilation.diagnostics]
[]
>>> compilation.emit("pipe")
'概况\\n12件。'
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportdsl.compiler import (
        Compilation,
        ReportError,
        Session,
        UnreadableError,
        compile_text,
    )
    from reportdsl.compiler import compile_file as compile  # noqa: A004 - the name that a caller reads
    from reportdsl.diagnostics.diagnostic import Diagnostic, Severity
    from reportdsl.publish.publication import Publication
    from reportdsl.text.source import Source, Span
    from reportdsl.world import DiskWorld, MemoryWorld, World

__all__ = [
    "Compilation",
    "Diagnostic",
    "DiskWorld",
    "MemoryWorld",
    "Publication",
    "ReportError",
    "Session",
    "Severity",
    "Source",
    "Span",
    "UnreadableError",
    "World",
    "compile",
    "compile_text",
]
__version__ = "0.1.0"

_HOMES = {
    "reportdsl.compiler": (
        *("Compilation", "ReportError", "Session", "UnreadableError", "compile_text"),
    ),
    "reportdsl.diagnostics.diagnostic": ("Diagnostic", "Severity"),
    "reportdsl.publish.publication": ("Publication",),
    "reportdsl.text.source": ("Source", "Span"),
    "reportdsl.world": ("DiskWorld", "MemoryWorld", "World"),
}
"""Where each name is at home; a module is loaded when a name of it is first asked for."""


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 - not for those who ask for nothing

    if name == "compile":
        return import_module("reportdsl.compiler").compile_file
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
