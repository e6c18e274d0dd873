"""Certificates: stock at the start + issued − out = stock at the end, by category."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import CTE, FromClause, Select, Table, select

from application.indicators.definition import Definition, Words
from application.indicators.head_count import HeadCount
from application.indicators.marks import mark, together
from application.indicators.period import Asked
from application.indicators.switches import AGES, ALL, OlderAges
from application.kernel.bitemporal.certificate_spells import (
    CERTIFICATE_REVIEWS,
    CERTIFICATE_SPELLS,
    CERTIFICATE_SUSPENSIONS,
)
from application.kernel.bitemporal.clocks import known, seen
from application.kernel.bitemporal.episodes import EPISODES
from domain.certificate.certificates import Standing
from domain.certificate.rules import QUALIFYING

STOCK_START, STOCK_END, SUSPENDED = "stock_start", "stock_end", "suspended"
ISSUED, REVIEWED = "issued", "reviewed"
OUT = (
    Standing.WITHDRAWN.value,
    Standing.ENDED.value,
    Standing.LAPSED.value,
    Standing.EXPIRED.value,
)

DEFINITION = Definition(
    name="certificates",
    title=Words("《再就业优惠证》核发与年检", "Preferential certificates: issue and annual review"),
    numerator=Words(
        "期初持证＋本期核发－本期收回、终止（退休、死亡）、逾期失效、到期＝期末持证；"
        "换证不计核发；年检指期内年检合格的证数；暂停指期末持证中停用者（含逾期未检）。"
        "一证的全部数字计入持证人截止日所在的站，故转移不计增减",
        "Held at the start + issued − withdrawn, ended (retired, died), lapsed, expired = held at "
        "the end; a replacement is no issue; reviewed: passed in the period; suspended: of those "
        "held at the end, also for want of review. All figures of a certificate are those of the "
        "station that is responsible for its holder on the as-of date, so moves are no flow",
    ),
    denominator=Words("不适用：只有证数", "Not applicable: numbers of certificates only"),
    period=Words("1月1日至截止日（含）；年龄按截止日", "1 January to the as-of date; age on it"),
    reference="江府[2003]43号 一(二)2(4)、粤劳社[2003]12号",
    rules=tuple(switch.name for switch in AGES),
)


class Certificates(HeadCount):
    """Rows by unit, group and category: `all` and the four that may hold one."""

    __slots__ = ()

    definition = DEFINITION
    switches = AGES
    categories = (ALL, *QUALIFYING)
    columns: ClassVar[Mapping[str, Sequence[str]]] = {
        STOCK_START: (STOCK_START,),
        ISSUED: (ISSUED,),
        REVIEWED: (REVIEWED,),
        **{name: (name,) for name in OUT},
        "out": OUT,
        STOCK_END: (STOCK_END,),
        SUSPENDED: (SUSPENDED,),
    }

    def marks(self, rules: Mapping[str, Any]) -> FromClause:
        return together(_marks(self.asked, OlderAges.of(rules)))


def _marks(asked: Asked, ages: OlderAges) -> Iterator[Select[Any]]:
    first, last = asked.days
    held = _of_holders(CERTIFICATE_SPELLS, asked, ages)
    c, issue = held.c, (held.c.issued_by,)
    since, until = c.effective_from, c.effective_until

    def one(name: Any, facts: Any) -> Select[Any]:
        return mark(name, c, c.older_on <= last, facts, c.category)

    yield one(STOCK_START, issue).where(since < first, until >= first)
    yield one(ISSUED, issue).where(since.between(first, last))
    yield one(c.ended_as, (c.ended_by, c.issued_by)).where(until.between(first, last))
    yield one(STOCK_END, issue).where(since <= last, until > last)
    r = _of_holders(CERTIFICATE_REVIEWS, asked, ages).c
    passed = mark(REVIEWED, r, r.older_on <= last, (r.reviewed_by,), r.category)
    yield passed.where(r.passed, r.reviewed_on.between(first, last))
    s = _of_holders(CERTIFICATE_SUSPENSIONS, asked, ages).c
    suspended = mark(SUSPENDED, s, s.older_on <= last, (s.suspended_by,), s.category)
    yield suspended.where(s.effective_from <= last, s.effective_until > last)


def _of_holders(table: Table, asked: Asked, ages: OlderAges) -> CTE:
    """What is known of certificates, with their holders as of the as-of date."""
    e = EPISODES.c
    return (
        select(
            *(column for column in table.columns),
            e.station,
            e.sex,
            ages.reached_on(e).label("older_on"),
        )
        .select_from(table.join(EPISODES, table.c.stream == e.stream))
        .where(known(table, asked.known), seen(EPISODES, asked.days[1], asked.known))
        .cte(f"{table.name}_of_holders")
    )
