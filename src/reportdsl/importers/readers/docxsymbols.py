"""Read characters of the fonts in which Word has signs: they stand by numbers of their own."""

from collections.abc import Mapping

SYMBOL = "\3"
"""What stands for a sign that is not known: no XML can hold it."""

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
_SMALL_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SIGNS = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"
_MORE_SIGNS = "↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_DARK = "❶❷❸❹❺❻❼❽❾❿"


def _run(first: int, characters: str) -> dict[int, str]:
    """Return characters by their numbers, which follow each other."""
    return {first + at: character for at, character in enumerate(characters)}


_FONTS: Mapping[str, Mapping[int, str]] = {
    # The minus of this font is the one of figures.
    "symbol": {
        **_run(0x20, " !∀#∃%&∋()∗+,-./0123456789:;<=>?≅"),
        **_run(0x41, _GREEK),
        **_run(0x61, _SMALL_GREEK),
        **_run(0xA0, _SIGNS),
        **_run(0xBF, _MORE_SIGNS),
        0xF1: "〉",
        0xF2: "∫",
    },
    "wingdings": {
        **_run(0x20, " "),
        0x28: "☎",
        0x2A: "✉",
        **_run(0x6C, "●❍■□"),
        0x75: "◆",
        0x76: "❖",
        0x80: "⓪",
        **_run(0x81, _CIRCLED),
        **_run(0x8C, _DARK),
        0xA1: "○",
        0xA7: "▪",
        0xA8: "□",
        0xAB: "★",
        0xD8: "➢",
        **_run(0xDF, "←→↑↓"),
        **_run(0xFB, "✗✓☒☑"),
    },
    "wingdings 2": {
        **_run(0x20, " "),
        0x50: "✓",
        0x52: "☑",
        0x53: "☒",
        0x54: "☒",
        **_run(0x6A, _CIRCLED),
        **_run(0x75, _DARK),
        0xA3: "□",
    },
    "wingdings 3": _run(0x20, " "),
    "webdings": _run(0x20, " "),
}
"""What is known of each font. Of a figure in these fonts nothing is, where it is a picture."""
_AT = 0xF000
"""Where such fonts repeat their characters, lest they are taken for letters."""


def symbol(font: str, written: str) -> str:
    """Return the sign that a font has by a number; `SYMBOL` where it is not known."""
    try:
        code = int(written, 16)
    except ValueError:
        return SYMBOL
    known = _FONTS.get(font.strip().lower())
    if known is not None:
        return known.get(code - _AT if code >= _AT else code, SYMBOL)
    private = 0xD800 <= code < 0xF900
    return SYMBOL if private or not 0x20 <= code <= 0xFFFD else chr(code)


def signs(font: str, text: str) -> str:
    """Return a text in a font as it is shown."""
    own = font.strip().lower() in _FONTS
    if not own and not any(_AT <= ord(character) < _AT + 0x100 for character in text):
        return text
    return "".join(_sign(font, character, own=own) for character in text)


def _sign(font: str, character: str, *, own: bool) -> str:
    """Return what a character is shown as: others than those of the font have another."""
    code = ord(character)
    if _AT <= code < _AT + 0x100 or (own and 0x20 <= code < 0x100):
        return symbol(font, f"{code:X}")
    return character
