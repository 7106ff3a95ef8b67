"""Match regular expressions as `re` does, by backtracking, and count the steps that it takes.

A pattern that is linear in C is linear here, and one that is not takes off at once: no clock needed.
Repetitions with an upper bound are cut to a low one, for a bound is what keeps them linear.
"""

import functools
import re
import re._constants as c  # type: ignore[import-not-found,unused-ignore]
import re._parser as parser  # type: ignore[import-not-found,unused-ignore]
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

_Next: TypeAlias = Callable[[int], int | None]
_Matcher: TypeAlias = Callable[[int, _Next], int | None]
_Test: TypeAlias = Callable[[str], bool]

BOUND = 6
"""The most that a bounded repetition repeats here."""
TOO_MANY = 200_000


class TooManyStepsError(Exception):
    """A match takes more steps than any linear one would."""


class Machine:
    """A pattern, taken apart."""

    def __init__(self, pattern: "re.Pattern[str]") -> None:
        self.text = ""
        self.steps = 0
        self.bounded = False
        """Whether a repetition was cut, so that matches are not those of `re`."""
        self._flags = pattern.flags
        self._groups: dict[int, str] = {}
        self.tree = parser.parse(pattern.pattern, pattern.flags)
        self._match = self._sequence(list(self.tree))

    def at(self, text: str, start: int, *, full: bool = False) -> int | None:
        """Return where a match that starts at a place ends, None if there is none."""
        self.text = text
        self._groups.clear()
        return self._match(start, lambda at: at if not full or at == len(text) else None)

    def scan(self, text: str) -> list[tuple[int, int]]:
        """Return all matches, as `re.finditer` finds them."""
        found, start = [], 0
        while start <= len(text):
            end = self.at(text, start)
            if end is not None:
                found.append((start, end))
            start = end if end is not None and end > start else start + 1
        return found

    def _count(self) -> None:
        self.steps += 1
        if self.steps > TOO_MANY:
            raise TooManyStepsError

    # ── what a pattern is made of ────────────────────────────────────────────────────────────────

    def _sequence(self, items: Sequence[tuple[Any, Any]]) -> _Matcher:
        matchers = [self._item(kind, argument) for kind, argument in items]

        def match(at: int, then: _Next, index: int = 0) -> int | None:
            if index == len(matchers):
                return then(at)
            return matchers[index](at, lambda after: match(after, then, index + 1))

        return match

    def _item(self, kind: Any, argument: Any) -> _Matcher:
        test = self.test(kind, argument)
        if test is not None:
            return self._character(test)
        if kind is c.SUBPATTERN:
            return self._group(argument[0], self._sequence(list(argument[3])))
        if kind is c.GROUPREF:
            return self._same_as(argument)
        if kind is c.BRANCH:
            return self._branch([self._sequence(list(way)) for way in argument[1]])
        if kind in {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}:
            return self._repeat(kind, *argument)
        if kind is c.ATOMIC_GROUP:
            return self._atomic(self._sequence(list(argument)))
        if kind in {c.ASSERT, c.ASSERT_NOT}:
            return self._look(argument[0], argument[1], wanted=kind is c.ASSERT)
        if kind is c.AT:
            return self._place(argument)
        raise NotImplementedError(kind)

    def test(self, kind: Any, argument: Any) -> _Test | None:
        """Return what a character must pass, None for what is more than one character."""
        if kind is c.ANY:
            return lambda char: bool(self._flags & re.DOTALL) or char != "\n"
        if kind is c.LITERAL:
            return functools.partial(self._same, argument)
        if kind is c.NOT_LITERAL:
            return lambda char: not self._same(argument, char)
        if kind is c.IN:
            return self._class(argument)
        return None

    def _same(self, point: int, char: str) -> bool:
        folded = self._flags & re.IGNORECASE
        return chr(point) == char or bool(folded and chr(point).lower() == char.lower())

    def _class(self, parts: Sequence[tuple[Any, Any]]) -> _Test:
        negated = parts[0][0] is c.NEGATE

        def within(char: str) -> bool:
            either = {char, char.lower(), char.upper()} if self._flags & re.IGNORECASE else {char}
            for kind, argument in parts[negated:]:
                if kind is c.LITERAL and self._same(argument, char):
                    return True
                if kind is c.RANGE and any(
                    len(one) == 1 and argument[0] <= ord(one) <= argument[1] for one in either
                ):
                    return True
                if kind is c.CATEGORY and re.fullmatch(_CATEGORIES[argument], char):
                    return True
            return False

        return lambda char: within(char) is not negated

    def _character(self, test: _Test) -> _Matcher:
        def match(at: int, then: _Next) -> int | None:
            self._count()
            return then(at + 1) if at < len(self.text) and test(self.text[at]) else None

        return match

    def _group(self, number: int | None, inner: _Matcher) -> _Matcher:
        def match(at: int, then: _Next) -> int | None:
            def keep(end: int) -> int | None:
                before = self._groups.get(number or 0)
                self._groups[number or 0] = self.text[at:end]
                found = then(end)
                if found is None and before is not None:
                    self._groups[number or 0] = before
                return found

            return inner(at, keep)

        return match if number is not None else inner

    def _same_as(self, number: int) -> _Matcher:
        def match(at: int, then: _Next) -> int | None:
            kept = self._groups.get(number)
            for char, wanted in zip(self.text[at:], kept or "", strict=False):
                self._count()
                if char != wanted:
                    return None
            fits = kept is not None and self.text.startswith(kept, at)
            return then(at + len(kept or "")) if fits else None

        return match

    def _branch(self, ways: list[_Matcher]) -> _Matcher:
        def match(at: int, then: _Next) -> int | None:
            for way in ways:
                end = way(at, then)
                if end is not None:
                    return end
            return None

        return match

    def _atomic(self, inner: _Matcher) -> _Matcher:
        def match(at: int, then: _Next) -> int | None:
            end = inner(at, lambda after: after)
            return None if end is None else then(end)

        return match

    def _repeat(self, kind: Any, least: int, most: Any, body: Any) -> _Matcher:
        if most is not c.MAXREPEAT and most > BOUND:
            self.bounded = True
            least, most = min(least, BOUND), BOUND
        inner = self._sequence(list(body))

        def match(at: int, then: _Next, done: int = 0) -> int | None:
            def again(after: int) -> int | None:
                self._count()
                # As `re`: a turn that takes nothing is the last.
                return match(after, then, done + 1) if after > at or done < least else None

            if done < least:
                return inner(at, again)
            if kind is c.MIN_REPEAT and (end := then(at)) is not None:
                return end
            end = inner(at, again) if done < most else None
            return then(at) if end is None and kind is not c.MIN_REPEAT else end

        if kind is c.POSSESSIVE_REPEAT:
            return self._atomic(match)
        return match

    def _look(self, direction: int, body: Any, *, wanted: bool) -> _Matcher:
        inner = self._sequence(list(body))
        width = body.getwidth()[0]

        def match(at: int, then: _Next) -> int | None:
            start = at if direction > 0 else at - width
            there = start >= 0 and inner(start, lambda after: after) is not None
            return then(at) if there is wanted else None

        return match

    def _place(self, where: Any) -> _Matcher:
        def match(at: int, then: _Next) -> int | None:
            self._count()
            size = len(self.text)
            if where in {c.AT_BEGINNING, c.AT_BEGINNING_STRING}:
                fits = at == 0
            elif where is c.AT_END_STRING:
                fits = at == size
            elif where is c.AT_END:
                fits = at == size or (at == size - 1 and self.text[at] == "\n")
            elif where is c.AT_BOUNDARY:
                word = [
                    re.match(r"\w", char) is not None for char in self.text[max(at - 1, 0) : at + 1]
                ]
                fits = sum(word) == 1 if len(word) == 2 else any(word)
            else:
                raise NotImplementedError(where)
            return then(at) if fits else None

        return match


