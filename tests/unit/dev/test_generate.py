"""What is made from the code is what the code makes, and drift is noticed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reportdsl.dev import generate
from reportdsl.dev.generate import Drift, Generator

ROOT = Path(__file__).parents[3]


@dataclass
class Made:
    """A generator of fixed files."""

    texts: Mapping[str, str]
    FOLDERS: tuple[str, ...] = field(default=())

    def files(self, root: Path) -> Mapping[str, str]:
        del root
        return self.texts


def test_nothing_has_drifted():
    drifted = [drift.path for drift in generate.drifted(ROOT)]
    if not (ROOT / "src").exists():  # the wheel is tested with the sources out of the way
        drifted = [path for path in drifted if not path.startswith("src/")]
    assert drifted == []


@pytest.fixture
def made(tmp_path: Path) -> Generator:
    """A generator whose files are up to date under `tmp_path`."""
    generator = Made({"docs/a/one.md": "一\n", "docs/two.md": "two\n"}, ("docs/a",))
    generate.write(tmp_path, [generator])
    return generator


def test_what_was_written_does_not_drift(tmp_path, made):
    assert (tmp_path / "docs" / "a" / "one.md").read_bytes() == "一\n".encode()
    assert generate.drifted(tmp_path, [made]) == []
    assert generate.write(tmp_path, [made]) == []


@pytest.mark.parametrize("held", [b"another\n", b"two\r\n", b"two\n\xff", None])
def test_a_changed_or_missing_file_is_noticed_and_mended(tmp_path, made, held):
    path = tmp_path / "docs" / "two.md"
    if held is None:
        path.unlink()
    else:
        path.write_bytes(held)
    assert generate.drifted(tmp_path, [made]) == [Drift("docs/two.md", "two\n")]
    generate.write(tmp_path, [made])
    assert path.read_bytes() == b"two\n"


def test_a_stale_file_is_noticed_and_deleted(tmp_path, made):
    stale = tmp_path / "docs" / "a" / "deep" / "old.md"
    stale.parent.mkdir()
    stale.write_text("old\n", encoding="utf-8")
    (found,) = generate.drifted(tmp_path, [made])
    assert (found.path, str(found)) == ("docs/a/deep/old.md", "is made no more")
    generate.write(tmp_path, [made])
    assert not stale.exists()


def test_a_folder_that_no_generator_claims_is_left_alone(tmp_path, made):
    (tmp_path / "docs" / "hand.md").write_text("by hand\n", encoding="utf-8")
    assert generate.drifted(tmp_path, [made]) == []


def test_no_two_generators_make_the_same_file():
    paths = [path for generator in generate.GENERATORS for path in generator.files(ROOT)]
    assert len(paths) == len(set(paths))
    folders = [folder for generator in generate.GENERATORS for folder in generator.FOLDERS]
    assert len(folders) == len(set(folders))


@pytest.mark.parametrize(("held", "code"), [("old\n", 1), ("new\n", 0)])
def test_the_check_fails_on_drift_and_writes_nothing(monkeypatch, capsys, tmp_path, held, code):
    monkeypatch.setattr(generate, "_ROOT", tmp_path)
    monkeypatch.setattr(generate.drifted, "__defaults__", ((Made({"x.md": "new\n"}),),))
    (tmp_path / "x.md").write_text(held, encoding="utf-8")
    assert generate.main(["--check"]) == code
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == held
    said = capsys.readouterr().out
    assert said == ("x.md is not what the code makes of it: run `just generate`\n" if code else "")


def test_the_command_writes_and_says_what(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(generate, "_ROOT", tmp_path)
    monkeypatch.setattr(generate.write, "__defaults__", ((Made({"x.md": "new\n"}, ("y",)),),))
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "old.md").touch()
    assert generate.main([]) == 0
    assert capsys.readouterr().out == "+ x.md\n- y/old.md\n"
