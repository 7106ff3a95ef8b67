"""Rules of making forms: what of a document's tables a form cannot say. Codes 985 to 989."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note, warning

REFUSED = error(
    "R985",
    "form-table-refused",
    "文件里的第 {number} 张表没有写成格式：{problem}",
    "table {number} of the file was not made a form: {problem}",
    advice=Phrase(
        "只要别的表，用 --table 指明；这一张照着原表自己写",
        "name the other tables with --table, and write the form of this one by hand",
    ),
)
DIFFERS = warning(
    "R986",
    "form-table-differs",
    "表“{table}”：{problem}",
    'table "{table}": {problem}',
    waivable=False,
    advice=Phrase(
        "对照原文看一看，要紧的写进格式里",
        "look at the original, and write what matters into the form",
    ),
)
UNSURE_TOTAL = note(
    "R987",
    "form-total-unsure",
    "表“{table}”里的“{name}”看上去是合计，但文件里的数加起来不等，没有写算式",
    '"{name}" in the table "{table}" is called a total, but the figures of the file do not add up; '
    "no rule was written",
    advice=Phrase(
        "看看是文件里的数错了，还是它另有算法，再在格式里写 = 和算式",
        "see whether a figure is wrong or it is reckoned otherwise, then write = and how",
    ),
)
HEADLESS = warning(
    "R988",
    "form-table-headless",
    "表“{table}”没有表头，用格式印出来会多一行空的表头",
    'the table "{table}" has no heads; its form prints a row of blank ones',
    waivable=False,
    advice=Phrase(
        "要有表头的，在格式里给这一列写上文字",
        "to have a head, write a text for the column in the form",
    ),
)
NO_TABLE = error(
    "R989",
    "form-no-table",
    "文件里没有表格，写不出格式",
    "the file has no table, and no form can be made of it",
    advice=Phrase(
        "看看是不是选错了文件；表格若是图片，要先录成文字",
        "see whether it is the right file; a table that is a picture must be typed first",
    ),
)

NOT_PRINTED = Phrase("“{text}”在格式里没有位置，印不出来", 'the form has no place for "{text}"')
MERGED = Phrase(
    "这些格的位置或合并和文件里不一样，共 {count} 处：{texts}",
    "cells that stand or are merged otherwise than in the file ({count}): {texts}",
)
EXTENT = Phrase(
    "“{text}”（文件里 {rows} 行 {columns} 列，印出来 {own_rows} 行 {own_columns} 列）",
    '"{text}" ({rows} by {columns} rows and columns in the file, {own_rows} by {own_columns} as '
    "printed)",
)
PLACE = Phrase("“{text}”", '"{text}"')
ADDED = Phrase("印出来多了“{text}”", 'it is printed with "{text}" besides')
