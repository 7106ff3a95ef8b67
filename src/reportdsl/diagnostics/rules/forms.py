"""Rules of forms: how a library of forms hangs together. Codes 7xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error

OTHER_NAME = Phrase("给其中一个改名", "give one of them another name")

UNKNOWN_BASE = error(
    "R701",
    "unknown-base-form",
    "“基于”后面的格式“{name}”找不到",
    'there is no form "{name}" to start from',
    advice=Phrase(
        "写本文件里的格式，或者自带的格式（用 reportdsl forms 列出来看）",
        "name a form of this file or an official one (reportdsl forms lists them)",
    ),
)
FORM_CYCLE = error(
    "R702",
    "form-cycle",
    "这几个格式一个基于一个，绕成了圈：{chain}",
    "these forms start from one another: {chain}",
    advice=Phrase("其中要有一个不写“基于”", 'one of them must do without "based on"'),
)
DOUBLED_FORM = error(
    "R703",
    "doubled-form",
    "有两个格式都叫“{name}”",
    'two forms are called "{name}"',
    advice=OTHER_NAME,
)
DOUBLED_TABLE_FORM = error(
    "R704",
    "doubled-table-form",
    "同一个格式里有两个表式都叫“{name}”",
    'two tables of one form are called "{name}"',
    advice=OTHER_NAME,
)
UNKNOWN_ATTRIBUTE = error(
    "R705",
    "unknown-attribute",
    "尖括号里的“{name}”不认识",
    '"{name}" between the angle brackets is not known',
    advice=Phrase(
        "例如：计数、整数、小数 2、金额 2、百分比 1、文本、日期、选项 甲|乙、可空、单位 万元",
        "for example: count, integer, decimal 2, money 2, percent 1, text, date, choice a|b, "
        "optional, unit km",
    ),
)
BAD_ATTRIBUTE = error(
    "R706",
    "bad-attribute",
    "尖括号里的“{name}”写得不对：{problem}",
    '"{name}" between the angle brackets is wrong: {problem}',
)
GROUP_WITH_RULE = error(
    "R707",
    "group-with-rule",
    "“{name}”下面还分小项，不能给它算式",
    '"{name}" has items beneath it and cannot have a formula',
    advice=Phrase(
        "要合计，在它的小项里加一行“总计 = 合计”",
        'for a total, add an item "total = sum" beneath it',
    ),
)
DOUBLED_NODE = error(
    "R708",
    "doubled-node",
    "同一层里有两个“{name}”",
    'there are two "{name}" side by side',
    advice=Phrase(
        "在其中一个前面另写一个简称和冒号，如“其他来访: 其他”",
        'put a short name and a colon before one of them, as in "other visits: Other"',
    ),
)
NO_COLUMNS = error(
    "R709",
    "no-columns",
    "“{name}”没有列",
    '"{name}" has no columns',
    advice=Phrase(
        "写一行“列”，下面空几格写各列的名称",
        'write a line "columns" and, indented below it, their names',
    ),
)
GRID_MISMATCH = error(
    "R710",
    "grid-mismatch",
    "这一段一共占 {width} 栏，而“栅格”写的是 {grid} 栏",
    'this band covers {width} columns of the page; "grid" says {grid}',
    advice=Phrase(
        "用“跨”让某一列多占几栏，如“<跨 2>”；行名也占一栏",
        'let a column cover more by "span", as in "<span 2>"; the row labels take one too',
    ),
)
NOTHING_TO_SUM = error(
    "R711",
    "nothing-to-sum",
    "“{name}”是合计，同一组里却没有可以相加的项",
    'the sum "{name}" has nothing to add up',
    advice=Phrase("看看行首的空格对不对", "see whether its indentation is right"),
)
NOT_IN_A_FORM = error(
    "R712",
    "report-line-in-form",
    "格式文件里不能有报告的内容",
    "a form file cannot hold lines of a report",
    advice=Phrase(
        "移到报告文件里；是说明，就在前面加“//”", 'move them to a report; remarks begin with "//"'
    ),
)
NOT_IN_A_REPORT = error(
    "R713",
    "form-line-in-report",
    "“@{word}”只能写在格式文件（.form）里",
    '"@{word}" belongs in a form file (.form)',
    advice=Phrase(
        "报告里，章的标题以“#”开头，表写成“@表”或“@简表”",
        'in a report, headings begin with "#" and tables with "@table" or "@plain"',
    ),
)
OUTSIDE_A_FORM = error(
    "R714",
    "outside-a-form",
    "这一行前面还没有“@格式”",
    'there is no "@form" before this line',
    advice=Phrase("在它前面写一行“@格式 名称”", 'write a line "@form NAME" before it'),
)
BAD_SENTENCE = error(
    "R715",
    "bad-sentence",
    "这句话里要有一个“{{数}}”，也只能有一个，表示数字的位置",
    'a sentence has one "{{figure}}", where the figure stands, and no second one',
)
NO_FORM = error(
    "R716",
    "no-form-in-file",
    "这个文件里没有“@格式”",
    'there is no "@form" in this file',
    advice=Phrase("在开头写一行“@格式 名称”", 'begin it with a line "@form NAME"'),
)
STUB_MISPLACED = error(
    "R717",
    "stub-misplaced",
    "标了“行名”的列要放在最前面，下面也不能再分小项",
    'columns marked "stub" come first and have no items beneath them',
)

NEEDS_NUMBER = Phrase("后面要有一个数", "a number must follow")
NEEDS_CHOICES = Phrase("后面要有选项，如“选项 甲|乙”", 'choices must follow, as in "choice a|b"')
TOO_LARGE = Phrase("数太大了，最多 {limit}", "the number is too large; at most {limit}")
NOT_HERE = Phrase("不能用在这里", "it does not belong here")
NEEDS_NAME = Phrase("后面要有名称", "a name must follow")
