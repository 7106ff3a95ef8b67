"""Find the lines of prose whose figures may be those of tables; `mentions` holds them to these.

Most lines hold no such figure, and to look further takes longer than to check a table.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sheet import Sheet
from reportdsl.syntax import nodes
from reportdsl.text.pattern import pattern

if TYPE_CHECKING:
    from reportdsl.analysis.mentions import Mentions

NUMERALS = "零〇一二两三四五六七八九十百千万亿"
COUNTERS = "件条份宗起项"
"""The words that stand behind a number of things."""


class KnownSentences:
    """The sentences that the forms of a report's tables know, and all that counts as they do."""

    def __init__(self, sheet: Sheet, scope: Scope, *, ties: bool) -> None:
        self.sheet = sheet
        self.scope = scope
        self.ties = ties
        tails = {
            sentence.pattern.replace("｛", "{").replace("｝", "}").partition("}")[2].strip()
            for table in sheet.tables
            for sentence in table.form.sentences
        }
        by_form = any(not table.plain for table in sheet.tables)
        self._counts = _counting(frozenset(tails)) if by_form else None
        self._mentions: Mentions | None = None

    def verify(self, content: tuple[nodes.Inline, ...]) -> None:
        """Warn of figures typed in a line of prose that are not those of the tables."""
        if self._counts is None:
            return
        written = "".join([item.text for item in content if isinstance(item, nodes.Text)])
        if not self._counts.search(written):
            return
        if self._mentions is None:
            from reportdsl.analysis.mentions import Mentions  # noqa: PLC0415 - few lines count

            self._mentions = Mentions(self.sheet, self.scope, ties=self.ties)
        self._mentions.verify(content)


@lru_cache(maxsize=64)
def _counting(tails: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a figure behind which one of some texts, or a word that counts, may stand.

    Of a text its first character does; where it is a choice of several, any may be.
    """
    starts = {re.escape(tail[0]) for tail in tails if tail and tail[0] not in "(（…"}
    anything = len(starts) < len({tail[:1] for tail in tails})
    after = "" if anything else rf" *(?:[{COUNTERS}%％]|{'|'.join(sorted(starts))})"
    return pattern(rf"[0-9０-９{NUMERALS}]{after.replace('|)', ')')}")
