"""Hold what came of reading a foreign file: the document, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, Phrase, Rule, message
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.raw import RawDocument
from reportdsl.text.source import Source, Span

MIB = 1024 * 1024
NAMED = 8
"""How many things a finding names, or shows."""
NOT_WHOLE = Phrase("文件不完整，或者已经损坏", "it is not whole, or damaged")


@dataclass(frozen=True, slots=True)
class Imported:
    """A document, and what was found when it was read."""

    document: RawDocument | None
    """None where the file is refused: then the findings say why."""
    diagnostics: tuple[Diagnostic, ...] = ()


class Refusal(Exception):  # noqa: N818 - it says what becomes of the file
    """A file is not read; only readers raise it, and `importer` catches it."""

    def __init__(self, rule: Rule, hint: Phrase | None = None, **args: Argument) -> None:
        super().__init__(rule.code)
        self.rule = rule
        self.hints = () if hint is None else (message(hint),)
        self.arguments = tuple(args.items())

    def at(self, span: Span) -> Diagnostic:
        """Return the refusal as a finding."""
        return Diagnostic(
            self.rule, span, self.arguments, hints=self.hints, severity=self.rule.severity
        )


def some(texts: Sequence[Argument]) -> tuple[Argument, ...]:
    """Return what a finding names of many things: the first of them."""
    return (*texts[:NAMED], "…") if len(texts) > NAMED else tuple(texts)


def over(what: Phrase, limit: int) -> Refusal:
    """Return the refusal of a file that is beyond a limit."""
    return Refusal(rules.OVER_LIMIT, what=what, limit=limit)


def damaged(problem: Phrase) -> Refusal:
    """Return the refusal of a file that is not whole."""
    return Refusal(rules.DAMAGED, problem=problem)


def top(name: str) -> Span:
    """Return the place of what is said of a file as a whole."""
    return Source(name, "").span(0, 0)
