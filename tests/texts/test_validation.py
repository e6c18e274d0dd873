"""What is entered and cannot be taken: pydantic's findings in the trade's words."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from application.kernel.commands import UnitCode
from application.tracker import HANDLERS
from interfaces.texts import refusal_words, validation_words

SECRET = "某甲4407"
ODD: list[object] = [
    *("", SECRET, "x" * 3000, f"{SECRET}\n二", f"{SECRET}\x07", "2003-02-30", "44070319530315021"),
    *("440703195303150211", "15" * 8, "9" * 36, "99.999", "NaN", "\ud800"),
    *(None, True, 5, -1, 10**12, 10**400, 1.5, float("inf"), [SECRET], {SECRET: 1}, b"\xff"),
    datetime(2004, 1, 1, 3, tzinfo=UTC),
]


def found(command: str, fields: object) -> list[Any]:
    try:
        HANDLERS[command].command.model_validate(fields)
    except ValidationError as error:
        return list(error.errors())
    return []


def words_for(command: str, field: str, value: object, language: str = "zh") -> str:
    """What is said of one field of a command."""
    errors = [error for error in found(command, {field: value}) if error["loc"] == (field,)]
    assert len(errors) == 1
    return validation_words(errors[0], language)


@pytest.mark.parametrize("command", HANDLERS)
def test_whatever_is_entered_has_words_that_do_not_repeat_it(command: str):
    fields = HANDLERS[command].command.model_fields
    errors = [e for value in ODD for e in found(command, dict.fromkeys([*fields, "odd"], value))]
    errors += found(command, []) + found(command, {})
    assert {error["type"] for error in errors} >= {"missing", "extra_forbidden"}
    for error in errors:
        for language in ("zh", "en"):
            words = validation_words(error, language)
            assert words != refusal_words("unknown-entry", {}, language), error["type"]
            assert SECRET not in words


@pytest.mark.parametrize(
    ("command", "field", "value", "chinese", "english"),
    [
        (
            "start-employment",
            "kind",
            "临时工",
            "只能填规定的词：labour_contract（劳动合同就业）、self_employment（个体经营或自主创业）、"
            "public_welfare_post（公益性岗位）、flexible（灵活就业）。请改用其中之一。",
            "Only set words can be used here: labour_contract (employment under a labour "
            "contract), self_employment (self-employment), public_welfare_post (public-welfare "
            "post), flexible (flexible employment). Use one of them.",
        ),
        (
            "start-employment",
            "effective_on",
            "2003-02-30",
            "日期不对。请写成 2003-06-30 的形式，并核对日历上有这一天。",
            "This is not a date. Write it as 2003-06-30, and check that there is such a day.",
        ),
        (
            "review-certificate",
            "passed",
            "也许",
            "只能填是或否。JSON 中请写 true 或 false。",
            "This is yes or no. In JSON write true or false.",
        ),
        (
            "start-employment",
            "contract_months",
            "一年",
            "须为整数。请只填数字，不带小数和单位。",
            "This must be a whole number. Write digits only, without decimals or units.",
        ),
        (
            "start-employment",
            "contract_months",
            601,
            "数值太大，不能大于600。请更正。",
            "The number is too large: at most 600. Correct it.",
        ),
        (
            "start-employment",
            "monthly_wage",
            "610.555",
            "小数位数过多，最多2位。请更正。",
            "There are too many decimals: at most 2. Correct it.",
        ),
        (
            "register-worker",
            "id_number",
            "440703195303150211",
            "公民身份号码的校验码不符，可能有一位抄错。请对照证件核对。",
            "The check digit of the identity number does not fit; a digit may be mistyped. Check "
            "it against the card.",
        ),
        (
            "register-worker",
            "station",
            "白沙街道",
            "单位代码须为6至12位数字。请核对代码。",
            "A unit's code has 6 to 12 digits. Check the code.",
        ),
        (
            "register-worker",
            "name",
            "陈\n建国",
            "此项只能写一行。请删去换行。",
            "This field takes one line only. Take the line breaks out.",
        ),
        (
            "issue-certificate",
            "certificate_no",
            "江门000001",
            "证号只能由字母、数字和连字符组成。请核对证号。",
            "A certificate number has letters, digits and hyphens only. Check the number.",
        ),
    ],
)
def test_a_finding_is_said_as_approved(command, field, value, chinese: str, english: str):
    assert words_for(command, field, value) == chinese
    assert words_for(command, field, value, "en") == english


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("4407", "须为18位"),
        ("440703195302300211", "校验码不符"),
        ("440703530230021", "出生日期不存在"),
        ("440703530315996", "顺序码"),
    ],
)
def test_an_identity_number_is_told_what_is_wrong_with_it(number: str, said: str):
    assert said in words_for("register-worker", "id_number", number)
    assert number not in words_for("register-worker", "id_number", number)


def test_the_nearest_field_is_named_for_one_that_there_is_not():
    (error,) = [e for e in found("start-employment", {"employr": "某厂"}) if "employr" in e["loc"]]
    known = HANDLERS["start-employment"].command.model_fields
    assert validation_words(error, "zh", known) == (
        "没有这一项（最接近的是“employer”）。请核对名称，或删去这一项。"
    )
    assert validation_words(error, "en") == (
        "There is no such field. Check its name, or leave it out."
    )
    assert "nearest" not in validation_words({**error, "loc": (SECRET,)}, "en", known)


def test_a_pattern_of_another_make_is_said_in_general():
    error = {"type": "string_pattern_mismatch", "loc": ("x",), "ctx": {"pattern": "^a$"}}
    assert validation_words(error, "zh") == "格式不对。请按规定的格式填写。"


def test_the_pattern_of_unit_codes_is_known():
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(UnitCode).validate_python("x")
    assert "6 to 12 digits" in validation_words(refused.value.errors()[0], "en")


def test_a_finding_of_an_unknown_type_is_said_neutrally():
    words = validation_words({"type": "never_heard_of", "loc": ()}, "en")
    assert words == "This entry cannot be used. Check and correct it."
