"""Rules of syntax: how lines, cells and expressions are written. Codes 2xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error

UNKNOWN_DIRECTIVE = error(
    "R201",
    "unknown-directive",
    "没有“@{word}”这个指令",
    'there is no directive "@{word}"',
)
MISPLACED_LINE = error(
    "R202",
    "misplaced-line",
    "这一行不能放在这里:{line}",
    "this line cannot stand here: {line}",
)
BAD_DIRECTIVE = error(
    "R203",
    "bad-directive",
    "“@{word}”后面写得不对:{problem}",
    'what follows "@{word}" is not right: {problem}',
)
EMPTY_HEADING = error(
    "R204",
    "empty-heading",
    "标题行只有井号,没有文字",
    "this heading has no text",
)
HEADING_TOO_DEEP = error(
    "R205",
    "heading-too-deep",
    "标题最多四级,这里有 {count} 个井号",
    "headings have at most four levels; here are {count} number signs",
)
LONE_BRACE = error(
    "R206",
    "lone-brace",
    "这里的“{brace}”没有配对",
    'this "{brace}" has no partner',
)
UNCLOSED_QUOTE = error(
    "R207",
    "unclosed-quote",
    "引号没有收尾",
    "this quotation mark is not closed",
)
BAD_EXPRESSION = error(
    "R208",
    "bad-expression",
    "算式写得不对:{problem}",
    "the expression is not right: {problem}",
)
BAD_CELL = error(
    "R209",
    "bad-cell",
    "这一格写得不对:{problem}",
    "this cell is not right: {problem}",
)
ROW_WITHOUT_BAR = error(
    "R210",
    "row-without-bar",
    "这一行夹在表格中间,却没有竖线“|”",
    'this line stands inside a table but has no "|"',
)
NESTED_TOO_DEEP = error(
    "R211",
    "nested-too-deep",
    "这里套了 {depth} 层,最多 {limit} 层",
    "this is nested {depth} deep; the limit is {limit}",
)
BAD_INDENT = error(
    "R212",
    "bad-indent",
    "缩进对不上任何一层",
    "this indentation fits no open level",
)
TAB_INDENT = error(
    "R213",
    "tab-indent",
    "表式里的缩进不能用制表符(Tab)",
    "tabs cannot indent the lines of a table form",
)
BAD_FORM_LINE = error(
    "R214",
    "bad-form-line",
    "表式里的这一行写得不对:{problem}",
    "this line of a table form is not right: {problem}",
)
BAD_FORMAT = error(
    "R215",
    "bad-format",
    "没有“{format}”这种数字格式",
    'there is no number format "{format}"',
)
BAD_FIELD = error(
    "R216",
    "bad-field",
    "“{key}”应当是{expected},这里写的是“{value}”",
    '"{key}" should be {expected}; here it is "{value}"',
)
DOUBLED_FIELD = error(
    "R217",
    "doubled-field",
    "“{key}”写了两次",
    '"{key}" is given twice',
)
UNKNOWN_FUNCTION = error(
    "R218",
    "unknown-function",
    "没有“{name}”这个函数",
    'there is no function "{name}"',
)
LONE_CONTINUATION = error(
    "R219",
    "continuation-at-end",
    "行末的“\\”表示下一行接着写,可是后面没有下一行",
    'a "\\" at the end of a line joins it to the next, but there is no next line',
)

BAD_LINK = error(
    "R220",
    "bad-link",
    "链接只能是 http、https、mailto 或 #,这里是“{link}”",
    'a link leads to http, https, mailto or #; this one is "{link}"',
)

UNEXPECTED = Phrase("这里不该出现“{found}”", 'unexpected "{found}"')
INCOMPLETE = Phrase("没有写完", "it is not finished")
NO_CHAIN = Phrase(
    "比较不能连写,请用“且”连接两个比较",
    'comparisons do not chain; join two with "and"',
)
NEEDS_ARGUMENT = Phrase("缺少内容", "something is missing behind it")
NO_ARGUMENT = Phrase("后面不能有内容", "nothing may stand behind it")
NEEDS_ARGUMENTS = Phrase(
    "函数“{name}”要 {count} 个参数", 'the function "{name}" takes this many arguments: {count}'
)
NEEDS_AT_LEAST = Phrase(
    "函数“{name}”至少要 {count} 个参数",
    'the function "{name}" takes at least this many arguments: {count}',
)
QUOTE_NAMES = Phrase(
    '以数字开头或含有特殊符号的名字要加引号,如 "2024年".总计',
    'a name that begins with a digit or holds marks is quoted, as in "2024 plan".total',
)
JOIN_NAMES = Phrase(
    "名字之间用“.”连接,如 新收.总计;名字里有空格的要加引号",
    'names are joined by ".", as in plan.total; a name that holds blanks is quoted',
)
ESCAPE_BRACE = Phrase(
    "花括号本身要写成“\\{{”或“\\}}”", 'write "\\{{" or "\\}}" for the brace itself'
)
EXPECTED_BLOCK = Phrase(
    "这里应当是“段”“列”“行”“校验”或“正文”",
    '"band", "columns", "rows", "checks" or "prose" should stand here',
)
NEEDS_TITLE = Phrase("缺少名称", "a name is missing")
NEAREST = Phrase("是不是想写:{names}", "did you mean: {names}")
YEAR_EXPECTED = Phrase("四位数的年份", "a year of four digits")
DATE_EXPECTED = Phrase("日期,如 2021-01-20", "a date such as 2021-01-20")
LANGUAGE_EXPECTED = Phrase("zh 或 en", "zh or en")
NOT_EMPTY_EXPECTED = Phrase("有内容的", "something, not empty")
REPLACE_WITH = Phrase("改成“{text}”", 'replace it by "{text}"')
