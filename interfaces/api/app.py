"""The application with the API alone, over an open ledger."""

from fastapi import APIRouter, FastAPI

from interfaces.api import commands, indicators, lists, people, reports, rules, workers
from interfaces.http.app import create_app as create_http_app
from interfaces.http.office import Office

CHANNEL: tuple[APIRouter, ...] = (
    commands.router,
    workers.router,
    lists.router,
    people.router,
    reports.router,
    indicators.router,
    rules.router,
)


def create_app(office: Office) -> FastAPI:
    return create_http_app(office, CHANNEL)
