"""Read the words that add up the cells above or to the left: 合计上方, SUM(LEFT)."""

from reportdsl.syntax import exprs, keywords


def direction_word(name: str) -> str | None:
    """Return which way a word such as 合计上方 adds up, or None."""
    for word in ("合计", "sum"):
        if name.casefold().startswith(word):
            rest = keywords.word(name[len(word) :])
            return rest if rest in {"above", "left"} else None
    return None


def direction(argument: exprs.Expr) -> str | None:
    """Return which way a bare 上方 or 左侧 goes, or None."""
    match argument:
        case exprs.Reference((exprs.Part(name, False),)):
            word = keywords.word(name)
            return word if word in {"above", "left"} else None
    return None
