"""A plain-text language for disclosure reports, and its compiler.

>>> import reportdsl
>>> compilation = reportdsl.compile_text("标题: 甲镇年报\\n\\n# 概况\\n\\n{3 * 4}件。\\n")
>>> [d.rule.code for d in compilation.diagnostics]
[]
>>> compilation.emit("pipe")
'概况\\n12件。'
"""

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
