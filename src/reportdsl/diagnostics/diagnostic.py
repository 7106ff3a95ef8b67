"""Describe a finding as data: which rule, with what arguments, where.

No sentence is made here. Passes name a `Rule` and give arguments; `render` makes the text, in
Chinese or English, at the very end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, TypeAlias

from reportdsl.text.source import Span

Language = Literal["zh", "en"]


class Severity(StrEnum):
    """How a finding weighs: an error keeps the report from being built."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in both languages, with ``{name}`` places for arguments."""

    zh: str
    en: str

    def text(self, language: Language, args: "Mapping[str, Argument]") -> str:
        """Return the sentence in one language; lists are joined as that language joins them.

        A quoted text that begins or ends with a quotation mark gets inner ones: none doubles.
        """
        template = self.zh if language == "zh" else self.en
        shown = {name: _shown(value, language) for name, value in args.items()}
        opening, closing = ("“", "”") if language == "zh" else ('"', '"')
        for name, text in shown.items():
            doubled = text.startswith(opening) or text.endswith(closing)
            if doubled and f"{opening}{{{name}}}{closing}" in template:
                shown[name] = text.translate(_INNER[language])
        return template.format_map(shown)


# Quotation marks inside others; an English apostrophe looks like one and stays.
_INNER: Mapping[Language, dict[int, str]] = {
    "zh": {ord(mark): other for mark, other in zip("“”‘’", "‘’“”", strict=True)},
    "en": {ord('"'): "'"},
}


@dataclass(frozen=True, slots=True)
class Message:
    """A phrase with its arguments."""

    phrase: Phrase
    args: "tuple[tuple[str, Argument], ...]" = ()

    def text(self, language: Language) -> str:
        """Return the sentence in one language."""
        return self.phrase.text(language, dict(self.args))


Argument: TypeAlias = "str | int | Phrase | Message | tuple[Argument, ...]"


_LONGEST = 200
"""How many characters of a text from the source a sentence quotes: it is to be read at a glance."""


def _shown(value: Argument, language: Language) -> str:
    match value:
        case tuple():
            return ("、" if language == "zh" else ", ").join(_shown(v, language) for v in value)
        case Phrase():
            return value.text(language, {})
        case Message():
            return value.text(language)
        case _:
            text = str(value)
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def message(phrase: Phrase, **args: Argument) -> Message:
    """Return a phrase with its arguments."""
    return Message(phrase, tuple(args.items()))


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: its code, its name, its weight and its sentence."""

    code: str
    """``R`` and three digits; never used again for another meaning."""
    name: str
    """Kebab-case, to be read after the word "allow"."""
    severity: Severity
    phrase: Phrase
    waivable: bool = False
    advice: Phrase | None = None
    """What to do about a finding that brings no hint and no fix of its own."""


def error(
    code: str,
    name: str,
    zh: str,
    en: str,
    *,
    waivable: bool = False,
    advice: Phrase | None = None,
) -> Rule:
    """Return a rule whose findings keep a report from being built."""
    return Rule(code, name, Severity.ERROR, Phrase(zh, en), waivable, advice)


def warning(
    code: str,
    name: str,
    zh: str,
    en: str,
    *,
    waivable: bool = True,
    advice: Phrase | None = None,
) -> Rule:
    """Return a rule whose findings warn; every warning about a report can be waived in it."""
    return Rule(code, name, Severity.WARNING, Phrase(zh, en), waivable, advice)


def note(
    code: str,
    name: str,
    zh: str,
    en: str,
    *,
    waivable: bool = False,
    advice: Phrase | None = None,
) -> Rule:
    """Return a rule whose findings only inform."""
    return Rule(code, name, Severity.NOTE, Phrase(zh, en), waivable, advice)


@dataclass(frozen=True, slots=True)
class Label:
    """A place with a remark on it."""

    span: Span
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Text to put in the place of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding."""

    title: Message
    edits: tuple[Edit, ...]
    applicability: Literal["safe", "suggested"] = "suggested"


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a finding is accepted, and what it would have weighed."""

    severity: Severity
    reason: str
    until: int | None = None
    """The last 年度 for which it is accepted."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, as data that pickles."""

    rule: Rule
    span: Span
    args: tuple[tuple[str, Argument], ...] = ()
    label: Message | None = None
    """The remark on the primary place."""
    labels: tuple[Label, ...] = ()
    """Secondary places."""
    hints: tuple[Message, ...] = ()
    """What may help with this finding, beyond the advice of its rule."""
    fixes: tuple[Fix, ...] = ()
    severity: Severity = Severity.ERROR
    waived: Waiver | None = None

    def message(self, language: Language) -> str:
        """Return the sentence of this finding in one language."""
        return self.rule.phrase.text(language, dict(self.args))

    @property
    def help(self) -> tuple[Message, ...]:
        """What to do: the hints of this finding or, without hints and fixes, its rule's advice.

        About an accepted finding nothing is to be done.
        """
        if self.hints or self.fixes or self.waived or self.rule.advice is None:
            return self.hints
        return (Message(self.rule.advice, self.args),)

    def waive(self, reason: str, until: int | None) -> "Diagnostic":
        """Return this finding as accepted: a note that remembers its weight."""
        waiver = Waiver(self.severity, reason, until)
        return replace(self, severity=Severity.NOTE, waived=waiver)


def diagnose(
    rule: Rule,
    span: Span,
    /,
    *,
    label: Message | None = None,
    labels: tuple[Label, ...] = (),
    hints: tuple[Message, ...] = (),
    fixes: tuple[Fix, ...] = (),
    severity: Severity | None = None,
    **args: Argument,
) -> Diagnostic:
    """Return a finding of a rule at a place; `args` fill the places of its sentence."""
    weight = severity or rule.severity
    return Diagnostic(rule, span, tuple(args.items()), label, labels, hints, fixes, weight)
