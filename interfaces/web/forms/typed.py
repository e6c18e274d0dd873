"""What people type, as the commands take it."""

import re
import unicodedata

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_DAY_IN_ONE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_IDENTITY_NUMBER = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}", re.ASCII)
_FORMS = ("line", "area", "choice", "unit", "yes_no")


def typed(kind: str, text: str) -> str:
    """The text without outer spaces; days and numbers in plain digits.

    Input methods write full-width digits, and people write days in many ways.
    """
    text = text.strip()
    if kind in _FORMS:
        return text
    text = unicodedata.normalize("NFKC", text)
    return day(text) if kind == "day" else text.replace(",", "")


def day(text: str) -> str:
    """20030630, 2003.6.30 or 2003年6月30日 as 2003-06-30; anything else as it is."""
    found = _DAY.fullmatch(text) or _DAY_IN_ONE.fullmatch(text)
    if found is None:
        return text
    year, month, day_of_month = found.groups()
    return f"{year}-{int(month):02}-{int(day_of_month):02}"


def identity_number_in(text: str) -> str:
    """The identity number that was typed, by its form alone; empty where it is something else."""
    number = number_typed(text)
    return number if _IDENTITY_NUMBER.fullmatch(number) else ""


def number_typed(text: str) -> str:
    """An identity or a phone number without what was typed to make it legible."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()
