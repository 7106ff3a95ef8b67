"""Rules of tables: how rows, columns and cells are filled. Codes 4xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note, warning

ROW_TWICE = error(
    "R401",
    "row-twice",
    "“{name}”这一行写了两次",
    'the row "{name}" stands here twice',
)
COLUMN_TWICE = error(
    "R402",
    "column-twice",
    "“{name}”这一列写了两次",
    'the column "{name}" stands here twice',
)
CELL_TWICE = error(
    "R403",
    "cell-twice",
    "“{name}”这一格写了两次",
    'the cell "{name}" is filled twice',
)
TOO_MANY_CELLS = error(
    "R404",
    "too-many-cells",
    "“{name}”这一行有 {count} 格,最多 {limit} 格",
    'the row "{name}" has {count} cells; it takes at most {limit}',
)
MISSING_CELLS = error(
    "R405",
    "missing-cells",
    "还有 {count} 格没有填:{cells}",
    "cells not filled ({count}): {cells}",
)
NOT_A_FIGURE = error(
    "R406",
    "not-a-figure",
    "“{text}”不是数{problem}",
    '"{text}" is not a figure{problem}',
)
OUT_OF_RANGE = error(
    "R407",
    "out-of-range",
    "“{text}”不合要求:这一格应填{expected}",
    '"{text}" does not fit: this cell takes {expected}',
)
TABLE_TWICE = error(
    "R408",
    "table-twice",
    "“{name}”这张表填了两次",
    'the table "{name}" is filled twice',
)
TO_COME = error(
    "R409",
    "figure-to-come",
    "“{name}”还是“?”,等待填写",
    '"{name}" is still "?", to be filled',
)
HEADER_WITH_BANDS = error(
    "R410",
    "header-row-in-banded-table",
    "分段的表不能另写列名行",
    "a table with bands takes no row of column names",
)
EMPTY_LABEL = error(
    "R411",
    "empty-row-label",
    "这一行没有行名",
    "this row has no label",
)
LABEL_FIRST = Phrase(
    "每行先写行名,再写“|”和各格;行首不写“|”",
    'a row begins with its label, then "|" and the cells; no "|" goes before it',
)
BAD_REST = error(
    "R412",
    "bad-rest",
    "“其余”后面只写一格,而且不能是算式",
    '"rest" takes one cell, and no formula',
)
NOT_COMPUTED = error(
    "R413",
    "not-computed",
    "“{name}”没有算法,不能写“=”",
    'nothing computes "{name}": "=" cannot stand here',
)
NOT_A_CHOICE = error(
    "R414",
    "not-a-choice",
    "“{text}”不在选项里:{choices}",
    '"{text}" is none of the choices: {choices}',
)
NOT_A_DATE = error(
    "R415",
    "not-a-date",
    "“{text}”不是日期,日期要写成 2021-01-20 这样",
    '"{text}" is not a date; dates are written like 2021-01-20',
)
ROWS_ALIKE = warning(
    "R416",
    "rows-alike",
    "有两行都叫“{name}”",
    'two rows are called "{name}"',
)
EMPTY_TABLE = error(
    "R417",
    "empty-table",
    "简表“{name}”没有内容:第一行写列名,以下每行一项",
    'the plain table "{name}" is empty: column names first, then a line for each item',
)
MISSING_SECTION = error(
    "R420",
    "missing-section",
    "缺少“{title}”这一章",
    'the section "{title}" is missing',
    waivable=True,
)
MISSING_TABLE = error(
    "R421",
    "missing-table",
    "缺少“{name}”这张表",
    'the table "{name}" is missing',
    waivable=True,
)
WRONG_ORDER = warning(
    "R422",
    "wrong-order",
    "“{title}”的位置与格式不同",
    '"{title}" does not stand where the form has it',
)
OTHER_WORDING = note(
    "R423",
    "other-wording",
    "格式里的标题是“{title}”,这里的写法不同,仍按这里的写法发布",
    'the form has "{title}" here; the heading is published as typed',
)
MISSING_FIELD = error(
    "R424",
    "missing-field",
    "文件头缺少“{key}”",
    'the header lacks "{key}"',
    waivable=True,
)
ODD_OMISSION = error(
    "R425",
    "nothing-left",
    "“{name}”的行或列全都略去了",
    'every row or column of "{name}" is left out',
)

FIGURE_AND_TEXT = Phrase(
    "数后面带单位或说明的,写成:{text}", "a figure with a unit or remark is written: {text}"
)
ARABIC_FIGURES = Phrase("表里的数用阿拉伯数字", "figures in tables are written in digits")
QUOTE_TEXT = Phrase('要发布文字而不是数,加引号:"{text}"', 'to publish words, quote them: "{text}"')
NO_FIGURE_MARKS = Phrase(
    '没有数的格写“-”“/”或空引号“""”', 'a cell without a figure is "-", "/" or ""'
)
USE_REST = Phrase("都是零的话,可以加一行:其余 | 0", "if all of them are zero, add a line: rest | 0")
COUNT = Phrase("不小于 0 的整数", "a whole number, 0 or more")
INTEGER = Phrase("整数", "a whole number")
DECIMALS = Phrase("最多 {decimals} 位小数的数", "a figure of at most {decimals} decimals")
NO_PERCENT = Phrase("不带百分号的数", "a figure without percent sign")
NO_PROBLEM = Phrase("", "")
LOOKALIKE = Phrase(
    ":其中的“{character}”({code})看着像数字,其实不是",
    ': the "{character}" ({code}) in it only looks like part of one',
)
TOO_LONG = Phrase(
    ":最多 {digits} 位数字、{decimals} 位小数",
    ": at most {digits} digits, {decimals} of them decimals",
)
EXPONENT = Phrase(":不能用科学计数法", ": exponents are not used")
FIRST_HERE = Phrase("第一次在这里", "first here")
DECLARED_HERE = Phrase("格式里是这样规定的", "the form says so here")
REPLACE = Phrase("改成“{text}”", 'replace it by "{text}"')
MISSING_IN_ROW = Phrase("{row}:{columns}", "{row}: {columns}")
WHOLE_ROW = Phrase("{row}(整行)", "{row} (the whole row)")
AND_MORE = Phrase("……等", "and more")
