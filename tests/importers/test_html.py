"""What is read of a page: each case is markup and the blocks that come of it."""

import time
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from reportdsl.importers.importer import read
from reportdsl.importers.raw import RawTable, RawText
from tests.importers.reading import codes, document, shown

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))

TEXTS = [
    ("<p>甲</p>乙<div>丙<br>丁</div>", ["甲", "乙", "丙", "丁"]),
    ("<h1>题</h1><h3><span>一、</span>甲</h3><p>乙", [(1, "题"), (3, "一、甲"), "乙"]),
    ("<p>中文\n  换行 and\nwords</p>", ["中文换行 and words"]),
    ("<p>&nbsp;&nbsp;　甲 &nbsp; 乙　</p>", ["甲 乙"]),
    ("<p>甲\u200b乙\ufeff</p>", ["甲乙"]),
    ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
    ("<p>1<b>2</b><font color=red>3</font></p>", ["123"]),
    ("<p>12<sup>2</sup>3</p>", ["12 2 3"]),
    ("<p>平方米<sup>①</sup></p>", ["平方米①"]),
    ("<p>甲<script>var a='<p>乙</p>'</script>丙<!-- <p>丁 --></p>", ["甲丙"]),
    (
        "<p style='DISPLAY: none'>甲</p><p hidden>乙</p><p style='visibility:hidden'>丙</p>丁",
        ["丁"],
    ),
    ("<p>甲<svg><text>乙</text></svg><select><option>丙</select>", ["甲"]),
    ("<p>a &lt; b &amp; c < d</p>", ["a < b & c < d"]),
    ("<p title='</p><p>'>甲</p>", ["甲"]),
    ("<p>甲<![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>", ["甲"]),
    ("<p>甲</p></body></html><p>乙</p>", ["甲", "乙"]),
    ("<p>甲<a href=x>乙</a>丙</p>", ["甲乙丙"]),
    ("<textarea>甲</textarea>乙", ["乙"]),
    ("<p>甲\u0001</p>", ["甲\ufffd"]),
]

NAVIGATION = [
    ("<ul><li><a>甲</a><li><a>乙</a><li><a>丙</a></ul>丁", ["丁"]),
    ("<a>首页</a> &gt; <a>年报</a><p>丁", ["丁"]),
    ("<p>附件：<a>年报.docx</a></p>丁", ["附件：年报.docx", "丁"]),
    ("<p><a>年报</a></p><p><a>下载</a></p>丁", ["年报", "下载", "丁"]),
    ("<footer>甲</footer>丁<nav>乙</nav><div class='x Footer'>丙</div>", ["丁"]),
    ("<p>见<a>甲</a>和<a>乙</a>。", ["见甲和乙。"]),
]

