"""A disk that takes no more: clear words, nothing half-written, and on it goes with room again."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx2 as httpx
import pytest

from application.tracker import CaseTracker
from interfaces.cli.failures import UNUSABLE
from tests.crash.load import Told, registered
from tests.crash.rounds import checked
from tests.crash.server import ACCOUNT, PASSWORD, Server, made
from tests.web.imports_at_hand import workbook

pytestmark = pytest.mark.xdist_group("crash")
BUSY = "ledger-unavailable"
PAGE = 4096
"""Bytes: less than a workbook needs."""


@contextmanager
def no_room(server: Server, largest: int | None = None) -> Iterator[None]:
    """No file of the server grows beyond `largest` bytes, by default what is written ahead."""
    ahead = (server.folder / "ledger.db-wal").stat().st_size
    limit = ahead if largest is None else largest
    before = {
        process: resource.prlimit(process, resource.RLIMIT_FSIZE) for process in server.processes
    }
    for process, (_, most) in before.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (limit, most))
    try:
        yield
    finally:
        for process, bounds in before.items():
            resource.prlimit(process, resource.RLIMIT_FSIZE, bounds)


class Station:
    """One account at the API and at a browser."""

    def __init__(self, url: str, token: str) -> None:
        self.told = Told()
        self.program = httpx.Client(
            base_url=url, timeout=60, headers={"Authorization": f"Bearer {token}"}
        )
        self.browser = httpx.Client(
            base_url=url, timeout=60, headers={"Accept": "text/html", "Origin": url}
        )

    def sign_in(self) -> int:
        who = {"name": ACCOUNT, "password": PASSWORD}
        return self.browser.post("/sign-in", data=who).status_code

    def register(self) -> httpx.Response:
        command_id, fields = uuid4(), registered(self.told.new_number())
        fields["previous_employer"] = "厂" * 100
        answer = self.program.post(
            "/api/v1/commands/register-worker",
            json=fields,
            headers={"Idempotency-Key": str(command_id)},
        )
        self.told.note(command_id, "register-worker", fields, answer)
        return answer

    def close(self) -> None:
        self.program.close()
        self.browser.close()

    def upload(self) -> httpx.Response:
        rows = [[str(n) * 40 for n in range(60)] for _ in range(3_000)]
        file = {"file": ("登记.xlsx", workbook(rows))}
        return self.browser.post("/import", files=file)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    if server.process.poll() is None:
        server.kill()


def test_a_full_disk(tmp_path: Path, server: Server):
    token = made(tmp_path)
    server.start()
    with closing(Station(server.url, token)) as station:
        _is_told_and_goes_on(server, station)
    server.kill()
    with CaseTracker(tmp_path / "ledger.db") as tracker:
        checked(tracker, station.told)
    assert "Traceback" not in server.journal.read_text()


def _is_told_and_goes_on(server: Server, station: Station) -> None:
    assert station.sign_in() == 303
    assert station.register().status_code == 201
    with no_room(server):
        for _ in range(3_000):
            if (refused := station.register()).status_code != 201:
                break
        assert (refused.status_code, refused.json()["code"]) == (503, BUSY), refused.text
        assert refused.json()["detail"]
        assert refused.headers["retry-after"]
        assert str(server.folder) not in refused.text
        assert station.browser.get("/people").status_code == 200
        before = len(list((server.folder / "ledger.imports").glob("*")))
        # The journal of the ledger may have room again by now; a file has none.
        with no_room(server, PAGE):
            kept = station.upload()
        assert kept.status_code == 503
        assert "<h1" in kept.text
        assert len(list((server.folder / "ledger.imports").glob("*"))) == before
        assert station.sign_in() in (303, 503)  # what was written ahead may have left some room
        assert station.browser.get("/healthz").status_code == 200
    assert station.register().status_code == 201
    assert station.sign_in() == 303
    assert station.upload().status_code == 303
    assert station.program.get("/readyz").status_code == 200


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder on a disk that takes no writes, where this account may arrange that."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    mount = ["mount", "--bind", str(folder), str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("root that may not mount cannot make a folder read-only")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_read_only_from_the_beginning(tmp_path: Path):
    folder = tmp_path / "disk"
    folder.mkdir()
    made(folder)
    server = Server(folder, journal=tmp_path / "journal")
    with read_only(folder), pytest.raises(AssertionError):
        server.start()
    said = server.journal.read_text()
    assert server.process.wait() == UNUSABLE
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1, said
    server.start()
    server.kill()
