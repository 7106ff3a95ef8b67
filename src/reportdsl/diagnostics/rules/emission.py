"""Rules of emission: what one output cannot show, though others can. Codes 95x."""

from reportdsl.diagnostics.diagnostic import Phrase, error

PIPE_IN_CELL = error(
    "R950",
    "pipe-in-cell",
    "表格里的“{text}”含有竖线,竖线文本(-t pipe)用它分隔单元格,写不出来",
    'the table text "{text}" holds a "|", which sets cells apart in pipe text (-t pipe)',
)

WRITE_ANOTHER_SIGN = Phrase(
    "改用“/”或“、”;其他输出不受影响",
    'write "/" or another sign; no other output is concerned',
)
