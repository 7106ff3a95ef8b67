"""Whatever the bytes are, a reader gives a document or says why not; it never raises or hangs."""

import random
import time
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdsl.importers.importer import read
from tests.importers.test_docx import BOX, NUMBERING, STYLES, numbered, p, tbl, tc, word
from tests.importers.test_sheets import cell, ods, report, values, workbook

HERE = Path(__file__).parent
MARKS = [
    "<table>",
    "<tr>",
    "<td>",
    "<td/colspan=3>",
    "<td\nrowspan=0>",
    "<p>",
    "<div>",
    "<b>",
    "<a>",
    "<li>",
    "<h1>",
    "<br>",
    "<svg>",
    "<title>",
    "<script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "</table>",
    "</td>",
    "</p>",
    "</div>",
    "</b>",
    "</h1>",
    "</script>",
    "&#0;",
    "&nbsp;",
    "<input/value=1>",
    "<caption>",
    "<x:y>",
    "<col>",
    "<tbody>",
    "</tbody>",
    "<template>",
    "甲",
    "1",
    '"',
    "'",
    "=",
    ">",
    "<",
    "\x00",
]


def read_in_time(data: bytes, name: str) -> None:
    start = time.process_time()
    imported = read(data, name)
    assert time.process_time() - start < 5
    assert imported.document is not None or imported.diagnostics
    if imported.document is not None:
        source = imported.document.source
        for found in imported.diagnostics:
            assert 0 <= found.span.start <= found.span.end <= len(source.text)


@given(st.lists(st.sampled_from(MARKS), max_size=60))
def test_no_markup_raises(marks):
    read_in_time("".join(marks).encode(), "a.html")


@given(st.binary(max_size=300), st.sampled_from(["a.html", "a.csv", "a.docx", "a", "a.mht"]))
def test_no_bytes_raise(data, name):
    read_in_time(data, name)


def sample_docx() -> bytes:
    made = docx.Document()
    made.add_heading("一、甲", 1)
    made.add_table(2, 2).cell(0, 0).text = "1"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


SAMPLES = {
    "python-docx": sample_docx(),
    "docx": word(
        p("甲")
        + numbered("乙", 1, 0)
        + tbl(tc("丙", "<gridSpan val='2'/>"), tc("1") + tc("2"))
        + BOX,
        styles=STYLES,
        numbering=NUMBERING,
    ),
    "xlsx": workbook(report),
    "values": workbook(values),
    "ods": ods("<t:table><t:table-row>" + cell("1") + cell("2") + "</t:table-row></t:table>"),
    "xls": (HERE / "files" / "old.xls").read_bytes(),
    "html": (HERE / "pages" / "word-pasted.html").read_bytes()[:8000],
    "csv": "甲,1\n乙,2\n".encode() * 20,
}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_damage_raises(name):
    chance = random.Random(name)
    for _ in range(40):
        data = bytearray(SAMPLES[name])
        for _ in range(chance.randrange(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        read_in_time(bytes(data[: chance.randrange(len(data) // 2, len(data) + 1)]), f"a.{name}")


@settings(max_examples=50)
@given(
    st.text(alphabet="<>/ abcdw:=\"'0", max_size=80), st.sampled_from(["t", "p", "tbl", "gridSpan"])
)
def test_no_odd_part_raises(text, tag):
    read_in_time(word(f"<{tag} val='{text.translate({39: '', 60: ''})}'/><p>{text}</p>"), "a.docx")
    read_in_time(word(p("甲"), styles=text, numbering=text), "a.docx")


@pytest.mark.parametrize(
    "number", ["-1", "99999999999999999999", "1e9", "", "²", "٣", "0x1", "9" * 5000]
)
def test_no_odd_number_raises(number):
    body = "".join(
        f"<p><pPr><numPr><ilvl val='{number}'/><numId val='{number}'/></numPr>"
        f"<outlineLvl val='{number}'/></pPr><r><t>甲</t><sym char='{number}'/></r></p>"
        f"<tbl><tr><trPr><gridBefore val='{number}'/></trPr>{tc('1', f'<gridSpan val={number!r}/>')}</tr></tbl>"
        for _ in range(2)
    )
    start = NUMBERING.replace("'11'", f"'{number}'").replace(
        "start val='1'", f"start val='{number}'"
    )
    read_in_time(word(body, styles=STYLES, numbering=start), "a.docx")
    spans = f"t:number-columns-repeated='{number}' t:number-rows-spanned='{number}'"
    read_in_time(ods(f"<t:table><t:table-row>{cell('1', spans)}</t:table-row></t:table>"), "a.ods")
    page = f"<table><tr><td colspan='{number}' rowspan='{number}'>1<td>2</table>"
    read_in_time(page.encode(), "a.html")
