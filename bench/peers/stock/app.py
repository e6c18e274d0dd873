"""Served by `uvicorn bench.peers.stock.app:app`; `python -m` it makes the tables."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

from anyio.to_thread import current_default_thread_limiter
from eventsourcing.persistence import IntegrityError
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from bench.peers import bodies, rules
from bench.peers.stock.application import Done, Ledger
from bench.peers.stock.projection import SQLITE
from bench.peers.stock.reading import Reading

ledger = Ledger()
reading = Reading(ledger)
_THREADS_ON_SQLITE = 12
"""The library's pool for SQLite has 15 connections and refuses whoever waits for one too long."""


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    if SQLITE:
        current_default_thread_limiter().total_tokens = _THREADS_ON_SQLITE
    yield


app = FastAPI(lifespan=lifespan)


def done(command: Callable[[BaseModel], Done], body: BaseModel) -> JSONResponse:
    """Answered when the rows have it as well."""
    worker: UUID
    worker, position = command(body)
    reading.up_to(position)
    return JSONResponse({"worker": str(worker)}, 201)


@app.post("/api/v1/commands/register-worker")
def register_worker(body: bodies.RegisterWorker) -> JSONResponse:
    return done(ledger.register_worker, body)


@app.post("/api/v1/commands/apply-for-certificate")
def apply_for_certificate(body: bodies.ApplyForCertificate) -> JSONResponse:
    return done(ledger.apply_for_certificate, body)


@app.post("/api/v1/commands/issue-certificate")
def issue_certificate(body: bodies.IssueCertificate) -> JSONResponse:
    return done(ledger.issue_certificate, body)


@app.post("/api/v1/commands/start-employment")
def start_employment(body: bodies.StartEmployment) -> JSONResponse:
    return done(ledger.start_employment, body)


@app.post("/api/v1/commands/end-employment")
def end_employment(body: bodies.EndEmployment) -> JSONResponse:
    return done(ledger.end_employment, body)


@app.post("/api/v1/commands/enrol-in-training")
def enrol_in_training(body: bodies.EnrolInTraining) -> JSONResponse:
    return done(ledger.enrol_in_training, body)


@app.post("/api/v1/commands/complete-training")
def complete_training(body: bodies.CompleteTraining) -> JSONResponse:
    return done(ledger.complete_training, body)


@app.post("/api/v1/commands/record-follow-up")
def record_follow_up(body: bodies.RecordFollowUp) -> JSONResponse:
    return done(ledger.record_follow_up, body)


@app.get("/readyz")
def ready() -> dict[str, str]:
    return {"status": "ok"}


@app.exception_handler(rules.Refused)
def refused(request: Request, error: rules.Refused) -> JSONResponse:
    return JSONResponse({"code": str(error)}, 422 if isinstance(error, rules.Invalid) else 409)


@app.exception_handler(IntegrityError)
def taken(request: Request, error: IntegrityError) -> JSONResponse:
    return JSONResponse({"code": "taken"}, 409)


if __name__ == "__main__":
    ledger.close()
