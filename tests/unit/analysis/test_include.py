"""How much a report may take in is measured in bytes, as the files hold them."""

import pytest

from reportdsl import compile_text
from reportdsl.analysis import include
from reportdsl.world import MemoryWorld


@pytest.mark.parametrize(
    ("data", "size"),
    [
        ("一二三".encode(), 9),
        ("一二三".encode("gb18030"), 6),
        ("一二三".encode("utf-16"), 8),
        (b"\xef\xbb\xbfabc\r\n", 8),
        (b"// not published", 16),
    ],
)
def test_what_is_taken_in_is_counted_in_bytes(
    data: bytes, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> bool:
        world = MemoryWorld({"a.report": data})
        made = compile_text("@引用 a.report\n" * 2, name="r.report", world=world)
        return any(found.rule.code == "R903" for found in made.diagnostics)

    monkeypatch.setattr(include, "MAX_SIZE", 2 * size)
    assert not told()
    monkeypatch.setattr(include, "MAX_SIZE", 2 * size - 1)
    assert told()
