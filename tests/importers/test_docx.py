"""What is read of Word documents: written as XML where it matters, by python-docx for the rest."""

from io import BytesIO
from typing import Any

import docx
import pytest

from reportdsl.importers.importer import read
from reportdsl.importers.raw import RawTable
from reportdsl.importers.readers.docxnumbers import written
from tests.importers.reading import codes, document, shown
from tests.importers.test_hostile import zipped

SPACES = " ".join(f"xmlns:{name}='{name}'" for name in ("w", "mc", "wps", "v"))


def word(body: str, **parts: str) -> bytes:
    """Return a document with a body, where ``<w:`` is written ``<``."""
    made = {"word/document.xml": f"<document {SPACES}><body>{body}</body></document>"}
    made |= {f"word/{name}.xml": f"<root {SPACES}>{text}</root>" for name, text in parts.items()}
    return zipped(dict(made))


def p(text: str, properties: str = "") -> str:
    return f"<p><pPr>{properties}</pPr><r><t>{text}</t></r></p>"


def tbl(*rows: str) -> str:
    return f"<tbl>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbl>"


def tc(text: str, properties: str = "") -> str:
    return f"<tc><tcPr>{properties}</tcPr>{p(text)}</tc>"


def drawn(place: str) -> str:
    picture = f"<drawing><{place}><pic/></{place}></drawing>"
    return f"<tc><p><r><t>1</t>{picture}</r></p></tc>"


BOX = "<txbxContent><p><r><t>框</t></r></p></txbxContent>"