TABLES = [
    ("<table><tr><td>甲<td>1<tr><td>乙<td>2</table>", [[["甲", "1"], ["乙", "2"]]]),
    ("<table><tr><td>甲<td><tr><td><td>2</table>", [[["甲", ""], ["", "2"]]]),
    (
        "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2</table>",
        [[["甲", "1+2 乙"], ["1+1 1", "2"]]],
    ),
    (
        "<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>",
        [[["甲", "1"], ["1+1 2"], ["1+1 3"]]],
    ),
    (
        "<table><tbody><tr><td rowspan=9>甲<td>1</tbody><tbody><tr><td>乙<td>2</table>",
        [[["甲", "1"], ["乙", "2"]]],
    ),
    ("<table><tr><td colspan=0>甲<td colspan=x>1</table>", [[["甲", "1"]]]),
    ("<table><tr><td colspan='2px'>甲<tr><td>1<td>2</table>", [[["0+2 甲"], ["1", "2"]]]),
    (
        "<table><tr><td colspan=9999>题<tr><td>甲<td>1</table>",
        [[["0+2 题"], ["甲", "1"]]],
    ),
    # A cell reaches into the place of one that hangs down: both stand where HTML has them.
    (
        "<table><tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e</table>",
        [[["a", "b", "c"], ["d", "2+1 e"]]],
    ),
    (
        "<table><tr><td><p>商业</p><p>企业</p><td>22<br>(其中)</table>",
        [[["商业企业", "22 (其中)"]]],
    ),
    ("<table><tr><td>社会\n   公益<td>18&nbsp;</table>", [[["社会公益", "18"]]]),
    ("<table><tr><td>1<br>2<td>x</table>", [[["1 2", "x"]]]),
    ("<table><tr><td>12<sup>1</sup><td>x</table>", [[["12 1", "x"]]]),
    ("<table><tr><td>甲<td style='display:none'>9<td>1</table>", [[["甲", "1"]]]),
    ("<table><tr hidden><td>9<tr><td>甲<td>1</table>", [[["甲", "1"]]]),
    ("<table><caption>题</caption><tr><td>甲<td>1</table>", ["题", [["甲", "1"]]]),
    ("<table>题<tr><td>甲<td>1</table>", ["题", [["甲", "1"]]]),
    ("<table><tr>题<td>甲</td>尾<td>1</table>", ["题尾", [["甲", "1"]]]),
    ("<table><td>甲<td><input value=12><input type=hidden value=7></table>", [[["甲", "12"]]]),
    ("<table><tr><td><table><tr><td>甲<td>1</table>尾<td>乙</table>", [[["甲", "1"]], "尾", "乙"]),
    ("<table><tr><td><p>甲</p><p>乙</p></table>", ["甲", "乙"]),
    ("<table><tr><td>题</table>", [[["题"]]]),
    ("<table><tr><td></table>甲", ["甲"]),
    ("<table><thead><tr><th>甲</thead><tfoot><tr><td>1</table>", [[["甲"], ["1"]]]),
    ("<TABLE><TR><TD>甲</TD><TD>1</TABLE>", [[["甲", "1"]]]),
    ("<td>甲</td><td>乙</td>", ["甲乙"]),
    (
        "<table><tr><td>甲<td>"
        "<p>" + "长文字" * 80 + "</p>" + "<p>" + "又一段" * 80 + "</p><p>尾</table>",
        ["甲", "长文字" * 80, "又一段" * 80, "尾"],
    ),
]


_ROW = "<table><tr><td>甲<td class='a x'>9<td>1</table>"
_WHOLE, _LESS = [[["甲", "9", "1"]]], [[["甲", "1"]]]
HIDING = [
    # What is gone leaves its place to the next cell; what is not seen keeps it.
    ("<table><tr><td>甲<td style='visibility:hidden'>9<td>1</table>", [[["甲", "", "1"]]]),
    ("<table><tr style='visibility:hidden'><td>乙<td>9<tr><td>甲<td>1</table>", None),
    ("<table><tbody style='display:none'><tr><td>9<tbody><tr><td>甲<td>1</table>", _LESS),
    ("<table><tr><td>甲<td hidden style='display:table-cell'>9<td>1</table>", _WHOLE),
    # What only programs that read aloud pass over, is shown.
    ("<table><tr><td>甲<td aria-hidden=true>9<td>1</table>", _WHOLE),
    (f"<style>.x{{display:none}}</style>{_ROW}", _LESS),
    (f"<style>p{{}} .y , .x {{ color: red; DISPLAY : none !important }}</style>{_ROW}", _LESS),
    (f"<style><!-- /* .x{{display:block}} */ .x{{display:none}} --></style>{_ROW}", _LESS),
    (f"<style>@charset 'x';.x{{display:none}}</style>{_ROW}", _LESS),
    (f"{_ROW}<style>.x{{display:none}}</style>", _LESS),
    ("<style>.x{display:none}</style><p class=x>乙<p>丙", ["丙"]),
    # Whatever may show it after all leaves it in place.
    (f"<style>.x{{display:none}} td.x{{display:table-cell}}</style>{_ROW}", _WHOLE),
    (f"<style>.x{{display:none}} .x:target{{display:block}}</style>{_ROW}", _WHOLE),
    (f"<style>.x{{display:none;display:block}}</style>{_ROW}", _WHOLE),
    (f"<style>@media print{{.x{{display:none}}}}</style>{_ROW}", _WHOLE),
    (f"<style>.b .x{{display:none}}</style>{_ROW}", _WHOLE),
    (f"<style>.x:hover{{display:none}} .x>b{{display:none}}</style>{_ROW}", _WHOLE),
    (f"<style>.xy{{display:none}} .y{{x-display:none}}</style>{_ROW}", _WHOLE),
    (f"<style>/* .x{{display:none}}</style>{_ROW}", _WHOLE),
    (
        f"<style>.x{{display:none}}</style>{_ROW.replace('>9', ' style=display:table-cell>9')}",
        _WHOLE,
    ),
]


