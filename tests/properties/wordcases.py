"""Every keyword at any length: the cases are made from the tables of keywords.

A word that is added to them without a place here fails when this module is loaded.
"""

from collections.abc import Callable

from reportdsl.syntax import keywords
from tests.properties.constructs import TREE, Case, case, lines, rows

_FEW = 16


def _named(words: tuple[str, ...]) -> Callable[[int], str]:
    """Return the i-th of some words that mean the same, in turn."""
    return lambda i: words[i % len(words)]


# ── header fields ────────────────────────────────────────────────────────────────────────────────

_VALUES = {
    "title": "a",
    "agency": "a",
    "year": "2024",
    "date": "2024-01-31",
    "form": "f.form",
    "previous": "s.report",
    "units": "*.report",
    "lang": "zh",
}
_BESIDE = {"f.form": "@格式 f\n@表式 t\n列\n a\n", "s.report": "年度: 2023\n\na"}


def _field(name: str) -> Case:
    word, value = _named(keywords.FIELDS[name]), _VALUES[name]
    found = {"form": (), "units": ("R217", "R906")}.get(name, ("R217",))
    return case(
        lambda n: lines(n, lambda i: f"{word(i)}: {value}") + "\na\n",
        _FEW,
        *found,
        files=lambda _n: _BESIDE,
    )


# ── directives and blocks ────────────────────────────────────────────────────────────────────────

_TABLE = "@简表 t\na | b\nc | 1\n"
_REPORT = "r.report"
_FORM = "f.form"
# For each directive: what stands before all, what behind the word, below it, what it draws; where.
_DIRECTIVES: dict[str, tuple[str, str, str, str, str]] = {
    "TABLE": ("", "t{i}", "a | 1", "R305", _REPORT),
    "PLAIN": ("", "t{i}", "a | b\nc | 1", "", _REPORT),
    "CHECK": ("", "1 = 1", "", "", _REPORT),
    "RENAME": (_TABLE, "c: d", "", "", _REPORT),
    "OMIT": (_TABLE, "c", "", "R314 R425", _REPORT),
    "NOTE": ("", "a", "", "", _REPORT),
    "SIGNATURE": ("机关: a\n\n", "", "", "", _REPORT),
    "INCLUDE": ("", "s.report", "", "R910", _REPORT),
    "CHART": ("", "a", "", "R904", _REPORT),
    "ALLOW": ("", 'R512 "a"', "a", "R851", _REPORT),
    "FORM": ("", "f{i}", "", "", _FORM),
    "SECTION": ("@格式 f\n", "a{i}", "", "", _FORM),
    "TABLEFORM": ("@格式 f\n", "t{i}", "列\n  a", "", _FORM),
}


def _directive(kind: str) -> Case:
    before, behind, below, found, name = _DIRECTIVES[kind]
    word = _named(keywords.DIRECTIVES[kind])

    def make(n: int) -> str:
        below_it = f"\n{below}" if below else ""
        return before + lines(n, lambda i: f"@{word(i)} {behind}{below_it}".replace("{i}", str(i)))

    return case(make, _FEW, *found.split(), files=lambda _n: _BESIDE, name=name)


_BLOCKS = {
    "BAND": " x{i}\n  列\n    a\n  行\n    b",
    "COLUMNS": "\n    a",
    "ROWS": "\n    b",
    "CHECKS": "\n  1 = 1",
    "PROSE": '\n  "a{数}b" = 1',
}


def _block(kind: str) -> Case:
    word = _named(keywords.BLOCKS[kind])
    below = _BLOCKS[kind]

    def band(i: int) -> str:
        if kind == "COLUMNS":
            return f"段 x{i}\n  {word(i)}{below}\n  行\n    b"
        if kind == "ROWS":
            return f"段 x{i}\n  列\n    a\n  {word(i)}{below}"
        return word(i) + below.replace("{i}", str(i))

    return case(
        lambda n: (
            "@格式 f\n@表式 t\n列\n  a\n" * (kind != "BAND")
            + "@格式 f\n@表式 t\n" * (kind == "BAND")
            + lines(n, band)
        ),
        _FEW,
        name=_FORM,
    )


