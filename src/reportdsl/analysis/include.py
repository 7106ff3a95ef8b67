"""Take in the blocks of other files where ``@引用`` names them."""

from reportdsl.analysis.context import Context, Unavailable
from reportdsl.analysis.library import unavailable
from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose
from reportdsl.diagnostics.rules import files
from reportdsl.syntax import nodes
from reportdsl.syntax.parse import Parsed

MAX_DEPTH = 16
MAX_FILES = 256
MAX_SIZE = 16 * 1024 * 1024
"""Bytes taken in, each file counted as often as it is."""


def expand(parsed: Parsed, context: Context, found: list[Diagnostic]) -> list[nodes.Block]:
    """Return the blocks of a source with those of the files that it takes in; faults to `found`."""
    return _Expansion(context, found).blocks(parsed, (parsed.source.id,))


class _Expansion:
    """How much is taken in so far."""

    def __init__(self, context: Context, found: list[Diagnostic]) -> None:
        self.context = context
        self.found = found
        self.files = 0
        self.size = 0
        self.full = False
        self.told: set[str] = set()

    def blocks(self, parsed: Parsed, chain: tuple[str, ...]) -> list[nodes.Block]:
        out: list[nodes.Block] = []
        for block in parsed.document.blocks:
            if not isinstance(block, nodes.Include):
                out.append(block)
            elif not self.full:
                out += self._included(block, chain)
        return out

    def _included(self, block: nodes.Include, chain: tuple[str, ...]) -> list[nodes.Block]:
        included = self.context.include(chain[-1], block.path)
        if isinstance(included, Unavailable):
            self.found.append(unavailable(block, block.path, included))
            return []
        source = included.source
        if source.id in chain:
            self.found.append(diagnose(files.INCLUDE_CYCLE, block.span, path=block.path))
            return []
        self.files += 1
        self.size += source.size
        if len(chain) >= MAX_DEPTH or self.files > MAX_FILES or self.size > MAX_SIZE:
            self.full = True
            self.found.append(
                diagnose(
                    files.TOO_MANY_INCLUDES,
                    block.span,
                    depth=MAX_DEPTH,
                    files=MAX_FILES,
                    size=MAX_SIZE // (1024 * 1024),
                )
            )
            return []
        if source.id not in self.told:
            self.told.add(source.id)
            self.found += included.diagnostics
            if included.document.fields:
                span = included.document.fields[0].key_span
                self.found.append(diagnose(files.HEADER_IN_INCLUDE, span))
        return self.blocks(included, (*chain, source.id))
