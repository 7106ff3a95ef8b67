"""The pages of the rules are whole in their language, and lead to one another."""

import re
from pathlib import PurePosixPath

import pytest
from markdown_it import MarkdownIt

from reportdsl.dev import rule_pages
from reportdsl.dev.families import families, family
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.diagnostics.pages import page
from reportdsl.diagnostics.registry import all_rules, by_word
from tests.rules.chinese import CHINESE_NAMES, HAN

LANGUAGES: tuple[Language, ...] = ("zh", "en")
BLOCK = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
SWITCH = re.compile(r"\[(?:中文|English)\]\(\S+\)")
LINK = re.compile(r"\]\(([^)#]+)\)")
MARKDOWN = MarkdownIt("commonmark").enable("table")

in_each_language = pytest.mark.parametrize("language", LANGUAGES)
every_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest) -> dict[str, str]:
    return rule_pages.files(request.config.rootpath)


def test_there_is_a_page_for_each_rule_and_language(made):
    pages = {f"docs/rules/{language}/{r.code}.md" for language in LANGUAGES for r in all_rules()}
    indexes = {f"docs/rules/{language}/index.md" for language in LANGUAGES}
    assert set(made) == {"docs/rules.md", *pages, *indexes}


def test_links_lead_to_pages(made):
    for name, text in made.items():
        for link in LINK.findall(BLOCK.sub("", text)):
            parts: list[str] = []
            for part in (*PurePosixPath(name).parts[:-1], *PurePosixPath(link).parts):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in {*made, "docs/errors.md"}


def test_no_page_for_english_readers_speaks_chinese(made):
    for name, text in made.items():
        if name.startswith("docs/rules/en/R"):
            known = CHINESE_NAMES.get(name[-7:-3], "no such text")
            # What is said of the example has a test of its own.
            words = re.sub(r"^```text$.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
            lines = SWITCH.sub("", words).splitlines()
            assert [line for line in lines if HAN.search(line) and known not in line] == []


@every_rule
def test_a_page_for_chinese_readers_has_chinese_headings(made, rule):
    text = BLOCK.sub("", made[f"docs/rules/zh/{rule.code}.md"])
    assert all(HAN.search(line) for line in text.splitlines() if line.startswith("#"))


@every_rule
@in_each_language
def test_a_page_shows_what_there_is_to_say(made, rule, language):
    text = shown(made[f"docs/rules/{language}/{rule.code}.md"])
    article = page(rule).article(language)
    assert -1 < text.index(article.what) < text.index(article.why)
    for example in (article.wrong, article.right):
        for part in (example.text, example.words, *example.files.values()):
            assert part in text
    assert f"[{rule.code}] " in text
    assert (f"@{'忽略' if language == 'zh' else 'allow'} {rule.code} " in text) >= rule.waivable


@in_each_language
def test_an_index_lists_every_rule_once(made, language):
    index = made[f"docs/rules/{language}/index.md"]
    assert re.findall(r"^\| \[(R\d+)\]\(\1\.md\) \|", index, re.MULTILINE) == [
        rule.code for rule in all_rules()
    ]
    rows = [line for line in index.splitlines() if line.startswith("| [R")]
    assert [row.split(" | ")[3].strip() != "" for row in rows] == [
        rule.waivable for rule in all_rules()
    ]
    assert all(rule.name in row for rule, row in zip(all_rules(), rows, strict=True))


def test_every_rule_has_one_family():
    assert [rule for _, rules in families() for rule in rules] == list(all_rules())
    assert len({family(rule) for rule in all_rules()}) == len(list(families()))


def test_signs_of_markdown_are_shown_as_they_are():
    rule = by_word("R206")
    assert rule is not None
    assert "“\\{”或“\\}”" in shown(rule_pages.rule_page(rule, "zh"))


def shown(markdown: str) -> str:
    """Return the text that a reader of a page sees."""
    out: list[str] = []
    for token in MARKDOWN.parse(markdown):
        inner = token.children or [token]
        out += [child.content for child in inner]
    return "".join(out)
