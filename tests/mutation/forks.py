"""Run functions in forked processes, some at a time, each with a limit on its time and memory."""

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

_MEMORY = 3 << 30
_FORK = get_context("fork")


@dataclass(frozen=True, slots=True)
class Task:
    """A function to run, how long it may take in seconds, and whose it is."""

    run: Callable[[], Any]
    limit: float
    subject: Any


def results(tasks: Iterable[Task], processes: int) -> Iterator[tuple[Any, Any]]:
    """Yield each task's subject and what its function gives, None if it took too long or died.

    Tasks are asked for only when a process is free, so that one may rest on earlier results.
    """
    waiting = iter(tasks)
    running: dict[Connection, tuple[BaseProcess, Task, float]] = {}
    more = True
    while more or running:
        while more and len(running) < processes:
            task = next(waiting, None)
            if task is None:
                more = False
            else:
                running |= _started(task)
        next_end = min((end for _, _, end in running.values()), default=0.0)
        ready = wait(list(running), max(next_end - time.monotonic(), 0.0)) if running else []
        for pipe in list(running):
            process, task, end = running[pipe]
            if pipe not in ready and time.monotonic() < end:
                continue
            del running[pipe]
            yield task.subject, _received(pipe) if pipe in ready else None
            process.kill()
            process.join()
            pipe.close()


def _started(task: Task) -> dict[Connection, tuple[BaseProcess, Task, float]]:
    ours, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_work, args=(task, theirs))
    process.start()
    theirs.close()
    return {ours: (process, task, time.monotonic() + task.limit)}


def _work(task: Task, pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    pipe.send(task.run())
    pipe.close()


def _received(pipe: Connection) -> Any:
    try:
        return pipe.recv()
    except EOFError:
        return None
