"""The pages of figures."""

from fastapi import APIRouter

from interfaces.web.figures import (
    changes,
    composition,
    dashboard,
    definition,
    people_behind,
    reports_behind,
)

FIGURES: tuple[APIRouter, ...] = (
    dashboard.router,
    definition.router,
    people_behind.router,
    changes.router,
    composition.router,
    reports_behind.router,
)
