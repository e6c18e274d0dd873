"""What a registration must satisfy, at first and after every correction."""

from datetime import date
from typing import Any

from domain.kernel import identity_number
from domain.kernel.calendar import age_on
from domain.policy.book import PolicyBook
from domain.worker import errors


def personal(details: dict[str, Any]) -> dict[str, Any]:
    """Fill sex and birth date from the identity number (domain C02, §5.1).

    Where they are given and differ from the number, an `override_reason` is required:
    raises `SexDiffersFromNumber`, `BirthDateDiffersFromNumber`, `IdentityNumberInvalid`.
    """
    number = identity_number.normalised(details["id_number"])
    sex, born = identity_number.sex(number), identity_number.birth_date(number)
    explained = bool(details.get("override_reason"))
    if details.get("sex") not in (None, sex) and not explained:
        raise errors.SexDiffersFromNumber(given=details["sex"], number_says=sex)
    if details.get("birth_date") not in (None, born) and not explained:
        raise errors.BirthDateDiffersFromNumber(given=details["birth_date"], number_says=born)
    return {
        **details,
        "id_number": number,
        "sex": details.get("sex") or sex,
        "birth_date": details.get("birth_date") or born,
    }


def check(details: dict[str, Any], registered_on: date, policy: PolicyBook) -> None:
    """Raises `AgeOutOfBounds`, `UnemployedAfterRegistration`."""
    lowest = policy.number("registration_age_min", registered_on)
    highest = policy.number("registration_age_max", registered_on)
    age = age_on(details["birth_date"], registered_on)
    if not lowest <= age <= highest:
        raise errors.AgeOutOfBounds(age=age, lowest=lowest, highest=highest)
    if details["unemployed_since"] > registered_on:
        raise errors.UnemployedAfterRegistration(
            unemployed_since=details["unemployed_since"], registered_on=registered_on
        )
