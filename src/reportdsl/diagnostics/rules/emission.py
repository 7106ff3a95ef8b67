"""Rules of emission: what one output cannot show, though others can. Codes 95x."""

from reportdsl.diagnostics.diagnostic import Phrase, error

PIPE_IN_CELL = error(
    "R950",
    "pipe-in-cell",
    "表格里的“{text}”带有竖线，而竖线文本（-t pipe）用竖线隔开各格，写不出来",
    'the table text "{text}" holds a "|", which sets cells apart in pipe text (-t pipe)',
)

WRITE_ANOTHER_SIGN = Phrase(
    "改用“/”或“、”；别的输出不受影响",
    'write "/" or another sign; other outputs are not affected',
)
