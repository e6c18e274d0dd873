"""Days and moments in a question. Their bounds keep every sum of days within the calendar."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from application.kernel.commands import never_a_number

_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)

Day = Annotated[date, Field(ge=_FIRST, le=_LAST), never_a_number("date_parsing")]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1900, 1, 1, tzinfo=UTC), le=datetime(2199, 12, 31, tzinfo=UTC)),
    never_a_number("datetime_parsing"),
]
"""A moment with its offset from UTC (RFC 3339)."""