@pytest.mark.parametrize(("markup", "expected"), HIDING)
def test_what_a_page_hides_is_not_read(markup, expected):
    blank = [[["", ""], ["甲", "1"]]]
    assert shown(markup.encode(), "a.html") == (blank if expected is None else expected)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<table><tr><td>甲<td hidden>9<td>1</table>", 1),
        ("<table><tr><td>甲<td style='visibility:hidden'>9<td>1</table>", 1),
        ("<table><tr hidden><td>9<td>8<td><tr><td>甲<td>1</table>", 2),
        ("<div style='display:none'><p>乙<table><tr><td>9<td>8</table></div><p>甲", 2),
        ("<style>.x{display:none}</style><table><tr><td>甲<td class=x>9<td>1</table>", 1),
        ("<table><tr height=0 style='display:none'><td><tr><td>甲<td>1</table>", 0),
        ("<p hidden>乙</p><p>甲", 0),
        ("<div hidden><p>全年公开信息 12 条。</p><p>关闭</p></div><p>甲", 1),
        ("<style>.x{display:none}</style><div class=x>全年公开信息 12 条。</div><p>甲", 1),
    ],
)
def test_hidden_cells_are_counted(markup, told):
    found = read(markup.encode(), "a.html").diagnostics
    counts = [dict(d.args)["count"] for d in found if d.rule.code == "R929"]
    assert counts == ([told] if told else [])


@pytest.mark.parametrize(("markup", "expected"), [*TEXTS, *NAVIGATION, *TABLES])
def test_a_page_is_read(markup, expected):
    assert shown(markup.encode(), "a.html") == expected


def test_menus_are_counted():
    assert codes(read(b"<nav><p>a<p>b</nav><p>c", "a.html")) == ["R926"]
    assert codes(read(b"<p>c", "a.html")) == []


def test_what_a_page_tells_of_itself():
    found = document(
        '<title> 某局&amp;\n年报 </title><meta name="PubDate" content="2024-01-26">'
        '<meta content="某局" name=ContentSource><meta charset=utf-8><p>甲'.encode(),
        "a.html",
    )
    assert found.title == "某局& 年报"
    assert found.facts == (("PubDate", "2024-01-26"), ("ContentSource", "某局"))


BLOCKS = [
    "<div><div><b>甲</b><i>1</i></div></div>",
    "".join(f"<p><span>{n}</span><span>年</span><span>{n}</span></p>" for n in (1, 2)),
    "<div style='display:table'><div>甲</div><div>1</div></div>",
    "<style>.clearfix:before{display:table}</style><div class=clearfix><p>1<p>2<p>3</div>",
]
ROW = "<{0}><{1}>规章</{1}><{1}>2</{1}><{1}>0</{1}></{0}>"


