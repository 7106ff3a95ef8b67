"""What stands beside the text of a document is kept as comments, and told."""

from tests.importers.test_docx import NOTED, NOTES, word
from tests.importing.trials import imported


def test_notes_are_comments_and_are_told():
    outcome = imported(word(NOTED, footnotes=NOTES), "in.docx")
    assert outcome is not None
    assert "// 脚注1 注二\n// 脚注1 又\n// 脚注2 注一\n" in outcome.text
    (found,) = [d for d in outcome.diagnostics if d.rule.code == "R994"]
    assert found.message("zh").endswith("脚注1、脚注2")
    assert outcome.refused
