"""Say what a name was meant to be: as a fix where one name comes near, else as a hint."""

from typing import NamedTuple

from reportdsl.diagnostics.diagnostic import Edit, Fix, Message, message
from reportdsl.diagnostics.rules import syntax as rules
from reportdsl.text.nearest import is_sure_slip
from reportdsl.text.source import Span

_MARKS = '|{}[]":：\\'
"""What a name holds that has a meaning of its own where the name is typed."""


class Meant(NamedTuple):
    """What goes with a finding about a name."""

    hints: tuple[Message, ...] = ()
    fixes: tuple[Fix, ...] = ()


def meant(span: Span, name: str, near: tuple[str, ...], written: str | None = None) -> Meant:
    """Return what a name at a place was meant to be, of the names that come near.

    The fix is safe where a letter of many was mistyped; in a short name it is a guess, for 去年 is
    not 今年 misspelt, and so it is where one name is part of the other.
    `written` is how the one near name is written there, if not as it is called.
    """
    text = written or "".join(near)
    if len(near) != 1 or any(mark in text for mark in _MARKS):
        return Meant((message(rules.NEAREST, names=near),) if near else ())
    fix = Fix(
        message(rules.REPLACE_WITH, text=text),
        (Edit(span, text),),
        "safe" if is_sure_slip(name, near[0]) else "suggested",
    )
    return Meant(fixes=(fix,))
