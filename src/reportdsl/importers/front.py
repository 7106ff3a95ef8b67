"""Find what a report calls itself: title, agency, year, date; where its text begins and ends."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.raw import RawCell, RawText
from reportdsl.importers.regions import Foreign, Piece
from reportdsl.text.fold import fold
from reportdsl.text.numerals import chinese_date
from reportdsl.text.pattern import pattern

_TITLE = pattern(r"年度报告|工作报告|公开年报|Annual Report", re.IGNORECASE)
_YEAR = pattern(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_CHINESE_YEAR = pattern(r"二[〇○零Oo][〇○零一二三四五六七八九]{2}(?=年)")
_YEARS = pattern(
    r"(?<![0-9])20[0-9]{2}年?度? ?(?:[-—–~]|至|到|and|to) ?20[0-9]{2}(?![0-9])年?度?", re.IGNORECASE
)
"""Several years: a report of these is none of one."""
_YEAR_END = pattern(r"(?:20[0-9]{2}|二[〇○零Oo][〇○零一二三四五六七八九]{2})年度?$")
_BEFORE_YEAR = pattern(r"(?:\b(?:for|fiscal|calendar|years?|fy|cy)\b\W*)+$", re.IGNORECASE)
_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零Oo", "0")
_SUBJECT = pattern(r"(?:政府)?信息公开|政务公开|政府网站|部门(?:预|决)算|年度报告|工作报告")
_BEFORE_SITE = ("_", "|", "--", " - ", " – ")
"""What stands between a page's title and the name of its site."""
_DATE = pattern(r"(20[0-9]{2})\s?[-年./]\s?([0-9]{1,2})\s?[-月./]\s?([0-9]{1,2})\s?日?")
_AGENCY_KEYS = ("发布机构", "发布单位", "公开主体", "制发机关", "发文机关", "公开机构", "信息来源")
_DATE_KEYS = ("成文日期", "生成日期", "发布日期", "发布时间", "公开日期", "发文日期", "pubdate")
_CHROME = pattern(
    r"\W*+(?:"
    r"(?:发布(?:时间|日期|机构|单位|者)|时间|日期|来源|信息来源|文章来源|稿源|作者|编辑|责任编辑|索引号|公开时间"
    r"|主办(?:单位)?|承办(?:单位)?|浏览(?:次数|量)?|点击(?:次数|量|率)?|访问(?:次数|量)?|阅读(?:次数|量)?)\s*+[:：]"
    r"|字号|字体|视力保护|当前位置|您(?:现在)?+的位置|扫一扫|上一[篇条]|下一[篇条]|版权所有|网站标识码"
    r"|附件下载|(?:打印|关闭|收藏|分享)(?:本页|窗口|到)?+\W*+(?:$|[打关收分])"
    r"|[^\s]{0,6}(?:ICP备|公网安备))"
)
_NO_TITLE = pattern(r"本|现将|现公布|根据|按照|为")
_LONGEST_TITLE = 80
_LONGEST_AGENCY = 40
_MOST_LINES = 2
"""How many lines of a title stand above the one that says what it is."""
_SENTENCE = pattern(r"[。；！？，]")
_HEADING = pattern(r"[一二三四五六七八九十]++、")


@dataclass(frozen=True, slots=True)
class Front:
    """What a report calls itself, and its body."""

    title: str
    agency: str
    year: int | None
    date: dt.date | None
    signed: bool
    """Whether agency and date stand at its end as a signature prints them; `body` is without."""
    body: tuple[Piece, ...]
    before: tuple[Piece, ...]
    """What stands before the title, and between the title and the text."""
    after: tuple[Piece, ...]
    """What stands behind the report."""

    @property
    def of_page(self) -> list[Piece]:
        """What of it all tells of the page, and is no part of a report."""
        return self._around(of_page=True)

    @property
    def outside(self) -> list[Piece]:
        """What else stands before and behind the report, and may be part of it."""
        return self._around(of_page=False)

    def _around(self, *, of_page: bool) -> list[Piece]:
        before = [piece for piece in self.before if _is_of_page(piece, leads=True) == of_page]
        return before + [p for p in self.after if _is_of_page(p, leads=False) == of_page]


def front(
    pieces: Sequence[Piece], title: str, facts: Sequence[tuple[str, str]], subjects: Sequence[str]
) -> Front:
    """Return what a report calls itself; `subjects` are words that titles of its kind hold."""
    first = _body_start(pieces)
    at = _title_at(pieces[:first], subjects)
    named, lines = "", range(0)
    if at is not None:
        named, lines = _whole_title(pieces, at)
    rest = pieces[lines.stop if lines else 0 :]
    skipped = _chrome(rest) if lines else _leading(rest)
    before = (*(pieces[: lines.start] if lines else ()), *rest[:skipped])
    body = list(rest[skipped:])
    named = named or _of_page(title, subjects)
    known = dict(_facts(facts, before))
    year = _year(named)
    agency = _agency(named) or next((known[k] for k in _AGENCY_KEYS if known.get(k)), "")
    given = next((d for k in _DATE_KEYS if (d := _date(known.get(k, ""))) is not None), None)
    after = _footer(body)
    signature = _signature(body, agency)
    if signature is not None:
        after = [*body[signature.end :], *after]
        del body[signature.start :]
        agency, given = signature.agency, signature.date
    elif (own := _last_date(body)) is not None:
        given = own
    return Front(
        named, agency, year, given, signature is not None, tuple(body), before, tuple(after)
    )


