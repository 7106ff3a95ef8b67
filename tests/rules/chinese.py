"""Know Chinese when it is seen, and where it is meant."""

import re

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff）][,;:!?()]|[,;:!?()][\u4e00-\u9fff（]")
HAN = re.compile(r"[\u4e00-\u9fff]")
CHINESE_NAMES = {
    "R306": "〔",  # the numbers of the documents that the official forms come from
    "R406": "十二",  # a figure in Chinese, which a figure of a table is not
    "R415": "年",  # a date as Chinese reports write it
    "R420": "〔",
    "R512": "〔",
    "R701": "政府信息公开",  # the name of an official form
    "R980": "元",  # the units of money that are converted
}
"""What an English page shows in Chinese for a reason, by the rule."""
