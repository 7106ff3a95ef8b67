"""Rules of expressions: what operations may be done on what. Codes 6xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error

VECTOR_IN_PLACE_OF_FIGURE = error(
    "R601",
    "vector-for-figure",
    "“{name}”是一整行、一整列或一组，这里要的是一个数",
    '"{name}" is a whole row, column or group; one figure is wanted here',
)
SHAPES_DIFFER = error(
    "R602",
    "shapes-differ",
    "“{left}”和“{right}”的格子对不上，没法一格对一格地算",
    '"{left}" and "{right}" do not have the same cells and cannot be taken cell by cell',
    advice=Phrase(
        "两边写同样的几格，或者写“合计(…)”各变成一个数",
        'name the same cells on both sides, or make one figure of each with "sum(…)"',
    ),
)
WRONG_KIND = error(
    "R603",
    "wrong-kind",
    "“{name}”是{found}，这里要的是{expected}",
    '"{name}" is {found}; {expected} is wanted here',
    advice=Phrase(
        "这里换成{expected}；看看是不是名称写错了",
        "put {expected} here; perhaps the name is wrong",
    ),
)
NOT_A_CONDITION = error(
    "R604",
    "not-a-condition",
    "校验要写成等式或比较，如“甲 = 乙 + 丙”",
    'a check is an equation or a comparison, such as "a = b + c"',
)
DIVISION_BY_ZERO = error(
    "R605",
    "division-by-zero",
    "除数“{name}”是 0，算不出来",
    'the divisor "{name}" is 0, so that there is no result',
    advice=Phrase(
        "在表格里，这一格写“-”或“/”；在正文里，换个说法",
        'in a table, write "-" or "/" into this cell; in the text, say it without the figure',
    ),
)
CIRCULAR = error(
    "R606",
    "circular-definition",
    "这几格互相要用对方的数，绕成了圈：{chain}",
    "these cells are computed from one another: {chain}",
    advice=Phrase("其中至少一格要直接填数", "at least one of them must be given as a figure"),
)
ONLY_IN_TABLES = error(
    "R607",
    "only-in-tables",
    "“{name}”只能写在表格的格子里",
    '"{name}" can only stand in a cell of a table',
    advice=Phrase(
        "写出要加的是哪一行、哪一列，如“合计(来信)”",
        'name the row or column to add up, as in "sum(Letters)"',
    ),
)
TOO_MUCH_WORK = error(
    "R608",
    "too-much-work",
    "算式太多，超过 {limit} 步，其余的没有算",
    "the formulas take more than {limit} steps; the rest was not computed",
    advice=Phrase(
        "看看是不是把同样的内容粘贴了许多遍", "see whether the same text was pasted many times"
    ),
)
NO_FIGURE_IN_PROSE = error(
    "R609",
    "no-figure-in-prose",
    "“{name}”没有数，不能写进正文",
    '"{name}" holds no figure and cannot stand in the text',
    advice=Phrase("把数填上，或者换个说法", "fill the figure in, or say it without"),
)
ENDLESS_DECIMAL = error(
    "R610",
    "endless-decimal",
    "这个数除不尽，要写明保留几位小数",
    "this figure has no end: say how many decimals to publish",
)
FORMAT_MISFIT = error(
    "R611",
    "format-misfit",
    "数字格式“{format}”不能用于{found}",
    'the format "{format}" does not suit {found}',
    advice=Phrase(
        "“年月日”用于日期，其他的用于数",
        '"ymd" is for dates, all others are for figures',
    ),
)
COMPUTED_OUT_OF_RANGE = error(
    "R612",
    "computed-out-of-range",
    "“{name}”算出来是 {value}，而这一格应填{expected}",
    '"{name}" comes out as {value}, but the cell takes {expected}',
    advice=Phrase(
        "核对算它用的各个数，总有一个填错了",
        "check the figures that it is computed from: one must be wrong",
    ),
)
ROUND_PLACES = error(
    "R613",
    "round-places",
    "“舍入”括号里的第二项是保留几位小数，只能是 0 到 8 的整数",
    'the second item of "round" is a number of decimals: a whole number from 0 to 8',
)

A_FIGURE = Phrase("数", "a figure")
A_TEXT = Phrase("文字", "a text")
A_DATE = Phrase("日期", "a date")
A_CONDITION = Phrase("条件", "a condition")
NOTHING = Phrase("空的", "empty")
SUM_ABOVE = Phrase("合计上方", "SUM(ABOVE)")
SUM_LEFT = Phrase("合计左侧", "SUM(LEFT)")
USE_SUM = Phrase(
    "要把它们加起来，写“合计({name})”；只要其中一格，行名和列名都写上",
    'to add them up, write "sum({name})"; for one of them, name both row and column',
)
TIE_BY_FORMAT = Phrase(
    "在右括号前面写，如 {{…:.2f}}（两位小数）、{{…:.1%}}（百分数，一位小数）",
    "write it before the closing brace, as {{…:.2f}} (two decimals) or {{…:.1%}} (percentage)",
)
NOT_APPLICABLE = Phrase(
    "如果这一格不适用，写“-”或“/”", 'if the cell does not apply, write "-" or "/"'
)
RULE_HERE = Phrase("算法在格式里的这一处", "the form computes it here")
IN_THE_CIRCLE = Phrase("圈中的一格", "part of the circle")
