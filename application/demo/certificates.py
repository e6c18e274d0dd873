"""A worker's preferential certificate: applied for, issued, reviewed each year, sometimes lost."""

from datetime import date
from random import Random

from application.demo.days import working_day, year_of
from application.demo.pen import Pen

QUALIFYING = ("soe_laid_off", "soe_unemployed", "closed_enterprise", "minimum_living")
_A_YEAR = 366
_VALID_UNTIL = "2005-12-31"


def write_certificate(
    pen: Pen, *, category: str, unemployed_since: int, county: str, free: range, until: int,
    rng: Random,
) -> None:  # fmt: skip
    """One certificate, applied for and issued within the days `free` (open case, no work).

    Its number is the county's code only: the city completes it in the order of issue.
    """
    if category not in QUALIFYING or rng.random() < 0.18:
        return
    applied = free.start + 1 + int(rng.expovariate(1 / 16))
    if category == "minimum_living":
        applied = max(applied, unemployed_since + _A_YEAR + rng.randint(1, 20))
    decided = working_day(applied + rng.randint(9, 16))
    if decided not in free:
        return
    pen.write("certificate", "apply-for-certificate", applied)
    if rng.random() < 0.04:
        reason = rng.choice(("材料不齐", "已领取营业执照", "属内部退养人员", "公示期间有异议"))
        pen.write("certificate", "refuse-certificate", decided, reason=reason)
        return
    pen.write(
        "certificate", "issue-certificate", decided, certificate_no=county, valid_until=_VALID_UNTIL
    )
    _write_years(pen, decided, county, until, rng)


def _write_years(pen: Pen, issued: int, county: str, until: int, rng: Random) -> None:
    """What befalls a certificate between its reviews, and the reviews, until it ends."""
    since = issued
    for year in range(year_of(issued), 2006):
        quiet = range(since + 10, min(until, date(year, 12, 20).toordinal()))
        if len(quiet) > 90 and not _write_mishap(pen, quiet, county, rng):
            return
        opens = date(year + 1, 1, 5).toordinal()
        since = working_day(opens + int(80 * rng.random()))
        if since >= until or not _write_review(pen, year, since, rng):
            return


def _write_review(pen: Pen, year: int, day: int, rng: Random) -> bool:
    """Whether the certificate goes on: some holders miss the review, a few fail it."""
    luck = rng.random()
    if luck < 0.06:
        return False
    if luck < 0.085:
        reason = rng.choice(("证照不符", "未按规定使用", "已享受退休待遇"))
        pen.write("certificate", "review-certificate", day, year=year, passed=False, reason=reason)
        return False
    pen.write("certificate", "review-certificate", day, year=year, passed=True)
    return True


def _write_mishap(pen: Pen, quiet: range, county: str, rng: Random) -> bool:
    """Whether the certificate goes on after a quiet stretch in which little happens."""
    luck = rng.random()
    if luck > 0.04:
        return True
    day = rng.choice(quiet[:-75])
    if luck < 0.01:
        reason = rng.choice(("转借他人使用", "骗取证件", "出租证件"))
        pen.write("certificate", "withdraw-certificate", day, reason=reason)
        return False
    if luck < 0.025:
        reason = rng.choice(("遗失", "遗失，已登报声明", "损毁"))
        pen.write("certificate", "replace-certificate", day, reason=reason, certificate_no=county)
        return True
    pen.write("certificate", "suspend-certificate", day, reason="用工情况待核实")
    resumed = day + rng.randint(15, 70)
    pen.write("certificate", "resume-certificate", resumed, reason="核实无误")
    return True
