"""What requests have in common on their way is paid for once, and nobody can tell."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from io import StringIO
from unittest.mock import Mock

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Scope

from application.kernel.writing.committer import LedgerOverrun
from application.kernel.writing.sitting import Outcome
from interfaces.http.compression import Compression
from interfaces.http.connection import Joined
from interfaces.http.journal import Journal
from interfaces.http.metrics import Metrics
from interfaces.http.returns import Returns
from tests.api.requests import Desk, registration

PATH = "/api/v1/commands/register-worker"
LINES = 40
BOUND = 1_000
PARTS = ["台帐" * 300, "a", "b" * 5_000]


class Writes(StringIO):
    """Remembers what was written at once."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def write(self, part: str) -> int:
        self.parts.append(part)
        return super().write(part)


def test_a_command_is_not_looked_for_among_the_patterns(
    clerk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(APIRoute, "matches", Mock(side_effect=AssertionError))
    assert clerk.register()


def test_of_a_header_that_came_twice_the_first_counts(clerk: Desk):
    good = clerk.client.headers.pop("Authorization")
    told = [("Authorization", good), ("Authorization", "Bearer x")]
    assert clerk.client.post(PATH, json=registration(), headers=told).status_code == 201
    assert clerk.client.post(PATH, json=registration(), headers=told[::-1]).status_code == 401


def test_lines_of_one_turn_are_written_together_and_whole(app: FastAPI):
    scope: Scope = {"type": "http", "method": "GET", "headers": [], "scheme": "http", "app": app}

    async def turn(journal: ASGIApp) -> None:
        await asyncio.gather(*(journal(dict(scope), Mock(), nothing) for _ in range(LINES)))

    stream = Writes()
    asyncio.run(turn(Journal(Response("x"), Metrics(), stream)))
    assert stream.getvalue().count('"event": "request"') == LINES
    assert len(stream.parts) < LINES / 4
    assert all(len(part) <= 4096 and part.endswith("}\n") for part in stream.parts)


async def nothing(*_: object) -> None:
    pass


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
@pytest.mark.parametrize(
    "answer",
    [
        lambda: PlainTextResponse("a" * (BOUND - 1)),
        lambda: PlainTextResponse("a" * BOUND),
        lambda: PlainTextResponse("a" * BOUND, headers={"content-encoding": "br"}),
        lambda: Response("a" * BOUND, media_type="image/png"),
        lambda: StreamingResponse(iter(PARTS)),
        lambda: Response(status_code=204),
    ],
    ids=["small", "large", "compressed already", "an image", "in parts", "empty"],
)
def test_an_answer_is_compressed_as_the_library_does(answer: Callable[[], Response], accepted: str):
    ours, theirs = (
        TestClient(kind(answer(), BOUND, 5)).get("/", headers={"Accept-Encoding": accepted})
        for kind in (Compression, GZipMiddleware)
    )
    assert (ours.headers, ours.content) == (theirs.headers, theirs.content)


def test_what_is_written_in_one_turn_is_sent_together_and_before_the_end():
    sent: list[bytes] = []
    transport = Joined(Mock(write=sent.append, close=lambda: sent.append(b"end")))

    async def turns() -> None:
        transport.write(b"head ")
        transport.write(b"body")
        assert not sent
        await asyncio.sleep(0)
        transport.write(b"large" * 5_000)
        assert len(sent) == 2, "what is large does not wait"
        transport.write(b"last")
        transport.close()

    asyncio.run(turns())
    assert sent == [b"head body", b"large" * 5_000, b"last", b"end"]


def test_outcomes_of_a_batch_wake_the_loop_once():
    outcome, refusal = Outcome(None, 0, 1), LedgerOverrun()

    async def batch() -> tuple[list[object], int]:
        loop, returns = asyncio.get_running_loop(), Returns()
        given: list[Future[Outcome]] = [Future() for _ in range(3)]
        waiting = [asyncio.ensure_future(returns.of(each)) for each in given]
        await asyncio.sleep(0)
        waiting[1].cancel()
        await asyncio.wait(waiting[1:2])
        await asyncio.sleep(0)
        wake = Mock(side_effect=loop.call_soon_threadsafe)
        loop.call_soon_threadsafe = wake  # type: ignore[method-assign]
        given[0].set_result(outcome)
        given[2].set_exception(refusal)
        come = await asyncio.gather(*waiting, return_exceptions=True)
        assert given[1].cancelled(), "nobody waits for it, so it need not begin"
        return [come[0], come[2]], wake.call_count

    assert asyncio.run(batch()) == ([outcome, refusal], 1)
