"""Rules of expressions: what operations may be done on what. Codes 6xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error

VECTOR_IN_PLACE_OF_FIGURE = error(
    "R601",
    "vector-for-figure",
    "“{name}”是一整行、一整列或一组,这里要的是一个数",
    '"{name}" is a whole row, column or group; one figure is wanted here',
)
SHAPES_DIFFER = error(
    "R602",
    "shapes-differ",
    "“{left}”和“{right}”的格数对不上,不能逐格计算",
    '"{left}" and "{right}" do not have the same cells and cannot be taken leaf by leaf',
)
WRONG_KIND = error(
    "R603",
    "wrong-kind",
    "“{name}”是{found},这里要的是{expected}",
    '"{name}" is {found}; {expected} is wanted here',
)
NOT_A_CONDITION = error(
    "R604",
    "not-a-condition",
    "校验要写成能成立或不成立的式子,如“甲 = 乙 + 丙”",
    'a check is something that holds or not, such as "a = b + c"',
)
DIVISION_BY_ZERO = error(
    "R605",
    "division-by-zero",
    "除数“{name}”是 0",
    'the divisor "{name}" is 0',
)
CIRCULAR = error(
    "R606",
    "circular-definition",
    "这几格互相依赖,绕成了圈:{chain}",
    "these cells depend on one another: {chain}",
)
ONLY_IN_TABLES = error(
    "R607",
    "only-in-tables",
    "“{name}”只能写在表格的格子里",
    '"{name}" can only stand in a cell of a table',
)
TOO_MUCH_WORK = error(
    "R608",
    "too-much-work",
    "算式太多,超过 {limit} 步,其余的没有算",
    "the formulas take more than {limit} steps; the rest was not computed",
)
NO_FIGURE_IN_PROSE = error(
    "R609",
    "no-figure-in-prose",
    "“{name}”没有数,不能写进正文",
    '"{name}" holds no figure and cannot stand in prose',
)
ENDLESS_DECIMAL = error(
    "R610",
    "endless-decimal",
    "这个数除不尽,要写明格式",
    "this figure does not end as a decimal: it needs a format",
)
FORMAT_MISFIT = error(
    "R611",
    "format-misfit",
    "格式“{format}”不能用于{found}",
    'the format "{format}" does not suit {found}',
)
COMPUTED_OUT_OF_RANGE = error(
    "R612",
    "computed-out-of-range",
    "“{name}”算出来是 {value},而这一格应填{expected}",
    '"{name}" comes out as {value}, but the cell takes {expected}',
)
ROUND_PLACES = error(
    "R613",
    "round-places",
    "舍入的位数应是 0 到 8 的整数",
    "figures are rounded to 0 to 8 places, a whole number",
)

A_FIGURE = Phrase("数", "a figure")
A_TEXT = Phrase("文字", "a text")
A_DATE = Phrase("日期", "a date")
A_CONDITION = Phrase("条件", "a condition")
NOTHING = Phrase("空的", "empty")
SUM_ABOVE = Phrase("合计上方", "SUM(ABOVE)")
SUM_LEFT = Phrase("合计左侧", "SUM(LEFT)")
USE_SUM = Phrase(
    "要把它们加起来,写“合计({name})”;只要其中一格,补上列名或行名",
    'to add them up, write "sum({name})"; for one of them, name its column or row too',
)
TIE_BY_FORMAT = Phrase("例如 {{…:.2f}} 或 {{…:.1%}}", "for example {{…:.2f}} or {{…:.1%}}")
NOT_APPLICABLE = Phrase(
    "如果这一格不适用,写“-”或“/”", 'if the cell does not apply, write "-" or "/"'
)
RULE_HERE = Phrase("算法在格式里的这一处", "the form computes it here")
IN_THE_CIRCLE = Phrase("圈中的一格", "part of the circle")
