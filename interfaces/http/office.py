"""What the endpoints of one running application share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, TextIO

from fastapi import Depends, FastAPI, Request
from sqlalchemy import Engine

from application.tracker import CaseTracker
from interfaces.accounts.looks import Looks
from interfaces.accounts.token_memory import TokenMemory
from interfaces.http.aside import Aside
from interfaces.http.limits import Failures, Limits
from interfaces.http.metrics import Metrics
from interfaces.http.returns import Returns


@dataclass(frozen=True, slots=True)
class Office:
    """The open ledger, the accounts that may come in, and what is kept of their visits.

    A line of each request goes to `journal`, without it to standard error. `public_url` is the
    origin under which people reach the console; then no other is answered. `looks_kept` is for
    how many days it is known who looked at whom. With `writes_apart` commands are carried out in
    a process of their own while it is served.
    """

    tracker: CaseTracker
    accounts: Engine
    limits: Limits = field(default_factory=Limits)
    metrics: Metrics = field(default_factory=Metrics)
    journal: TextIO | None = None
    aside: Aside = field(default_factory=Aside)
    returns: Returns = field(default_factory=Returns)
    public_url: str | None = None
    looks: list["Look"] = field(default_factory=list)
    looks_kept: int = 1095
    writes_apart: bool = False
    failures: Failures = field(init=False)
    look_log: Looks = field(init=False)
    tokens: TokenMemory = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "failures", Failures(self.limits.failures_a_minute))
        object.__setattr__(self, "look_log", Looks(self.accounts))
        object.__setattr__(self, "tokens", TokenMemory(self.accounts))


Look = Callable[[Office], None]
"""Puts into the metrics what a channel alone knows."""


def office_of(app: FastAPI) -> Office:
    office = app.state.office
    assert isinstance(office, Office)
    return office


async def _office(request: Request) -> Office:
    # As everything here that never waits: what is not `async` takes a thread, and a turn of it.
    return office_of(request.app)


Here = Annotated[Office, Depends(_office)]
"""The office, as a parameter of an endpoint."""