# ── the title ────────────────────────────────────────────────────────────────────────────────────


def _body_start(pieces: Sequence[Piece]) -> int:
    """Return where the first section begins, or the first table of the forms."""
    for at, piece in enumerate(pieces):
        if isinstance(piece, RawText):
            if _HEADING.match(piece.text) and not _TITLE.search(piece.text):
                return at
        elif not isinstance(piece, Foreign):
            return at
    return len(pieces)


def _title_at(pieces: Sequence[Piece], subjects: Sequence[str]) -> int | None:
    found = [at for at, piece in enumerate(pieces) if _is_title(piece, subjects)]
    levels = {at: p.level for at in found if isinstance(p := pieces[at], RawText) and p.level}
    marked = [at for at, level in levels.items() if level == min(levels.values())]
    # In what leads to a page its title may stand too: the last is the one over the text.
    best = marked or found or _only_heading(pieces)
    return best[-1] if best else None


def _only_heading(pieces: Sequence[Piece]) -> list[int]:
    """Return the heading of the first level, if there is just one."""
    found = [at for at, p in enumerate(pieces) if isinstance(p, RawText) and p.level == 1]
    return found if len(found) == 1 and not _HEADING.match(_text(pieces[found[0]])) else []


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, RawText) else ""


def _is_title(piece: Piece, subjects: Sequence[str]) -> bool:
    if not isinstance(piece, RawText) or piece.refused or len(piece.text) > _LONGEST_TITLE:
        return False
    text = piece.text
    if (
        _SENTENCE.search(text)
        or _NO_TITLE.match(text)
        or _CHROME.match(text)
        or any(c in text for c in "><》")
    ):
        return False
    return bool(_TITLE.search(text)) or any(subject in fold(text) for subject in subjects)


def _whole_title(pieces: Sequence[Piece], at: int) -> tuple[str, range]:
    """Return a title, with the agency and the year where these stand above, and its lines."""
    piece = pieces[at]
    assert isinstance(piece, RawText)
    text, start = piece.text, at
    while start > max(at - _MOST_LINES, 0) and not _agency(text):
        above = pieces[start - 1]
        if not (isinstance(above, RawText) and _begins_title(above.text)):
            break
        text, start = above.text + text, start - 1
    # A lone year above is as likely the site's.
    return (text, range(start, at + 1)) if _agency(text) else (piece.text, range(at, at + 1))


def _begins_title(text: str) -> bool:
    """Tell whether a line is an agency, a year, or both, as titles of several lines begin."""
    year = _YEAR_END.search(fold(text).strip())
    agency = text.strip() if year is None else fold(text).strip()[: year.start()].strip()
    return _is_agency(agency) or (year is not None and not agency)


def _is_agency(text: str) -> bool:
    return (
        2 < len(text) <= _LONGEST_AGENCY
        and text.endswith(tuple("府局委办厅院会镇乡处队所部站社心校关司署科道区县市"))
        and not _SENTENCE.search(text)
        and not _CHROME.match(text)
    )


def _of_page(title: str, subjects: Sequence[str]) -> str:
    """Return the title that a page gives itself, without the name of its site."""
    ends = [at for mark in _BEFORE_SITE if (at := title.find(mark)) >= 0]
    own = title[: min(ends, default=len(title))].strip()
    fits = _TITLE.search(own) or any(subject in fold(own) for subject in subjects)
    return own if fits and len(own) <= _LONGEST_TITLE else ""


def _year(title: str) -> int | None:
    folded = fold(title)
    if _YEARS.search(folded):
        return None
    match = _YEAR.search(folded)
    if match is not None:
        return int(match[1])
    chinese = _CHINESE_YEAR.search(folded)
    return None if chinese is None else int(_ascii(chinese[0]))


def _ascii(year: str) -> str:
    return "".join("2" if c == "二" else _DIGITS[c] for c in year)


