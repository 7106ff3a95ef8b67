"""Rules of arithmetic: sums, rules and checks that must hold. Codes 5xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note, warning

WRONG_TOTAL = error(
    "R501",
    "wrong-total",
    "{name}写的是 {stated}，而{equation}，{relation} {difference}",
    "{name} is given as {stated}, but {equation}: {difference} {relation}",
    waivable=True,
)
WRONG_VALUE = error(
    "R502",
    "wrong-value",
    "{name}写的是 {stated}，而按“{rule}”算得{equation}，{relation} {difference}",
    '{name} is given as {stated}, but by "{rule}", {equation}: {difference} {relation}',
    waivable=True,
)
SUMS_DISAGREE = error(
    "R503",
    "sums-disagree",
    "{name}按格式里的两种算法，得数不同：一是 {first}，一是 {second}",
    "{name} comes out differently by two rules of the form: {first} and {second}",
    waivable=True,
    advice=Phrase("改格式里的算法，让两种算出来一样", "change the form so that the two agree"),
)
BLANK_TOTAL = error(
    "R504",
    "blank-total",
    "{name}标成没有数，而{equation}",
    "{name} is marked as having no figure, but {equation}",
    waivable=True,
)
LOCATED_FIGURE = error(
    "R505",
    "located-figure",
    "{name}写的是 {stated}，应为 {value}（{reasons}）",
    "{name} is given as {stated}, but should be {value} ({reasons})",
    waivable=True,
)
MISPLACED_FIGURES = error(
    "R506",
    "misplaced-figures",
    "{names}的数放错了位置：写的是 {stated}，应为 {values}（{reasons}）",
    "the figures of {names} are misplaced: given as {stated}, they should be {values} ({reasons})",
    waivable=True,
)
ONE_OF_SEVERAL = error(
    "R507",
    "one-of-several",
    "有数填错，哪个错有几种同样说得通的解释：{ways}",
    "figures are wrong, and several explanations fit equally well: {ways}",
    waivable=True,
)
CONTRADICTION = error(
    "R508",
    "contradictory-rules",
    "没有哪些数能同时满足这些要求：{rules}",
    "no figures can satisfy all of these: {rules}",
    advice=Phrase("改格式或校验，让它们不再矛盾", "change the form or the checks"),
)
CHECK_FAILED = error(
    "R512",
    "check-failed",
    "{leaf}“{rule}”不成立：左边 {left}，右边 {right}，差 {difference}",
    '{leaf}"{rule}" does not hold: {left} on the left, {right} on the right, {difference} apart',
    waivable=True,
    advice=Phrase("核对式子里的各个数{wrong}", "check each of the figures{wrong}"),
)
CONDITION_FAILED = error(
    "R513",
    "condition-failed",
    "{leaf}“{rule}”不成立",
    '{leaf}"{rule}" does not hold',
    waivable=True,
    advice=Phrase("核对式子里说的各项", "check each thing that it speaks of"),
)
TIE_FAILED = error(
    "R514",
    "tied-figure-differs",
    "正文写的是 {stated}，而“{name}”是 {value}{apart}",
    'the text says {stated}, but "{name}" is {value}{apart}',
    waivable=True,
)
BAD_TOLERANCE = error(
    "R515",
    "bad-tolerance",
    "“±”后面的数位数太多：最多 {digits} 位数字、{decimals} 位小数",
    'the figure behind "±" is too long: at most {digits} digits, {decimals} of them decimals',
)
SENTENCE_DIFFERS = warning(
    "R801",
    "sentence-differs",
    "正文写“{sentence}”，而表中{name}是 {value}",
    'the text says "{sentence}", but in the table {name} is {value}',
)
TREND_DIFFERS = warning(
    "R802",
    "trend-differs",
    "正文写“{sentence}”，而{name}上年是 {before}，今年是 {now}，{change}",
    'the text says "{sentence}", but {name} was {before} and is {now}: {change}',
)
UNTIED_FIGURE = note(
    "R803",
    "untied-figure",
    "正文里的“{stated}”就是{name}",
    'the "{stated}" in the text is {name}',
)

# In Chinese a blank parts figures from words.
EQUATION = Phrase(" {equation}", "{equation}")
SUM_IS = Phrase("加起来是 {value}", "the sum is {value}")
IT_IS = Phrase(" {value}", "it is {value}")
LESS = Phrase("少", "too little")
MORE = Phrase("多", "too much")
APART = Phrase("，差 {difference}", ": {difference} apart")
NOT_APART = Phrase("", "")
LEAF = Phrase("{leaf}：", "{leaf}: ")
NO_LEAF = Phrase("", "")
THE_TOTAL = Phrase("应为 {value}", "should be {value}")
RULE_HERE = Phrase("格式要求：{rule}", "the form asks: {rule}")
RULE_BY = Phrase("格式要求：{rule}；依据：{source}", "the form asks: {rule}; source: {source}")
BY_SUM = Phrase("格式规定这是合计", "the form makes this a sum")
BY_NAME = Phrase("名为“{name}”，是其余各项之和", '"{name}" is the sum of the others')
CELL_HERE = Phrase("{name}", "{name}")
REPLACE = Phrase("改成 {value}", "replace it by {value}")
TIE = Phrase("写成 {text}，让它随表格更新", "write {text}, so that it follows the table")
GREW = Phrase("增长 {value}", "up by {value}")
FELL = Phrase("下降 {value}", "down by {value}")
UNCHANGED = Phrase("没有变化", "unchanged")
ONE_IS_WRONG = Phrase("，总有一个填错了", ": one of them must be wrong")
ONE_MAY_BE = Phrase("", "")
SOURCE = Phrase("依据：{source}", "source: {source}")

ROW_TOTAL = Phrase("“{name}”一行", 'row "{name}"')
COLUMN_TOTAL = Phrase("“{name}”一列", 'column "{name}"')
THE_RULE = Phrase("“{rule}”", '"{rule}"')
THE_TIE = Phrase("正文里的“{text}”", '"{text}" in the text')
IN_PROSE = Phrase("正文里的数", "the figure in the text")
OFF_BY = Phrase("{names}差 {difference}", "{names}: {difference} apart")
ALL_OFF_BY = Phrase("{names}都差 {difference}", "{names}: each {difference} apart")
REASONS = Phrase("{equations}；{slip}", "{equations}; {slip}")
SHOULD_BE = Phrase(
    "{name}写的是 {stated}，应为 {value}", "{name} is {stated} and should be {value}"
)
WAYS = Phrase("{first}；或者{second}", "{first}; or {second}")
NOT_FILLED = Phrase("合计没有填", "the total is not filled in")
FOLLOWS = Phrase("跟着改，{names}才仍然成立", "changed along, so that {names} still holds")
FORMULA_DOUBTED = Phrase("可能是这个式子写错了", "this formula may be the wrong one")
SIGN_WRONG = Phrase("正负号错了", "the sign is wrong")
POINT_MISPLACED = Phrase("小数点的位置错了", "the decimal point is misplaced")
LEFT_BLANK = Phrase("没有填", "it is not filled in")
BLANK = Phrase("（空）", "(blank)")
SWAPPED_DIGITS = Phrase("两位数字颠倒", "two digits are swapped")
ZERO_TOO_MANY = Phrase("末尾多了 0", "a zero too many")
ZERO_MISSING = Phrase("末尾少了 0", "a zero is missing")
DIGIT_MISSING = Phrase("漏了一位数字", "a digit is missing")
DIGIT_DOUBLED = Phrase("一位数字重复了", "a digit is doubled")
DIGIT_TOO_MANY = Phrase("多了一位数字", "a digit too many")
DIGIT_WRONG = Phrase("一位数字写错", "a digit is wrong")
WRONG_UNIT = Phrase(
    "单位像是差了一万倍（元、万元）", "the unit seems to be off by 10,000 (yuan, 10,000 yuan)"
)
EXCHANGED = Phrase("两格对调", "the two are exchanged")
SHIFTED = Phrase("错了一格", "they are off by one place")
ALSO_POSSIBLE = Phrase("也可能是{way}", "it may also be that {way}")
CANNOT_TELL = Phrase(
    "管着这些数的只有这一个等式，分不出错的是哪一个：{names}",
    "only this one equation holds these figures, so which of them is wrong cannot be told: {names}",
)
COMPARE = Phrase("对照原始材料，看是哪一种", "compare with the records which of them it is")
MANY_WAYS = Phrase(
    "有 {count} 种同样说得通的解释，分不出错的是哪些数",
    "{count} explanations fit equally well, so which figures are wrong cannot be told",
)
NOT_LOCATED = Phrase(
    "可能的情形太多，没有确定错在哪一格",
    "there are too many possibilities to tell which figure is wrong",
)
AND_ALSO = Phrase("{first}，{second}", "{first} and {second}")
LISTED = Phrase("{equations}", "{equations}")
CHANGE_TO = Phrase("{name}改成 {value}", "{name} to {value}")
CHANGE_ALL = Phrase("{changes}", "change {changes}")
