"""What is made from the code is what the code makes, and drift is noticed."""

from pathlib import Path

import pytest

from reportdsl.dev import generate
from reportdsl.diagnostics.registry import all_rules

ROOT = Path(__file__).parents[3]


def test_nothing_has_drifted() -> None:
    assert generate.drifted(ROOT) == []


def test_drift_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "rules.md").write_text("# Rules\n", encoding="utf-8")
    assert "docs/rules.md" in generate.drifted(tmp_path)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_is_listed(rule: object) -> None:
    assert f"[{rule.code}]" in generate.rules()  # type: ignore[attr-defined]
