"""Whatever a report is written in, it comes in as it was: figures, labels, prose and header."""

import pytest

from tests.importing.attempts import trip
from tests.importing.trials import WAYS, imported

SEEDS = range(3)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("way", WAYS)
def test_a_report_comes_in_as_it_was(seed, way):
    found = trip(seed, way)
    assert not found.fault, found.fault
    assert found.differences == ()
    assert (found.refused, found.misplaced) == (0, 0)
    assert found.cells


def test_an_english_document_gives_an_english_source():
    page = (
        b"<h1>Road Repairs, 2024</h1><h2>1. Potholes</h2><p>lang: zh-CN</p><p>All are mended.</p>"
    )
    outcome = imported(page, "in.html")
    assert outcome is not None
    assert outcome.text.startswith(
        "title: Road Repairs, 2024\nyear: 2024\nlang: en\n\n# 1. Potholes\n"
    )
    assert outcome.compilation.checked.report.header.agency == ""


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("Road Repairs, 2024", ""),
        ("Town of Millbrook 2024 Annual Report", "Town of Millbrook"),
        ("柳河镇人民政府2024年政府信息公开工作年度报告", "柳河镇人民政府"),
        ("2024年柳河镇政府信息公开工作年度报告", "柳河镇"),
        ("柳河镇人民政府信息公开工作年度报告 2024", "柳河镇人民政府"),
    ],
)
def test_the_agency_is_what_the_title_names(title, agency):
    outcome = imported(f"<h1>{title}</h1><p>All is well.</p>".encode(), "in.html")
    assert outcome is not None
    assert outcome.compilation.checked.report.header.agency == agency
