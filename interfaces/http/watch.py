"""For whoever watches over the server: alive, ready, and the counts."""

from shutil import disk_usage
from time import perf_counter, sleep
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import text

from application.tracker import CaseTracker
from interfaces.accounts.sessions import open_sessions
from interfaces.http.callers import public
from interfaces.http.office import Here, Office
from interfaces.http.refusals import NotReady

router = APIRouter(tags=["watch"])
LOOKS, SECONDS = 5, 0.05


class Alive(BaseModel):
    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """`position` is the last fact of the log, which every read model has taken."""

    status: Literal["ready"] = "ready"
    position: int


@router.get("/healthz", operation_id="healthz")
@public
def healthz() -> Alive:
    """Whether the server answers at all."""
    return Alive()


@router.get("/readyz", operation_id="readyz")
@public
def readyz(office: Here) -> Ready:
    """Whether both databases can be reached, commands are carried out and the read models have
    caught up.

    A command that is being carried out just now leaves them behind for a moment: they have
    caught up when they reach, in a quarter of a second, where the log stood at first.
    """
    try:
        with office.accounts.connect() as connection:
            connection.execute(text("SELECT 1"))
        writes = office.tracker.committer.ready()
        wanted, behind = _caught_up(office.tracker)
    except Exception as error:
        # Whatever kind of failure it is: a database that does not answer is not ready.
        raise NotReady() from error
    if behind or not writes:
        raise NotReady(behind=behind)
    return Ready(position=wanted)


def _caught_up(tracker: CaseTracker) -> tuple[int, int]:
    """Where the log stood, and how many of its facts a read model still lacks."""
    wanted = behind = tracker.register.position()
    for _ in range(LOOKS):
        reached = min((model.position for model in tracker.status()), default=wanted)
        behind = max(0, wanted - reached)
        if not behind:
            break
        sleep(SECONDS)
    return wanted, behind


@router.get("/metrics", operation_id="metrics", response_class=Response)
@public
def metrics(office: Here) -> Response:
    """The counts in Prometheus' own format; nothing in them is about a person."""
    measure(office)
    return Response(office.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def measure(office: Office) -> None:
    """Look up what is counted only when it is asked for."""
    metrics, database = office.metrics, office.tracker.database
    began = perf_counter()
    metrics.is_now("log_position", office.tracker.register.position())
    metrics.is_now("database_answer_seconds", perf_counter() - began)
    for model in office.tracker.status():
        metrics.is_now("projection_lag_facts", model.behind, model.name)
    for name, size in database.sizes().items():
        metrics.is_now("database_bytes", size, name)
    metrics.is_now("database_free_bytes", disk_usage(database.files.parent).free)
    now = office.tracker.clock.now()
    metrics.is_now("sessions_open", open_sessions(office.accounts, now))
    for look in office.looks:
        look(office)
