"""Rules of tables: how rows, columns and cells are filled. Codes 4xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note, warning

KEEP_ONE = Phrase(
    "留下对的，删去另一个；本来是两项的，改正名称",
    "keep the right one and delete the other; if two things are meant, correct one name",
)

ROW_TWICE = error(
    "R401",
    "row-twice",
    "“{name}”这一行写了两次",
    'the row "{name}" stands here twice',
    advice=KEEP_ONE,
)
COLUMN_TWICE = error(
    "R402",
    "column-twice",
    "“{name}”这一列写了两次",
    'the column "{name}" stands here twice',
    advice=KEEP_ONE,
)
CELL_TWICE = error(
    "R403",
    "cell-twice",
    "“{name}”这一格填了两次",
    'the cell "{name}" is filled twice',
    advice=Phrase("留下对的，删去另一个", "keep the right one and delete the other"),
)
TOO_MANY_CELLS = error(
    "R404",
    "too-many-cells",
    "“{name}”这一行有 {count} 格，最多 {limit} 格",
    'the row "{name}" has {count} cells; it takes at most {limit}',
    advice=Phrase(
        "看看是不是多打了“|”，或者多粘了一列",
        'see whether there is a "|" or a column too many',
    ),
)
MISSING_CELLS = error(
    "R405",
    "missing-cells",
    "还有 {count} 格没有填：{cells}",
    "cells not filled ({count}): {cells}",
    advice=Phrase("没有发生的，填 0", "where nothing happened, write 0"),
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
    "“{text}”不合要求：这一格应填{expected}",
    '"{text}" does not fit: this cell takes {expected}',
    advice=Phrase("看看是不是填错了列", "see whether it belongs in another column"),
)
TABLE_TWICE = error(
    "R408",
    "table-twice",
    "“{name}”这张表填了两次",
    'the table "{name}" is filled twice',
    advice=Phrase(
        "留下一张；另外要一张表，用“@简表”写", 'keep one; write a further table with "@plain"'
    ),
)
TO_COME = error(
    "R409",
    "figure-to-come",
    "“{name}”还是“?”，等着填",
    '"{name}" is still "?", to be filled',
    advice=Phrase(
        "填上数；只想先看样子，用 build 时加 --draft",
        "fill in the figure; to see a draft before that, build with --draft",
    ),
)
HEADER_WITH_BANDS = error(
    "R410",
    "header-row-in-banded-table",
    "分段的表不能另写列名这一行",
    "a table with bands takes no row of column names",
    advice=Phrase(
        "删去这一行，各行按本段各列的次序填",
        "delete it, and fill each row in the order of its band's columns",
    ),
)
EMPTY_LABEL = error(
    "R411",
    "empty-row-label",
    "这一行没有行名",
    "this row has no label",
)
LABEL_FIRST = Phrase(
    "每行先写行名，再写“|”和各格；行首不写“|”",
    'a row begins with its label, then "|" and the cells; no "|" goes before it',
)
BAD_REST = error(
    "R412",
    "bad-rest",
    "“其余”后面只写一格，而且不能是算式",
    '"rest" takes one cell, and no formula',
    advice=Phrase("写成“其余 | 0”", 'write "rest | 0"'),
)
NOT_COMPUTED = error(
    "R413",
    "not-computed",
    "没有规定“{name}”怎样计算，不能只写“=”",
    'nothing says how to compute "{name}": "=" alone cannot stand here',
    advice=Phrase(
        "填上数，或者在“=”后面写出算式", 'fill in the figure, or write a formula behind the "="'
    ),
)
NOT_A_CHOICE = error(
    "R414",
    "not-a-choice",
    "“{text}”不是规定的选项，只能填：{choices}",
    '"{text}" is none of the choices: {choices}',
)
NOT_A_DATE = error(
    "R415",
    "not-a-date",
    "“{text}”不是日期，要填真实的日期，如 2021-01-20",
    '"{text}" is not a date; write one that exists, such as 2021-01-20',
)
ROWS_ALIKE = warning(
    "R416",
    "rows-alike",
    "有两行都叫“{name}”",
    'two rows are called "{name}"',
    advice=Phrase(
        "重复了，就删去一行；是两回事，就在行名里写清区别",
        "if one is a repetition, delete it; if not, let their labels tell them apart",
    ),
)
EMPTY_TABLE = error(
    "R417",
    "empty-table",
    "简表“{name}”没有内容：第一行写列名，下面每项一行",
    'the plain table "{name}" is empty: column names come first, then a row for each item',
    advice=Phrase(
        "“@简表”和表的各行之间，不要隔着正文",
        'no text may stand between "@plain" and the rows',
    ),
)
MISSING_SECTION = error(
    "R420",
    "missing-section",
    "缺少“{title}”这一章",
    'the section "{title}" is missing',
    waivable=True,
    advice=Phrase(
        "补上这一章；没有情况可写的，也写一句说明",
        "add it; where there is nothing to report, let it say so",
    ),
)
MISSING_TABLE = error(
    "R421",
    "missing-table",
    "缺少“{name}”这张表",
    'the table "{name}" is missing',
    waivable=True,
    advice=Phrase(
        "补上“@表 {name}”；都是零的，下面写一行“其余 | 0”",
        'add "@table {name}"; if all of it is zero, with a line "rest | 0" below',
    ),
)
WRONG_ORDER = warning(
    "R422",
    "wrong-order",
    "“{title}”的位置和格式规定的不同",
    '"{title}" does not stand where the form has it',
    advice=Phrase("移到格式规定的位置", "move it to where the form has it"),
)
OTHER_WORDING = note(
    "R423",
    "other-wording",
    "格式里的标题是“{title}”，这里的写法不同，仍按这里的写法发布",
    'the form has "{title}" here; the heading is published as typed',
)
MISSING_FIELD = error(
    "R424",
    "missing-field",
    "文件开头缺少“{key}”这一项",
    'the header has no "{key}"',
    waivable=True,
    advice=Phrase(
        "在文件开头加一行“{key}: ”，后面写上内容",
        'add a line "{key}: " with what belongs there at the top of the file',
    ),
)
EMPTY_SECTIONS = warning(
    "R426",
    "empty-sections",
    "标题下面什么也没有：{titles}",
    "nothing stands below these headings: {titles}",
    advice=Phrase(
        "写上这一年的情况；没有的，也写一句说明",
        "say what there is to report of the year; where there is nothing, let it say so",
    ),
)
UNCHANGED_SECTION = warning(
    "R427",
    "unchanged-section",
    "“{title}”这一章和上年的报告一字不差",
    'the section "{title}" is word for word that of last year',
    advice=Phrase(
        "改写成这一年的情况",
        "rewrite it for this year",
    ),
)
YEAR_IN_TITLE = warning(
    "R428",
    "other-year-in-title",
    "标题里是 {other} 年，而年度是 {year}",
    "the title has the year {other}, but the report is of {year}",
    advice=Phrase(
        "核对“标题”和“年度”，改错的那一个", 'change "title" or "year", whichever is wrong'
    ),
)
AGENCY_IN_TITLE = warning(
    "R429",
    "other-agency-in-title",
    "标题里是“{other}”，而机关是“{agency}”",
    'the title has "{other}", but the agency is "{agency}"',
    advice=Phrase(
        "核对“标题”和“机关”，改错的那一个", 'change "title" or "agency", whichever is wrong'
    ),
)
BLANK_FIGURES = note(
    "R418",
    "blank-figures",
    "有 {count} 格空着没有数：{cells}",
    "{count} cells are left blank: {cells}",
    waivable=True,
    advice=Phrase(
        "没有的填 0；不适用的填“-”", 'write 0 where there were none, "-" where it does not apply'
    ),
)
OTHER_FIGURE_PUBLISHED = warning(
    "R430",
    "other-figure-published",
    "这一格的数是 {stated}，发布出来的却是“{text}”",
    'the figure of this cell is {stated}, but "{text}" is published',
    waivable=True,
    advice=Phrase("核对两处，改错的那一个", "change one of the two, whichever is wrong"),
)
ODD_OMISSION = error(
    "R425",
    "nothing-left",
    "“{name}”的行或列全都略去了，什么也没有剩下",
    'every row or column of "{name}" is left out',
    advice=Phrase(
        "整张表都不要，就删去“@表”；要这张表，就删去几行“@省略”",
        'delete the "@table" if it is not wanted, or an "@omit" if it is',
    ),
)

QUOTED = Phrase("“{title}”", '"{title}"')
FIGURE_AND_TEXT = Phrase(
    "数后面要带单位或说明的，写成：{text}", "a figure with a unit or remark is written: {text}"
)
ARABIC_FIGURES = Phrase("表里的数用阿拉伯数字", "figures in tables are written in digits")
QUOTE_TEXT = Phrase(
    '要发布文字而不是数，加引号："{text}"', 'to publish words, quote them: "{text}"'
)
NO_FIGURE_MARKS = Phrase(
    '没有数的格，写“-”“/”或一对空引号 ""', 'a cell without a figure is "-", "/" or ""'
)
USE_REST = Phrase(
    "都是零的话，可以加一行：其余 | 0", "if all of them are zero, add a line: rest | 0"
)
COUNT = Phrase("不小于 0 的整数", "a whole number, 0 or more")
INTEGER = Phrase("整数", "a whole number")
DECIMALS = Phrase("最多 {decimals} 位小数的数", "a figure of at most {decimals} decimals")
NO_PERCENT = Phrase("不带百分号的数", "a figure without percent sign")
NO_PROBLEM = Phrase("", "")
LOOKALIKE = Phrase(
    "：其中的“{character}”（{code}）看着像数字，其实不是",
    ': the "{character}" ({code}) in it only looks like a digit',
)
TOO_LONG = Phrase(
    "：最多 {digits} 位数字、{decimals} 位小数",
    ": at most {digits} digits, {decimals} of them decimals",
)
EXPONENT = Phrase("：不能用 3e5 这样的科学记数法", ": notation such as 3e5 is not used")
FIRST_HERE = Phrase("第一次在这里", "first here")
DECLARED_HERE = Phrase("格式里是这样规定的", "the form says so here")
REPLACE = Phrase("改成 {text}", "replace it by {text}")
MISSING_IN_ROW = Phrase("{row}（{columns}）", "{row} ({columns})")
WHOLE_ROW = Phrase("{row}（整行）", "{row} (the whole row)")
AND_MORE = Phrase("……", "and more")
