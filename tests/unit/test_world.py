"""No name in a source opens a file outside the root, and nothing that is read raises."""

import errno
import json
import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportdsl.world
from reportdsl.world import (
    MAX_FILE,
    Contents,
    DiskWorld,
    Failure,
    MemoryWorld,
    Read,
    World,
    find_root,
    read_named,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX links and FIFOs")

SECRET = b"canary-5e1f"
ESCAPES = [
    "../secret", "../../secret", "./../secret", "sub/../../secret", "sub/../../root/../secret",
    ".//..//secret", "sub/.././../secret", "../secret/.", "../" * 40 + "etc/passwd", "../" * 3_000,
    "..", "../", "../..", "../rootling/secret", "up", "up/", "up/secret", "up/../secret",
    "file-out", "chain1", "chain2/secret", "sub/deep-out", "absolute-out", "sub/../up/secret",
    "up/root/../secret", "proc/self/environ", "../root/../secret",
    "sub/../../secret\u3000/../secret",
]  # fmt: skip
BAD = [
    "", "/", "/etc/passwd", "//etc/passwd", "///etc/passwd", "/dev/zero", "/dev/stdin",
    "/proc/self/fd/0", "\\", "\\\\server\\share\\x", "\\etc\\passwd", "//server/share",
    "\\/server", "/\\server", "C:", "C:x", "c:\\x", "C:/x", "Z:..\\x", "..\\secret",
    "sub\\..\\..\\secret", "sub/..\\..\\secret", "..\\../secret", "a\\..", "main.report\0", "\0",
    "a\0/../secret", "a\nb", "a\rb", "a\tb", "\x1b[31m", "\x7f", "\ud800", "a\udcffb", "..\\",
    "\\..\\secret", "\\\\?\\C:\\x", "\\\\.\\pipe\\x",
]  # fmt: skip
MISSING = [
    "no.report", "main.report/x", "file:///etc/passwd", "sub/none/x", "%2e%2e/secret",
    "%2e%2e%2fsecret", "..%2fsecret", "%252e%252e%252fsecret", "..%00/secret", "%5c..%5csecret",
    ".../secret", ". ./secret", ".. /secret", "..\u3000/secret", "．．/secret", "..／secret",
    "\u2025/secret", "..\u2215secret", "..\u200b/secret", "..;/secret", "~/x", "~root/.bashrc",
    "$HOME/x", "${HOME}/x", "`id`", "$(id)", "*.report", "sub/*", "a\\b", "CON", "NUL",
    "aux.report", "COM1", "main.report.", "main.report ", " main.report", "MAIN.report~1",
    "http:x", "main.report::$DATA", "main.report?x", "main.report#x", "dangling",
]  # fmt: skip
NOT_FILES = [".", "./", "sub", "sub/", "sub/..", "fifo", "socket", "sub-link", "fifo-link"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root folder with a secret beside it and links of every kind in it."""
    folder = tmp_path / "root"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "rootling").mkdir()
    for secret in (tmp_path / "secret", tmp_path / "rootling/secret"):
        secret.write_bytes(SECRET)
    (folder / "main.report").write_bytes(b"main")
    (folder / "sub/part.report").write_bytes(b"part")
    for name, target in {
        "up": "..",
        "file-out": "../secret",
        "chain1": "chain2/secret",
        "chain2": "up",
        "sub/deep-out": "../../secret",
        "absolute-out": str(tmp_path / "secret"),
        "proc": "/proc",
        "dangling": "nothing",
        "sub-link": "sub",
        "in-link": "sub/part.report",
        "fifo-link": "fifo",
        "loop": "loop",
        "loop-a": "loop-b/x",
        "loop-b": "loop-a/x",
    }.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "fifo")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # a socket's path may not be long
        server.bind("socket")
        os.chdir(here)
    return folder


def look_up(world: World, base: Path | None, relative: str) -> Read:
    """Return what a source names."""
    resolved = world.resolve(None if base is None else str(base), relative)
    return resolved if isinstance(resolved, Failure) else world.read(resolved)


@pytest.fixture(params=["given", "found"])
def world(request: pytest.FixtureRequest, root: Path) -> DiskWorld:
    """Return a world with the root given, and one that finds it."""
    return DiskWorld(root if request.param == "given" else None)


@pytest.mark.parametrize("relative", ESCAPES)
def test_names_that_lead_outside(world: DiskWorld, root: Path, relative: str) -> None:
    assert look_up(world, root / "main.report", relative) == Failure("outside")


@pytest.mark.parametrize("relative", BAD)
def test_names_that_are_refused_on_sight(world: DiskWorld, root: Path, relative: str) -> None:
    failure = look_up(world, root / "main.report", relative)
    assert isinstance(failure, Failure)
    assert failure.kind == "bad-path"
    assert look_up(MemoryWorld({}), Path("main.report"), relative) == failure


def test_a_refusal_says_why() -> None:
    world = MemoryWorld({})
    assert world.resolve(None, "") == Failure("bad-path", "empty")
    assert world.resolve(None, "a\0") == Failure("bad-path", "character")
    assert world.resolve(None, "/a") == Failure("bad-path", "absolute")
    assert world.resolve(None, "a\\..") == Failure("bad-path", "backslash")


@pytest.mark.parametrize("relative", MISSING)
def test_names_of_nothing(world: DiskWorld, root: Path, relative: str) -> None:
    failure = look_up(world, root / "main.report", relative)
    assert failure == Failure("missing")


@pytest.mark.parametrize("relative", NOT_FILES)
def test_names_of_what_is_no_file(world: DiskWorld, root: Path, relative: str) -> None:
    failure = look_up(world, root / "main.report", relative)
    assert failure == Failure("not-a-file")


@pytest.mark.parametrize("relative", ["loop", "loop/x", "loop-a", "loop/x/../../file-out"])
def test_loops_of_links_end(world: DiskWorld, root: Path, relative: str) -> None:
    assert isinstance(look_up(world, root / "main.report", relative), Failure)


@pytest.mark.parametrize("length", [300, 5_000, 1_000_000])
def test_names_too_long_for_the_platform(world: DiskWorld, root: Path, length: int) -> None:
    failure = look_up(world, root / "main.report", "a" * length)
    assert failure == Failure("bad-path", "length")


@pytest.mark.parametrize(
    ("base", "relative", "data"),
    [
        ("main.report", "main.report", b"main"),
        ("main.report", "./sub//./part.report", b"part"),
        ("main.report", "sub/../main.report", b"main"),
        ("main.report", "in-link", b"part"),
        ("main.report", "sub-link/part.report", b"part"),
        ("sub/part.report", "part.report", b"part"),
    ],
)
def test_names_of_files(
    world: DiskWorld, root: Path, base: str, relative: str, data: bytes
) -> None:
    contents = look_up(world, root / base, relative)
    assert contents == Contents(os.path.realpath(root / Path(base).parent / relative), data)


def test_a_given_root_lets_parts_name_what_lies_above_them(root: Path) -> None:
    part = root / "sub/part.report"
    assert isinstance(look_up(DiskWorld(root), part, "../main.report"), Contents)
    assert look_up(DiskWorld(), part, "../main.report") == Failure("outside")
    (root / ".git").mkdir()
    assert isinstance(look_up(DiskWorld(), part, "../main.report"), Contents)


def test_the_repository_itself_is_not_read(root: Path) -> None:
    (root / ".git").mkdir()
    (root / ".git/config").write_bytes(SECRET)
    (root / "config").symlink_to(".git/config")
    for relative in (".git/config", "config", "sub/../.git/config"):
        assert look_up(DiskWorld(root), root / "main.report", relative) == Failure("outside")


def test_a_root_that_is_a_link(root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to(root)
    contents = look_up(DiskWorld(link), link / "main.report", "sub/part.report")
    assert contents == Contents(str(root / "sub/part.report"), b"part")


def test_names_are_composed(root: Path) -> None:
    (root / "Caf\u00e9.report").write_bytes(b"nfc")
    contents = look_up(DiskWorld(root), root / "main.report", "Cafe\u0301.report")
    assert isinstance(contents, Contents)


def test_standard_input_starts_at_the_root_or_here(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(look_up(DiskWorld(root), None, "sub/part.report"), Contents)
    monkeypatch.chdir(root)
    assert isinstance(look_up(DiskWorld(), None, "sub/part.report"), Contents)
    assert look_up(DiskWorld(), None, "../secret") == Failure("outside")


def test_a_vanished_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert DiskWorld().resolve(None, "x") == Failure("bad-path")
    assert read_named("x") == Failure("bad-path")


@pytest.mark.parametrize("path", ["up/secret", "file-out", "sub/../main.report", "../secret", "\0"])
def test_only_real_paths_are_read(world: DiskWorld, root: Path, path: str) -> None:
    assert world.read(f"{root}/{path}") == Failure("outside")


def test_a_real_path_outside_is_not_read(root: Path) -> None:
    assert DiskWorld(root).read(str(root.parent / "secret")) == Failure("outside")


def test_the_limit() -> None:
    assert MAX_FILE == 4 * 1024 * 1024


@pytest.mark.parametrize(
    ("size", "kind"),
    [(0, None), (MAX_FILE, None), (MAX_FILE + 1, "too-large"), (1 << 33, "too-large")],
)
def test_sizes(root: Path, size: int, kind: str | None) -> None:
    with (root / "large").open("wb") as file:
        file.truncate(size)
    read = look_up(DiskWorld(root), root / "main.report", "large")
    if kind is None:
        assert isinstance(read, Contents)
        assert len(read.data) == size
    else:
        assert read == Failure("too-large")


def test_a_file_that_grows_while_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = root / "large"
    large.write_bytes(b"x" * (MAX_FILE + 1))
    small = (root / "main.report").stat()
    monkeypatch.setattr(os, "fstat", lambda _: small)
    assert DiskWorld(root).read(str(large)) == Failure("too-large")


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (errno.EACCES, Failure("unreadable", "EACCES")),
        (errno.EIO, Failure("unreadable", "EIO")),
        (errno.ELOOP, Failure("unreadable", "ELOOP")),
        (errno.EMFILE, Failure("unreadable", "EMFILE")),
        (None, Failure("unreadable")),
        (errno.ENOENT, Failure("missing")),
        (errno.ENOTDIR, Failure("missing")),
        (errno.ENXIO, Failure("not-a-file")),
        (errno.EISDIR, Failure("not-a-file")),
    ],
)
def test_faults_of_the_platform(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int | None, failure: Failure
) -> None:
    def fail(*_: object) -> int:
        raise OSError(*([] if code is None else [code, "no"]))

    monkeypatch.setattr(os, "open", fail)
    assert read_named(root / "main.report") == failure


def test_a_fault_while_reading(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> os.stat_result:
        raise OSError(errno.EIO, "no")

    before = {entry.name for entry in Path("/dev/fd").iterdir()}
    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", fail)
        read = read_named(root / "main.report")
    assert read == Failure("unreadable", "EIO")
    assert {entry.name for entry in Path("/dev/fd").iterdir()} == before


def test_named_paths_are_trusted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = Contents(str(root.parent / "secret"), SECRET)
    monkeypatch.chdir(root)
    for path in ("../secret", "file-out", root / "up/secret", str(root.parent / "secret")):
        assert read_named(path) == contents
    assert read_named("fifo") == Failure("not-a-file")
    assert read_named("/dev/zero") == Failure("not-a-file")
    assert read_named("a\0b") == Failure("bad-path")
    assert read_named("\ud800") == Failure("bad-path")
    assert read_named("no") == Failure("missing")


def test_find_root(root: Path) -> None:
    part = root / "sub/part.report"
    assert find_root(part) == str(root / "sub")
    assert find_root(root / "in-link") == str(root / "sub")
    assert find_root(str(root / "no/such.report")) == str(root / "no")
    (root / ".git").write_text("gitdir: elsewhere")
    assert find_root(part) == find_root(root / "main.report") == str(root)
    (root / "sub/.git").mkdir()
    assert find_root(part) == str(root / "sub")
    assert find_root("/") == "/"


def test_a_file_that_moved_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "readlink", lambda _: "/elsewhere")
    assert reportdsl.world._open(str(root / "main.report")) == Failure("unreadable", "moved")


def test_without_a_proc_file_system(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.readlink

    def readlink(path: str) -> str:
        if path.startswith("/proc/"):
            raise FileNotFoundError
        return real(path)

    monkeypatch.setattr(os, "readlink", readlink)
    world = DiskWorld(root)
    assert isinstance(look_up(world, root / "main.report", "in-link"), Contents)
    other = (root / "main.report").stat()
    part = str(root / "sub/part.report")
    monkeypatch.setattr(os, "stat", lambda path, **_: other if path == part else real(path))
    assert look_up(world, root / "main.report", "in-link") == Failure("unreadable", "moved")


def swap(folder: Path, stop: threading.Event) -> None:
    """Make a folder a link to the outside and a folder again, over and over."""
    inside, link = folder / "inside", folder / "link"
    while not stop.is_set():
        for standing in (link, inside):
            (folder / "spot").rename(folder / "away")
            standing.rename(folder / "spot")
            (folder / "away").rename(inside if standing is link else link)


@pytest.fixture
def racing(root: Path) -> Iterator[Path]:
    """Return a path whose folder is now an ordinary one, now a link to the outside."""
    (root / "spot").mkdir()
    (root / "spot/secret").write_bytes(b"harmless")
    (root / "link").symlink_to("..")
    stop = threading.Event()
    thread = threading.Thread(target=swap, args=(root, stop))
    thread.start()
    yield root / "spot/secret"
    stop.set()
    thread.join()


def test_a_folder_swapped_for_a_link_leaks_nothing(racing: Path) -> None:
    root = racing.parent.parent
    world = DiskWorld(root)
    seen = set()
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        read = world.read(str(racing))
        seen.add(read.data if isinstance(read, Contents) else read.kind)
        read = look_up(world, root / "main.report", "spot/secret")
        seen.add(read.data if isinstance(read, Contents) else read.kind)
    assert SECRET not in seen
    assert b"harmless" in seen


def test_nothing_outside_the_root_is_even_opened(root: Path) -> None:
    script = """
        import json, os, sys
        from pathlib import Path
        from reportdsl.world import DiskWorld, Failure
        root = Path(sys.argv[1])
        opened = []
        sys.addaudithook(lambda name, args: opened.append(args[0]) if name == "open" else None)
        for world in (DiskWorld(root), DiskWorld()):
            for relative in json.loads(sys.argv[2]):
                path = world.resolve(str(root / "main.report"), relative)
                if not isinstance(path, Failure):
                    world.read(path)
        paths = [os.path.realpath(path) for path in opened if not isinstance(path, int)]
        assert paths, "the hook hears nothing"
        sys.exit([path for path in paths if not Path(path).is_relative_to(root)] or 0)
    """
    names = json.dumps([*ESCAPES, *BAD, *MISSING, *NOT_FILES, "loop", "main.report", "in-link"])
    source = str(Path(reportdsl.world.__file__).parents[1])
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(root), names],
        check=True,
        env={**os.environ, "PYTHONPATH": source},
    )


@given(st.text(alphabet="./\\.%2eCac:~ \0\u3000．／", max_size=12))
def test_names_made_of_dangerous_characters(relative: str) -> None:
    here = Path(__file__)
    read = look_up(DiskWorld(here.parent), here, relative)
    assert isinstance(read, Failure)
    memory = look_up(MemoryWorld({}), Path("a/b"), relative)
    assert isinstance(memory, Failure)


def test_memory() -> None:
    world = MemoryWorld({"a/b.report": b"\xffx", "Cafe\u0301": "新\ud800收", "c": "😀"})
    assert look_up(world, Path("a/x.report"), "b.report") == Contents("a/b.report", b"\xffx")
    assert look_up(world, Path("a/x.report"), ".././a//b.report") == world.read("a/b.report")
    assert look_up(world, None, "Cafe\u0301") == Contents("Café", "新\ufffd收".encode())
    assert look_up(world, None, "c") == Contents("c", "😀".encode())
    assert look_up(world, None, "no") == Failure("missing")
    assert look_up(world, None, "a") == look_up(world, None, ".") == Failure("not-a-file")
    assert world.read("a/b") == world.read("Caf") == Failure("missing")
    assert look_up(world, Path("a/x.report"), "../../c") == Failure("outside")
    assert look_up(world, None, "..") == Failure("outside")
    large = MemoryWorld({"x": b"x" * (MAX_FILE + 1), "y": b"x" * MAX_FILE})
    assert large.read("x") == Failure("too-large")
    assert isinstance(large.read("y"), Contents)
