"""A list of people: one set of columns for the page, the print and the workbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from application.exports import tables
from application.exports.sheets import Cell
from application.exports.statistics import workbook_of
from application.kernel.answering.paging import HIGHEST_LIMIT, Page, Paged
from interfaces.texts.pages import later
from interfaces.web.statistics import as_statistics, file_name
from interfaces.web.wording import Wording

if TYPE_CHECKING:
    from interfaces.web.visit import Visit

Card = Mapping[str, Any]
A_PAGE = 50
SOON = 7
"""Days left from which on a day is marked as near."""
NEAR, LATE = "near", "bad"

P = TypeVar("P", bound=Paged)


@dataclass(frozen=True, slots=True)
class Column:
    """`head` in the words of a language; `of` the cell of a card; `tone` a mark beside its words.

    The name, with the way to the file, stands before all columns.
    """

    head: Callable[[Wording], str]
    of: Callable[["Visit", Card], Cell]
    kind: tables.Kind = "text"
    tone: Callable[[Card], str] = lambda card: ""


def told(name: str, kind: tables.Kind = "text") -> Column:
    """The field of a card as it is, under its own name."""
    return Column(lambda words: words.field(name), lambda visit, card: card[name], kind)


def worded(name: str) -> Column:
    """A field whose values have words."""
    return Column(lambda words: words.field(name), lambda visit, card: visit.words.word(card[name]))


def headed(head: str, name: str, kind: tables.Kind = "text") -> Column:
    """A field under a head of this list's own."""
    return Column(lambda words: words.say(head), lambda visit, card: card[name], kind)


def dated(head: str, name: str) -> Column:
    return headed(head, name, "day")


def at_unit(head: str, name: str) -> Column:
    """A field that holds the code of a unit."""
    return Column(lambda words: words.say(head), lambda visit, card: visit.unit_name(card[name]))


def signed(head: str, name: str) -> Column:
    """A field that holds the name of an account."""
    return Column(lambda words: words.say(head), lambda visit, card: visit.person(card[name]))


PHONE = Column(lambda words: words.field("phone"), lambda visit, card: card["phone"], "identity")
SEX = worded("sex")
BORN = Column(lambda words: words.field("birth_date"), lambda visit, card: card["birth"], "day")
CATEGORY = worded("category")
EMPLOYER = told("employer")
STATION = Column(
    lambda words: words.field("station"), lambda visit, card: visit.unit_name(card["station"])
)
CERTIFICATE = told("certificate_no", "identity")


def days_left(words: Wording, days: int) -> str:
    if days == 0:
        return words.say("今天到期")
    return words.say("剩 {n} 天", n=days) if days > 0 else words.say("已逾期 {n} 天", n=-days)


def _tone_of_days(card: Card) -> str:
    days = card["days_left"]
    return LATE if days < 0 else NEAR if days <= SOON else ""


DAYS_LEFT = Column(
    lambda words: words.say("期限"),
    lambda visit, card: days_left(visit.words, card["days_left"]),
    tone=_tone_of_days,
)


def every(visit: "Visit", question: P) -> list[Any]:
    """What stands on all pages of a list."""
    cards: list[Any] = []
    question = replace(question, limit=HIGHEST_LIMIT, cursor=None)
    while True:
        page: Page[Any] = visit.ask(question)  # type: ignore[arg-type]
        cards += page.items
        if page.cursor is None:
            return cards
        question = replace(question, cursor=page.cursor)


def table_of(
    visit: "Visit", title: str, columns: Sequence[Column], cards: Sequence[Card]
) -> tables.Table:
    """The list as a table, with who keeps it and the day on which it holds."""
    words = visit.words
    heads = [tables.Column(words.field("name"))]
    heads += [tables.Column(column.head(words), column.kind) for column in columns]
    rows = [
        tables.Row([card["name"], *(column.of(visit, card) for column in columns)])
        for card in cards
    ]
    period = words.say("截至 {day}", day=words.day(visit.today))
    unit = visit.unit_name(visit.area or visit.units.city.code)
    return as_statistics(tables.Table(title, heads, rows), words, unit, period, signed=False)


def workbook(
    visit: "Visit", title: str, columns: Sequence[Column], question: Paged
) -> tuple[bytes, str]:
    """The whole list as an .xlsx file, and its name."""
    cards = every(visit, question)
    visit.caller.shows(len(cards))
    table = table_of(visit, title, columns, cards)
    return workbook_of(table), file_name(visit.words, title, _compact(visit.today))


def _compact(day: date) -> str:
    return day.strftime("%Y%m%d")


OPEN_FILE = later("查看档案")
