"""Rules of syntax: how lines, cells and expressions are written. Codes 2xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error

UNKNOWN_DIRECTIVE = error(
    "R201",
    "unknown-directive",
    "没有“@{word}”这种写法",
    '"@{word}" is not known',
    advice=Phrase(
        "以“@”开头的行只有规定的几种；正文要以“@”开头，写成“\\@”",
        'only some words may follow an "@"; to begin a paragraph with "@", write "\\@"',
    ),
)
MISPLACED_LINE = error(
    "R202",
    "misplaced-line",
    "这一行不能放在这里：{line}",
    "this line cannot stand here: {line}",
    advice=Phrase(
        "“@标签”“@省略”写在它所说的那张表里面；表式里“列”“行”各写一次",
        '"@label" and "@omit" go inside their table; a table form has "columns" and "rows" once',
    ),
)
BAD_DIRECTIVE = error(
    "R203",
    "bad-directive",
    "“@{word}”后面写得不对：{problem}",
    'what follows "@{word}" is wrong: {problem}',
    advice=Phrase(
        '例如：@忽略 R501 "理由"，@注 一句话，@引用 文件名，@落款 单独一行',
        'for example: @allow R501 "reason", @note TEXT, @include FILE, @signature by itself',
    ),
)
EMPTY_HEADING = error(
    "R204",
    "empty-heading",
    "这一行只有“#”，没有标题文字",
    'this heading has a "#" and no text',
    advice=Phrase("补上标题，或者删去这一行", "write the heading, or delete the line"),
)
HEADING_TOO_DEEP = error(
    "R205",
    "heading-too-deep",
    "标题最多四级，也就是四个“#”，这里有 {count} 个",
    'headings have at most four levels, four "#"; this one has {count}',
    advice=Phrase("少写几个“#”", 'write fewer "#"'),
)
LONE_BRACE = error(
    "R206",
    "lone-brace",
    "这里的“{brace}”没有配对",
    'this "{brace}" has no counterpart',
)
UNCLOSED_QUOTE = error(
    "R207",
    "unclosed-quote",
    "这里的引号只有前一半，没有后一半",
    "this quotation mark is not closed",
    advice=Phrase("在文字末尾补上同一种引号", "put a mark of the same kind at the end of the text"),
)
BAD_EXPRESSION = error(
    "R208",
    "bad-expression",
    "算式写得不对：{problem}",
    "this formula is wrong: {problem}",
)
BAD_CELL = error(
    "R209",
    "bad-cell",
    "这一格写得不对：{problem}",
    "this cell is wrong: {problem}",
)
ROW_WITHOUT_BAR = error(
    "R210",
    "row-without-bar",
    "这一行夹在表格中间，却没有竖线“|”",
    'this line stands inside a table but has no "|"',
    advice=Phrase(
        "是表里的一行，就补上“|”和各格的数；是正文，就移到表格后面",
        'if it is a row, add "|" and its cells; if it is text, move it below the table',
    ),
)
NESTED_TOO_DEEP = error(
    "R211",
    "nested-too-deep",
    "这里一层套一层，套了 {depth} 层，最多 {limit} 层",
    "this is nested {depth} levels deep; the limit is {limit}",
    advice=Phrase("去掉多余的括号或层次", "take out brackets or levels that are not needed"),
)
BAD_INDENT = error(
    "R212",
    "bad-indent",
    "这一行开头的空格，和上面哪一层都对不齐",
    "the spaces before this line match none of the levels above it",
    advice=Phrase(
        "同一层的各行，开头的空格要一样多", "lines of one level begin with as many spaces"
    ),
)
TAB_INDENT = error(
    "R213",
    "tab-indent",
    "这一行开头用了 Tab 键，表式里要用空格",
    "this line begins with a tab; the lines of a table form begin with spaces",
    advice=Phrase("删去它，改按空格键", "delete it and type spaces"),
)
BAD_FORM_LINE = error(
    "R214",
    "bad-form-line",
    "表式里的这一行写得不对：{problem}",
    "this line of a table form is wrong: {problem}",
)
BAD_FORMAT = error(
    "R215",
    "bad-format",
    "没有“{format}”这种数字格式",
    'there is no number format "{format}"',
    advice=Phrase(
        "可以用“,”（千位逗号）、“.2f”（两位小数）、“.1%”（百分数）、“中文”、“大写”、“年月日”",
        'there are "," (thousands), ".2f" (two decimals), ".1%" (percentage), "chinese", '
        '"financial" and "ymd" (date)',
    ),
)
BAD_FIELD = error(
    "R216",
    "bad-field",
    "“{key}”写的是“{value}”，这里要{expected}",
    '"{key}" is "{value}"; it should be {expected}',
)
DOUBLED_FIELD = error(
    "R217",
    "doubled-field",
    "“{key}”写了两次",
    '"{key}" is given twice',
    advice=Phrase("留下对的，删去另一行", "keep the right one and delete the other"),
)
UNKNOWN_FUNCTION = error(
    "R218",
    "unknown-function",
    "没有“{name}”这个函数",
    'there is no function "{name}"',
    advice=Phrase(
        "可以用：合计、最大、最小、绝对值、舍入、若、增长率；行名、列名后面不要紧跟括号",
        "there are sum, max, min, abs, round, if and growth; "
        "no bracket stands right behind the name of a row or column",
    ),
)
LONE_CONTINUATION = error(
    "R219",
    "continuation-at-end",
    "行末的“\\”表示下一行接着写，可是后面没有下一行",
    'a "\\" at the end of a line joins it to the next line, but there is none',
    advice=Phrase("删去行末的“\\”", 'delete the "\\"'),
)

BAD_LINK = error(
    "R220",
    "bad-link",
    "链接的地址“{link}”不能用",
    'the address "{link}" cannot be linked to',
    advice=Phrase(
        "网址要写全，以 https:// 或 http:// 开头；邮箱写成“mailto:…”，本页的位置写成“#…”",
        "write an address in full, from https:// or http:// on; "
        "mailto: begins a mail address, # a place on this page",
    ),
)

UNRESOLVED_CONFLICT = error(
    "R221",
    "unresolved-conflict",
    "这里有合并留下的冲突：两个人改了同一处，还没有定下用哪一种",
    "a merge has left a conflict here: two people changed the same place, and nobody has decided",
    advice=Phrase(
        "“<<<<<<<”到“=======”是一方的写法，“=======”到“>>>>>>>”是另一方的；"
        "留下对的，再把这三行记号删去",
        "one side's text stands above the =======, the other's below; "
        "keep what is right and delete the three lines of marks",
    ),
)

UNEXPECTED = Phrase("这里不该有“{found}”", '"{found}" does not belong here')
INCOMPLETE = Phrase("没有写完", "it is not finished")
NO_CHAIN = Phrase(
    "一次只能比较两个数，要比较几次，用“且”连起来",
    'only two figures are compared at a time; join comparisons with "and"',
)
NEEDS_ARGUMENT = Phrase("缺少内容", "something is missing")
NO_CONDITION = Phrase(
    "“=”后面要写一个数，不能写条件；条件写在“校验”下面",
    'behind "=" stands a figure and no condition; conditions go below "checks"',
)
TWICE = Phrase("同样的写了两次", "the same stands here twice")
TEXT_EXPECTED = Phrase(
    "就是要发布的文字，“{{…}}”在这里不会换成数；要发布花括号本身，写成“\\{{”",
    'the text itself: "{{…}}" is not filled in here; to publish a brace, write "\\{{"',
)
NEEDS_REASON = Phrase("缺少理由", "the reason is missing")
NO_ARGUMENT = Phrase("什么也不用写", "nothing should follow")
NEEDS_ARGUMENTS = Phrase(
    "“{name}”的括号里要有 {count} 项", 'values wanted between the brackets of "{name}": {count}'
)
NEEDS_AT_LEAST = Phrase(
    "“{name}”的括号里至少要有 {count} 项",
    'values wanted between the brackets of "{name}": at least {count}',
)
QUOTE_NAMES = Phrase(
    '以数字开头或带有符号的名称要加引号，如 "2024年".总计',
    'a name that begins with a digit or holds signs is quoted, as in "2024 plan".total',
)
JOIN_NAMES = Phrase(
    "名称之间用“.”连接，如 新收.总计；名称里有空格的要加引号",
    'names are joined by ".", as in plan.total; a name with spaces is quoted',
)
ESCAPE_BRACE = Phrase(
    "补上另一半；要发布花括号本身，写成“\\{{”或“\\}}”",
    'add the other one; to publish a brace itself, write "\\{{" or "\\}}"',
)
EXPECTED_BLOCK = Phrase(
    "这里应当是“段”“列”“行”“校验”或“正文”",
    '"band", "columns", "rows", "checks" or "prose" should stand here',
)
NEEDS_TITLE = Phrase("缺少名称", "a name is missing")
NEAREST = Phrase("是不是想写：{names}", "did you mean: {names}")
YEAR_EXPECTED = Phrase("四位数的年份，如 2024", "a year of four digits, such as 2024")
DATE_EXPECTED = Phrase("真实的日期，如 2021-01-20", "a date that exists, such as 2021-01-20")
LANGUAGE_EXPECTED = Phrase(" zh（中文）或 en（英文）", "zh (Chinese) or en (English)")
NOT_EMPTY_EXPECTED = Phrase("填上内容", "filled in")
PARTED_BY_TABS = Phrase(
    "这些格之间是 Tab，多半是从电子表格里粘来的；报告里用“|”分格",
    'tabs stand between the cells, as a spreadsheet puts them; a report has "|" there',
)
BARS_FOR_TABS = Phrase("把 Tab 换成“|”", 'put "|" in the place of the tabs')
NO_BAR = Phrase("“{mark}”（{code}）不是竖线“|”", 'the "{mark}" ({code}) is no "|"')
BARS_FOR_OTHERS = Phrase("把“{mark}”换成“|”", 'put "|" in the place of "{mark}"')
PUT_BARS = Phrase("写成 {text}", "write {text}")
REPLACE_WITH = Phrase("改成 {text}", "replace it by {text}")