TEXTS = [
    (p("甲") + p("  ") + p("乙"), ["甲", "乙"]),
    ("<p><r><t>甲</t><br/><t>乙</t><tab/><t>丙</t><cr/></r></p>", ["甲", "乙 丙"]),
    ("<p><r><t>1</t><noBreakHyphen/><t>2</t><softHyphen/><sym char='00B7'/></r></p>", ["1-2·"]),
    ("<p><r><sym char='F0FE'/><sym char='xx'/><t>甲</t></r></p>", ["〓〓甲"]),
    ("<p><r><sym font='Symbol' char='F02D'/><t>12</t></r></p>", ["-12"]),
    ("<p><r><sym font='Wingdings' char='F0FE'/><sym font='Symbol' char='00B3'/></r></p>", ["☑≥"]),
    ("<p><r><rPr><rFonts ascii='Symbol'/></rPr><t>-a中</t></r></p>", ["-α中"]),
    ("<p><r><rPr><rFonts ascii='Wingdings'/></rPr><t>5</t></r><r><t>5</t></r></p>", ["〓5"]),
    ("<p><r><t>\uf0b7</t></r></p>", ["〓"]),
    ("<p><r><t>12</t><drawing><inline><pic/></inline></drawing></r></p>", ["12"]),
    ("<p><r><drawing><inline><pic/></inline></drawing></r></p>", []),
    (
        "<p><ins><r><t>加</t></r></ins><del><r><delText>删</delText></r></del><r><t>尾</t></r></p>",
        ["加尾"],
    ),
    ("<p><moveTo><r><t>来</t></r></moveTo><moveFrom><r><t>去</t></r></moveFrom></p>", ["来"]),
    ("<p><pPr><rPr><del/></rPr></pPr><r><t>甲</t></r></p>" + p("乙"), ["甲乙"]),
    (
        "<p><pPr><rPr><del/></rPr></pPr><r><t>甲</t></r></p>" + tbl(tc("乙") + tc("1")),
        ["甲", [["乙", "1"]]],
    ),
    ("<p><fldSimple instr='x'><r><t>3</t></r></fldSimple></p>", ["3"]),
    ("<p><r><fldChar/><instrText>PAGE</instrText><fldChar/><t>3</t><fldChar/></r></p>", ["3"]),
    (
        "<p><hyperlink><r><t>链</t></r></hyperlink><smartTag><r><t>签</t></r></smartTag></p>",
        ["链签"],
    ),
    ("<sdt><sdtPr/><sdtContent>" + p("控件") + "</sdtContent></sdt>", ["控件"]),
    ("<p><sdt><sdtContent><r><t>内</t></r></sdtContent></sdt></p>", ["内"]),
    (
        "<p><r><rPr><vanish/></rPr><t>藏</t></r><r><rPr><vanish val='0'/></rPr><t>显</t></r></p>",
        ["显"],
    ),
    (
        "<p><r><t>12</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>3</t></r><r><t>4</t></r></p>",
        ["12 3 4"],
    ),
    (
        (
            f"<p><r><t>甲</t><mc:AlternateContent><mc:Choice><wps:txbx>{BOX}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><v:textbox>{BOX}</v:textbox></mc:Fallback></mc:AlternateContent></r></p>"
        ),
        ["甲", "框"],
    ),
    (f"<p><r><pict><v:textbox>{BOX}</v:textbox></pict></r></p>", ["框"]),
    (
        "<p><r><ruby><rt><r><t>hàn</t></r></rt><rubyBase><r><t>汉</t></r></rubyBase></ruby></r></p>",
        ["汉"],
    ),
]
TABLES = [
    (tbl(tc("甲") + tc("1"), tc("乙") + tc("")), [[["甲", "1"], ["乙", ""]]]),
    (
        tbl(
            tc("左", "<vMerge val='restart'/>") + tc("头", "<gridSpan val='2'/>"),
            tc("", "<vMerge/>") + tc("1") + tc("2"),
        ),
        [[["左", "1+2 头"], ["1+1 1", "2"]]],
    ),
    # Two runs of merged cells, one below the other.
    (
        tbl(
            *(
                tc(t, f"<vMerge{v}/>") + tc(n)
                for t, v, n in (
                    ("甲", " val='restart'", "1"),
                    ("", "", "2"),
                    ("乙", " val='restart'", "3"),
                    ("", " val='continue'", "4"),
                )
            )
        ),
        [[["甲", "1"], ["1+1 2"], ["乙", "3"], ["1+1 4"]]],
    ),
    # What continues nothing begins here.
    (
        tbl(tc("甲") + tc("1"), tc("乙", "<gridSpan val='2'/><vMerge/>")),
        [[["甲", "1"], ["0+2 乙"]]],
    ),
    (
        tbl("<trPr><gridBefore val='1'/></trPr>" + tc("1"), tc("甲") + tc("2")),
        [[["", "1"], ["甲", "2"]]],
    ),
    (f"<tbl><tr>{drawn('inline')}{tc('2')}</tr></tbl>", [[["1〓", "2"]]]),
    (f"<tbl><tr>{drawn('anchor')}{tc('2')}</tr></tbl>", [[["1", "2"]]]),
    ("<tbl><tr><tc><p><r><pict><shape><imagedata/></shape></pict></r></p></tc></tr></tbl>", []),
    (
        tbl(tc("头", "<hMerge val='restart'/>") + tc("", "<hMerge/>"), tc("1") + tc("2")),
        [[["0+2 头"], ["1", "2"]]],
    ),
    (tbl(tc("甲") + tc("1"), "<trPr><del/></trPr>" + tc("乙") + tc("2")), [[["甲", "1"]]]),
    (
        tbl(tc("甲") + tc("1"), "<trPr><ins/></trPr>" + tc("乙") + tc("2")),
        [[["甲", "1"], ["乙", "2"]]],
    ),
    (
        f"<tbl><sdt><sdtContent><tr>{tc('甲')}{tc('1')}</tr></sdtContent></sdt></tbl>",
        [[["甲", "1"]]],
    ),
    (
        f"<tbl><tr><sdt><sdtContent>{tc('甲')}</sdtContent></sdt>{tc('1')}</tr></tbl>",
        [[["甲", "1"]]],
    ),
    (
        f"<tbl><tr><tc>{p('商业')}{p('企业')}</tc><tc>{p('22')}{p('(其中)')}</tc></tr></tbl>",
        [[["商业企业", "22 (其中)"]]],
    ),
    (
        f"<tbl><tr><tc>{p('前')}{tbl(tc('甲') + tc('1'))}{p('后')}</tc>{tc('旁')}</tr></tbl>",
        ["前", [["甲", "1"]], "后", "旁"],
    ),
    (f"<tbl><tr><tc>{p('甲')}{p('乙')}</tc></tr></tbl>", ["甲", "乙"]),
    (tbl(tc("") + tc("")), []),
    (tbl(tc("甲", "<gridSpan val='x'/>") + tc("1")), [[["甲", "1"]]]),
]