_CATEGORIES = {
    c.CATEGORY_DIGIT: r"\d",
    c.CATEGORY_NOT_DIGIT: r"\D",
    c.CATEGORY_SPACE: r"\s",
    c.CATEGORY_NOT_SPACE: r"\S",
    c.CATEGORY_WORD: r"\w",
    c.CATEGORY_NOT_WORD: r"\W",
}


def letters(tree: Any) -> Iterator[str]:
    """Yield a character for each literal and each part of a class of a pattern."""
    for kind, argument in tree:
        if kind in {c.LITERAL, c.NOT_LITERAL}:
            yield chr(argument)
        elif kind is c.RANGE:
            yield chr(argument[0])
        elif kind is c.CATEGORY:
            yield {"D": "5", "S": " ", "W": "w"}[str(argument).rpartition("_")[2][0]]
        elif kind is c.IN:
            yield from letters(argument)
        elif kind is c.BRANCH:
            for way in argument[1]:
                yield from letters(way)
        elif kind is c.SUBPATTERN:
            yield from letters(argument[3])
        elif kind in {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}:
            yield from letters(argument[2])
        elif kind is c.ATOMIC_GROUP:
            yield from letters(argument)
        elif kind in {c.ASSERT, c.ASSERT_NOT}:
            yield from letters(argument[1])
