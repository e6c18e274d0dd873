"""Served by `uvicorn bench.peers.sqlalchemy_audit.app:app`; `python -m` it makes the tables."""

import os
from collections.abc import Callable
from typing import Any
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from bench.peers import bodies, rules
from bench.peers.sqlalchemy_audit import commands
from bench.peers.sqlalchemy_audit.tables import Base

URL = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:")
# As many connections as the server has threads to answer with.
engine = create_engine(URL, pool_size=20, max_overflow=20)
sessions = sessionmaker(engine)
app = FastAPI()


def done(command: Callable[[Session, Any], UUID], body: BaseModel) -> JSONResponse:
    """Committed before the answer is sent."""
    with sessions.begin() as session:
        worker = command(session, body)
    return JSONResponse({"worker": str(worker)}, 201)


@app.post("/api/v1/commands/register-worker")
def register_worker(body: bodies.RegisterWorker) -> JSONResponse:
    return done(commands.register_worker, body)


@app.post("/api/v1/commands/apply-for-certificate")
def apply_for_certificate(body: bodies.ApplyForCertificate) -> JSONResponse:
    return done(commands.apply_for_certificate, body)


@app.post("/api/v1/commands/issue-certificate")
def issue_certificate(body: bodies.IssueCertificate) -> JSONResponse:
    return done(commands.issue_certificate, body)


@app.post("/api/v1/commands/start-employment")
def start_employment(body: bodies.StartEmployment) -> JSONResponse:
    return done(commands.start_employment, body)


@app.post("/api/v1/commands/end-employment")
def end_employment(body: bodies.EndEmployment) -> JSONResponse:
    return done(commands.end_employment, body)


@app.post("/api/v1/commands/enrol-in-training")
def enrol_in_training(body: bodies.EnrolInTraining) -> JSONResponse:
    return done(commands.enrol_in_training, body)


@app.post("/api/v1/commands/complete-training")
def complete_training(body: bodies.CompleteTraining) -> JSONResponse:
    return done(commands.complete_training, body)


@app.post("/api/v1/commands/record-follow-up")
def record_follow_up(body: bodies.RecordFollowUp) -> JSONResponse:
    return done(commands.record_follow_up, body)


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
    Base.metadata.create_all(engine)
