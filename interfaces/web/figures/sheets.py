"""How the indicators that count heads are laid out: in which order, and what adds up to what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from application.indicators import certificates, stock_and_flow, training
from application.indicators.certificates import Certificates
from application.indicators.head_count import HeadCount
from application.indicators.period import Asked
from application.indicators.stock_and_flow import StockAndFlow
from application.indicators.training import Training
from domain.certificate.rules import QUALIFYING
from domain.worker.vocabulary import Category
from interfaces.texts.pages import later


class Line(NamedTuple):
    """A column of the answer; `part` of the one before it that is none, `rate` in percent.

    `sums` are those of the equation.
    """

    column: str
    part: bool = False
    rate: bool = False
    sums: bool = False


class Equation(NamedTuple):
    """start + came − went = end, each a column, with the columns that the flows add up."""

    start: str
    came: str
    went: str
    end: str
    reasons_in: Sequence[str]
    reasons_out: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`counted_in` is the unit of measure."""

    name: str
    tab: str
    question: type[HeadCount]
    lines: Sequence[Line]
    categories: Sequence[str]
    counted_in: str
    equation: Equation | None = None

    def asked(self, asked: Asked, switches: Mapping[str, str | int]) -> HeadCount:
        if self.question is StockAndFlow:
            return StockAndFlow(asked, switches, by_category=True)
        return self.question(asked, switches)


def _parts(columns: Sequence[str]) -> list[Line]:
    return [Line(column, part=True) for column in columns]


STOCK = Sheet(
    "stock-and-flow",
    later("失业人员"),
    StockAndFlow,
    [
        Line(stock_and_flow.OPENING, sums=True),
        Line("inflow", sums=True),
        *_parts(stock_and_flow.IN),
        Line("outflow", sums=True),
        *_parts(stock_and_flow.OUT),
        Line(stock_and_flow.CLOSING, sums=True),
    ],
    tuple(Category),
    later("人次"),
    Equation(
        stock_and_flow.OPENING,
        "inflow",
        "outflow",
        stock_and_flow.CLOSING,
        stock_and_flow.IN,
        stock_and_flow.OUT,
    ),
)
HELD = Sheet(
    "certificates",
    later("优惠证"),
    Certificates,
    [
        Line(certificates.STOCK_START, sums=True),
        Line(certificates.ISSUED, sums=True),
        Line("out", sums=True),
        *_parts(certificates.OUT),
        Line(certificates.STOCK_END, sums=True),
        Line(certificates.SUSPENDED, part=True),
        Line(certificates.REVIEWED),
    ],
    QUALIFYING,
    later("证"),
    Equation(
        certificates.STOCK_START,
        certificates.ISSUED,
        "out",
        certificates.STOCK_END,
        (certificates.ISSUED,),
        certificates.OUT,
    ),
)
TRAINED = Sheet(
    "training",
    later("培训"),
    Training,
    [
        Line(training.ENROLLED),
        Line("finished"),
        *_parts(training.ENDS),
        Line("completion_rate", rate=True),
        Line(training.PLACED),
        Line(training.AWAITING),
        Line("placement_rate", rate=True),
    ],
    (),
    later("人次、%"),
)
SHEETS: Mapping[str, Sheet] = {sheet.name: sheet for sheet in (STOCK, HELD, TRAINED)}