def _agency(title: str) -> str:
    """Return the agency that a title names, before the year or behind it; empty without one."""
    text = _YEARS.sub("", fold(title)) if _YEARS.search(fold(title)) else title
    text = text.replace("关于", "")
    folded = fold(text)
    match = _YEAR.search(folded) or _CHINESE_YEAR.search(folded)
    if match is not None and not folded[match.end() :].strip():
        # What a year closes is named by what it is about: "Public Records Requests, 2024".
        text, folded, match = text[: match.start()], folded[: match.start()], None
    elif match is not None and match.start() <= 1:
        start = match.end()
        while folded[start : start + 1] in {" ", "年", "度"}:
            start += 1
        text, folded = text[start:], folded[start:]
    elif match is not None:
        text, folded = text[: match.start()], folded[: match.start()]
    subject = _SUBJECT.search(folded)
    if subject is not None:
        return _named(text[: subject.start()])
    return _named(text) if match is not None and match.start() > 1 else ""


def _named(text: str) -> str:
    text = _BEFORE_YEAR.sub("", text).strip(' 　（(《“"—-')
    if text.endswith("人民") or text in {"市", "县", "区"}:
        text += "政府"
    return text if 1 < len(text) <= _LONGEST_AGENCY else ""


# ── what else is known ───────────────────────────────────────────────────────────────────────────


def _chrome(pieces: Sequence[Piece]) -> int:
    """Return how many pieces below the title tell of the page and not of the report."""
    at = 0
    while at < len(pieces) and (_tells_of_file(pieces[at]) or _is_chrome_piece(pieces[at])):
        at += 1
    return at


def _is_of_page(piece: Piece, *, leads: bool) -> bool:
    """Tell whether a piece around a report is the page's: before it come menus, no paragraphs."""
    if isinstance(piece, Foreign):
        cells = (cell for row in piece.rows for cell in row.cells)
        menu = leads and not any(looks_like_figure(cell.text) for cell in cells)
        return menu or _tells_of_file(piece)
    if not isinstance(piece, RawText):
        return False
    menu = leads and len(piece.text) <= _LONGEST_TITLE
    return menu or piece.refused or _is_chrome(piece)


def _is_chrome_piece(piece: Piece) -> bool:
    return isinstance(piece, RawText) and _is_chrome(piece)


def _tells_of_file(piece: Piece) -> bool:
    """Tell whether a table names the agency or the day of a document, as at the head of pages."""
    return isinstance(piece, Foreign) and any(True for _ in _facts((), [piece]))


def _leading(pieces: Sequence[Piece]) -> int:
    """Return how many tables that tell of the document stand at its head."""
    return next((n for n, piece in enumerate(pieces) if not _tells_of_file(piece)), len(pieces))


def _is_chrome(piece: RawText) -> bool:
    short = len(piece.text) <= _LONGEST_TITLE
    return short and (bool(_CHROME.match(piece.text)) or not any(c.isalnum() for c in piece.text))


def _footer(body: list[Piece]) -> list[Piece]:
    """Return what stands behind the report, taken off it."""
    end = len(body)
    while end and isinstance(last := body[end - 1], RawText) and _is_chrome(last):
        end -= 1
    after = body[end:]
    del body[end:]
    return after


def _facts(facts: Sequence[tuple[str, str]], before: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Yield what the file and the table at its head tell, by names without white space."""
    for piece in reversed(before):
        if isinstance(piece, Foreign):
            for row in piece.rows:
                yield from _pairs(row.cells)
        elif isinstance(piece, RawText):
            for key in (*_AGENCY_KEYS, *_DATE_KEYS):
                at = fold(piece.text).find(key + ":")
                if at >= 0:
                    words = piece.text[at + len(key) + 1 :].split()
                    yield key, words[0] if words else ""
    for name, value in facts:
        yield name.casefold(), value


def _pairs(cells: Sequence[RawCell]) -> Iterator[tuple[str, str]]:
    written = [cell.text for cell in cells if cell.text]
    for at, text in enumerate(written):
        head, _, own = fold(text).partition(":")
        key = "".join(head.split()).strip("[]【】")
        if key in _AGENCY_KEYS or key in _DATE_KEYS:
            value = own.strip() or (written[at + 1] if at + 1 < len(written) else "")
            yield key, value


def _date(text: str) -> dt.date | None:
    match = _DATE.search(fold(text))
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


# ── the end ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Signature:
    start: int
    end: int
    agency: str
    date: dt.date


def _signature(body: Sequence[Piece], agency: str) -> _Signature | None:
    """Return the agency and the date that end a report, where they stand as they are printed."""
    for at in range(len(body) - 1, max(len(body) - 4, 0), -1):
        piece, above = body[at], body[at - 1]
        if not (isinstance(piece, RawText) and isinstance(above, RawText)):
            continue
        given = _date(piece.text)
        if given is None or chinese_date(given) != fold(piece.text).replace(" ", ""):
            continue
        if above.text == agency or _is_agency(above.text):
            return _Signature(at - 1, at + 1, above.text, given)
    return None


def _last_date(body: Sequence[Piece]) -> dt.date | None:
    """Return the date that stands alone at the end of a report."""
    for piece in reversed(body[-3:]):
        if isinstance(piece, RawText) and _DATE.fullmatch(fold(piece.text).strip()):
            return _date(piece.text)
    return None
