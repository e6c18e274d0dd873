"""Progress of long work: a bar on standard error, and only where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int], None]
Stage = Callable[[str, int | None], Advance]
"""Begins a stage by its title and total, None for a total that nobody knows."""


def _silent(_: int) -> None:
    pass


@contextmanager
def stages() -> Iterator[Stage]:
    if not sys.stderr.isatty():
        yield lambda title, total: _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:

        def stage(title: str, total: int | None) -> Advance:
            task = bar.add_task(title, total=total)
            return lambda count: bar.advance(task, count)

        yield stage
