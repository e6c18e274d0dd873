"""What follows from an act about the certificate."""

from collections.abc import Sequence
from datetime import date

from domain.certificate.rules import review_due
from interfaces.web.station.meant import Meant


def issue(meant: Meant) -> Sequence[str]:
    due, lapses = review_due(meant.on.year - 1, meant.policy, meant.on)
    number = meant.value("certificate_no")
    return [
        meant.say("一码一证，证号{number}今后不能再用于别人。", number=number),
        _due(meant, due, lapses),
    ]


def _due(meant: Meant, due: date, lapses: date) -> str:
    days = {"due": due.isoformat(), "lapses": lapses.isoformat()}
    return meant.say("下次年检截止{due}，逾期未检的{lapses}失效。", **days)


def review(meant: Meant) -> Sequence[str]:
    if meant.value("passed") == "false":
        return [meant.say("年检不合格，优惠证暂停使用。")]
    year = meant.value("year")
    if len(year) != 4 or not year.isdecimal() or int(year) not in range(2000, 2101):
        return []
    return [_due(meant, *review_due(int(year), meant.policy, meant.on))]


def replace(meant: Meant) -> Sequence[str]:
    old = meant.whole.file["certificate_no"]
    return [meant.say("原证号{number}作废，不能再用。", number=old)] if old else []


def withdraw(meant: Meant) -> Sequence[str]:
    return [meant.say("收回后不能恢复使用；再次享受政策须重新申请。")]


def refuse(meant: Meant) -> Sequence[str]:
    return [meant.say("本次申请就此了结；情况变化后可以重新申请。")]


def suspend(meant: Meant) -> Sequence[str]:
    return [meant.say("恢复使用之前，优惠证不能享受政策。")]
