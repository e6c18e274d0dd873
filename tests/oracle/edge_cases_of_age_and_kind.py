"""Edge cases of age and of flexible employment."""

from tests.oracle.book import identity_number
from tests.oracle.sentences import Case, ask, closed, hired, lost, moved, registered

BAISHA = "440700 440703 440703002"
CLASSIC, CURRENT = {"denominator": "classic"}, {"numerator": "current"}
AS_OF_AGE = {"age_at": "as_of"}
LEAP = identity_number("1964-02-29", "female")
TURNS_50 = identity_number("1954-07-01", "male")
TURNS_40 = identity_number("1964-07-01", "female")
TURNS_60 = identity_number("1944-07-01", "male")
FLEX = [identity_number("1960-05-05", "male", 20 + i) for i in range(6)]

CASES_OF_AGE_AND_KIND: list[Case] = [
    (
        "turns 40 or 50 between hire and as-of: by age at hire; on the birthday it is attained",
        [
            registered(TURNS_50, "2003-11-03"),
            registered(TURNS_40, "2003-11-03"),
            hired(TURNS_50, "2004-06-30"),
            hired(TURNS_40, "2004-07-01"),
        ],
        [
            *ask(
                "2004-12-31",
                {BAISHA: "all 2/2 male 1/1 female 1/1 older 1/1 older_female 1/1"},
            ),
            *ask(
                "2004-12-31",
                {BAISHA: "all 2/2 male 1/1 female 1/1 older 2/2 older_male 1/1 older_female 1/1"},
                rules=AS_OF_AGE,
            ),
            *ask(
                "2004-12-31",
                {BAISHA: "all 2/2 male 1/1 female 1/1 older 1/1 older_male 1/1"},
                rules={"older_male": 49, "older_female": 41},
            ),
            *ask("2004-06-30", {BAISHA: "all 1/2 male 1/1 female 0/1"}),
        ],
    ),
    (
        "born on 29 February: 40 on that day of 2004, 41 on 1 March 2005",
        [registered(LEAP, "2003-11-03")],
        [
            *ask("2004-02-28", {BAISHA: "all 0/1 female 0/1"}),
            *ask("2004-02-29", {BAISHA: "all 0/1 female 0/1 older 0/1 older_female 0/1"}),
            *ask("2005-02-28", {BAISHA: "all 0/1 female 0/1"}, rules={"older_female": 41}),
            *ask(
                "2005-03-01",
                {BAISHA: "all 0/1 female 0/1 older 0/1 older_female 0/1"},
                rules={"older_female": 41},
            ),
        ],
    ),
    (
        "reaches 60 without retirement: stays",
        [registered(TURNS_60, "2003-11-03")],
        [*ask("2004-12-31", {BAISHA: "all 0/1 male 0/1 older 0/1 older_male 0/1"})],
    ),
    (
        "flexible: counts after three calendar months unless over before; until then still in D",
        [registered(number, "2003-11-03") for number in FLEX]
        + [hired(number, "2003-11-30", "flexible") for number in FLEX]
        + [
            lost(FLEX[0], "2004-02-28"),
            lost(FLEX[1], "2004-02-29"),
            closed(FLEX[2], "2004-02-28", "retired"),
            closed(FLEX[3], "2004-02-29", "retired"),
            hired(FLEX[4], "2004-02-02"),
        ],
        [
            *ask("2003-12-31", {BAISHA: "all 0/6 male 0/6"}),
            *ask("2004-02-28", {BAISHA: "all 1/5 male 1/5"}),
            *ask("2004-02-29", {BAISHA: "all 4/5 male 4/5"}),
            *ask("2004-02-29", {BAISHA: "all 2/5 male 2/5"}, rules=CURRENT),
            *ask("2004-02-29", {BAISHA: "all 4/6 male 4/6"}, rules=CLASSIC),
            *ask("2004-12-31", {BAISHA: "all 0/2 male 0/2"}, from_="2004-03-01"),
        ],
    ),
    (
        "of two running employments the one begun last ends: still in work by the other",
        [
            registered(FLEX[0], "2003-11-03"),
            hired(FLEX[0], "2003-12-01"),
            hired(FLEX[0], "2004-01-05", "flexible"),
            lost(FLEX[0], "2004-02-02"),
        ],
        [*ask("2004-12-31", {})],
    ),
    (
        "hired twice, moved and turned 50 between: place and age of the first hire of the period",
        [
            registered(TURNS_50, "2003-11-03"),
            hired(TURNS_50, "2004-06-01"),
            lost(TURNS_50, "2004-06-30"),
            moved(TURNS_50, "2004-07-01", "440705001"),
            hired(TURNS_50, "2004-07-01"),
        ],
        [
            *ask("2004-12-31", {BAISHA: "all 1/1 male 1/1"}),
            *ask(
                "2004-12-31",
                {"440700 440705 440705001": "all 1/1 male 1/1 older 1/1 older_male 1/1"},
                from_="2004-06-30",
            ),
        ],
    ),
]
