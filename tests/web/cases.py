"""A case on the ledger, and its page as somebody reads it."""

from typing import Any

from application.read_models.search import FindByNumber
from application.tracker import CaseTracker
from tests.api.requests import CHEN, registration
from tests.ledger import record
from tests.oracle.book import identity_number
from tests.web.reading import Element
from tests.web.visitor import Shown, Visitor

YOUNG = identity_number("1975-06-01", "male")


def registered(**fields: Any) -> dict[str, Any]:
    return {"command": "register-worker", **registration(**fields)}


def at(on: str, command: str, worker: str = CHEN, known: str = "", **fields: Any) -> dict[str, Any]:
    """A line of the case, recorded at noon of its day or of a later one."""
    recorded_at = f"{known or on}T12:00:00+08:00"
    line = {"command": command, "worker": worker, "effective_on": on, "recorded_at": recorded_at}
    return {**line, **fields}


def of(tracker: CaseTracker, number: str = CHEN) -> str:
    """The address of a person's page."""
    (card,) = tracker.ask(FindByNumber(number, tracker.clock.now().date()))
    return f"/workers/{card['worker']}"


def opened(
    visitor: Visitor, tracker: CaseTracker, *lines: dict[str, Any], query: str = "", **fields: Any
) -> Shown:
    """The page of a person of 1953, or whoever the fields say, after some lines."""
    fields = {"recorded_at": REGISTERED, **fields}
    record(tracker, [registered(**fields), *lines])
    return visitor.open(of(tracker, fields.get("id_number", CHEN)) + query)


def story(page: Shown) -> list[tuple[str, str]]:
    """Day and heading of each entry, in their order."""
    entries = page.main.one("ol", class_="timeline").all("li")
    return [(each.one("p", class_="when").text, each.one("h3").text) for each in entries]


def entry(page: Shown, version: int) -> Element:
    return page.main.one("li", id=f"t-{version}")


def head(page: Shown) -> str:
    return page.main.one("div", class_="person").text


REGISTERED = "2003-10-08T12:00:00+08:00"
JOB = at("2004-04-01", "start-employment", kind="labour_contract", employer="蓬江百货")
