"""A stage runs without garbage collection, and leaves the collector as it was."""

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest

import reportdsl
from reportdsl.compiler import _uncollected

ROOT = Path(__file__).parents[2]
REPORTS = sorted((ROOT / "examples").glob("*/*.report"))
OUTPUTS = ("html", "cms", "md", "pipe", "json")


@pytest.fixture(autouse=True, params=[True, False], ids=["on", "off"])
def was_on(request):
    """Have the collector on or off, and see that it is so afterwards."""
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    after = gc.isenabled()
    (gc.enable if before else gc.disable)()
    assert after is request.param
    assert _uncollected._inside == {}


def test_it_is_off_within():
    with _uncollected:
        assert not gc.isenabled()


def test_after_an_exception_it_is_as_before():
    with pytest.raises(ZeroDivisionError), _uncollected:
        _ = 1 // 0


def test_one_within_another():
    with _uncollected:
        with _uncollected:
            assert not gc.isenabled()
        assert not gc.isenabled()
        with pytest.raises(ZeroDivisionError), _uncollected:
            _ = 1 // 0
        assert not gc.isenabled()


def test_one_that_ends_after_one_that_began_later(was_on):
    """The first to begin ends first: the second began while the collector was off."""
    began, end = Event(), Event()

    def second():
        with _uncollected:
            began.set()
            end.wait(60)

    thread = Thread(target=second)
    with _uncollected:
        thread.start()
        assert began.wait(60)
    assert gc.isenabled() is was_on
    end.set()
    thread.join()


def test_many_at_once(was_on):
    barrier = Barrier(8)

    def stages():
        barrier.wait(60)
        for _ in range(500):
            with _uncollected:
                pass

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(4):
            threads = [Thread(target=stages) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert gc.isenabled() is was_on
    finally:
        sys.setswitchinterval(interval)


def everything(path: Path) -> list[object]:
    compilation = reportdsl.compile(path)
    found: list[object] = list(compilation.diagnostics)
    return found + [compilation.emit(name, draft=True) for name in OUTPUTS]


def test_threads_compile_as_one_does():
    """What a process keeps for the next report serves all threads."""
    alone = [everything(path) for path in REPORTS]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(everything, REPORTS * 4))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone * 4
