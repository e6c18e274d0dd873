"""Work that takes longer than a request may: done aside, looked at meanwhile."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event, Lock

_AT_ONCE = 2
"""Small files need not wait for a large one; more would only take time from each other."""


class Stopped(Exception):
    """The server is going down; work that has written nothing yet gives up."""


@dataclass(slots=True)
class Progress:
    """How far a piece of work has come: of `total`, where that is known beforehand."""

    stage: str = ""
    done: int = 0
    total: int | None = None


class Aside:
    """Threads of this process, and the work in their hands by its name."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, "aside")
        self._lock = Lock()
        self._under_way: dict[str, tuple[Progress, Future[None]]] = {}
        self._stopping = Event()

    def begin(self, name: str, work: Callable[[Progress], None]) -> None:
        """Do a piece of work as soon as a thread is free. It sees to its own errors."""
        progress = Progress()

        def done() -> None:
            try:
                work(progress)
            finally:
                with self._lock:
                    self._under_way.pop(name, None)

        with self._lock:
            self._under_way[name] = progress, self._threads.submit(done)

    def progress(self, name: str) -> Progress | None:
        """How far it is; None when it is not in hand, or not any more."""
        with self._lock:
            found = self._under_way.get(name)
        return found[0] if found else None

    def finished(self, name: str, within: float) -> bool:
        """Wait some seconds for a piece of work; tell whether it is over."""
        with self._lock:
            found = self._under_way.get(name)
        if found is not None:
            wait([found[1]], timeout=within)
        return self.progress(name) is None

    def go_on(self) -> None:
        """For the work itself, from time to time. Raises `Stopped`."""
        if self._stopping.is_set():
            raise Stopped()

    def close(self) -> None:
        """Let what is being written be written; what waits gives up when its turn comes."""
        self._stopping.set()
        self._threads.shutdown(wait=True)
