"""Whatever happens while a file is written, its path holds the old bytes or the new ones."""

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import reportdsl.files
from reportdsl.files import WriteRefused, write_atomic

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and signals")

OLD, NEW = b"old" * 1000, b"new" * 2000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a path where a file stands already."""
    path = tmp_path / "out.html"
    path.write_bytes(OLD)
    return path


def names(path: Path) -> list[str]:
    """Return what stands in the folder of a path."""
    return sorted(entry.name for entry in path.parent.iterdir())


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Set the umask for a while."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0, 0o022, 0o027, 0o077])
def test_a_new_file(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "新.html"
    with umask(mask):
        write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    assert names(path) == ["新.html"]


def test_an_empty_file(target: Path) -> None:
    write_atomic(target, b"")
    assert target.read_bytes() == b""


def test_a_relative_path(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(target.parent)
    write_atomic(Path("out.html"), NEW)
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o444])
def test_permissions_are_kept(target: Path, mode: int) -> None:
    target.chmod(mode)
    with umask(0o077):
        write_atomic(target, NEW)
    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_private_file_is_private_from_the_start(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.chmod(0o600)
    modes = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with umask(0):
        write_atomic(target, NEW)
    assert modes[0] == 0o600


def test_order_of_the_steps(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = []

    def watched(name: str) -> None:
        real: Callable[..., object] = getattr(os, name)

        def step(*args: object) -> object:
            steps.append(name)
            return real(*args)

        monkeypatch.setattr(os, name, step)

    watched("fsync")
    watched("replace")
    write_atomic(target, NEW)
    assert steps == ["fsync", "replace", "fsync"]


@pytest.mark.parametrize(
    ("call", "exists"),
    [
        ("open", True),
        ("open", False),
        ("fsync", True),
        ("fsync", False),
        ("replace", True),
        ("replace", False),
        ("chmod", True),
    ],
)
@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "full"),
        OSError(errno.EIO, "broken"),
        OSError(errno.EROFS, "read-only"),
        PermissionError(errno.EACCES, "no"),
        KeyboardInterrupt(),
        MemoryError(),
    ],
)
def test_a_fault_leaves_everything_as_it_was(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException, *, exists: bool
) -> None:
    if not exists:
        target.unlink()

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(type(error)) as raised:
        write_atomic(target, NEW)
    monkeypatch.undo()
    assert raised.value is error
    assert names(target) == (["out.html"] if exists else [])
    assert not exists or target.read_bytes() == OLD


def test_a_full_device(target: Path) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from reportdsl.files import write_atomic\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
        "try: write_atomic(Path(sys.argv[1]), b'x' * 9000)\n"
        "except OSError as error: sys.exit(error.errno)\n"
    )
    assert run(script, target) == errno.EFBIG
    assert target.read_bytes() == OLD
    assert names(target) == ["out.html"]


def test_a_folder_that_cannot_be_synced_is_no_failure(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_atomic(target, NEW)
    assert target.read_bytes() == NEW


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomic(tmp_path / "no/out.html", NEW)


@pytest.mark.parametrize("where", ["elsewhere", "nothing", "out.html"])
def test_a_link_is_refused(target: Path, where: str) -> None:
    elsewhere = target.parent / "elsewhere"
    elsewhere.write_bytes(OLD)
    link = target.parent / "link"
    link.symlink_to(where)
    with pytest.raises(WriteRefused) as raised:
        write_atomic(link, NEW)
    assert raised.value.filename == str(link)
    assert link.is_symlink()
    assert elsewhere.read_bytes() == target.read_bytes() == OLD
    assert names(target) == ["elsewhere", "link", "out.html"]


@pytest.mark.parametrize("kind", ["folder", "fifo", "device"])
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path = Path("/dev/null")
    before = path.stat()
    with pytest.raises(WriteRefused):
        write_atomic(path, NEW)
    assert os.path.samestat(path.stat(), before)


def test_a_hard_link_is_parted_not_written_through(target: Path) -> None:
    other = target.parent / "other"
    os.link(target, other)
    write_atomic(target, NEW)
    assert other.read_bytes() == OLD


def run(script: str, path: Path) -> int:
    """Return the exit code of a Python program."""
    source = str(Path(reportdsl.files.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-c", script, str(path)],
        check=False,
        env={**os.environ, "PYTHONPATH": source},
    ).returncode


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_killed_writer_leaves_the_old_file_and_its_litter_is_swept(
    target: Path, call: str
) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from reportdsl.files import write_atomic\n"
        f"os.{call} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_atomic(Path(sys.argv[1]), b'x' * 9000)\n"
    )
    assert run(script, target) == -9
    assert target.read_bytes() == OLD
    (litter,) = set(names(target)) - {"out.html"}
    write_atomic(target, NEW)
    assert names(target) == [litter, "out.html"]  # it may belong to a writer at work
    hour_ago = time.time() - 3601
    os.utime(target.parent / litter, (hour_ago, hour_ago))
    reportdsl.files._sweep.cache_clear()
    write_atomic(target, NEW)
    assert names(target) == ["out.html"]


def test_a_writer_killed_at_any_moment(target: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from reportdsl.files import write_atomic\n"
        "print(flush=True)\n"
        "while True:\n"
        "    for byte in (b'a', b'b'): write_atomic(Path(sys.argv[1]), byte * 300_000)\n"
    )
    source = str(Path(reportdsl.files.__file__).parents[1])
    for turn in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(target)],
            env={**os.environ, "PYTHONPATH": source},
            stdout=subprocess.PIPE,
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.01 + turn / 400)
            writer.kill()
        data = target.read_bytes()
        assert data in {OLD, b"a" * 300_000, b"b" * 300_000}


def test_only_own_stale_ordinary_files_are_swept(target: Path) -> None:
    folder = target.parent
    stale = [f".reportdsl-{'0' * 15}{digit}.tmp" for digit in "123"]
    kept = [
        ".reportdsl-0000000000000004.tmp",
        ".reportdsl-000000000000000g.tmp",
        ".reportdsl-1.tmp",
        "reportdsl-0000000000000001.tmp",
        "x.tmp",
    ]
    for name in [*stale, *kept]:
        (folder / name).write_bytes(b"x")
        if name != kept[0]:
            os.utime(folder / name, (0, 0))
    (folder / ".reportdsl-0000000000000005.tmp").mkdir()
    (folder / ".reportdsl-0000000000000006.tmp").symlink_to("out.html")
    os.utime(folder / ".reportdsl-0000000000000005.tmp", (0, 0))
    os.utime(folder / ".reportdsl-0000000000000006.tmp", (0, 0), follow_symlinks=False)
    write_atomic(target, NEW)
    left = {*kept, ".reportdsl-0000000000000005.tmp", ".reportdsl-0000000000000006.tmp"}
    assert set(names(target)) == {"out.html", *left}


def test_what_cannot_be_swept_is_no_failure(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    litter = target.parent / f".reportdsl-{'0' * 16}.tmp"
    litter.write_bytes(b"x")
    os.utime(litter, (0, 0))

    def fail(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "unlink", fail)
    write_atomic(target, NEW)
    assert target.read_bytes() == NEW


def test_a_folder_is_listed_once(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_atomic(target, NEW)
    listed: list[object] = []
    monkeypatch.setattr(os, "scandir", listed.append)
    write_atomic(target, OLD)
    assert listed == []