@pytest.mark.parametrize(("body", "expected"), [*TEXTS, *TABLES])
def test_a_document_is_read(body, expected):
    data = word(body)
    assert shown(data, "a.docx") == expected
    assert shown(data, "no name") == expected


STYLES = (
    "<style styleId='a'><name val='heading 2'/></style>"
    "<style styleId='b'><name val='x'/><basedOn val='a'/></style>"
    "<style styleId='c'><name val='y'/><basedOn val='c'/><pPr><outlineLvl val='0'/></pPr></style>"
    "<style styleId='d'><name val='z'/><basedOn val='d'/></style>"
    "<style styleId='e'><name val='标题 1'/><pPr><numPr><numId val='1'/></numPr></pPr></style>"
)
NUMBERING = (
    "<abstractNum abstractNumId='7'>"
    "<lvl ilvl='0'><start val='1'/><numFmt val='chineseCounting'/><lvlText val='%1、'/></lvl>"
    "<lvl ilvl='1'><start val='1'/><numFmt val='decimal'/><lvlText val='%1.%2'/></lvl>"
    "<lvl ilvl='3'><isLgl/><numFmt val='decimal'/><lvlText val='%1.%4'/></lvl>"
    "<lvl ilvl='2'><numFmt val='bullet'/><lvlText val='•'/></lvl></abstractNum>"
    "<num numId='1'><abstractNumId val='7'/></num>"
    "<num numId='2'><abstractNumId val='7'/>"
    "<lvlOverride ilvl='0'><startOverride val='11'/></lvlOverride></num>"
)


LETTERS = (
    "<docDefaults><rPrDefault><rPr/></rPrDefault></docDefaults>"
    "<style styleId='high' type='character'><rPr><vertAlign val='superscript'/></rPr></style>"
    "<style styleId='higher' type='character'><basedOn val='high'/></style>"
    "<style styleId='flat' type='character'><basedOn val='high'/>"
    "<rPr><vertAlign val='baseline'/></rPr></style>"
    "<style styleId='up' type='character'><rPr><position val='6'/></rPr></style>"
    "<style styleId='out' type='character'><rPr><strike/></rPr></style>"
    "<style styleId='twice' type='character'><rPr><dstrike/></rPr></style>"
    "<style styleId='gone' type='character'><rPr><vanish/></rPr></style>"
    "<style styleId='kept' type='character'><basedOn val='gone'/>"
    "<rPr><vanish val='0'/></rPr></style>"
    "<style styleId='dark' type='paragraph'><rPr><vanish/></rPr></style>"
    "<style styleId='darker' type='paragraph'><basedOn val='dark'/></style>"
)


def styled(style: str, direct: str = "") -> str:
    return f"<r><rPr><rStyle val='{style}'/>{direct}</rPr><t>9</t></r>"


@pytest.mark.parametrize(
    ("paragraph", "run", "expected"),
    [
        ("", styled("high"), ["12 9"]),
        ("", styled("higher"), ["12 9"]),
        ("", styled("flat"), ["129"]),
        ("", styled("high", "<vertAlign val='baseline'/>"), ["129"]),
        ("", styled("up"), ["12 9"]),
        ("", styled("out"), ["12"]),
        ("", styled("out", "<strike val='false'/>"), ["129"]),
        ("", styled("twice"), ["12"]),
        ("", styled("gone"), ["12"]),
        ("", styled("gone", "<vanish val='0'/>"), ["129"]),
        ("", styled("kept"), ["129"]),
        ("", styled("unknown"), ["129"]),
        ("dark", styled("unknown"), []),
        ("darker", styled("", "<vanish val='0'/>"), ["9"]),
        # Both switch it: so it is off.
        ("darker", styled("gone"), ["9"]),
    ],
)
def test_letters_look_as_their_styles_say(paragraph, run, expected):
    body = f"<p><pPr><pStyle val='{paragraph}'/></pPr><r><t>12</t></r>{run}</p>"
    assert shown(word(body, styles=LETTERS), "a.docx") == expected


