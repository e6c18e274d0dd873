"""Clerks who write as fast as they are answered, and remember what they were told."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from threading import Event, Lock, Thread
from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx

from tests.crash.server import ACCOUNT, PASSWORD
from tests.oracle.book import identity_number
from tests.web.imports_at_hand import workbook

STATION = "440703002"
_LEFT = re.compile(r'class="button main" href="(/import/[0-9a-f-]{36})"')
OF_A_FILE = 40
_A_DAY = timedelta(days=1)


@dataclass
class Told:
    """What the clerks asked for, by command id, and what they were told was done.

    `unsure` are commands that were sent and not answered: they may be on the ledger or not.
    """

    acknowledged: dict[UUID, tuple[str, int]] = field(default_factory=dict)
    unsure: list[tuple[UUID, str, dict[str, Any]]] = field(default_factory=list)
    files: list[list[str]] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    written_files: int = 0
    _lock: Lock = field(default_factory=Lock)
    _numbers: Iterator[int] = field(default_factory=count)

    def new_number(self) -> str:
        """The identity number of somebody who was never registered."""
        with self._lock:
            n = next(self._numbers)
        born = date(1950, 1, 1) + n % 9000 * _A_DAY
        return identity_number(f"{born}", "female", n // 9000)

    def note(
        self, command_id: UUID, command: str, fields: dict[str, Any], answer: httpx.Response | None
    ) -> str | None:
        """Remember an answer, or that there was none; the worker when it was done."""
        with self._lock:
            if answer is None:
                self.unsure.append((command_id, command, fields))
                return None
            if answer.status_code != 201:
                code = str(answer.json()["code"])
                self.refused[code] = self.refused.get(code, 0) + 1
                return None
            done = answer.json()
            self.acknowledged[command_id] = (done["worker"], done["position"])
            return str(done["worker"])


class Load:
    """Some clerks at a server, until they are told to go home or it is gone."""

    def __init__(self, url: str, token: str, told: Told, clerks: int = 3) -> None:
        self.url, self.token, self.told = url, token, told
        self._home = Event()
        works: list[Callable[[], None]] = [self._commands] * clerks + [self._files]
        self._threads = [
            Thread(target=self._until_gone, args=(work,), daemon=True) for work in works
        ]

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait_for_work(self) -> None:
        """Return once something was done; a busy machine takes its time to begin."""
        before, deadline = len(self.told.acknowledged), time.monotonic() + 30
        while len(self.told.acknowledged) == before and time.monotonic() < deadline:
            time.sleep(0.01)

    def end(self) -> None:
        self._home.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "a request hangs"

    def _until_gone(self, work: Callable[[], None]) -> None:
        try:
            work()
        except httpx.TransportError:
            return

    def _client(self, **headers: str) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers=headers, timeout=30)

    def _commands(self) -> None:
        with self._client(Authorization=f"Bearer {self.token}") as client:
            for unsure in self._unsure():
                self._do(client, *unsure)
            while not self._home.is_set():
                fields = registered(self.told.new_number())
                if (worker := self._do(client, uuid4(), "register-worker", fields)) is None:
                    continue
                for n in range(3):
                    visit = {"worker": worker, "outcome": "not_reached", "note": f"走访{n}"}
                    visit["effective_on"] = "2005-01-10"
                    self._do(client, uuid4(), "record-follow-up", visit)

    def _unsure(self) -> Iterator[tuple[UUID, str, dict[str, Any]]]:
        """What was not answered is asked again under the same id, as a careful client does."""
        while self.told.unsure:
            try:
                yield self.told.unsure.pop()
            except IndexError:
                return

    def _do(
        self, client: httpx.Client, command_id: UUID, command: str, fields: dict[str, Any]
    ) -> str | None:
        """Raises `TransportError` when the server is gone."""
        headers = {"Idempotency-Key": str(command_id)}
        try:
            answer = client.post(f"/api/v1/commands/{command}", json=fields, headers=headers)
        except httpx.TransportError:
            self.told.note(command_id, command, fields, None)
            raise
        return self.told.note(command_id, command, fields, answer)

    def _files(self) -> None:
        with self._client(Accept="text/html", Origin=self.url) as client:
            client.post("/sign-in", data={"name": ACCOUNT, "password": PASSWORD})
            while not self._home.is_set():
                people = [self.told.new_number() for _ in range(OF_A_FILE)]
                self.told.files.append(people)
                brought(client, people)
                self.told.written_files += 1


def registered(number: str) -> dict[str, Any]:
    return {
        "id_number": number,
        "name": "王芳",
        "category": "soe_laid_off",
        "unemployed_since": "2004-09-30",
        "station": STATION,
        "effective_on": "2005-01-04",
    }


def brought(client: httpx.Client, people: list[str]) -> None:
    """Bring a file of people by the pages, after what was left when the server went down.

    Raises `TransportError` when the server is gone.
    """
    if left := _LEFT.search(client.get("/import").text):
        client.post(f"{left[1]}/confirm", data={"x": "1"})
    rows = [[n, "林秀英", "国有企业下岗职工", "20040930", STATION, "2005-02-01"] for n in people]
    answer = client.post("/import", files={"file": ("登记.xlsx", workbook(rows))})
    if answer.status_code == httpx.codes.SEE_OTHER:
        client.post(f"{answer.headers['location']}/confirm", data={"x": "1"})
