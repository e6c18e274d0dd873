"""The edge cases of `domain.md` §4.2, one history each, with the answers worked by hand.

`EDGE_CASES`: (name, history lines, queries); a query has the arguments of `rate` and `rows` as in
the example files. A unit without rows has 0 of 0 in every group.
"""

from tests.oracle.book import identity_number
from tests.oracle.edge_cases_of_age_and_kind import CASES_OF_AGE_AND_KIND
from tests.oracle.edge_cases_of_corrections import CASE_OF_A_CONFIRMED_WISH, CASES_OF_CORRECTIONS
from tests.oracle.edge_cases_of_the_record import CASES_OF_THE_RECORD
from tests.oracle.sentences import Case, ask, closed, hired, lost, moved, registered

MAN = identity_number("1960-05-05", "male")
WOMAN = identity_number("1970-05-05", "female")
SUBTRACTED = (
    "died",
    "retired",
    "emigrated",
    "left_city",
    "enlisted",
    "imprisoned",
    "lost_capacity",
)
WHO_LEAVES = {
    identity_number("1960-05-05", "male", 10 + i): reason
    for i, reason in enumerate((*SUBTRACTED, "wish_withdrawn"))
}
BAISHA = "440700 440703 440703002"
MAN_IN, MAN_NOT = {BAISHA: "all 1/1 male 1/1"}, {BAISHA: "all 0/1 male 0/1"}
NOBODY: dict[str, str] = {}
CLASSIC, CURRENT = {"denominator": "classic"}, {"numerator": "current"}
AS_OF_PLACE = {"attribution": "as_of"}

EDGE_CASES: list[Case] = [
    (
        "re-employed twice in a year counts once",
        [
            registered(MAN, "2003-11-03"),
            hired(MAN, "2004-02-02"),
            lost(MAN, "2004-05-10"),
            hired(MAN, "2004-08-02", "self_employment"),
        ],
        [*ask("2004-12-31", MAN_IN), *ask("2004-06-30", MAN_IN), *ask("2004-02-01", MAN_NOT)],
    ),
    (
        "loses the job later in the year: still in N; opening stock of the next year",
        [registered(MAN, "2003-11-03"), hired(MAN, "2004-02-02"), lost(MAN, "2004-11-01")],
        [
            *ask("2004-12-31", MAN_IN),
            *ask("2004-12-31", MAN_NOT, rules=CURRENT),
            *ask("2004-10-31", MAN_IN, rules=CURRENT),
            *ask("2005-06-30", MAN_NOT),
        ],
    ),
    (
        "re-employed last year, lost this year: an entrant of this year",
        [registered(MAN, "2003-02-03"), hired(MAN, "2003-06-02"), lost(MAN, "2004-03-01")],
        [
            *ask("2004-02-29", NOBODY),
            *ask("2004-03-01", MAN_NOT),
            *ask("2004-12-31", MAN_NOT, from_="2004-04-01"),
        ],
    ),
    (
        "re-employed on 31 December and on 1 January: the year of the day",
        [
            registered(MAN, "2003-11-03"),
            registered(WOMAN, "2003-11-03"),
            hired(MAN, "2003-12-31"),
            hired(WOMAN, "2004-01-01"),
        ],
        [
            *ask("2003-12-31", {BAISHA: "all 1/2 male 1/1 female 0/1"}),
            *ask("2004-01-01", {BAISHA: "all 1/1 female 1/1"}),
        ],
    ),
    (
        "leaves unemployed: out of D for every reason but an unconfirmed wish; classic: stays",
        [registered(number, "2003-11-03") for number in [WOMAN, *WHO_LEAVES]]
        + [closed(number, "2004-05-10", reason) for number, reason in WHO_LEAVES.items()],
        [
            *ask("2004-05-09", {BAISHA: "all 0/9 male 0/8 female 0/1"}),
            *ask("2004-05-10", {BAISHA: "all 0/2 male 0/1 female 0/1"}),
            *ask("2004-05-10", {BAISHA: "all 0/9 male 0/8 female 0/1"}, rules=CLASSIC),
            *ask("2005-06-30", {BAISHA: "all 0/1 female 0/1"}, rules=CLASSIC),
        ],
    ),
    (
        "dies or retires after re-employment: stays in N and D",
        [
            registered(MAN, "2003-11-03"),
            registered(WOMAN, "2003-11-03"),
            hired(MAN, "2004-02-02"),
            hired(WOMAN, "2004-02-02"),
            lost(WOMAN, "2004-04-01"),
            closed(MAN, "2004-05-10", "died"),
            closed(WOMAN, "2004-05-10", "retired"),
        ],
        [
            *ask("2004-12-31", {BAISHA: "all 2/2 male 1/1 female 1/1"}),
            *ask("2004-12-31", {BAISHA: "all 0/2 male 0/1 female 0/1"}, rules=CURRENT),
            *ask("2004-12-31", NOBODY, from_="2004-06-01"),
        ],
    ),
    (
        "moves district before hire, at the latest on the same day: the new district",
        [
            registered(MAN, "2003-11-03"),
            registered(WOMAN, "2003-11-03"),
            moved(MAN, "2004-02-02", "440704001"),
            hired(WOMAN, "2004-04-01"),
            hired(MAN, "2004-04-01"),
            moved(WOMAN, "2004-04-01", "440705101"),
        ],
        [
            *ask(
                "2004-12-31",
                {
                    "440700": "all 2/2 male 1/1 female 1/1",
                    "440704 440704001": "all 1/1 male 1/1",
                    "440705 440705101": "all 1/1 female 1/1",
                },
            ),
            *ask(
                "2004-02-02",
                {
                    "440700": "all 0/2 male 0/1 female 0/1",
                    "440704 440704001": "all 0/1 male 0/1",
                    "440703 440703002": "all 0/1 female 0/1",
                },
            ),
        ],
    ),
    (
        "moves after hire: credit stays; as-of attribution follows the person",
        [
            registered(MAN, "2003-11-03"),
            hired(MAN, "2004-04-01"),
            moved(MAN, "2004-04-02", "440703005"),
            moved(MAN, "2004-07-01", "440705001"),
        ],
        [
            *ask("2004-12-31", MAN_IN),
            *ask("2004-12-31", {"440700 440705 440705001": "all 1/1 male 1/1"}, rules=AS_OF_PLACE),
            *ask("2004-06-30", {"440700 440703 440703005": "all 1/1 male 1/1"}, rules=AS_OF_PLACE),
        ],
    ),
    (
        "moves out of the city: leaves D if not yet re-employed",
        [
            registered(MAN, "2003-11-03"),
            registered(WOMAN, "2003-11-03"),
            hired(WOMAN, "2004-04-01"),
            closed(MAN, "2004-06-01", "left_city"),
            closed(WOMAN, "2004-06-01", "left_city"),
        ],
        [
            *ask("2004-12-31", {BAISHA: "all 1/1 female 1/1"}),
            *ask("2004-12-31", {BAISHA: "all 1/2 male 0/1 female 1/1"}, rules=CLASSIC),
        ],
    ),
    *CASES_OF_AGE_AND_KIND,
    *CASES_OF_THE_RECORD,
    *CASES_OF_CORRECTIONS,
    CASE_OF_A_CONFIRMED_WISH,
]
