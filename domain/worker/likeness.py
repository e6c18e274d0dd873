"""How two registrations look like one person (domain C02: duplicates across stations).

Nothing here decides: a reviewer compares the two, and merges them or rules it out.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.kernel.identity_number import differ_by_one_slip


class Likeness(StrEnum):
    """What two registrations have in common, the strongest first."""

    NUMBERS_A_SLIP_APART = "numbers_a_slip_apart"
    SAME_NAME = "same_name"
    SAME_BIRTH_DATE = "same_birth_date"
    SAME_PHONE = "same_phone"
    NAME_SOUNDS_THE_SAME = "name_sounds_the_same"


_WEIGHTS = {
    Likeness.NUMBERS_A_SLIP_APART: 4,
    Likeness.SAME_NAME: 3,
    Likeness.SAME_BIRTH_DATE: 2,
    Likeness.SAME_PHONE: 2,
    Likeness.NAME_SOUNDS_THE_SAME: 1,
}
_NAMES = {Likeness.SAME_NAME, Likeness.NAME_SOUNDS_THE_SAME}


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a registration. `sounds` is the name as it is spoken, without tones."""

    id_number: str
    name: str
    sounds: str
    birth: int
    phone: str


def likenesses(one: Traits, other: Traits) -> tuple[Likeness, ...]:
    """What speaks for one person; nothing where the names do not even sound alike, or only they do.

    A phone that is not known is like no other.
    """
    found = (
        (Likeness.NUMBERS_A_SLIP_APART, differ_by_one_slip(one.id_number, other.id_number)),
        (Likeness.SAME_NAME, one.name == other.name),
        (Likeness.SAME_BIRTH_DATE, one.birth == other.birth),
        (Likeness.SAME_PHONE, one.phone != "" and one.phone == other.phone),
        (Likeness.NAME_SOUNDS_THE_SAME, one.name != other.name and one.sounds == other.sounds),
    )
    alike = tuple(likeness for likeness, holds in found if holds)
    return alike if _NAMES & set(alike) and set(alike) - _NAMES else ()


def strength(alike: tuple[Likeness, ...]) -> int:
    """How much it speaks for one person; only the order of these numbers means anything."""
    return sum(_WEIGHTS[likeness] for likeness in alike)
