"""What the name of a field says about the cells below it."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

_DATE_ENDINGS = ("_on", "_since", "_date", "_until", "_end")
_NUMBER_ENDINGS = ("_number", "_no")
_NUMBERS = frozenset({"worker", "into", "station", "to_station", "unit", "phone"})
_DAY = re.compile(
    r"(\d{4})(?:(\d\d)(\d\d)| ?([-/.]) ?(\d\d?) ?\4 ?(\d\d?)| ?年 ?(\d\d?) ?月 ?(\d\d?) ?[日号])"
    r"(?: 0?0:00(?::00)?)?"
)


@lru_cache(maxsize=1_024)
def is_date(field: str) -> bool:
    """Whether the field holds a day."""
    return field.endswith(_DATE_ENDINGS)


@lru_cache(maxsize=1_024)
def is_number_in_words(field: str) -> bool:
    """Whether the field holds a number that nobody calculates with: identity number, code, phone.

    Such a number must be text in a workbook: as a number it loses digits and leading zeros.
    """
    return field.endswith(_NUMBER_ENDINGS) or field in _NUMBERS


@lru_cache(maxsize=4_096)
def iso_day(text: str) -> str:
    """`20030630`, `2003-6-30`, `2003/6/30`, `2003.6.30`, `2003年6月30日` as `2003-06-30`.

    Input methods write full-width digits and signs, and spreadsheets midnight behind the day:
    they are read like the others. Anything else, and a day that is in no calendar, comes back
    untouched to be refused by the command with its own words.
    """
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return text
    year, month, day = (int(part) for part in found.groups() if part and part not in "-/.")
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text
