"""Hold a line of prose as what is sought in it: folded, with its clauses, sentences and figures."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportdsl.analysis.sentences import COUNTERS, NUMERALS
from reportdsl.model.value import Figure, Value, rounded
from reportdsl.syntax import nodes
from reportdsl.text.fold import fold
from reportdsl.text.numerals import (
    YEAR,
    Exact,
    Number,
    parse_chinese,
    parse_number,
    ratio,
    simplest,
    year_of,
)
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

MASK = "\ufffc"
"""What stands in the place of a value between braces."""
_SHARE = "百分之"
FIGURE = (
    rf"{_SHARE}(?:[0-9]++(?:\.[0-9]++)?+|[{NUMERALS}]++(?:点[{NUMERALS}]++)?+)"
    rf"|[0-9]++(?:,[0-9]{{3}})*+(?:\.[0-9]++)?+%?+|[{NUMERALS}]++"
)
"""A figure, in digits or in Chinese; no part of it is one."""
AT_FIGURE = rf"(?<![0-9.,+\-{NUMERALS}])"

_BODY = (
    "省|市|区|县|州|盟|旗|镇|乡|村|街道|社区|局|委员会|委|厅|办公[室厅]|办|院|处|科|所|队|站|中心"
    "|公司|企业|学校|协会|部门|单位|机关|机构|组织|政府"
)
"""What names of bodies end with."""
OPENING = pattern(
    rf"(?:[我本全](?:{_BODY})(?:各级)?(?:行政机关|政府)?|本年度?|全年|当年|年内|{YEAR}年度?"
    r"|其中|另外?|余|剩余|并|共|已|均|全|被|新|有|作出|做出|依法|按期|按时|按规定|法定期限内|属于"
    r"|决定|答复|发生|申请|提起|因[^,]{0,20}?(?:引起|引发|产生)的?| )*"
)
"""What a clause may say before it comes to the name of a row, without meaning something else."""
_CLAUSE = pattern(r"[;:!?()。、]|,(?![0-9]{3}(?![0-9]))")
_SENTENCE = pattern(r"[;!?。]|\.(?= |$)")
_YEARS = pattern(rf"({YEAR})年")
_OTHER_TIMES = pattern(
    "去年|前年|上年|上一年|往年|历年|同期|[上下]半年|季度|每[年月周日天]|平均|[年月日]均"
)
_LONGEST_TIME = 16
_OTHER_BODIES = pattern("(?:下属|所属|下级|直属)单位|[省市区县镇乡]?本级|以[^,]{1,20}?名义")
_BODIES = pattern(_BODY)
_CHANNELS = pattern(
    "通过|方式|渠道|途径|网[上络站]|线[上下]|信函|邮[件寄箱]|当面|现场|窗口|平台|信箱|传真|电话|系统"
)
"""Ways in which some of what came in came in."""
_OF_A_KIND = pattern("[均都全皆]部?(?:为|是|系|属|与|涉)|无关")
"""What is said of all that was counted before."""
_WITH_MORE = pattern(rf"(?<! ) *+[{COUNTERS}]?+次?+ *+\((?:含|包含|包括)")
_HEDGES = (
    *("约", "近", "超", "超过", "逾", "接近", "不到", "不足", "至少", "至多", "最多", "突破", "上"),
    *("about", "nearly", "almost", "over", "more than", "less than", "fewer than", "some"),
    *("around", "under", "up to", "at least", "at most", "approximately", "roughly"),
)
"""What stands before a figure that is not the exact one."""
_LONGEST_HEDGE = 16
_HEDGED = pattern(
    rf"(?<! )(?: *+(?:[余多几来半]|(?:[{COUNTERS}]次?|[倍成个]|万元|元)? *+"
    rf"(?:[余多半许]|有余|左右|上下|以[上下内]|之[内多]|开外|[-~—–至到] *+[0-9{NUMERALS}]))"
    r"| (?:[a-z]+ )?or (?:so|more|less|fewer))"
)
"""What stands behind one; or the end of a range."""


class Line:
    """A line of prose, and what may be asked of places in it."""

    def __init__(self, content: Sequence[nodes.Inline], fields: Mapping[str, Value]) -> None:
        year = fields.get("year")
        self.year = str(year.value) if isinstance(year, Figure) else ""
        self._agency = str(fields.get("agency") or fields.get("title") or "")
        self.text = ""
        """Folded one to one, values between braces masked."""
        self._runs: list[tuple[int, nodes.Text]] = []
        for item in content:
            if isinstance(item, nodes.Text):
                self._runs.append((len(self.text), item))
                self.text += fold(item.text)
            else:
                self.text += MASK
        self._clauses = [0, *(match.end() for match in _CLAUSE.finditer(self.text))]
        self._sentences = [0, *(match.end() for match in _SENTENCE.finditer(self.text))]
        self._kinds = [match.start() for match in _OF_A_KIND.finditer(self.text)]

    def clause(self, at: int) -> int:
        """Return where the clause of a place begins."""
        return self._clauses[bisect_right(self._clauses, at) - 1]

    def sentence(self, at: int) -> int:
        """Return where the sentence of a place begins."""
        return self._sentences[bisect_right(self._sentences, at) - 1]

    def clause_end(self, at: int) -> int:
        """Return where the clause of a place ends, what parts it from the next left out."""
        after = bisect_right(self._clauses, at)
        return self._clauses[after] - 1 if after < len(self._clauses) else len(self.text)

    def opens(self, at: int) -> bool:
        """Tell whether a clause says nothing of weight before a place in it."""
        return OPENING.fullmatch(self.text, self.clause(at), at) is not None

    def is_of_another_year(self, start: int, end: int) -> bool:
        """Tell whether a sentence names another year last, up to the end of a figure."""
        years = _YEARS.findall(self.text, self.sentence(start), end)
        return bool(years and self.year and str(year_of(years[-1])) != self.year)

    def is_elsewhere(self, start: int, end: int) -> bool:
        """Tell whether words before `start` say that a figure is of another time or of a part.

        `end` is behind the figure.
        """
        clause = self.clause(start)
        before = self.text[clause:start]
        part = before.partition("其中")[2].strip("本年度新共有 ")
        others = (_OTHER_TIMES, _OTHER_BODIES, _CHANNELS)
        other = part or any(words.search(before) for words in others)
        if other or self._is_of_another_body(before) or self._is_after_another_time(clause):
            return True
        return self.is_of_another_year(start, end)

    def _is_after_another_time(self, clause: int) -> bool:
        """Tell whether the clause before one only says a time, and another: 2024年上半年."""
        lead = self.text[self.clause(clause - 1) : clause - 1] if clause else ""
        named = list(_OTHER_TIMES.finditer(lead)) if len(lead) <= _LONGEST_TIME else []
        return bool(named) and named[-1].end() == len(lead)

    def _is_of_another_body(self, before: str) -> bool:
        """Tell whether words end with who did what follows, and that is not who reports."""
        ends = [match.end() for match in _BODIES.finditer(before)]
        opening = OPENING.match(before)
        if not ends or opening is None or not OPENING.fullmatch(before, ends[-1]):
            return False
        # An agency may be called by letters of its name, in their order.
        letters = iter(f"{self._agency}人民政府办公室")
        return not all(letter in letters for letter in before[opening.end() : ends[-1]])

    def is_explained(self, end: int) -> bool:
        """Tell whether a sentence goes on to say of what kind all that it has counted is."""
        after = bisect_left(self._kinds, end)
        return after < len(self._kinds) and self.sentence(self._kinds[after]) <= end

    def is_wider(self, end: int) -> bool:
        """Tell whether words behind a figure say that it includes others: 12件(含上年结转2件)."""
        return _WITH_MORE.match(self.text, end) is not None

    def is_rough(self, start: int, end: int) -> bool:
        """Tell whether words beside a figure say that it is not exact: 近 100 件, 10%以上."""
        before = self.text[max(0, start - _LONGEST_HEDGE) : start].rstrip().casefold()
        return before.endswith(_HEDGES) or _HEDGED.match(self.text, end) is not None

    def parenthesis(self, at: int) -> int:
        """Return where the parenthesis of a place begins, -1 outside of any."""
        opened = self.text.rfind("(", 0, at)
        return opened if opened > self.text.rfind(")", 0, at) else -1

    def span(self, start: int, end: int) -> Span | None:
        """Return where a figure stands in the source: exactly if no escape stands in its run."""
        for at, run in self._runs:
            if at <= start and end <= at + len(run.text):
                if run.span.end - run.span.start != len(run.text):
                    return run.span
                first = run.span.start + start - at
                return Span(run.span.source, first, first + end - start)
        return None

    def typed(self, start: int, end: int) -> str:
        """Return a figure as it was typed."""
        for at, run in self._runs:
            if at <= start and end <= at + len(run.text):
                return run.text[start - at : end - at]
        return ""


class Said(NamedTuple):
    """A figure of the prose, with the room that its rounding has."""

    figure: Figure
    decimals: int
    percent: bool


def said(text: str) -> Said | None:
    """Return the figure that a text of the prose is, in digits or in Chinese."""
    plain = text.removeprefix(_SHARE)
    number = parse_number(plain) or _spelled(plain)
    if number is None:
        return None
    percent = number.percent or plain != text
    if not percent:
        return Said(rounded(number.value, number.decimals), number.decimals, percent)
    value = number.value if number.percent else ratio(number.value, 100)
    # In prose a percentage without decimals is rounded like any other.
    step = ratio(1, 10 ** (number.decimals + 2))
    return Said(within(value, step), number.decimals, percent)


def figure_of(text: str) -> Figure | None:
    """Return a figure of the prose, in digits or in Chinese, with the room that it has."""
    found = said(text)
    return None if found is None else found.figure


def within(value: Exact, step: Exact) -> Figure:
    """Return a figure that was rounded to a multiple of a step."""
    half = ratio(step, 2)
    return Figure(value, simplest(value - half), simplest(value + half))


def _spelled(text: str) -> Number | None:
    """Return the number that Chinese numerals say, decimals behind 点."""
    whole, point, rest = text.partition("点")
    count = parse_chinese(whole)
    digits = "".join(str(parse_chinese(digit)) for digit in rest)
    if count is None or (point and len(digits) != len(rest)):
        return None
    return parse_number(f"{count}.{digits}" if point else str(count))