_AXES = {"row": "r{i}", "column": "c{i}", "band": "b{i}"}


def _axis(name: str) -> Case:
    word, target = _named(keywords.AXES[name]), _AXES[name]
    forms: dict[str, Callable[[int], str]] = {
        "row": lambda n: "列\n  a\n行\n" + lines(n, lambda i: f"  r{i}"),
        "column": lambda n: "列\n" + lines(n, lambda i: f"  c{i}") + "行\n  r\n",
        "band": lambda n: lines(n, lambda i: f"段 b{i}\n  列\n    a\n  行\n    r{i}"),
    }
    form = forms[name]
    return case(
        lambda n: (
            "格式: f.form\n\n@表 t\n其余 | 1\n"
            + lines(n, lambda i: f"@标签 {word(i)} {target}: x".replace("{i}", str(i)))
        ),
        _FEW,
        files=lambda n: {"f.form": "@格式 f\n@表式 t <计数>\n" + form(n)},
    )


# ── expressions ──────────────────────────────────────────────────────────────────────────────────

_ARGUMENTS = {
    "sum": "1, 2",
    "max": "1, 2",
    "min": "1, 2",
    "abs": "-1",
    "round": "1.25, 1",
    "if": "1 = 1, 2, 3",
    "growth": "2, 1",
    "date": "2024, 1, 31",
    "rollup": "下级",
}


def _function(name: str) -> Case:
    word, arguments = _named(keywords.FUNCTIONS[name]), _ARGUMENTS[name]
    found = ("R905",) if name == "rollup" else ()
    return case(lambda n: lines(n, lambda i: f"{{{word(i)}({arguments})}}"), _FEW, *found)


def _scope(name: str) -> Case:
    word = _named(keywords.SCOPES[name])
    return case(
        lambda n: (
            "年度: 2024\n上年: s.report\n下级: *.report\n\n"
            + lines(n, lambda i: f"{{{word(i)}.t.r{i}.c}}")
        ),
        _FEW,
        *("R906", *(("R905",) if name == "units" else ())),
        files=lambda n: {"s.report": "年度: 2023\n\n" + rows(n, lambda _: "1")},
    )


_ATTRIBUTES = {
    "decimal": " 2",
    "money": " 2",
    "percent": " 1",
    "choice": " a|b",
    "span": " 2",
    "unit": " 元",
    "grid": " 4",
    "table": " t",
    "requires": " 年度",
}


def _attribute(name: str) -> Case:
    word, value = _named(keywords.ATTRIBUTES[name]), _ATTRIBUTES.get(name, "")
    if name == "requires":
        return case(
            lambda n: lines(n, lambda i: f"@格式 f{i} <{word(i)}{value}>"), _FEW, name=_FORM
        )
    if name == "table":
        return case(
            lambda n: (
                "@格式 f\n"
                + lines(n, lambda i: f"@章 a{i} <{word(i)}{value}>")
                + "@表式 t\n列\n  a\n"
            ),
            _FEW,
            name=_FORM,
        )
    if name == "grid":
        return case(
            lambda n: (
                "@格式 f\n"
                + lines(n, lambda i: f"@表式 t{i} <{word(i)}{value}>\n列\n  a <跨 3>\n行\n  b")
            ),
            _FEW,
            name=_FORM,
        )
    return case(
        lambda n: TREE + lines(n, lambda i: f"  c{i} <{word(i)}{value}>") + "行\n  r\n",
        _FEW,
        name=_FORM,
    )


_FORMATTED = {"chinese": "12", "financial": "34.5", "ymd": "2024-01-31"}


def _format(name: str) -> Case:
    word, value = _named(keywords.FORMATS[name]), _FORMATTED[name]
    return case(lambda n: lines(n, lambda i: f"{{{value}:{word(i)}}}"), _FEW)


