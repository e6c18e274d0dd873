"""The re-employment rate, calculated naively: live each life again, then count people.

Written from `domain.md` §4.2 and `contract.md` §2–4 alone, without the product's code, so that
the two can be compared. Clarity before speed.
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.oracle.book import Book, Line, day_of, moment_of, number_18
from tests.oracle.life import CLOSED, REEMPLOYED, UNEMPLOYED, Life, Replay
from tests.oracle.units import UNITS, Units, ancestor

GROUPS = ("all", "male", "female", "older", "older_male", "older_female")
DEFAULT_RULES: dict[str, Any] = {
    "denominator": "net",
    "attribution": "event",
    "age_at": "event",
    "numerator": "ever",
    "older_male": 50,
    "older_female": 40,
}
SUBTRACTED = (
    "died",
    "retired",
    "emigrated",
    "left_city",
    "enlisted",
    "imprisoned",
    "lost_capacity",
)
Row = dict[str, Any]


def rate(
    lines: list[Line],
    as_of: str,
    from_: str | None = None,
    known_at: str | None = None,
    level: str = "county",
    rules: dict[str, Any] | None = None,
    units: Units = UNITS,
) -> list[Row]:
    """Rows as in `contract.md` §4 (unit, group, numerator, denominator, rate).

    The city first, then the units of `level` by code; all groups of a unit together.
    """
    until = day_of(as_of)
    since = day_of(from_) if from_ else date(until.year, 1, 1)
    chosen = DEFAULT_RULES | (rules or {})
    book = Book(known(lines, known_at))
    people = [who(life, since, until, chosen) for life in book.distinct_lives()]
    counted = [person for person in people if person is not None]
    return [row(unit, group, counted, units) for unit in asked(units, level) for group in GROUPS]


def known(lines: list[Line], known_at: str | None) -> list[Line]:
    """The lines that the record knew at the moment, in the order in which it came to know them."""
    in_order = sorted(lines, key=lambda line: moment_of(line["recorded_at"]))
    if known_at is None:
        return in_order
    return [line for line in in_order if moment_of(line["recorded_at"]) <= moment_of(known_at)]


def asked(units: Units, level: str) -> list[str]:
    cities = [code for code, (of, _) in units.items() if of == "city"]
    return cities + sorted(c for c, (of, _) in units.items() if of == level and of != "city")


def who(life: Life, since: date, until: date, rules: dict[str, Any]) -> Row | None:
    """The person as counted: station, groups, in the numerator or not; None if not in the rate."""
    if life.void or life.merged_into is not None or not able_and_willing(life):
        return None
    replay = Replay(life)
    in_period = [change for change in replay.changes if since <= change.day <= until]
    hired = [c.day for c in in_period if (c.before, c.after) == (UNEMPLOYED, REEMPLOYED)]
    opening = replay.status_at_end_of(since - timedelta(days=1)) == UNEMPLOYED
    entrant = any(change.after == UNEMPLOYED for change in in_period)
    if not opening and not entrant:
        return None
    if rules["denominator"] == "net" and not hired and has_left(life, replay, until):
        return None
    in_numerator = bool(hired)
    if rules["numerator"] == "current":
        in_numerator = in_numerator and replay.status_at_end_of(until) == REEMPLOYED
    placed_on = hired[0] if hired and rules["attribution"] == "event" else until
    aged_on = hired[0] if hired and rules["age_at"] == "event" else until
    return {
        "station": life.station_on(placed_on),
        "groups": groups_of(life, aged_on, rules),
        "numerator": in_numerator,
    }


def able_and_willing(life: Life) -> bool:
    told = life.registration
    return bool(told.get("able_to_work", True) and told.get("willing_to_work", True))


def has_left(life: Life, replay: Replay, until: date) -> bool:
    """Closed at the end of the day for a reason that takes the person out of the denominator."""
    if replay.status_at_end_of(until) != CLOSED:
        return False
    closings = [closing for closing in life.closings if closing.day <= until]
    last = max(closings, key=lambda closing: closing.day)
    return last.reason in SUBTRACTED or (last.reason == "wish_withdrawn" and last.confirmed)


def sex_of(life: Life) -> str:
    number = number_18(life.registration["id_number"])
    return life.registration.get("sex") or ("male" if int(number[16]) % 2 else "female")


def age_on(life: Life, day: date) -> int:
    """Full years by the calendar; born on 29 Feb: on 1 March in common years (§3.3)."""
    digits = number_18(life.registration["id_number"])[6:14]
    born = life.registration.get("birth_date") or f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    year, month, day_of_month = (int(part) for part in born.split("-"))
    return day.year - year - ((day.month, day.day) < (month, day_of_month))


def groups_of(life: Life, aged_on: date, rules: dict[str, Any]) -> list[str]:
    sex = sex_of(life)
    older = age_on(life, aged_on) >= int(rules[f"older_{sex}"])
    return ["all", sex] + (["older", f"older_{sex}"] if older else [])


def row(unit: str, group: str, people: list[Row], units: Units) -> Row:
    level = units[unit][0]
    members = [
        person
        for person in people
        if group in person["groups"] and ancestor(units, person["station"], level) == unit
    ]
    numerator = sum(person["numerator"] for person in members)
    return {
        "unit": unit,
        "group": group,
        "numerator": numerator,
        "denominator": len(members),
        "rate": percent(numerator, len(members)),
    }


def percent(numerator: int, denominator: int) -> str | None:
    """Two decimals, half up; None for 0 of 0 (R4, R9)."""
    if denominator == 0:
        return None
    exact = Decimal(100 * numerator) / Decimal(denominator)
    return str(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
