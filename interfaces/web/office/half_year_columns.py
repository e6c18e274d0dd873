"""The columns of the half-year table: what each shows of a line, and what is behind it."""

from dataclasses import dataclass
from fractions import Fraction

from application.exports.sheets import Cell
from application.exports.tables import Column, Kind
from application.indicators.half_year import Line
from application.indicators.measured import Measured, rate_of
from application.indicators.switches import ALL
from interfaces.texts.pages import later
from interfaces.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Number:
    """The count `name` of a line: a number of people, the `column` of an indicator for a `group`.

    Without a column it was reported from outside.
    """

    head: str
    above: str
    name: str
    indicator: str = ""
    column: str = ""
    group: str = ALL
    kind: Kind = "number"

    def of(self, line: Line) -> Cell:
        return line.counts[self.name]


@dataclass(frozen=True, slots=True)
class Rate:
    """Two counts of a line in percent."""

    head: str
    above: str
    numerator: str
    denominator: str

    def of(self, line: Line) -> Cell:
        numerator, denominator = line.counts[self.numerator], line.counts[self.denominator]
        return rate_of(numerator or 0, denominator or 0).shown

    def few(self, line: Line, small_group: int) -> bool:
        return 0 < (line.counts[self.denominator] or 0) < small_group


@dataclass(frozen=True, slots=True)
class Done:
    """How much of the year's target is done: by a rate, or by a count where `of_each` is empty."""

    above: str
    count: str
    of_each: str
    target: str
    head: str = later("完成目标（%）")

    def of(self, line: Line) -> Cell:
        count, target = line.counts[self.count], getattr(line, self.target)
        if self.of_each:
            return rate_of(count or 0, line.counts[self.of_each] or 0, target).done_percent
        exact = None if count is None else Fraction(count)
        return Measured(exact, target, met=None).done_percent


_ALL, _OLDER, _JOBS = later("下岗失业人员"), later("其中：大龄人员"), later("就业岗位")
_UNEMPLOYED, _CERTIFICATES = later("城镇登记失业"), later("优惠证")
_TRAINING, _STOCK = later("再就业培训"), later("失业人员结存与增减")
_REEMPLOYMENT, _JOBLESS = "reemployment-rate", "registered-unemployment-rate"
_PERSONS, _FOUND, _RATE = later("人数"), later("再就业人数"), later("再就业率（%）")
FIGURES: tuple[Number | Rate | Done, ...] = (
    Number(_PERSONS, _ALL, "denominator", _REEMPLOYMENT, "denominator"),
    Number(_FOUND, _ALL, "numerator", _REEMPLOYMENT, "numerator"),
    Rate(_RATE, _ALL, "numerator", "denominator"),
    Done(_ALL, "numerator", "denominator", "rate_target"),
    Number(_PERSONS, _OLDER, "older_denominator", _REEMPLOYMENT, "denominator", "older"),
    Number(_FOUND, _OLDER, "older_numerator", _REEMPLOYMENT, "numerator", "older"),
    Rate(_RATE, _OLDER, "older_numerator", "older_denominator"),
    Done(_OLDER, "older_numerator", "older_denominator", "older_rate_target"),
    Number(later("净增（个）"), _JOBS, "net", "net-new-jobs"),
    Done(_JOBS, "net", "", "net_target"),
    Number(later("登记失业人数"), _UNEMPLOYED, "unemployed", _JOBLESS),
    Number(later("从业与登记失业人数"), _UNEMPLOYED, "workforce", _JOBLESS),
    Rate(later("登记失业率（%）"), _UNEMPLOYED, "unemployed", "workforce"),
    Number(later("核发数"), _CERTIFICATES, "issued", "certificates", "issued"),
    Number(later("期末持证"), _CERTIFICATES, "held", "certificates", "stock_end"),
    Number(later("结业人次"), _TRAINING, "completed", "training", "completed"),
    Number(later("安置人次"), _TRAINING, "placed", "training", "placed"),
    Number(later("期初"), _STOCK, "opening", "stock-and-flow", "opening"),
    Number(later("新增"), _STOCK, "inflow", "stock-and-flow", "inflow_without_moves"),
    Number(later("减少"), _STOCK, "outflow", "stock-and-flow", "outflow_without_moves"),
    Number(later("转移净额"), _STOCK, "moved", kind="change"),
    Number(later("期末"), _STOCK, "closing", "stock-and-flow", "closing"),
)


def columns_of(words: Wording) -> list[Column]:
    """The unit, and a column for each of `FIGURES`."""
    return [Column(words.say("单位")), *(_column(figure, words) for figure in FIGURES)]


def _column(figure: Number | Rate | Done, words: Wording) -> Column:
    head, above = words.say(figure.head), words.say(figure.above)
    match figure:
        case Number():
            return Column(head, figure.kind, above, summed=True)
        case Rate():
            ratio = (_place(figure.numerator), _place(figure.denominator))
            return Column(head, "rate", above, ratio=ratio)
        case Done():
            return Column(head, "rate", above)


def _place(name: str) -> int:
    """Where a count stands; the unit comes before all of them."""
    names = [figure.name if isinstance(figure, Number) else "" for figure in FIGURES]
    return 1 + names.index(name)