@pytest.mark.parametrize("markup", BLOCKS)
def test_blocks_that_are_no_table(markup):
    assert codes(read(markup.encode(), "a.html")) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" + ROW.format("div", "div") * 3 + "</div>",
        "<section>" + ROW.format("ul", "li") * 3 + "</section>",
        "<div>" + ROW.format("p", "span") * 4 + "</div>",
        "<div style='display: TABLE'>" + ROW.format("div", "em") * 2 + "<p>1<p>2<p>3</div>",
    ],
)
def test_a_table_of_blocks_is_told_where_it_begins(markup):
    imported = read(f"<p>甲</p>{markup}<p>乙".encode(), "a.html")
    (found,) = imported.diagnostics
    assert found.rule.code == "R924"
    assert imported.document is not None
    assert imported.document.source.place(found.span) == ("第2段", "paragraph 2")
    texts = [block for block in imported.document.blocks if isinstance(block, RawText)]
    assert [block.text for block in texts if not block.refused] == ["甲", "乙"]


@pytest.mark.parametrize(
    "markup",
    ["<table><tr><td>甲<td>1", "<p>甲</p><p class='", "<p>甲<td", "<p>甲<!-- 乙", "<script>甲"],
)
def test_a_page_that_breaks_off_is_refused(markup):
    assert codes(read(markup.encode(), "a.html")) == ["R927"]


def test_a_table_that_the_page_ends_is_whole():
    assert shown("<html><table><tr><td>甲<td>1</body>".encode(), "a.html") == [[["甲", "1"]]]


ENCODED = "某局年度报告：公开政府信息"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ENCODED.encode(), []),
        (b"\xef\xbb\xbf" + ENCODED.encode(), []),
        (ENCODED.encode("gbk"), ["R104"]),
        (b"<meta charset=gb2312>" + ENCODED.encode("gb18030"), ["R104"]),
        (b"<meta charset=gb2312>" + ENCODED.encode(), ["R928"]),
        (b"<meta charset='UTF-8'>" + ENCODED.encode("gbk"), ["R928"]),
        (b"<meta charset=iso-8859-1>" + ENCODED.encode("gbk"), ["R104"]),
        (
            b'<meta http-equiv=Content-Type content="text/html; charset=GBK">'
            + ENCODED.encode("gbk"),
            ["R104"],
        ),
        (b"<meta charset=big5>" + "公開資訊".encode("big5"), ["R104"]),
        (b"\xff\xfe" + ("<p>" + ENCODED).encode("utf-16-le"), ["R104"]),
    ],
)
def test_the_encoding_is_found(data, expected):
    data = data if data.startswith(b"\xff\xfe") else b"<html>" + data
    imported = read(data, "a.html")
    assert codes(imported) == expected
    assert imported.document is not None
    text = imported.document.source.text
    assert text in {ENCODED, "公開資訊"}


@pytest.mark.parametrize("data", [b"<p>\xff\xff", b"\xef\xbb\xbf<p>\xff"])
def test_what_fits_no_encoding_is_refused(data):
    assert codes(read(data, "a.html")) == ["R101"]


def test_a_saved_page_is_read():
    head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    part = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    body = "<p>=E5=B9=B4=\r\n=E6=8A=A5</p>"
    page = f'{head}\tboundary="x"\r\n\r\n--x\r\n{part}{body}\r\n--x--\r\n'
    assert shown(page.encode(), "a.mhtml") == ["年报"]
    empty = page.replace("text/html", "text/css")
    assert codes(read(empty.encode(), "a.mhtml")) == ["R920"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_nothing_is_lost_before_the_parser(page):
    """The parser finds as many cells in the page itself as stand in the document."""
    parser = LexborHTMLParser(
        page.read_bytes().decode("gb18030" if "gb2312" in page.stem else "utf-8")
    )
    tables = [t for t in parser.css("table") if all(x.mem_id == t.mem_id for x in t.css("table"))]
    kept = [
        t
        for t in tables
        if "display:none" not in ((t.parent and t.parent.attributes.get("style")) or "")
    ]
    cells = sum(len(t.css("td, th")) for t in kept)
    rows = [
        row
        for block in shown(page.read_bytes(), page.name)
        if isinstance(block, list)
        for row in block
    ]
    assert sum(map(len, rows)) == cells


def cell(markup: str) -> str:
    """Return what is read of a cell between two others."""
    row = f"<tr><td>甲</td><td>{markup}</td><td>3</td></tr>"
    found = document(f"<table><tr><td>项<td>数<td>量</tr>{row}{row}</table>".encode(), "a.html")
    (table,) = (block for block in found.blocks if isinstance(block, RawTable))
    return table.rows[1].cells[1].text


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "display:/**/none",
        "text-decoration:line-through",
        "color:red; TEXT-DECORATION: underline line-through",
        "mso-hide:all",
        "font-size:0",
        "font-size: 0.0px !important",
        "opacity:0",
        "position:absolute;left:-9999px",
        "width:0;overflow:hidden",
        "clip: rect(0 0 0 0)",
    ],
)
def test_a_figure_that_is_not_seen_is_not_read(style):
    assert cell(f'<span style="{style}">1</span>2') == "2"


