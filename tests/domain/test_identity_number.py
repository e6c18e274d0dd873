"""The citizen identity number (GB 11643-1999; domain §5.1)."""

from datetime import date

import pytest

from domain.kernel.identity_number import (
    IdentityNumberInvalid,
    Sex,
    birth_date,
    normalised,
    sex,
)
from tests.oracle.book import check_digit

VALID = [
    ("44070319530315021X", "440703530315021", date(1953, 3, 15), Sex.MALE),
    ("440705196310010466", "440705631001046", date(1963, 10, 1), Sex.FEMALE),
    ("440781195502280139", "440781550228013", date(1955, 2, 28), Sex.MALE),
    ("440704196309300224", "440704630930022", date(1963, 9, 30), Sex.FEMALE),
    # An abolished address code is a code that somebody got at birth.
    ("440782196412310286", "440782641231028", date(1964, 12, 31), Sex.FEMALE),
    ("44070319610606005X", "440703610606005", date(1961, 6, 6), Sex.MALE),
    ("11010519491231002X", "110105491231002", date(1949, 12, 31), Sex.FEMALE),
]


def full(body: str) -> str:
    return body + check_digit(body)


@pytest.mark.parametrize(("number", "old", "born", "told"), VALID)
def test_a_valid_number_tells_birth_date_and_sex(number, old, born, told):
    assert normalised(number) == number
    assert normalised(old) == number
    assert (birth_date(number), sex(number)) == (born, told)


def test_a_number_of_18_digits_may_be_of_our_century():
    assert normalised("440524188001010014") == "440524188001010014"
    assert birth_date(normalised(full("44070320040229001"))) == date(2004, 2, 29)


@pytest.mark.parametrize(
    "written",
    [
        "44070319530315021x",
        "４４０７０３１９５３０３１５０２１Ｘ",
        "４４０７０３１９５３０３１５０２１ｘ",
        " 440703 19530315 021X ",
        "440703　19530315　021X",
        "４４０７０３５３０３１５０２１",
    ],
)
def test_a_number_is_read_as_people_write_it(written):
    assert normalised(written) == "44070319530315021X"


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("", "form"),
        ("4407031953031502", "form"),
        ("44070319530315021", "form"),
        ("44070319530315021XX", "form"),
        ("44070353031502X", "form"),
        ("4407031953031502X1", "form"),
        ("44070319530315021Y", "form"),
        ("440703-19530315-021X", "form"),
        ("٤٤٠٧٠٣١٩٥٣٠٣١٥٠٢١X", "form"),
        ("440703195303150211", "check-digit"),
        ("44070319530315012X", "check-digit"),
        (full("44070319530229021"), "date"),
        (full("44070319530431021"), "date"),
        (full("44070319531301021"), "date"),
        (full("44070319530001021"), "date"),
        (full("44070300000315021"), "date"),
        ("440703530229021", "date"),
        ("440703530315996", "sequence"),
        ("440703530315999", "sequence"),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_never_shown(number, problem):
    with pytest.raises(IdentityNumberInvalid) as refused:
        normalised(number)
    assert refused.value.facts == {"problem": problem}


@pytest.mark.parametrize("sequence", ["995", "000"])
def test_sequences_below_996_of_15_digits_are_of_the_1900s(sequence):
    assert birth_date(normalised("440703530315" + sequence)) == date(1953, 3, 15)


def test_sequence_996_of_18_digits_is_a_sequence_like_others():
    assert normalised(full("44070319530315996")) == full("44070319530315996")


def test_29_february_is_a_day_of_leap_years_only():
    assert birth_date(normalised(full("44070319520229021"))) == date(1952, 2, 29)
    with pytest.raises(IdentityNumberInvalid):
        normalised(full("44070319000229021"))


@pytest.mark.parametrize("wrong", range(18))
def test_any_single_wrong_digit_is_found(wrong):
    number = "440705196310010466"
    changed = str((int(number[wrong]) + 1) % 10)
    with pytest.raises(IdentityNumberInvalid):
        normalised(number[:wrong] + changed + number[wrong + 1 :])
