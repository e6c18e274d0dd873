"""Days and moments in a question. Their bounds keep every sum of days within the calendar."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)

Day = Annotated[date, Field(ge=_FIRST, le=_LAST)]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1900, 1, 1, tzinfo=UTC), le=datetime(2199, 12, 31, tzinfo=UTC)),
]
"""A moment with its offset from UTC (RFC 3339)."""
