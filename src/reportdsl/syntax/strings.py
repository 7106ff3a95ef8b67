"""Find where the strings of a line end, however many of its quotes nothing closes."""

from reportdsl.text.pattern import pattern

CLOSING = {'"': '"', "＂": "＂", "“": "”"}
"""The mark that closes a string, by the one that opens it."""
_OPENING = pattern('["＂“]')
_BEFORE_BAR = pattern(r" *(?=\||$)")


class Strings:
    """The strings of one text, asked for from its beginning on."""

    __slots__ = ("_bar", "_next", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}
        """Where each closing mark stands next, that no text is searched twice for it."""
        self._bar: tuple[int, int | None] = -1, None
        """The end that was last asked for its bar, and that bar."""

    def end(self, start: int) -> int | None:
        """Return where the string ends that opens at a place, or None if nothing closes it."""
        mark = CLOSING[self._text[start]]
        at = self._next.get(mark, -1)
        if at <= start:
            at = self._text.find(mark, start + 1)
            at = self._next[mark] = len(self._text) if at < 0 else at
        return at + 1 if at < len(self._text) else None

    def bar(self, end: int) -> int | None:
        """Return where the bar, or the end of the text, is that only blanks part from a place.

        None where something else follows. Many strings may have one end in turn.
        """
        if self._bar[0] != end:
            match = _BEFORE_BAR.match(self._text, end)
            self._bar = end, match.end() if match else None
        return self._bar[1]

    def unclosed(self) -> int | None:
        """Return where the first string opens that nothing closes, or None."""
        opening = _OPENING.search(self._text)
        while opening is not None:
            end = self.end(opening.start())
            if end is None:
                return opening.start()
            opening = _OPENING.search(self._text, end)
        return None
