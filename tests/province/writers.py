"""Threads that write a row at a time and remember which were acknowledged."""

import time
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Self
from uuid import UUID, uuid4

import psycopg

_SECONDS_TO_CONNECT = 3


class Writers:
    """`acknowledged` are the rows of which the database said that they are there."""

    def __init__(self, url: str, many: int = 4) -> None:
        self.url = url
        self.acknowledged: set[UUID] = set()
        self._home = Event()
        self._threads = [Thread(target=self._work) for _ in range(many)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._home.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._home.is_set():
            with suppress(psycopg.Error):
                self._write()
            time.sleep(0.1)  # between a leader and the next there is none

    def _write(self) -> None:
        """Until the connection breaks. Raises `psycopg.Error`."""
        with psycopg.connect(
            self.url, autocommit=True, connect_timeout=_SECONDS_TO_CONNECT
        ) as connection:
            while not self._home.is_set():
                new = uuid4()
                connection.execute("INSERT INTO written VALUES (%s)", (new,))
                self.acknowledged.add(new)
