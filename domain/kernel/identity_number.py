"""The citizen identity number (GB 11643-1999) and its 15-digit forerunner."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import mul

from domain.kernel.errors import DomainError, Refusal

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_BODY = 17
_FORM = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}", re.ASCII)
_BORN_IN_THE_1800S = range(996, 1000)


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class IdentityNumberInvalid(DomainError):
    """`problem`: form, date, check-digit or sequence. The number itself is never shown."""

    code = "identity-number-invalid"
    sort = Refusal.MALFORMED
    field = "id_number"


@lru_cache(maxsize=65_536)
def normalised(text: str) -> str:
    """Return the 18-digit form of a number of 15 or 18 digits.

    Full-width digits, spaces and a small x are accepted. Raises `IdentityNumberInvalid`.
    Sequences 996–999 of 15 digits were kept for people born in the 1800s and are refused.
    """
    number = unicodedata.normalize("NFKC", text).replace(" ", "").upper()
    if not _FORM.fullmatch(number):
        raise IdentityNumberInvalid(problem="form")
    if len(number) == 15:
        if int(number[12:]) in _BORN_IN_THE_1800S:
            raise IdentityNumberInvalid(problem="sequence")
        number = _with_check(number[:6] + "19" + number[6:])
    elif number != _with_check(number[:_BODY]):
        raise IdentityNumberInvalid(problem="check-digit")
    birth_date(number)
    return number


def _with_check(body: str) -> str:
    total = sum(map(mul, map(int, body), _WEIGHTS))
    return body + _CHECKS[total % 11]


def birth_date(number: str) -> date:
    """The date of birth that a normalised number tells."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise IdentityNumberInvalid(problem="date") from None


def sex(number: str) -> Sex:
    """The sex that a normalised number tells: an odd 17th digit is male."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def differ_by_one_slip(one: str, other: str) -> bool:
    """Whether two normalised numbers differ in one digit, or in two neighbours that are swapped.

    The check digit tells nothing here: it follows from the others, so a slip changes it as well.
    """
    places = [place for place in range(_BODY) if one[place] != other[place]]
    if len(places) == 1:
        return True
    if len(places) != 2 or places[1] - places[0] != 1:
        return False
    here = slice(places[0], places[1] + 1)
    return one[here] == other[here][::-1]
