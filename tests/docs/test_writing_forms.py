"""The form that the pages on forms work out is the one among the examples."""

import re

import pytest

from tests.docs.literate import ROOT, Reader, blocks

PAGES = ("docs/writing-forms.md", "docs/writing-forms-zh.md")
FORM = "学校预算.form"


def parts(form: str) -> set[str]:
    """Return the directives of a form with what belongs to each, whatever their order."""
    lines = [line for line in form.splitlines() if line and not line.startswith("//")]
    return set(re.split(r"\n(?=@)", "\n".join(lines)))


def written(page: str) -> list[tuple[str, str, str]]:
    """Return the blocks of a page that write files."""
    found = blocks((ROOT / page).read_text(encoding="utf-8"))
    kinds = {"form", "report"}
    return [(b.kind, b.info, b.text) for b in found if b.kind in kinds and "shows" not in b.info]


@pytest.mark.parametrize("page", PAGES)
def test_the_form_that_comes_out_is_the_example(page, tmp_path):
    reader = Reader(tmp_path)
    for block in blocks((ROOT / page).read_text(encoding="utf-8")):
        if block.kind == "form":
            reader.do(block)
    example = ROOT / "examples" / "budget" / FORM
    made = (tmp_path / FORM).read_text(encoding="utf-8")
    assert parts(made) == parts(example.read_text(encoding="utf-8"))


def test_both_languages_write_the_same_files():
    chinese, english = (written(page) for page in PAGES)
    assert chinese == english
    assert len(chinese) > 10
