"""Who may hold the certificate, and how long it stays in force without review."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from domain.certificate import errors
from domain.kernel.calendar import full_months, months_after
from domain.policy.book import PolicyBook
from domain.policy.conditions import Line

QUALIFYING = ("soe_laid_off", "soe_unemployed", "closed_enterprise", "minimum_living")
ENDED_BY = ("died", "retired")
HOLDERS = "粤劳社[2003]12号 第四条"


class HolderCondition(StrEnum):
    """What 粤劳社[2003]12号 第四条 asks of a holder."""

    CATEGORY = "category"
    ABLE_TO_WORK = "able_to_work"
    WILLING_TO_WORK = "willing_to_work"
    MINIMUM_LIVING_SINCE = "minimum_living_since"
    UNEMPLOYED_MONTHS = "unemployed_months"


def check_holder(details: dict[str, Any], on: date, policy: PolicyBook) -> None:
    """粤劳社[2003]12号 第四条: four categories, able and willing; minimum living after a year.

    Raises `CategoryDoesNotQualify`, `HolderNotAbleOrWilling`, `NotOnMinimumLiving`,
    `UnemployedTooShort` (with the first day on which the worker qualifies).
    """
    if details["category"] not in QUALIFYING:
        raise errors.CategoryDoesNotQualify(category=details["category"], qualifying=QUALIFYING)
    if not (details["able_to_work"] and details["willing_to_work"]):
        raise errors.HolderNotAbleOrWilling()
    if details["category"] != "minimum_living":
        return
    since = details.get("minimum_living_since")
    if since and since > on:
        raise errors.NotOnMinimumLiving(minimum_living_since=since)
    months = policy.number("minimum_living_months", on)
    qualifies_on = months_after(details["unemployed_since"], months)
    if on < qualifies_on:
        raise errors.UnemployedTooShort(months=months, qualifies_on=qualifies_on)


def holder_conditions(details: Mapping[str, Any], on: date, policy: PolicyBook) -> list[Line]:
    """What `check_holder` checks on a day, each on a line of its own; all are met when it passes.

    The last two are asked of those who live on the minimum: since when, and full months without
    work. That they draw it need not be told, but it may not begin later.
    """
    category = details["category"]
    lines = [
        Line(HolderCondition.CATEGORY, category, True, HOLDERS, category in QUALIFYING),
        *(
            Line(condition, details[condition], True, HOLDERS, details[condition])
            for condition in (HolderCondition.ABLE_TO_WORK, HolderCondition.WILLING_TO_WORK)
        ),
    ]
    if category != "minimum_living":
        return lines
    since, unemployed = details.get("minimum_living_since"), details["unemployed_since"]
    ruling = policy.on("minimum_living_months", on)
    months = int(ruling.value)
    return [
        *lines,
        Line(
            HolderCondition.MINIMUM_LIVING_SINCE, since, on, HOLDERS, since is None or since <= on
        ),
        Line(
            HolderCondition.UNEMPLOYED_MONTHS,
            max(0, full_months(unemployed, on)),
            months,
            ruling.reference,
            on >= months_after(unemployed, months),
        ),
    ]


def review_due(reviewed_year: int, policy: PolicyBook, on: date) -> tuple[date, date]:
    """Last day of the next review's window, and the day of lapsing when it is missed.

    The review for a year is due in the window that opens on 1 January after it (domain §3.2).
    """
    opens = date(reviewed_year + 2, 1, 1)
    ends = months_after(opens, policy.number("review_window_months", on))
    lapses = months_after(ends, policy.number("review_grace_months", on))
    return ends - timedelta(days=1), lapses