_WORDS: dict[str, Callable[[Callable[[int], str]], Case]] = {
    "rest": lambda word: case(
        lambda n: "格式: f.form\n\n" + lines(n, lambda i: f"@表 t{i}\n{word(i)} | 0"),
        _FEW,
        files=lambda n: {
            "f.form": "@格式 f\n" + lines(n, lambda i: f"@表式 t{i}\n列\n  a\n行\n  b")
        },
    ),
    "warning": lambda word: case(
        lambda n: lines(n, lambda i: f"@校验 {word(i)} 1 = 2"), _FEW, "R512"
    ),
    "note": lambda word: case(lambda n: lines(n, lambda i: f"@校验 {word(i)} 1 = 2"), _FEW, "R512"),
    "figure": lambda word: case(
        lambda n: TREE + "  a\n行\n  r\n正文\n" + lines(n, lambda i: f'  "x{i}{{{word(i)}}}y" = r'),
        _FEW,
        name=_FORM,
    ),
    # One sum a table, for in one column each adds all that stands above it.
    "above": lambda word: case(
        lambda n: lines(n, lambda i: f"@简表 t{i}\nk | c\na | 1\nb | =合计({word(i)})\n"), _FEW
    ),
    "left": lambda word: case(
        lambda n: rows(n, lambda i: f"1 | =合计({word(i)})", "k | c | d"), _FEW
    ),
}
_CONNECTIVES: dict[str, Callable[[Callable[[int], str]], Case]] = {
    "and": lambda word: case(lambda n: lines(n, lambda i: f"@校验 1 = 1 {word(i)} 1 = 1"), _FEW),
    "or": lambda word: case(lambda n: lines(n, lambda i: f"@校验 1 = 2 {word(i)} 1 = 1"), _FEW),
    "not": lambda word: case(lambda n: lines(n, lambda i: f"@校验 {word(i)} 1 = 2"), _FEW),
    "based": lambda word: case(
        lambda n: "@格式 f\n@表式 t\n列\n a\n" + lines(n, lambda i: f"@格式 f{i} {word(i)} f"),
        _FEW,
        name=_FORM,
    ),
    "source": lambda word: case(
        lambda n: lines(n, lambda i: f'@校验 1 = 2 {word(i)} "x"'), _FEW, "R512"
    ),
    "until": lambda word: case(
        lambda n: lines(n, lambda i: f'@忽略 R512 "a" {word(i)} 2030年\n@校验 1 = 2'), _FEW, "R512"
    ),
}


def _words() -> dict[str, Case]:
    families: tuple[tuple[str, dict[str, tuple[str, str]], Callable[[str], Case]], ...] = (
        ("field", keywords.FIELDS, _field),
        ("directive", keywords.DIRECTIVES, _directive),
        ("block", keywords.BLOCKS, _block),
        ("function", keywords.FUNCTIONS, _function),
        ("scope", keywords.SCOPES, _scope),
        ("attribute", keywords.ATTRIBUTES, _attribute),
    )
    made = {f"{kind} {name}": make(name) for kind, table, make in families for name in table}
    made |= {f"axis {name}": _axis(name) for name in keywords.AXES}
    made |= {f"format {name}": _format(name) for name in keywords.FORMATS}
    made |= {f"word {name}": _WORDS[name](_named(words)) for name, words in keywords.WORDS.items()}
    made |= {
        f"connective {name}": _CONNECTIVES[name](_named(words))
        for name, words in keywords.CONNECTIVES.items()
    }
    total = _named(keywords.TOTALS)
    made["totals of rows"] = case(
        lambda n: lines(n, lambda i: f"@简表 t{i}\nk | c\na | 1\n{total(i)} | 1\n"), _FEW
    )
    made["totals of columns"] = case(
        lambda n: lines(n, lambda i: f"@简表 t{i}\nk | c | {total(i)}\na | 1 | 1\n"), _FEW
    )
    return made


CASES = _words()
