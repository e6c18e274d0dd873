"""Two registrations that look like one person: by number, name, date of birth, phone."""

import pytest

from domain.kernel.identity_number import differ_by_one_slip, normalised
from domain.worker.likeness import Likeness, Traits, likenesses, strength
from tests.oracle.book import number_18

ONE = "440703600505123"


def number(fifteen: str) -> str:
    """The 18 digits of 15, with the check digit that follows from them."""
    return normalised(fifteen)


@pytest.mark.parametrize(
    ("other", "one_slip"),
    [
        ("440703600505123", False),
        ("440703600505125", True),
        ("440783600505123", True),
        ("440703600506123", True),
        ("440703600505132", True),
        ("440703600501523", True),
        ("440730600505123", True),
        ("440703600505321", False),
        ("440703600505145", False),
        ("440705600505125", False),
    ],
)
def test_a_slip_is_one_wrong_digit_or_two_neighbours_swapped(other: str, one_slip: bool):
    assert differ_by_one_slip(number(ONE), number(other)) is one_slip
    assert differ_by_one_slip(number(other), number(ONE)) is one_slip


def test_a_slip_changes_the_check_digit_too():
    one, other = number(ONE), number("440703600505125")
    assert one[17] != other[17]
    assert differ_by_one_slip(one, other)


def test_in_numbers_of_18_digits_a_slip_counts_as_well():
    assert differ_by_one_slip(number_18("44070319600505123"), number_18("44070319600505125"))


def traits(**changed: object) -> Traits:
    said = {
        "id_number": number(ONE),
        "name": "陈建国",
        "sounds": "chenjianguo",
        "birth": 19600505,
        "phone": "3912345",
    }
    return Traits(**{**said, **changed})  # type: ignore[arg-type]


FAR = number("440705630101001")
SLIP = number("440703600505125")


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        ({"id_number": SLIP, "birth": 19600506, "phone": ""}, "numbers_a_slip_apart same_name"),
        ({"id_number": FAR, "phone": ""}, "same_name same_birth_date"),
        ({"id_number": FAR, "birth": 19630101}, "same_name same_phone"),
        ({"id_number": FAR}, "same_name same_birth_date same_phone"),
        (
            {"id_number": FAR, "name": "陈建果", "phone": ""},
            "same_birth_date name_sounds_the_same",
        ),
        # A name alone says nothing, and nor does all the rest under another name.
        ({"id_number": FAR, "birth": 19630101, "phone": ""}, ""),
        ({"name": "李红", "sounds": "lihong", "id_number": SLIP}, ""),
    ],
)
def test_two_are_alike_by_name_and_something_else(other: dict[str, object], alike: str):
    found = likenesses(traits(), traits(**other))
    assert " ".join(found) == alike
    assert likenesses(traits(**other), traits()) == found


def test_a_phone_that_is_not_known_is_like_no_other():
    one, other = traits(phone="", id_number=FAR), traits(phone="", birth=19630101)
    assert likenesses(one, other) == ()


def test_the_more_two_have_in_common_the_stronger():
    name, number_apart = Likeness.SAME_NAME, Likeness.NUMBERS_A_SLIP_APART
    born, phone, sounds = (
        Likeness.SAME_BIRTH_DATE,
        Likeness.SAME_PHONE,
        Likeness.NAME_SOUNDS_THE_SAME,
    )
    weakest_first = [
        (sounds, born),
        (name, born),
        (number_apart, name),
        (number_apart, name, born),
        (number_apart, name, born, phone),
    ]
    strengths = [strength(alike) for alike in weakest_first]
    assert strengths == sorted(set(strengths))