def test_paragraphs_that_name_no_style_have_one():
    gone = "<style styleId='Normal' type='paragraph' default='1'><rPr><strike/></rPr></style>"
    assert shown(word(p("甲"), styles=gone), "a.docx") == []


def numbered(text: str, number: int, level: int) -> str:
    return p(text, f"<numPr><ilvl val='{level}'/><numId val='{number}'/></numPr>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("甲", "<pStyle val='a'/>"), [(2, "甲")]),
        (p("甲", "<pStyle val='b'/>"), [(2, "甲")]),
        (p("甲", "<pStyle val='c'/>"), [(1, "甲")]),
        (p("甲", "<pStyle val='d'/>") + p("乙", "<pStyle val='no'/>"), ["甲", "乙"]),
        (p("甲", "<outlineLvl val='2'/>"), [(3, "甲")]),
        (p("甲", "<pStyle val='a'/><outlineLvl val='9'/>"), ["甲"]),
        (
            p("总体情况", "<pStyle val='e'/>") + p("") + p("其他", "<pStyle val='e'/>"),
            [(1, "一、总体情况"), (1, "二、其他")],
        ),
        (
            numbered("甲", 1, 0)
            + numbered("Yes", 1, 1)
            + numbered("no", 1, 1)
            + numbered("乙", 1, 0)
            + numbered("x", 1, 1),
            ["一、甲", "一.1 Yes", "一.2 no", "二、乙", "二.1 x"],
        ),
        (numbered("甲", 1, 0) + numbered("x", 1, 3), ["一、甲", "1.1 x"]),
        (numbered("甲", 2, 0) + numbered("乙", 1, 0), ["十一、甲", "一、乙"]),
        (numbered("甲", 1, 2) + numbered("乙", 0, 0) + numbered("丙", 9, 0), ["甲", "乙", "丙"]),
    ],
)
def test_headings_and_numbers_are_those_that_word_shows(body, expected):
    assert shown(word(body, styles=STYLES, numbering=NUMBERING), "a.docx") == expected


