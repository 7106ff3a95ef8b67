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
    "“{name}”可以指好几行:{candidates}",
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
    "“{name}”可以指好几列:{candidates}",
    '"{name}" may be any of these columns: {candidates}',
)
UNKNOWN_TABLE = error(
    "R305",
    "unknown-table",
    "格式里没有“{name}”这张表",
    'no form has a table "{name}"',
)
UNKNOWN_FORM = error(
    "R306",
    "unknown-form",
    "没有“{name}”这个格式",
    'there is no form "{name}"',
)
UNKNOWN_NAME = error(
    "R307",
    "unknown-name",
    "找不到“{name}”",
    'nothing is called "{name}"',
)
AMBIGUOUS_NAME = error(
    "R308",
    "ambiguous-name",
    "“{name}”可以指好几处:{candidates}",
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
    "“{key}”不是文件头的固定项目,是不是想写“{name}”",
    '"{key}" is no known header field; did you mean "{name}"',
)
UNKNOWN_RULE = error(
    "R312",
    "unknown-rule",
    "没有“{code}”这条规则",
    'there is no rule "{code}"',
)
NO_PREVIOUS = error(
    "R313",
    "no-previous-report",
    "这里用到上年的数,但文件头没有写“上年”",
    'this needs last year\'s report, but the header has no "previous"',
)
OMITTED_ROW = error(
    "R314",
    "omitted-row-filled",
    "“{name}”已用“@省略”略去,不能再填",
    '"{name}" is left out by "@omit" and cannot be filled',
)

CANDIDATES = Phrase("可以写:{names}", "you may write: {names}")
GROUP_HAS_PARTS = Phrase(
    "“{name}”下面还有子项,请分别填写:{names}", '"{name}" has items beneath it; fill these: {names}'
)
WRITE_PATH = Phrase("请写出上一级,如“{names}”", 'name the level above it, as in "{names}"')
A_ROW = Phrase("行“{name}”", 'the row "{name}"')
A_COLUMN = Phrase("列“{name}”", 'the column "{name}"')
WRITE_CELL = Phrase(
    "行和列同名,请写明是哪一格,如:{names}",
    "a row and a column have this name: say which cell, as in {names}",
)
