"""The power goes while people write; and the server is asked to stop while they do.

Fifty rounds: `python -m tests.crash`.
"""

import json
import signal
import socket
import time
from pathlib import Path

import httpx2 as httpx
import pytest

from application.tracker import CaseTracker
from tests.crash.load import Load, Told
from tests.crash.rounds import Crashes, checked
from tests.crash.server import Server, made

pytestmark = pytest.mark.xdist_group("crash")


def test_what_was_acknowledged_outlives_the_power(tmp_path: Path):
    crashes = Crashes(tmp_path, longest=1.0)
    rounds = [crashes.round() for _ in range(2)]
    assert rounds[-1].acknowledged > 0
    assert [each.facts for each in rounds] == sorted(each.facts for each in rounds)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_asked_to_stop_finishes_what_it_accepted(tmp_path: Path, by):
    told, server, token = Told(), Server(tmp_path), made(tmp_path)
    server.start()
    load = Load(server.url, token, told)
    load.begin()
    load.wait_for_work()
    time.sleep(0.7)
    assert server.end(by) == 0, server.journal.read_text()[-2000:]
    load.end()
    assert told.acknowledged
    assert not (tmp_path / "ledger.db-wal").exists(), "the ledger was not closed"
    with CaseTracker(tmp_path / "ledger.db") as tracker:
        checked(tracker, told)
        unsure = [command_id for command_id, *_ in told.unsure]
        assert tracker.register.answers(unsure) == {}, "done and not answered"
    lines = server.journal.read_text().splitlines()
    assert not [line for line in lines if "Traceback" in line]


def test_a_client_that_never_ends_its_request_does_not_hold_the_server(tmp_path: Path):
    made(tmp_path)
    server = Server(tmp_path)
    server.start()
    port = int(server.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as slow, httpx.Client() as idle:
        slow.sendall(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nname=")
        assert idle.get(f"{server.url}/healthz").status_code == 200
        assert server.end(signal.SIGTERM) == 0
    assert not (tmp_path / "ledger.db-wal").exists()


def test_lines_name_the_commands_of_their_request(tmp_path: Path):
    told, server, token = Told(), Server(tmp_path), made(tmp_path)
    server.start()
    load = Load(server.url, token, told, clerks=1)
    load.begin()
    load.wait_for_work()
    server.end(signal.SIGTERM)
    load.end()
    lines = [json.loads(x) for x in server.journal.read_text().splitlines() if x[:1] == "{"]
    named = {each for line in lines for each in line.get("command_ids", ())}
    assert {str(command_id) for command_id in told.acknowledged} <= named