@pytest.mark.parametrize(
    "markup",
    [
        '1<span style="vertical-align:super">2</span>',
        '<span style="vertical-align:super">1</span>2',
        '1<a href="#n2">2</a>',
        '<span style="display:block">1</span><span style="display:block">2</span>',
        '<span style="float:left">1</span><span>2</span>',
        '<span style="margin-right:1em">1</span><span>2</span>',
        "<span style='position:relative;top:-3.0pt;mso-text-raise:3.0pt'>1</span>2",
        "<input value=1>2",
        "<input value=1><input value=2>",
        "<meter>1</meter>2",
    ],
)
def test_figures_that_are_set_apart_are_not_run_together(markup):
    assert cell(markup) == "1 2"


@pytest.mark.parametrize(
    "markup",
    [
        "<span>1</span><span>2</span>",
        '<span lang="EN-US" style="font-size:12.0pt">1</span><span style="font-size:12pt">2</span>',
        '<span style="margin:0px;padding:0px;text-indent:-21.0pt">1</span><font>2</font>',
        '<span style="vertical-align:baseline;position:relative;height:0">1</span><b>2</b>',
        '<span style="opacity:0.5;font-size:0.5em">1</span>2',
        '<a href="#">12</a>',
    ],
)
def test_a_figure_in_pieces_is_one(markup):
    assert cell(markup) == "12"


@pytest.mark.parametrize(
    "mark", ["b", "font", "strong", "i", "em", "u", "small", "big", "a", "span"]
)
@pytest.mark.parametrize(
    "how",
    [
        "hidden",
        "style='display:none'",
        "style='DISPLAY : none !important;display:inline'",
        "style='text-decoration:line-through'",
        "style='position:absolute;left:-9999px'",
        "class=h",
        "id=h",
    ],
)
def test_a_mark_of_any_name_may_hide_a_figure(mark, how):
    style = "<style>.h{display:none} #h{visibility:hidden}</style>"
    for within in (f"<{mark} {how}>9</{mark}>12", f"<b><{mark} {how}><b>9</b>8</{mark}>12</b>"):
        assert cell(f"{style}{within}") == "12"


@pytest.mark.parametrize("mark", ["b", "font", "span"])
def test_a_raised_mark_of_any_name_is_apart(mark):
    assert cell(f'<{mark} style="vertical-align:super">1</{mark}>2') == "1 2"


