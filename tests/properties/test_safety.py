"""The threats of the design's safety table that a source alone can pose; the ids are its rows."""

import json
import os
import random
import sys
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

import reportdsl
from reportdsl.diagnostics.render import concise, terminal
from reportdsl.diagnostics.render import json as as_json
from tests.properties.totality import FORMATS

CANARY = "金丝雀canary7351"

# ── F1, F2, F3: nothing outside the root is read, and nothing of what is no report is shown ───────

OUTSIDE = (
    "../secret.report", "./../secret.report", "a/../../secret.report", "../out/secret.report", "..//secret.report",
    ".././secret.report", "a/./../../secret.report", "../../../../../../etc/passwd", "/etc/passwd", "//etc/passwd",
    "/proc/self/environ", "/dev/stdin", "/dev/zero", "/dev/fd/0", "/proc/self/fd/0", "file:///etc/passwd", "file:/etc/passwd",
    "http://127.0.0.1/a", "~/.bashrc", "~root/.bashrc", "$HOME/.bashrc", "${HOME}/a", "%2e%2e/secret.report", "%2e%2e%2fsecret.report",
    "..%2fsecret.report", "%252e%252e%252fsecret.report", "..%c0%afsecret.report", "．．/secret.report", "..／secret.report", "．．／secret.report",
    "‥/secret.report", "․․/secret.report", "..\\secret.report", "..\\..\\secret.report", "\\\\server\\share\\a", "\\\\?\\C:\\a",
    "C:\\Windows\\win.ini", "C:/Windows/win.ini", "c:secret", "a\0b", "secret.report\0.png", "../secret.report\0", "con", "nul", "aux.report",
    "a" * 5000, "../" * 3000 + "etc/passwd", "a/" * 3000, ".", "..", "/", "./", "", " ", "../secret.report ", " ../secret.report",
    "*", "../*", "**/*", "?", "link.report", "dir/secret.report", "chain.report", "loop.report", "loop/a", "fifo.report", ".git/config",
    ".GIT/config", "a/../.git/config", "../root/../secret.report", "\u202e../secret.report", "..\u200b/secret.report", "\ufeff../secret.report",
    "..\u3000/secret.report", "-", "--help", "|cat /etc/passwd", "`id`", "$(id)", "{1}", '"../secret.report"', "“../secret.report”",
)  # fmt: skip
PLACES = {
    "include": "@引用 {path}\n",
    "include, quoted": '@引用 "{path}"\n',
    "last year": "标题: a\n年度: 2024\n上年: {path}\n\n甲{{上年.甲}}\n",
    "form": "标题: a\n格式: {path}\n\n@表 甲\n* | 1\n",
    "form on form": "标题: a\n格式: own.form\n\n@表 甲\n* | 1\n",
    "units": "标题: a\n下级: {path}\n\n甲\n",
}


