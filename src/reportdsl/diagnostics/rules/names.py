"""Rules of names: what forms, tables, rows, columns and fields are called. Codes 3xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, warning

UNKNOWN_ROW = error(
    "R301",
    "unknown-row",
    "表“{table}”里没有“{name}”这一行",
    'the table "{table}" has no row "{name}"',
)
AMBIGUOUS_ROW = error(
    "R302",
    "ambiguous-row",
    "“{name}”可以指好几行：{candidates}",
    '"{name}" may be any of these rows: {candidates}',
)
UNKNOWN_COLUMN = error(
    "R303",
    "unknown-column",
    "表“{table}”里没有“{name}”这一列",
    'the table "{table}" has no column "{name}"',
)
AMBIGUOUS_COLUMN = error(
    "R304",
    "ambiguous-column",
    "“{name}”可以指好几列：{candidates}",
    '"{name}" may be any of these columns: {candidates}',
)
UNKNOWN_TABLE = error(
    "R305",
    "unknown-table",
    "格式里没有“{name}”这张表",
    'no form has a table "{name}"',
    advice=Phrase(
        "格式里没有的表，写成“@简表 {name}”",
        'a table that is in no form is written "@plain {name}"',
    ),
)
UNKNOWN_FORM = error(
    "R306",
    "unknown-form",
    "没有“{name}”这个格式",
    'there is no form "{name}"',
    advice=Phrase(
        "自带的格式，用 reportdsl forms 列出来看；自己的格式写文件名，如“本县.form”",
        'reportdsl forms lists the official forms; name your own by its file, as "county.form"',
    ),
)
UNKNOWN_NAME = error(
    "R307",
    "unknown-name",
    "找不到“{name}”",
    'nothing is called "{name}"',
    advice=Phrase(
        "要写表里的行名、列名，或者文件开头的项目，一个字也不能差",
        "write a row, a column, a table or a line of the header, letter by letter",
    ),
)
AMBIGUOUS_NAME = error(
    "R308",
    "ambiguous-name",
    "“{name}”可以指好几处：{candidates}",
    '"{name}" may be any of these: {candidates}',
)
UNKNOWN_LABEL = error(
    "R309",
    "unknown-label",
    "表“{table}”里没有叫“{name}”的行、列或段",
    'the table "{table}" has no row, column or band "{name}"',
)
FIELD_LOOKS_KNOWN = warning(
    "R311",
    "field-looks-known",
    "文件开头的“{key}”不是固定的项目，是不是想写“{name}”",
    '"{key}" is no known line of the header; did you mean "{name}"',
)
UNKNOWN_RULE = error(
    "R312",
    "unknown-rule",
    "没有“{code}”这个编号",
    'there is no rule "{code}"',
    advice=Phrase(
        "编号写在每个问题前面的方括号里，如 R501",
        "the code stands in brackets before each finding, as in R501",
    ),
)
NO_PREVIOUS = error(
    "R313",
    "no-previous-report",
    "这里用到上年的数，但文件开头没有写“上年”",
    'this needs last year\'s report, but the header has no "previous"',
    advice=Phrase(
        "在文件开头加一行“上年: ”，后面写上年报告的文件名",
        'add a line "previous: " with the name of last year\'s file to the header',
    ),
)
OMITTED_ROW = error(
    "R314",
    "omitted-row-filled",
    "“{name}”已用“@省略”略去，不能再填",
    '"{name}" is left out by "@omit" and cannot be filled',
    advice=Phrase(
        "删去“@省略”那一行，或者删去这里的数", 'delete either the "@omit" or the figures'
    ),
)

CANDIDATES = Phrase("可以写：{names}", "you may write: {names}")
GROUP_HAS_PARTS = Phrase(
    "“{name}”下面还分小项，请分别填写：{names}",
    '"{name}" has items beneath it; fill these: {names}',
)
WRITE_PATH = Phrase("连上一级一起写，如“{names}”", 'name the level above it too, as in "{names}"')
A_ROW = Phrase("行“{name}”", 'the row "{name}"')
A_COLUMN = Phrase("列“{name}”", 'the column "{name}"')
WRITE_CELL = Phrase(
    "行和列同名，请写明是哪一格，如：{names}",
    "a row and a column have this name: say which cell, as in {names}",
)
TABLES_ALIKE = Phrase("有几张表都叫“{name}”", 'several tables are called "{name}"')
ROWS_ALIKE = Phrase("有几行都叫“{name}”", 'several rows are called "{name}"')
COLUMNS_ALIKE = Phrase("有几列都叫“{name}”", 'several columns are called "{name}"')
TELL_APART = Phrase("改正名称，写清区别", "let their names tell them apart")
HEAD_WITHOUT_LABEL = Phrase(
    "写列名的这一行，行名空着，以“|”开头",
    'the row that names the columns has no label and begins with "|"',
)
NO_LABEL = Phrase("删去“{name}”", 'delete "{name}"')