@pytest.mark.parametrize(
    ("style", "hides"),
    [
        ("span.h{display:none}", True),
        ("td .h{display:none}", True),
        ("td > .h, p{display:none}", True),
        ("#i{display:none}", True),
        (".h{visibility:hidden}", True),
        (".h{text-decoration:line-through}", True),
        (".h{font-size:0}", True),
        ("table span[class='h']{opacity:0}", True),
        ("td span{display:none}", True),
        ("body.page td .h{display:none}", True),
        (".h:not(.x){display:none}", True),
        ("td:first-child+td>span{display:none}", True),
        (".h{display:none!important}.h{display:inline}", True),
        (".h{display:inline}.h{display:none}", True),
        ("span.h{display:none}.h{display:inline}", True),
        ("@media screen{.h{display:none}}", True),
        ("@supports (a:b){.h{display:none}}", True),
        ("@media print{.h{display:inline}}.h{display:none}", True),
        (".a{content:'}'}.h{display:none}", True),
        ("div.old .h{display:none}", False),
        ("div.page table .h{display:none}", False),
        ("p > .h{display:none}", False),
        ("body > .h{display:none}", False),
        ("@media print{.h{display:none}}", False),
        ("@media (max-width:600px){.h{display:none}}", False),
        (".h{display:none}@media (min-width:600px){.h{display:inline}}", False),
        (".h{display:none}span.h{display:inline}", False),
        ("#i{display:inline!important}.h{display:none!important;display:inline!important}", False),
        (".h:hover{display:none}", False),
        (".h::before{display:none}", False),
        ("@keyframes x{.h{display:none}}", False),
    ],
)
def test_what_style_sheets_hide_is_not_read(style, hides):
    page = (
        f"<style>{style}</style><body class=page><table><tr><td>甲</td>"
        "<td><span class=h id=i>9</span>12</td></tr></table>"
    )
    (table,) = document(page.encode(), "a.html").blocks
    assert isinstance(table, RawTable)
    assert table.rows[0].cells[1].text == ("12" if hides else "912")


def test_raised_by_a_style_sheet_is_apart():
    style = "<style>span.MsoFootnoteReference{vertical-align:super}</style>"
    assert cell(f"{style}12<span class=MsoFootnoteReference>1</span>") == "12 1"


def test_of_panes_the_one_that_is_shown_is_read():
    style = "<style>.tab-pane{display:none}.tab-pane.active{display:block}</style>"
    panes = "<div class=tab-pane><p>去年</div><div class='tab-pane active'><p>今年</div>"
    assert shown(f"{style}{panes}".encode(), "a.html") == ["今年"]


def test_letters_without_size_may_hold_others():
    page = "<style>.row{font-size:0}</style><div class=row><p style='font-size:16px'>甲</div>"
    assert shown(page.encode(), "a.html") == ["甲"]


@pytest.mark.parametrize(
    "page",
    [
        "<style>" + ".h{display:none}" * 5_000 + "</style><p>甲",
        "<style>" + "@media x{" * 100_000 + ".h{display:none}" * 3_000 + "</style><p>甲",
        "<style>.h "
        + "div " * 30
        + ".a{display:none}</style>"
        + "<div>" * 400
        + "<p class=a>甲" * 2_000,
        "<style>p:nth-child(2n){display:none}</style>" + "<p>甲" * 30_000,
        "<style>" * 50_000,
        "<style>" + "/*" * 500_000 + "</style><p>甲",
        "<style>" + "a,".join(["b{display:none}"] * 3_000) + "</style>" + "<b>甲</b>" * 20_000,
    ],
)
def test_style_sheets_take_no_longer_than_they_may(page):
    start = time.monotonic()
    read(page.encode(), "a.html")
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    "mark",
    [
        "<img src=a.png alt=569>",
        "<img src=a.png>",
        "<select><option>9<option selected>12</select>",
        "<textarea>12</textarea>",
        "<svg><text>12</text></svg>",
        "<object data=a></object>" + "<canvas></canvas>",
    ],
)
def test_what_is_no_text_is_told(mark):
    assert cell(mark) == "[图片]"
    imported = read(f"<p>收到申请{mark}件。<p>甲".encode(), "a.html")
    assert codes(imported) == ["R998"]


@pytest.mark.parametrize(
    "mark", ["<svg><path d=a></svg>", "<img src=a alt=''>", "<select></select>"]
)
def test_what_shows_no_letters_is_not_told(mark):
    assert cell(f"{mark}12") == "12"
    assert not codes(read(f"<p>收到申请{mark}件。<p>甲".encode(), "a.html"))


def test_a_picture_may_be_all_that_a_cell_holds():
    assert cell("<img src=a alt=''>") == "[图片]"
