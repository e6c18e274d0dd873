"""Edge cases of the record itself: late, void, merged."""

from tests.oracle.book import identity_number
from tests.oracle.sentences import (
    Case,
    ask,
    corrected,
    hired,
    line,
    moved,
    registered,
)

MAN = identity_number("1960-05-05", "male")
WOMAN = identity_number("1970-05-05", "female")
TWICE = identity_number("1960-05-05", "male", 2)
BAISHA = "440700 440703 440703002"
MAN_IN, MAN_NOT = {BAISHA: "all 1/1 male 1/1"}, {BAISHA: "all 0/1 male 0/1"}
TWO_PLACES = {
    "440700": "all 1/2 male 1/2",
    "440703 440703002": "all 0/1 male 0/1",
    "440705 440705001": "all 1/1 male 1/1",
}
NOBODY: dict[str, str] = {}


def at_end_of(day: str) -> dict[str, str]:
    return {"known_at": f"{day}T23:59:59+08:00"}


CASES_OF_THE_RECORD: list[Case] = [
    (
        "registered by fraud: out at all dates once recorded as void",
        [
            registered(MAN, "2003-11-03"),
            hired(MAN, "2004-02-02"),
            line("void-registration", "2003-11-03", "2004-10-11", worker=MAN, reason="fraud"),
        ],
        [
            *ask("2004-06-30", NOBODY),
            *ask("2004-06-30", MAN_IN, **at_end_of("2004-10-10")),
            *ask("2004-06-30", NOBODY, **at_end_of("2004-10-11")),
        ],
    ),
    (
        "two stations, same person: once while merged, twice before and after",
        [
            registered(MAN, "2003-11-03"),
            registered(TWICE, "2004-01-12", "440705001"),
            hired(TWICE, "2004-02-02"),
            line("merge-worker", "2004-01-12", "2004-03-01", worker=TWICE, into=MAN),
            line("unmerge-worker", "2004-01-12", "2004-09-01", worker=TWICE, into=MAN),
        ],
        [
            *ask("2004-06-30", TWO_PLACES, **at_end_of("2004-02-29")),
            *ask("2004-06-30", MAN_NOT, **at_end_of("2004-08-31")),
            *ask("2004-06-30", TWO_PLACES),
        ],
    ),
    (
        "not able or not willing: in no rate, at no date, until the record is corrected",
        [
            registered(MAN, "2003-11-03", able_to_work=False),
            registered(WOMAN, "2003-11-03"),
            hired(MAN, "2004-02-02"),
            corrected(MAN, "2004-05-10", able_to_work=True),
            corrected(WOMAN, "2004-05-10", willing_to_work=False),
        ],
        [
            *ask("2004-04-30", {BAISHA: "all 0/1 female 0/1"}, **at_end_of("2004-05-09")),
            *ask("2004-04-30", MAN_IN, **at_end_of("2004-05-10")),
        ],
    ),
    (
        "recorded late: belongs to its day, unknown at the cut-off",
        [
            registered(MAN, "2003-11-03"),
            registered(WOMAN, "2003-11-03"),
            hired(WOMAN, "2004-06-28", recorded="2004-07-05"),
            hired(MAN, "2004-06-28", recorded="2004-07-06"),
            moved(MAN, "2004-06-01", "440705001", recorded="2004-09-01"),
        ],
        [
            *ask(
                "2004-06-30",
                {BAISHA: "all 1/2 male 0/1 female 1/1"},
                **at_end_of("2004-07-05"),
            ),
            *ask(
                "2004-06-30",
                {BAISHA: "all 1/2 male 0/1 female 1/1"},
                known_at="2004-07-05T02:00:00Z",
            ),
            *ask(
                "2004-06-30",
                {BAISHA: "all 0/2 male 0/1 female 0/1"},
                known_at="2004-07-05T09:59:59+08:00",
            ),
            *ask(
                "2004-06-30",
                {
                    "440700": "all 2/2 male 1/1 female 1/1",
                    "440703 440703002": "all 1/1 female 1/1",
                    "440705 440705001": "all 1/1 male 1/1",
                },
            ),
        ],
    ),
]
