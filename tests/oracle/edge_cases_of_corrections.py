"""Edge cases of lives corrected, closed and reopened."""

from tests.oracle.book import identity_number
from tests.oracle.edge_cases_of_the_record import at_end_of
from tests.oracle.sentences import (
    Case,
    ask,
    closed,
    corrected,
    hired,
    line,
    lost,
    registered,
    reopened,
)

MAN = identity_number("1960-05-05", "male")
RIGHT_NUMBER = identity_number("1960-05-05", "male", 3)
BAISHA = "440700 440703 440703002"
MAN_IN, MAN_NOT = {BAISHA: "all 1/1 male 1/1"}, {BAISHA: "all 0/1 male 0/1"}
NOBODY: dict[str, str] = {}

CASES_OF_CORRECTIONS: list[Case] = [
    (
        "an employment corrected to another day, then void",
        [
            registered(MAN, "2003-11-03"),
            hired(MAN, "2003-12-30"),
            lost(MAN, "2004-03-01"),
            line(
                "correct-employment",
                "2004-01-02",
                "2004-05-10",
                worker=MAN,
                started_on="2003-12-30",
                reason="合同日期有误",
            ),
            line(
                "void-employment",
                "2004-01-02",
                "2004-06-01",
                worker=MAN,
                started_on="2004-01-02",
                reason="entered_in_error",
            ),
        ],
        [
            *ask("2003-12-31", MAN_IN, **at_end_of("2004-05-09")),
            *ask("2003-12-31", MAN_NOT, **at_end_of("2004-05-10")),
            *ask("2004-02-29", NOBODY, **at_end_of("2004-05-09")),
            *ask("2004-02-29", MAN_IN, **at_end_of("2004-05-10")),
            *ask("2004-12-31", MAN_NOT),
        ],
    ),
    (
        "one job ends and the next starts on one day: a loss and a re-employment",
        [
            registered(MAN, "2003-11-03"),
            hired(MAN, "2003-12-01"),
            lost(MAN, "2004-03-01"),
            hired(MAN, "2004-03-01"),
        ],
        [*ask("2004-02-29", NOBODY), *ask("2004-03-01", MAN_IN)],
    ),
    (
        "closed in work and reopened: no job loss on closing, an entrant on reopening",
        [
            registered(MAN, "2003-02-03"),
            hired(MAN, "2003-06-02"),
            closed(MAN, "2004-03-01", "left_city"),
            reopened(MAN, "2004-07-01"),
            hired(MAN, "2004-07-01"),
        ],
        [
            *ask("2004-06-30", NOBODY, rules={"denominator": "classic"}),
            *ask("2004-07-01", MAN_IN),
        ],
    ),
    (
        "registration restated: station, day, sex hold for the whole life once recorded",
        [
            registered(MAN, "2004-01-05", unemployed_since="2003-11-03"),
            hired(MAN, "2004-01-12"),
            corrected(MAN, "2004-05-10", station="440704001", registered_on="2003-12-31"),
            corrected(MAN, "2004-06-01", sex="female", override_reason="号码有误"),
        ],
        [
            *ask("2003-12-31", NOBODY, **at_end_of("2004-05-09")),
            *ask("2004-01-12", MAN_IN, **at_end_of("2004-05-09")),
            *ask(
                "2003-12-31",
                {"440700 440704 440704001": "all 0/1 male 0/1"},
                **at_end_of("2004-05-10"),
            ),
            *ask(
                "2004-01-12",
                {"440700 440704 440704001": "all 1/1 female 1/1 older 1/1 older_female 1/1"},
                **at_end_of("2004-06-01"),
            ),
        ],
    ),
    (
        "an employment corrected in kind, then in its last day",
        [
            registered(MAN, "2003-11-03"),
            hired(MAN, "2003-11-28", "flexible"),
            lost(MAN, "2004-01-05"),
            line(
                "correct-employment",
                "2003-11-28",
                "2004-05-10",
                worker=MAN,
                started_on="2003-11-28",
                kind="labour_contract",
                reason="有劳动合同",
            ),
            line(
                "correct-employment",
                "2003-11-28",
                "2004-06-01",
                worker=MAN,
                started_on="2003-11-28",
                ended_on="2003-12-31",
                reason="合同日期有误",
            ),
        ],
        [
            *ask("2003-12-31", MAN_NOT, **at_end_of("2004-05-09")),
            *ask("2003-12-31", MAN_IN, **at_end_of("2004-05-10")),
            *ask("2004-01-04", NOBODY, **at_end_of("2004-05-10")),
            *ask("2004-01-05", MAN_NOT, **at_end_of("2004-05-10")),
            *ask("2004-01-04", MAN_NOT, **at_end_of("2004-06-01")),
        ],
    ),
    (
        "birth date overridden, identity number corrected: the life goes on under the new number",
        [
            registered(MAN, "2003-11-03"),
            corrected(MAN, "2004-02-02", birth_date="1954-03-01", override_reason="户口簿为准"),
            corrected(MAN, "2004-02-03", id_number=RIGHT_NUMBER),
            hired(RIGHT_NUMBER, "2004-03-01"),
        ],
        [
            *ask("2004-03-01", {BAISHA: "all 1/1 male 1/1 older 1/1 older_male 1/1"}),
            *ask("2004-02-29", MAN_NOT),
        ],
    ),
    (
        "leaves on 31 December: not in the next opening stock, classic or net",
        [registered(MAN, "2003-11-03"), closed(MAN, "2003-12-31", "died")],
        [
            *ask("2003-12-31", NOBODY),
            *ask("2003-12-31", MAN_NOT, rules={"denominator": "classic"}),
            *ask("2004-12-31", NOBODY, rules={"denominator": "classic"}),
        ],
    ),
]

#: needs the second-level confirmation of a withdrawn wish, which contract §2 does not list yet
CASE_OF_A_CONFIRMED_WISH: Case = (
    "a withdrawn wish leaves D only after second-level confirmation",
    [
        registered(MAN, "2003-11-03"),
        closed(MAN, "2004-03-01", "wish_withdrawn"),
        line("confirm-closing", "2004-03-01", "2004-04-01", worker=MAN),
    ],
    [
        *ask("2004-06-30", MAN_NOT, **at_end_of("2004-03-31")),
        *ask("2004-06-30", NOBODY),
        *ask("2004-06-30", MAN_NOT, rules={"denominator": "classic"}),
    ],
)
