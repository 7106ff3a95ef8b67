"""Rules of arithmetic: sums, rules and checks that must hold. Codes 5xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, warning

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
    advice=Phrase("填上数，或者让这一格空着，由程序来算", "fill it in, or leave the cell empty"),
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
BY_SUM = Phrase("格式规定这是合计", "the form makes this a sum")
BY_NAME = Phrase("名为“{name}”，是其余各项之和", '"{name}" is the sum of the others')
CELL_HERE = Phrase("{name}", "{name}")
REPLACE = Phrase("改成 {value}", "replace it by {value}")
TIE = Phrase("写成 {text}，让它随表格更新", "write {text}, so that it follows the table")
ONE_IS_WRONG = Phrase("，总有一个填错了", ": one of them must be wrong")
ONE_MAY_BE = Phrase("", "")
SOURCE = Phrase("依据：{source}", "source: {source}")
