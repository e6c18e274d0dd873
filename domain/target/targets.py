"""Targets: what a unit is to reach in a year (江府[2003]43号 三(一), broken down by 三(二)1(1))."""

from decimal import Decimal, InvalidOperation

from domain.kernel.errors import DomainError, Refusal
from domain.kernel.fact import DatedFact


class TargetSet(DatedFact):
    """Of one unit, year and indicator, the last one recorded holds."""

    stored_as = "target.set"
    command = "set-target"

    note: str | None = None  # on no person
    unit: str
    year: int
    indicator: str
    value: Decimal
    reference: str


class TargetIndicatorUnknown(DomainError):
    code = "target-indicator-unknown"
    sort = Refusal.MALFORMED
    field = "indicator"


class TargetOutOfBounds(DomainError):
    code = "target-out-of-bounds"
    sort = Refusal.MALFORMED
    field = "value"


REEMPLOYMENT = "reemployment-rate"
OLDER_REEMPLOYMENT = "older-reemployment-rate"
NET_NEW_JOBS = "net-new-jobs"
REGISTERED_UNEMPLOYMENT = "registered-unemployment-rate"

RATES = (REEMPLOYMENT, OLDER_REEMPLOYMENT, REGISTERED_UNEMPLOYMENT)
ADDITIVE = (NET_NEW_JOBS,)
NOTICE = "江府[2003]43号 三(一)"
OPENING = {
    REEMPLOYMENT: Decimal(60),
    OLDER_REEMPLOYMENT: Decimal(50),
    NET_NEW_JOBS: Decimal(15_000),
    REGISTERED_UNEMPLOYMENT: Decimal("3.5"),
}
OPENING_YEARS = range(2003, 2006)


def checked_value(indicator: str, text: str) -> Decimal:
    """The value of a target; rates are percentages from 0 to 100 with at most two decimals.

    Raises `TargetIndicatorUnknown`, `TargetOutOfBounds`.
    """
    if indicator not in OPENING:
        raise TargetIndicatorUnknown(indicator=indicator, known=sorted(OPENING))
    highest = 100 if indicator in RATES else 100_000_000
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise TargetOutOfBounds(value=text, lowest=0, highest=highest) from None
    if not (value.is_finite() and 0 <= value <= highest) or value != round(value, 2):
        raise TargetOutOfBounds(value=text, lowest=0, highest=highest)
    return value
