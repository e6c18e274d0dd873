"""A case on the ledger, and its page as somebody reads it."""

from typing import Any

from application.read_models.search import FindByNumber
from application.tracker import CaseTracker
from interfaces.web.forms.layouts import LAYOUTS
from tests.api.requests import CHEN, LI, registration
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
APPLIED = at("2004-05-06", "apply-for-certificate")
ISSUED = at("2004-05-10", "issue-certificate", certificate_no="44070304000001")
ENROLLED = at("2004-05-06", "enrol-in-training", course="家政", hours=100)
CLOSED = at("2004-06-01", "close-case", reason="wish_withdrawn")
ASKED = at("2004-05-06", "apply-for-assistance")
MERGED = at("2004-06-01", "merge-worker", into=LI)
TWIN = registered(id_number=LI, name="李小红", recorded_at=REGISTERED)


def form_of(
    visitor: Visitor, tracker: CaseTracker, command: str, *lines: dict[str, Any], query: str = ""
) -> Shown:
    record(tracker, [registered(recorded_at=REGISTERED), *lines])
    return visitor.open(f"{of(tracker)}/{command}{query}")


def save(visitor: Visitor, page: Shown, command: str, **typed: Any) -> Shown:
    """Press through: the form, and the last check where there is one."""
    button = LAYOUTS[command].button
    if not LAYOUTS[command].check:
        return visitor.press(page, button, **typed)
    checked = visitor.press(page, "下一步：核对", **typed)
    return visitor.press(checked, button)
