"""The process that helpers are split off from: it loads the program once for all of them.

This module loads nothing of the program, so that the other process can load it at the same time as
this one.
"""

import os
import signal
from functools import cache
from multiprocessing import current_process, get_all_start_methods, get_context, resource_tracker
from multiprocessing.context import BaseContext
from multiprocessing.forkserver import ensure_running

CTRL_C = signal.SIGINT
"""It reaches all processes of a terminal: the one that began them ends them."""
_APART = "forkserver"
_PROGRAM = "application.tracker"
"""With this all is loaded that helpers do."""
_MANY_BYTES = 200_000
"""A file of so many has many lines, mostly."""


def cores() -> int:
    """How many this process may use; a daemonic one must not begin any other."""
    if current_process().daemon:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def context() -> BaseContext:
    """Processes that are split off from one that has loaded the program: it is loaded once for all
    of them, and lies in memory once. Unlike a server's own process that one has no threads and no
    connections, which a copy must not have.
    """
    if _APART not in get_all_start_methods():
        return get_context("spawn")
    apart = get_context(_APART)
    apart.set_forkserver_preload([_PROGRAM])
    return apart


def begin() -> None:
    """Have loaded meanwhile what is needed for work that is to come, where that is apart."""
    if context().get_start_method() == _APART:
        # This one, begun here if it is not yet, lets Ctrl-C through again.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {CTRL_C})
        try:
            ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_for(size: int) -> None:
    """The same for a file of so many bytes, if it is worth it."""
    if size >= _MANY_BYTES and cores() > 1:
        begin()
