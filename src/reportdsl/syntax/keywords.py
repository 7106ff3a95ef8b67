"""List the words of the language, in Chinese and English, for reader, builder and docs."""

FIELDS: dict[str, tuple[str, str]] = {
    "title": ("标题", "title"),
    "agency": ("机关", "agency"),
    "year": ("年度", "year"),
    "date": ("日期", "date"),
    "form": ("格式", "form"),
    "previous": ("上年", "previous"),
    "units": ("下级", "units"),
    "lang": ("语言", "lang"),
}
DIRECTIVES: dict[str, tuple[str, str]] = {
    "TABLE": ("表", "table"),
    "PLAIN": ("简表", "plain"),
    "CHECK": ("校验", "check"),
    "RENAME": ("标签", "label"),
    "OMIT": ("省略", "omit"),
    "NOTE": ("注", "note"),
    "SIGNATURE": ("落款", "signature"),
    "INCLUDE": ("引用", "include"),
    "CHART": ("图", "chart"),
    "ALLOW": ("忽略", "allow"),
    "FORM": ("格式", "form"),
    "SECTION": ("章", "section"),
    "TABLEFORM": ("表式", "tableform"),
}
BLOCKS: dict[str, tuple[str, str]] = {
    "BAND": ("段", "band"),
    "COLUMNS": ("列", "columns"),
    "ROWS": ("行", "rows"),
    "CHECKS": ("校验", "checks"),
    "PROSE": ("正文", "prose"),
}
AXES: dict[str, tuple[str, ...]] = {
    "row": ("行", "row", "rows"),
    "column": ("列", "column", "columns"),
    "band": ("段", "band", "bands"),
}
FUNCTIONS: dict[str, tuple[str, str]] = {
    "sum": ("合计", "sum"),
    "max": ("最大", "max"),
    "min": ("最小", "min"),
    "abs": ("绝对值", "abs"),
    "round": ("舍入", "round"),
    "if": ("若", "if"),
    "growth": ("增长率", "growth"),
    "date": ("日期", "date"),
    "rollup": ("汇总", "rollup"),
}
SCOPES: dict[str, tuple[str, str]] = {"previous": ("上年", "previous"), "units": ("下级", "units")}
ATTRIBUTES: dict[str, tuple[str, str]] = {
    "count": ("计数", "count"),
    "integer": ("整数", "integer"),
    "decimal": ("小数", "decimal"),
    "money": ("金额", "money"),
    "percent": ("百分比", "percent"),
    "text": ("文本", "text"),
    "date": ("日期", "date"),
    "choice": ("选项", "choice"),
    "span": ("跨", "span"),
    "stub": ("行名", "stub"),
    "optional": ("可空", "optional"),
    "exact": ("精确", "exact"),
    "unit": ("单位", "unit"),
    "grid": ("栅格", "grid"),
    "table": ("表", "table"),
    "requires": ("必填", "requires"),
}
FORMATS: dict[str, tuple[str, ...]] = {
    "chinese": ("中文", "chinese"),
    "financial": ("大写", "financial"),
    "ymd": ("年月日", "ymd"),
}
WORDS: dict[str, tuple[str, ...]] = {
    "rest": ("其余", "rest"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
    "figure": ("数", "figure", "n"),
    "above": ("上方", "above"),
    "left": ("左侧", "left"),
}
CONNECTIVES: dict[str, tuple[str, str]] = {
    "and": ("且", "and"),
    "or": ("或", "or"),
    "not": ("非", "not"),
    "based": ("基于", "based on"),
    "source": ("依据", "source"),
    "until": ("至", "until"),
}
"""Words between the parts of a line; the grammar's terminals hold them."""
TOTALS = ("合计", "总计", "total")
"""The labels that make a row or column of a plain table a sum; they match exactly."""
SUBTOTALS = ("小计", "subtotal")
"""The labels of sums of some rows or columns before them; they match exactly."""
PARTS = ("其中", "of which")
"""How labels begin of what is part of the row or column before."""


def _index(table: dict[str, tuple[str, str]] | dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


_FIELDS = _index(FIELDS)
_DIRECTIVES = _index(DIRECTIVES)
_BLOCKS = _index(BLOCKS)
_AXES = _index(AXES)
_FUNCTIONS = _index(FUNCTIONS)
_SCOPES = _index(SCOPES)
_ATTRIBUTES = _index(ATTRIBUTES)
_FORMATS = _index(FORMATS)
_WORDS = _index(WORDS)


def field(word: str) -> str | None:
    """Return the header field that a folded word names, or None."""
    return _FIELDS.get(word.casefold())


def directive(word: str) -> str | None:
    """Return the line token of a directive's folded word, or None."""
    return _DIRECTIVES.get(word.casefold())


def block(word: str) -> str | None:
    """Return the line token of a table form's block word, or None."""
    return _BLOCKS.get(word.casefold())


def axis(word: str) -> str | None:
    """Return ``row``, ``column`` or ``band`` for a word that narrows a name, or None."""
    return _AXES.get(word.casefold())


def function(word: str) -> str | None:
    """Return the function that a word names, or None."""
    return _FUNCTIONS.get(word.casefold())


def scope(word: str) -> str | None:
    """Return ``previous`` or ``units`` for a word that leads into other reports, or None."""
    return _SCOPES.get(word.casefold())


def attribute(word: str) -> str | None:
    """Return the attribute that a word names, or None."""
    return _ATTRIBUTES.get(word.casefold())


def number_format(word: str) -> str | None:
    """Return ``chinese``, ``financial`` or ``ymd`` for a word that formats a value, or None."""
    return _FORMATS.get(word.casefold())


def word(text: str) -> str | None:
    """Return which of the small words a text is, or None."""
    return _WORDS.get(text.casefold())


def summed(text: str) -> str | None:
    """Return ``above`` or ``left`` for a text such as 合计上方 or ``SUM(LEFT)``, or None."""
    folded = text.casefold().replace(" ", "")
    for name in FUNCTIONS["sum"]:
        if folded.startswith(name):
            rest = folded[len(name) :]
            bracketed = rest.startswith("(") and rest.endswith(")")
            way = word(rest[1:-1] if bracketed else rest)
            return way if way in {"above", "left"} else None
    return None


def is_chinese(text: str) -> bool:
    """Tell whether a keyword is one of the Chinese ones."""
    return not text.isascii()