@pytest.mark.parametrize(
    ("count", "kind", "expected"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (2_008, "chineseCounting", "二千零八"),
        (10_000, "chineseCounting", "10000"),
        (0, "chineseCounting", "0"),
        (3, "decimalEnclosedCircle", "③"),
        (3, "decimalFullWidth", "３"),
        (27, "lowerLetter", "27"),
        (2, "upperLetter", "B"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (4, "ordinal", "4"),
    ],
)
def test_counts_are_written_as_word_does(count, kind, expected):
    assert written(count, kind) == expected


def test_what_python_docx_writes_is_read():
    made: Any = docx.Document()
    made.core_properties.title = "年报"
    made.core_properties.author = "某局"
    made.add_heading("一、总体情况", 1)
    made.add_paragraph("正文")
    table = made.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "左"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "头"
    for at in range(1, 4):
        table.cell(1, at).text = f"列{at}"
        table.cell(2, at).text = str(at)
    out = BytesIO()
    made.save(out)
    assert shown(out.getvalue(), "a.docx") == [
        (1, "一、总体情况"),
        "正文",
        [["左", "1+3 头"], ["1+1 列1", "列2", "列3"], ["", "1", "2", "3"]],
    ]
    found = document(out.getvalue(), "a.docx")
    assert found.title == "年报"
    assert ("creator", "某局") in found.facts
    assert not found.loose


def test_places_are_told_in_words():
    found = document(word(p("甲") + tbl(tc("乙") + tc("1"), tc("丙") + tc("2"))), "a.docx")
    table = found.blocks[1]
    assert isinstance(table, RawTable)
    assert found.source.place(found.blocks[0].span) == ("第1段", "paragraph 1")
    row = table.rows[1]
    assert found.source.place(row.span) == ("第1个表格第2行", "table 1, row 2")
    assert found.source.place(row.cells[1].span) == (
        "第1个表格第2行第2列",
        "table 1, row 2, column 2",
    )


def ref(kind: str, number: int) -> str:
    return f"<r><{kind}Reference id='{number}'/></r>"


NOTED = (
    f"<p><r><t>甲</t></r>{ref('footnote', 2)}<del>{ref('footnote', 4)}</del></p>"
    f"<tbl><tr>{tc('乙')}<tc><p><r><t>12</t></r>{ref('footnote', 1)}</p></tc></tr></tbl>"
    f"<p><r><t>丙</t></r>{ref('endnote', 1)}{ref('footnote', 9)}</p>"
)
NOTES = (
    f"<footnote id='-1' type='separator'>{p('线')}</footnote><footnote id='1'>{p('注一')}</footnote>"
    f"<footnote id='2'>{p('注二')}{p('又')}</footnote><footnote id='4'>{p('删')}</footnote>"
)


def beside(data: bytes) -> list[tuple[str, str]]:
    found = document(data, "a.docx")
    places = [found.source.place(text.span) for text in found.beside]
    return [
        (place[0], text.text) for place, text in zip(places, found.beside, strict=True) if place
    ]


def test_hidden_rows_are_left_out_and_told():
    data = word(tbl(tc("甲") + tc("1"), "<trPr><hidden/></trPr>" + tc("甲") + tc("2")))
    assert shown(data, "a.docx") == [[["甲", "1"]]]
    (found,) = read(data, "a.docx").diagnostics
    assert found.rule.code == "R929"
    assert dict(found.args)["count"] == 1


PICTURE = "<drawing><inline><pic/></inline></drawing>"


def test_pictures_and_unknown_signs_are_told_at_their_places():
    cell = f"<tc><p><r><t>1</t>{PICTURE}</r></p></tc>"
    sign = "<p><r><t>丁</t><sym font='Wingdings' char='F021'/></r></p>"
    data = word(
        p("甲")
        + f"<p><r>{PICTURE}</r></p>"
        + f"<tbl><tr>{tc('乙')}{cell}</tr></tbl>"
        + p("丙")
        + sign
    )
    assert shown(data, "a.docx") == ["甲", [["乙", "1〓"]], "丙", "丁〓"]
    first, second = read(data, "a.docx").diagnostics
    assert first.message("zh") == ("图片里的内容读不出来，没有取用：第1段、第1个表格第1行第2列")
    assert second.message("en").endswith("paragraph 3")


def test_what_reviewers_remark_is_kept_beside_the_text():
    data = word(
        f"<p><r><t>甲</t></r>{ref('comment', 3)}</p>",
        comments=(f"<comment id='3'>{p('核实')}</comment>"),
    )
    assert shown(data, "a.docx") == ["甲"]
    assert beside(data) == [("批注1", "核实")]


def test_notes_are_kept_beside_the_text():
    data = word(NOTED, footnotes=NOTES, endnotes=f"<endnote id='1'>{tbl(tc('末'))}</endnote>")
    assert shown(data, "a.docx") == ["甲", [["乙", "12"]], "丙"]
    assert beside(data) == [("脚注1", "注二"), ("脚注1", "又"), ("脚注2", "注一"), ("尾注1", "末")]


@pytest.mark.parametrize(
    "text", ["", "- 3 -", "第 1 页 共 5 页", "第1页/共5页", "Page 1 of 5", "甲"]
)
def test_what_heads_of_pages_count_or_repeat_is_nothing(text):
    assert beside(word(p("甲"), footer1=p(text))) == []


def test_heads_and_feet_of_pages_are_kept_beside_the_text():
    data = word(p("甲"), header1=p("内部资料"), header2=p("内部资料"), footer1=tbl(tc("电话")))
    assert shown(data, "a.docx") == ["甲"]
    assert beside(data) == [("页眉", "内部资料"), ("页脚", "电话")]


@pytest.mark.parametrize("parts", [{"styles": "<a>"}, {"numbering": "&x;"}])
def test_damage_in_any_part_is_told(parts):
    assert codes(read(word(p("甲"), **parts), "a.docx")) == ["R920"]


def test_a_document_of_nothing_is_empty():
    assert shown(zipped({"word/document.xml": "<x/>"}), "a.docx") == []