def shown(made: reportdsl.Compilation) -> str:
    """Return everything that a caller could print of a compilation."""
    found = made.diagnostics
    texts = [as_json.render_json(found, made.sources)]
    for language in ("zh", "en"):
        texts += [
            terminal.render_all(found, made.sources, language),
            concise.render_all(found, made.sources, language),
        ]
    texts += [made.emit(output, draft=True) for output in FORMATS]
    return "\n".join(map(str, texts))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project beside a secret, with links to it of every kind."""
    folder = tmp_path / "root"
    (folder / ".git").mkdir(parents=True)
    (folder / "a").mkdir()
    secret = f"标题: {CANARY}\n\n# {CANARY}\n\n{CANARY}{{1/0}}\n\n@格式 {CANARY}\n@表式 甲\n列\n {CANARY}\n"
    (tmp_path / "secret.report").write_text(secret, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.report").write_text(secret, encoding="utf-8")
    (folder / ".git" / "config").write_text(CANARY, encoding="utf-8")
    (folder / "link.report").symlink_to("../secret.report")
    (folder / "dir").symlink_to(tmp_path, target_is_directory=True)
    (folder / "chain.report").symlink_to("link.report")
    (folder / "loop.report").symlink_to("loop.report")
    (folder / "loop").symlink_to("loop", target_is_directory=True)
    os.mkfifo(folder / "fifo.report")
    (folder / "own.form").write_text(
        "@引用 ../secret.report\n@格式 b\n@表式 甲\n列\n c\n", encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("place", PLACES)
def test_f1_f2_no_path_leads_out_of_the_root(root: Path, place: str) -> None:
    for path in OUTSIDE:
        source = PLACES[place].format(path=path)
        for base in ({"root": root}, {"world": reportdsl.DiskWorld(root)}):
            name = "r.report" if "root" in base else str(root / "r.report")
            made = reportdsl.compile_text(source, name=name, **base)
            assert CANARY not in shown(made), path
            assert "root:x:" not in shown(made)
            if (
                not made.reading.binary
                and place.startswith(("include", "last", "form"))
                and path.strip()
            ):
                assert made.errors or place == "form on form" or path.startswith("//"), path


@pytest.mark.parametrize("place", PLACES)
def test_f1_no_path_leads_out_of_a_world_in_memory(place: str) -> None:
    world = reportdsl.MemoryWorld(
        {
            "../secret.report": CANARY,
            "/etc/passwd": CANARY,
            "root/own.form": "@引用 ../../secret.report\n",
        }
    )
    for path in OUTSIDE:
        made = reportdsl.compile_text(
            PLACES[place].format(path=path), name="root/r.report", world=world
        )
        assert CANARY not in shown(made), path


def test_f1_nothing_outside_the_root_is_opened(root: Path) -> None:
    """The whole corpus once more, with every opening of a file looked at."""
    opened: list[str] = []
    listening = True

    def hook(event: str, args: tuple[object, ...]) -> None:
        if listening and event == "open" and isinstance(args[0], str | bytes):
            opened.append(os.fsdecode(args[0]))

    made = reportdsl.compile_text("甲", name="r.report", root=root)
    shown(made)  # so that templates and the grammar are loaded
    sys.addaudithook(hook)
    for place in PLACES.values():
        for path in OUTSIDE:
            reportdsl.compile_text(place.format(path=path), name="r.report", root=root).diagnostics  # noqa: B018
    listening = False
    package = str(Path(reportdsl.__file__).parent)
    strange = [
        p
        for p in opened
        if not os.path.realpath(p).startswith(
            (str(root.resolve()), package, sys.prefix, sys.base_prefix)
        )
    ]
    assert strange == []


def test_f3_a_file_that_is_no_report_is_not_quoted(root: Path) -> None:
    (root / "key.pem").write_text(f"-----BEGIN KEY-----\n{CANARY}\n", encoding="utf-8")
    (root / "data.bin").write_bytes(b"\0\1" + CANARY.encode())
    for place in ("form", "last year"):
        for path in ("key.pem", "data.bin"):
            made = reportdsl.compile_text(
                PLACES[place].format(path=path), name="r.report", root=root
            )
            assert CANARY not in shown(made)


# ── X3: figures ──────────────────────────────────────────────────────────────────────────────────

GIANTS = ("1e9", "1E999999", "1e-9", "9" * 31, "1" + "0" * 5000, "0." + "1" * 9, "NaN", "nan", "Infinity", "-inf", "1_000", "0x10", "1.", ".5", "1,23", "--1", "+-1", "1..2", "½", "٣", "²", "1 000")  # fmt: skip


@pytest.mark.parametrize("text", GIANTS)
def test_x3_what_is_no_figure_is_an_error_in_cells_and_expressions(text: str) -> None:
    form = "@格式 自拟\n@表式 表 <小数>\n列\n  甲\n行\n  乙\n"
    world = reportdsl.MemoryWorld({"own.form": form})
    made = reportdsl.compile_text(
        f"格式: own.form\n\n@表 表\n乙 | {text}\n", name="r.report", world=world
    )
    assert [d.severity for d in made.diagnostics] == [reportdsl.Severity.ERROR]
    if text not in {"--1", "+-1"}:
        for source in (
            f"{{{text}}}",
            f"@校验 {text} = 1",
            f"格式: own.form\n\n@表 表\n乙 | ={text}\n",
        ):
            made = reportdsl.compile_text(source, name="r.report", world=world)
            assert made.errors, source


def test_x3_arithmetic_is_that_of_fractions() -> None:
    rng = random.Random(3)
    lines = []
    for _ in range(1500):
        text, value = expression(rng, 3)
        lines.append(f"@校验 {text} = {literal(value.numerator)} / {literal(value.denominator)}")
    made = reportdsl.compile_text(
        "甲\n" + "\n".join(lines), name="r.report", world=reportdsl.MemoryWorld({})
    )
    assert [d.message("en") for d in made.diagnostics] == []


def literal(number: int) -> str:
    """Write an integer of any size with figures of at most thirty digits."""
    whole, rest = divmod(abs(number), 10**28)
    text = f"({literal(whole)} * 1{'0' * 28} + {rest})" if whole else str(rest)
    return f"(-{text})" if number < 0 else text


def expression(rng: random.Random, depth: int) -> tuple[str, Fraction]:
    """Return an expression and its value; it divides by nothing that is zero."""
    if not depth or rng.random() < 0.2:
        digits = rng.choice((1, 3, 12, 29))
        places = rng.randint(0, min(8, digits))
        number = rng.randrange(10**digits)
        text = str(number).rjust(places + 1, "0")
        text = f"{text[:-places]}.{text[-places:]}" if places else text
        if len(text.replace(".", "")) > 30:
            return "1", Fraction(1)
        percent = rng.random() < 0.2
        return text + "%" * percent, Fraction(number, 10**places) / (100 if percent else 1)
    (a, x), (b, y) = expression(rng, depth - 1), expression(rng, depth - 1)
    match rng.choice("+-*×/÷amrn"):
        case "+":
            return f"({a} + {b})", x + y
        case "-":
            return f"({a} - {b})", x - y
        case "*" | "×" as sign:
            return f"{a} {sign} ({b})", x * y
        case "/" | "÷" as sign if y:
            return f"({a} {sign} ({b}))", x / y
        case "a":
            return f"绝对值({a} - {b})", abs(x - y)
        case "m":
            return f"最大({a}, {b})", max(x, y)
        case "r":
            places = rng.randint(0, 8)
            return f"舍入({a}, {places})", rounded(x, places)
        case _:
            return f"若({a} < {b}, {a}, {b})", min(x, y)


def rounded(value: Fraction, places: int) -> Fraction:
    units = abs(value) * 10**places
    whole = units.numerator // units.denominator + (units % 1 >= Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10**places)


# ── H1, H2: markup ───────────────────────────────────────────────────────────────────────────────

XSS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "'\"><script>alert(1)</script>",
    "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>", "</td></table><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&#x3c;script",
    "<math><mi xlink:href=javascript:alert(1)>", "<base href=//e.example>", "<meta http-equiv=refresh content=0>", "<style>*{}</style>", "{{7*7}}", "{%raw%}",
    "＜script＞alert(1)＜/script＞", "<scr\u200bipt>", "\u202e<tpircs>", "onmouseover=alert(1) x=", "`onerror=1`", "$(id)", "<plaintext>", "<textarea>", "<noscript><p title='</noscript><img src=x onerror=1>'>",
    "![a](javascript:1)", "# a", "- a", "1. a", "> a", "---", "===", "```", "~~~", "    a", "a | b", "|---|", "<b>a</b>", "&copy;", "*a*", "_a_", "~~a~~", "<http://e.example>", "http://e.example", "www.e.example", "a\\", "\\<b>", ":smile:", "[^1]", "[a]: b", "+ a", "\ta",
)  # fmt: skip
LINKS = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:1", "java\tscript:1", "data:text/html,<b>", "vbscript:1", "//e.example", "/a", "a.html", "\x01javascript:1", "&#106;avascript:1", "javascript&colon;1", "http:a", "https:/a", "ftp://e.example", "file:///etc/passwd", 'http://e.example/"onclick=alert(1)', "http://e.example/'><script>", '#"><b>', 'mailto:a"b')  # fmt: skip
ELEMENTS = {"html", "head", "body", "meta", "title", "style", "article", "main", "header", "footer", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "a", "div", "span", "aside", "nav", "colgroup", "col"}  # fmt: skip


def hostile(text: str, *, head: bool = True) -> str:
    """Return a report with a text at every place that takes one."""
    safe = text
    for char in '\\{}*[]|"':
        safe = safe.replace(char, "\\" + char)
    alone = "\\" + safe if safe.startswith(("#", "@", "/")) else safe or "甲"
    quoted = text.replace('"', "“")
    # A backslash at the end would take the next line in.
    name = text.rstrip("\\")
    lines = (
        [f"标题: {name}", f"机关: {name}", "格式: own.form", ""] if head else ["格式: own.form", ""]
    )
    lines += [
        f"# 一{safe}",
        f"甲{safe}",
        f"**甲{safe}**",
        f"[{safe or '甲'}](https://e.example/)",
        alone,
    ]
    lines += [
        "@表 表",
        f'乙 | "{quoted}"',
        f"@标签 乙: {name}",
        f"@标签 甲: {name}",
        f"@注 甲{safe}",
        "",
    ]
    lines += [f"@简表 {name}", f'项 | "{quoted}" | 说明', f'行 | 1 | "{quoted}"', "", "@落款"]
    return "\n".join(lines) + "\n"


def compiled(source: str) -> reportdsl.Compilation:
    form = "@格式 自拟\n@表式 表 <文本>\n列\n  项目 <行名>\n  甲\n行\n  乙\n"
    return reportdsl.compile_text(
        source, name="r.report", world=reportdsl.MemoryWorld({"own.form": form})
    )


def harmless(page: str) -> LexborHTMLParser:
    """Parse a page as browsers do and check that it holds nothing but our own markup."""
    read = LexborHTMLParser(page)
    for node in read.css("*"):
        assert node.tag in ELEMENTS, node.tag
        for name, value in node.attributes.items():
            assert not name.startswith("on"), name
            if name in {"href", "src", "action", "style"}:
                assert name in {"href", "style"}
            if name == "href":
                assert (value or "").lower().startswith(("http://", "https://", "mailto:", "#")), (
                    value
                )
            if name == "style":
                assert "url" not in (value or "")
    return read


@pytest.mark.parametrize("text", XSS)
def test_h1_no_text_becomes_markup(text: str) -> None:
    made = compiled(hostile(text))
    assert [d for d in made.errors if d.rule.code != "R102"] == []
    for output in ("html", "cms"):
        read = harmless(made.emit(output, draft=True))
        texts = [" ".join(n.text().split()) for n in read.css("p, td, th, h1, h2, h3, a, strong")]
        assert " ".join(f"甲{text}".split()) in texts
        assert " ".join(text.split()) in texts
    for tables in ("gfm", "html"):
        page = (
            MarkdownIt("commonmark")
            .enable(["table", "strikethrough"])
            .render(made.emit("md", draft=True, tables=tables))
        )
        read = harmless_markdown(page)
        assert " ".join(f"甲{text}".split()) in [" ".join(n.text().split()) for n in read.css("p")]


def harmless_markdown(page: str) -> LexborHTMLParser:
    read = LexborHTMLParser(page)
    for node in read.css("*"):
        assert node.tag in ELEMENTS, (node.tag, page)
        assert not any(name.startswith("on") for name in node.attributes)
        assert (node.attributes.get("href") or "#").startswith(("https://e.example/", "#")), (
            node.attributes
        )
    return read


@pytest.mark.parametrize("target", LINKS)
def test_h1_no_link_leads_to_a_script(target: str) -> None:
    made = compiled(f"甲[乙]({target})丙\n")
    for output in ("html", "cms"):
        harmless(made.emit(output, draft=True))
    page = LexborHTMLParser(MarkdownIt("commonmark").render(made.emit("md", draft=True)))
    for node in page.css("*"):
        assert node.tag in ELEMENTS
        href = (node.attributes.get("href") or "#").lower()
        assert href.startswith(("http://", "https://", "mailto:", "#"))


@pytest.mark.parametrize("text", XSS)
def test_h2_a_cell_is_read_back_as_it_stands(text: str) -> None:
    made = compiled(hostile(text))
    want = " ".join(text.split())
    tokens = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .parse(made.emit("md", draft=True))
    )
    inside, cells = False, []
    for token in tokens:
        if inside and token.type == "inline":
            cells.append("".join(child.content for child in token.children or ()))
        inside = token.type in {"td_open", "th_open"}
    wanted = want.replace('"', "“")
    assert cells.count(wanted) >= 3
    if "|" in unicodedata.normalize("NFKC", text):
        with pytest.raises(reportdsl.ReportError):
            made.emit("pipe", draft=True)
    else:
        lines = made.emit("pipe", draft=True).split("\n")
        assert f"行 | 1 | {unicodedata.normalize('NFKC', wanted)} |" in lines or not want


def test_h1_the_json_of_a_page_is_json() -> None:
    for text in XSS:
        document = json.loads(compiled(hostile(text)).emit("json", draft=True))
        assert document["title"] == text.strip().rstrip("\\")


# ── H5: look-alikes ──────────────────────────────────────────────────────────────────────────────


def confusables() -> list[str]:
    """Return figures of which one character is not what it seems, some hundreds."""
    digits = [
        chr(c)
        for c in range(0x80, 0x1FFFF)
        if unicodedata.category(chr(c)) == "Nd" and not 0xFF10 <= c <= 0xFF19
    ]
    unseen = [
        chr(c)
        for c in (
            0x200B,
            0x200C,
            0x200D,
            0x2060,
            0xFEFF,
            0xAD,
            0x202E,
            0x202D,
            0x2066,
            0x2069,
            0x200E,
            0x200F,
            0x301,
            0xFE0F,
        )
    ]
    letters = list("OoΟοОо〇○lIΙІ")
    found = [f"1{char}2" for char in [*digits[:300], *unseen, *letters]]
    found += [f"{char}12" for char in "−–—‐‑ー﹣"] + [f"1{char}5" for char in "·٫。•"]
    return (
        found
        + [f"{char}12" for char in unseen if char != "\ufeff"]
        + [f"12{char}" for char in unseen]
    )


def test_h5_a_look_alike_in_a_figure_is_an_error_that_names_it() -> None:
    form = "@格式 自拟\n@表式 表 <小数>\n列\n  甲\n行\n  乙\n"
    world = reportdsl.MemoryWorld({"own.form": form})
    for text in confusables():
        made = reportdsl.compile_text(
            f"格式: own.form\n\n@表 表\n乙 | {text}\n", name="r.report", world=world
        )
        [finding] = made.errors
        strange = next(char for char in text if char not in "0123456789")
        assert f"U+{ord(strange):04X}" in finding.message("en"), (text, finding.message("en"))
        assert all(finding.span.start <= e.span.start for f in finding.fixes for e in f.edits)
