"""Find the lines of prose whose figures may be those of tables; `mentions` holds them to these.

Most lines hold no such figure, and to look further takes longer than to check a table.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sheet import Sheet
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.syntax import nodes
from reportdsl.text.pattern import pattern

NUMERALS = "零〇一二两三四五六七八九十百千万亿"
COUNTERS = "件条份宗起项"
"""The words that stand behind a number of things."""


class KnownSentences:
    """The sentences that the forms of a report's tables know, and all that counts as they do."""

    def __init__(self, sheet: Sheet, scope: Scope, *, ties: bool) -> None:
        self.sheet = sheet
        self.scope = scope
        self.ties = ties
        self.lines: list[tuple[nodes.Inline, ...]] = []
        """The lines of the prose that count something."""
        patterns = {
            sentence.pattern.replace("｛", "{").replace("｝", "}")
            for table in sheet.tables
            for sentence in table.form.sentences
        }
        by_form = any(not table.plain for table in sheet.tables)
        self._counts = _counting(frozenset(patterns)) if by_form else None

    def take(self, content: tuple[nodes.Inline, ...]) -> None:
        """Take a line of the prose in."""
        if self._counts is None:
            return
        written = "".join([item.text for item in content if isinstance(item, nodes.Text)])
        if self._counts.search(written):
            self.lines.append(content)

    def findings(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return warnings of typed figures that are not those of the tables.

        `found` has what else is found: figures that it doubts are no measure.
        """
        if not self.lines:
            return []
        from reportdsl.analysis.doubts import undoubted  # noqa: PLC0415 - few lines count
        from reportdsl.analysis.mentions import Mentions  # noqa: PLC0415

        sheet = undoubted(self.sheet, found, self.scope.plan)
        mentions = Mentions(sheet, self.scope, ties=self.ties)
        for line in self.lines:
            mentions.verify(line)
        return mentions.found


@lru_cache(maxsize=64)
def _counting(patterns: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a figure behind which a word that counts, or a sentence's next one, stands.

    Of a text its first character does; where it is a choice of several, any may be. A line that
    says that there is nothing has no figure: there a sentence's first character follows.
    """
    tails = {text.partition("}")[2].strip() for text in patterns}
    starts = {re.escape(tail[0]) for tail in tails if tail and tail[0] not in "(（…"}
    anything = len(starts) < len({tail[:1] for tail in tails})
    after = "" if anything else rf" *(?:[{COUNTERS}%％]|{'|'.join(sorted(starts))})"
    firsts = "|".join(map(re.escape, sorted(_firsts(patterns))))
    nothing = rf"|(?:未曾?|没有) *(?:{firsts})" if firsts else ""
    return pattern(rf"[0-9０-９{NUMERALS}]{after.replace('|)', ')')}{nothing}")


def _firsts(patterns: frozenset[str]) -> set[str]:
    """Return the characters that sentences begin with which may begin anywhere."""
    heads = {text.partition("{")[0].strip() for text in patterns}
    return {
        choice[0]
        for head in heads
        for choice in head.removeprefix("(").partition(")")[0].split("|")
        if choice and choice[0] not in ",，"
    }
