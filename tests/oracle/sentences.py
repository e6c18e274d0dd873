"""Short words for the lines and answers of the edge-case tables."""

from typing import Any

from tests.oracle.book import Line
from tests.oracle.rate import GROUPS

Query = dict[str, Any]
Case = tuple[str, list[Line], list[Query]]


def line(command: str, day: str, recorded: str | None = None, **fields: Any) -> Line:
    """Recorded at ten in the morning of `recorded`, by default the day itself."""
    at = f"{recorded or day}T10:00:00+08:00"
    return {"command": command, **fields, "effective_on": day, "recorded_at": at}


def registered(number: str, day: str, station: str = "440703002", **more: Any) -> Line:
    fields = {
        "id_number": number,
        "name": "甲",
        "category": "soe_laid_off",
        "unemployed_since": day,
        "station": station,
    }
    return line("register-worker", day, **(fields | more))


def hired(number: str, day: str, kind: str = "labour_contract", **more: Any) -> Line:
    return line("start-employment", day, worker=number, kind=kind, **more)


def lost(number: str, day: str, **more: Any) -> Line:
    return line("end-employment", day, worker=number, reason="dismissed", **more)


def moved(number: str, day: str, to_station: str, **more: Any) -> Line:
    return line("transfer-case", day, worker=number, to_station=to_station, **more)


def closed(number: str, day: str, reason: str, **more: Any) -> Line:
    return line("close-case", day, worker=number, reason=reason, **more)


def reopened(number: str, day: str, **more: Any) -> Line:
    return line("reopen-case", day, worker=number, reason="回到本市", **more)


def corrected(number: str, day: str, **more: Any) -> Line:
    return line("correct-worker", day, worker=number, **({"reason": "登记有误"} | more))


def ask(as_of: str, cells: dict[str, str], **options: Any) -> list[Query]:
    """The question at county and at street level.

    `cells`: units (one or several that answer the same) -> "group numerator/denominator …".
    A group or unit that is not named has nobody in it: 0 of 0.
    """
    rows = [row for units in cells for unit in units.split() for row in told(unit, cells[units])]
    asked = {"as_of": as_of, "rules": {}} | options
    return [
        asked
        | {"level": level, "rows": [r for r in rows if level_of(r["unit"]) in ("city", level)]}
        for level in ("county", "street")
    ]


def level_of(unit: str) -> str:
    return "city" if unit == "440700" else {6: "county", 9: "street"}[len(unit)]


def told(unit: str, text: str) -> list[dict[str, Any]]:
    words = text.split()
    named = dict(zip(words[::2], words[1::2], strict=True))
    return [told_row(unit, group, named.pop(group, "0/0")) for group in GROUPS] + [
        told_row(unit, f"not a group: {group}", "0/0") for group in named
    ]


def told_row(unit: str, group: str, share: str) -> dict[str, Any]:
    numerator, denominator = (int(part) for part in share.split("/"))
    return {
        "unit": unit,
        "group": group,
        "numerator": numerator,
        "denominator": denominator,
        "rate": two_decimals(numerator, denominator),
    }


def two_decimals(numerator: int, denominator: int) -> str | None:
    if denominator == 0:
        return None
    hundredths = (20000 * numerator + denominator) // (2 * denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
