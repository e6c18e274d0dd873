"""Days and moments as people type them into a question."""

import re
import unicodedata
from datetime import date, datetime

from application.kernel.clock import LOCAL
from interfaces.web.forms import typed

_TIME = re.compile(r"(.{1,40}?)[T\s]{1,9}(\d{1,2}):(\d{2})(?::(\d{2}))?")
_LAST = (23, 59, 59)
CUT_OFFS = ((7, 5), (1, 5))
"""The half-years are closed on 5 July and 5 January (JM-2003 R8)."""


def day_typed(text: str) -> date | None:
    """Raises `ValueError` for what is no day."""
    text = unicodedata.normalize("NFKC", text).strip()
    return date.fromisoformat(typed.day(text)) if text else None


def moment_typed(text: str) -> datetime | None:
    """A moment in the city: to the end of the day, minute or second that was typed.

    Raises `ValueError` for what is none.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return None
    found = _TIME.fullmatch(text)
    day = date.fromisoformat(typed.day(found[1] if found else text))
    hour, minute, second = (int(found[2]), int(found[3]), int(found[4] or 59)) if found else _LAST
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LOCAL)


def as_typed(moment: datetime | None) -> str:
    """The moment as `moment_typed` reads it again."""
    if moment is None:
        return ""
    there = moment.astimezone(LOCAL)
    return there.strftime("%Y-%m-%d %H:%M" if there.second == 59 else "%Y-%m-%d %H:%M:%S")


def last_cut_offs(upto: datetime, count: int = 2) -> list[datetime]:
    """The last moments at which the books of a half-year were closed, the latest first."""
    year = upto.astimezone(LOCAL).year
    moments = [
        datetime(each, month, day, *_LAST, tzinfo=LOCAL)
        for each in (year, year - 1)
        for month, day in CUT_OFFS
    ]
    return [moment for moment in moments if moment <= upto][:count]
