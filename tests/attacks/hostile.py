"""Lives on the ledger in which every text that a person may write is an attack."""

from collections.abc import Iterator, Mapping
from typing import Any

from application.tracker import HANDLERS
from tests.api.requests import LI
from tests.oracle.book import identity_number
from tests.web.cases import at, registered

CANARY = "xss-canary"
TEXT = (
    f"x\"'><{CANARY} {CANARY}=1></textarea></title></script><{CANARY}> onclick=x "
    "javascript:alert(1) {{7*7}} {% x %} &lt;i&gt; #panic() $x$ *b* @a <a>"
)
NO_TEXT = {"worker", "into", "other", "id_number", "certificate_no"}
"""Fields that look like texts and take only numbers."""
OF_RULES = {"name", "indicator", "value"}
THIRD = identity_number("1961-02-03", "female")
FOURTH = identity_number("1962-03-04", "male")


def texts_of(command: str) -> set[str]:
    """The fields of a command that take whatever text somebody writes."""
    fields: Mapping[str, Any] = HANDLERS[command].command.model_json_schema()["properties"]
    named = NO_TEXT if "worker" in fields else OF_RULES
    return {name for name, field in fields.items() if _is_free(field)} - named


def _is_free(field: Mapping[str, Any]) -> bool:
    kinds = [field, *field.get("anyOf", ())]
    return any(kind.get("type") == "string" and kind.get("maxLength", 0) >= 32 for kind in kinds)


def written(line: dict[str, Any]) -> dict[str, Any]:
    """A line with every text that it leaves open filled in with an attack."""
    return line | dict.fromkeys(texts_of(line["command"]) - line.keys(), TEXT)


def lives() -> list[dict[str, Any]]:
    """One line at least of each command, in an order in which the ledger takes them."""
    lines = (*_beginnings(), *_help(), *_certificates(), *_jobs(), *_ends(), *_rules())
    return [written(line) for line in lines]


def _beginnings() -> Iterator[dict[str, Any]]:
    early = {"recorded_at": "2003-10-08T12:00:00+08:00"}
    yield registered(name=TEXT, sex="female", **early)
    for number in (LI, THIRD, FOURTH):
        yield registered(id_number=number, name=TEXT, **early)


def _help() -> Iterator[dict[str, Any]]:
    yield at("2003-11-01", "apply-for-assistance")
    yield at("2003-11-05", "return-assistance")
    yield at("2003-11-10", "apply-for-assistance")
    yield at("2003-11-12", "assess-assistance", hard_to_place=True)
    yield at("2003-12-01", "enrol-in-training")
    yield at("2003-12-20", "complete-training", attended_hours=40, passed=True)
    yield at("2004-01-05", "enrol-in-training", course=TEXT[1:])
    yield at("2004-01-15", "leave-training", course=TEXT[1:])
    yield at("2004-01-20", "request-erasure", reason="by_other_law")
    yield at("2004-01-22", "decline-erasure")


def _certificates() -> Iterator[dict[str, Any]]:
    yield at("2004-02-01", "apply-for-certificate")
    yield at("2004-02-03", "issue-certificate", certificate_no="44070304000001")
    yield at("2004-02-10", "replace-certificate", certificate_no="44070304000002")
    yield at("2004-03-01", "suspend-certificate")
    yield at("2004-03-10", "resume-certificate")


def _jobs() -> Iterator[dict[str, Any]]:
    yield at("2004-04-01", "start-employment", kind="labour_contract", contract_months=12)
    yield at("2004-04-01", "correct-employment", started_on="2004-04-01", known="2004-04-20")
    yield at("2004-05-01", "end-employment", reason="resigned")
    yield at("2004-05-10", "record-follow-up", outcome="not_reached")
    yield at("2004-05-12", "correct-worker", known="2004-05-12", name=TEXT[1:])
    yield at("2004-12-01", "review-certificate", year=2004, passed=False)
    yield at("2004-12-10", "withdraw-certificate")


def _ends() -> Iterator[dict[str, Any]]:
    yield at("2004-02-01", "apply-for-certificate", LI)
    yield at("2004-02-03", "refuse-certificate", LI)
    yield at("2004-03-01", "start-employment", LI, kind="flexible")
    yield at(
        "2004-03-01",
        "void-employment",
        LI,
        started_on="2004-03-01",
        known="2004-03-09",
        reason="entered_in_error",
    )
    yield at("2004-04-01", "close-case", LI, reason="left_city")
    yield at("2004-04-01", "confirm-closing", LI)
    yield at("2004-05-02", "reopen-case", LI)
    yield at("2004-06-02", "transfer-case", LI, to_station="440703005")
    yield at("2004-06-02", "rule-out-duplicate", THIRD, other=FOURTH)
    yield at("2004-07-02", "merge-worker", THIRD, into=FOURTH)
    yield at("2004-08-02", "unmerge-worker", THIRD, into=FOURTH)
    yield at("2004-09-02", "void-registration", THIRD, reason="entered_in_error")


def _rules() -> Iterator[dict[str, Any]]:
    rules = {"effective_on": "2005-01-01", "recorded_at": "2005-01-02T12:00:00+08:00"}
    yield {"command": "set-parameter", "name": "older_male", "value": "51", **rules}
    yield {
        "command": "set-target",
        "unit": "440703",
        "year": 2005,
        "indicator": "reemployment-rate",
        "value": "60",
        **rules,
    }
    yield {
        "command": "report-figure",
        "unit": "440703",
        "period_end": "2004-12-31",
        "figure": "registered_unemployed",
        "value": 7,
        **rules,
    }
