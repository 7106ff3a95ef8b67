"""Rules of forms: how a library of forms hangs together. Codes 7xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error

UNKNOWN_BASE = error(
    "R701",
    "unknown-base-form",
    "找不到作为基础的格式“{name}”",
    'there is no form "{name}" to start from',
)
FORM_CYCLE = error(
    "R702",
    "form-cycle",
    "格式绕成了圈:{chain}",
    "these forms start from one another: {chain}",
)
DOUBLED_FORM = error(
    "R703",
    "doubled-form",
    "格式“{name}”定义了两次",
    'the form "{name}" is defined twice',
)
DOUBLED_TABLE_FORM = error(
    "R704",
    "doubled-table-form",
    "表式“{name}”在同一格式里定义了两次",
    'the table "{name}" is defined twice in one form',
)
UNKNOWN_ATTRIBUTE = error(
    "R705",
    "unknown-attribute",
    "没有“{name}”这个属性",
    'there is no attribute "{name}"',
)
BAD_ATTRIBUTE = error(
    "R706",
    "bad-attribute",
    "属性“{name}”写得不对:{problem}",
    'the attribute "{name}" is not right: {problem}',
)
GROUP_WITH_RULE = error(
    "R707",
    "group-with-rule",
    "“{name}”下面还有子项,不能给它算式",
    '"{name}" has items beneath it and cannot have a rule',
)
DOUBLED_NODE = error(
    "R708",
    "doubled-node",
    "同一层里有两个“{name}”",
    'there are two "{name}" side by side',
)
NO_COLUMNS = error(
    "R709",
    "no-columns",
    "“{name}”没有列",
    '"{name}" has no columns',
)
GRID_MISMATCH = error(
    "R710",
    "grid-mismatch",
    "这一段共占 {width} 栏,而表的栅格是 {grid} 栏",
    "this band covers {width} grid columns; the table's grid has {grid}",
)
NOTHING_TO_SUM = error(
    "R711",
    "nothing-to-sum",
    "“{name}”的合计没有可以相加的项",
    'the sum "{name}" has nothing to add up',
)
NOT_IN_A_FORM = error(
    "R712",
    "report-line-in-form",
    "格式文件里不能有报告的内容",
    "a form file cannot hold lines of a report",
)
NOT_IN_A_REPORT = error(
    "R713",
    "form-line-in-report",
    "“@{word}”只能写在格式文件(.form)里",
    '"@{word}" belongs in a form file (.form)',
)
OUTSIDE_A_FORM = error(
    "R714",
    "outside-a-form",
    "这一行前面还没有“@格式”",
    'there is no "@form" before this line',
)
BAD_SENTENCE = error(
    "R715",
    "bad-sentence",
    "句式里要有一个“{{数}}”,表示数字的位置",
    'a sentence has one "{{figure}}", where the figure stands',
)
NO_FORM = error(
    "R716",
    "no-form-in-file",
    "这个文件里没有“@格式”",
    'there is no "@form" in this file',
)
STUB_MISPLACED = error(
    "R717",
    "stub-misplaced",
    "行名列只能是最前面的、没有子项的列",
    "columns that head the labels come first and have no items beneath them",
)

NEEDS_NUMBER = Phrase("后面要有一个数", "a number must follow")
NEEDS_CHOICES = Phrase("后面要有选项,如“选项 甲|乙”", 'choices must follow, as in "choice a|b"')
TOO_LARGE = Phrase("数太大了,最多 {limit}", "the number is too large; at most {limit}")
NOT_HERE = Phrase("不能用在这里", "it does not belong here")
NEEDS_NAME = Phrase("后面要有名称", "a name must follow")
