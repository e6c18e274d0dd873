"""The routes of all pages."""

from fastapi import APIRouter

from interfaces.web import assets, sign_in
from interfaces.web.station import commands, people, worker

CHANNEL: tuple[APIRouter, ...] = (
    assets.router,
    sign_in.router,
    people.router,
    commands.router,
    worker.router,
)
