"""A page of figures: what all of them have in common."""

from typing import Any

from fastapi.responses import Response

from application.indicators.reporting_periods import Kind
from interfaces.web.figures.moments import as_typed, last_cut_offs
from interfaces.web.figures.telling import SHAPES, TONES, change, percent
from interfaces.web.visit import Visit


def figures_page(visit: Visit, template: str, status: int = 200, **context: Any) -> Response:
    cut_offs = ["", *map(as_typed, last_cut_offs(visit.tracker.clock.now()))]
    return visit.page(
        template,
        status,
        kinds=list(Kind),
        cut_offs=cut_offs,
        percent=percent,
        change=change,
        tones=TONES,
        shapes=SHAPES,
        **context,
    )
