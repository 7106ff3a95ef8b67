"""Rules of laying out: when a source stays as it is. Codes 94x."""

from reportdsl.diagnostics.diagnostic import Phrase, error

LAYOUT_REFUSED = error(
    "R941",
    "layout-refused",
    "没有整理这个文件：{problem}，从这里开始。文件保持原样",
    "this file was not laid out: {problem}, from here on. It stays as it was",
    advice=Phrase(
        "这是程序的错，不是您的错；请把这一段发给我们",
        "this is a fault of the program, not yours: please send us this part",
    ),
)
MEANING_CHANGED = Phrase(
    "整理之后读出来的内容会不一样",
    "what it says would be another thing",
)
NOT_STABLE = Phrase(
    "再整理一次，结果会又不一样",
    "a second run would lay it out in another way",
)
