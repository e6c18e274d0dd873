"""The rules that every peer keeps, so that it does the same work; the standard library only.

They are fewer than Taizhang's: no timeline of late facts, no areas of accounts, no dated rules.
"""

from datetime import date
from typing import NamedTuple

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
YOUNGEST, OLDEST = 16, 60
QUALIFYING = {"soe_laid_off", "soe_unemployed", "closed_enterprise"}


class Refused(Exception):
    """A rule is broken; its one argument is the code."""


class Invalid(Refused):
    """A field is malformed."""


class Identity(NamedTuple):
    number: str
    birth_date: date
    sex: str


def identity(number: str) -> Identity:
    """What a number of 18 digits tells. Raises Invalid for one that cannot be."""
    try:
        total = sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True))
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Invalid("identity-number-invalid") from None
    if len(number) != 18 or number[17] != "10X98765432"[total % 11]:
        raise Invalid("identity-number-invalid")
    return Identity(number, born, "male" if int(number[16]) % 2 else "female")


def check_registration(who: Identity, unemployed_since: date, on: date) -> None:
    before_birthday = (on.month, on.day) < (who.birth_date.month, who.birth_date.day)
    if not YOUNGEST <= on.year - who.birth_date.year - before_birthday <= OLDEST:
        raise Refused("age-out-of-bounds")
    if unemployed_since > on:
        raise Refused("unemployed-after-registration")


def check_not_before(registered_on: date, on: date) -> None:
    if on < registered_on:
        raise Refused("before-registration")


def refuse_if(broken: object, code: str) -> None:
    if broken:
        raise Refused(code)
