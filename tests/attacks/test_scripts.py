"""Nothing that anybody writes becomes a part of a page: not kept, not reflected, not in papers."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from application.tracker import HANDLERS, CaseTracker
from interfaces.accounts.accounts import account_named, add_account
from interfaces.accounts.roles import Role
from interfaces.accounts.tokens import issue_token
from interfaces.http.office import Office
from interfaces.web.app import CHANNEL
from tests.api.requests import LI
from tests.attacks.crawling import injected, pages_of
from tests.attacks.hostile import CANARY, TEXT, lives, texts_of
from tests.attacks.test_other_sites import WRITES, filled
from tests.exports.papers import whole
from tests.ledger import record
from tests.web.cases import of
from tests.web.imports_at_hand import HEADINGS, brought, people, workbook
from tests.web.reading import page
from tests.web.test_permissions import routes
from tests.web.visitor import PASSWORD, Visitor


@pytest.fixture
def hostile(tracker: CaseTracker) -> CaseTracker:
    for line in lives():
        record(tracker, [line])
    return tracker


def test_the_lives_attack_by_every_text_of_every_command():
    lines = lives()
    told = {line["command"] for line in lines}
    # An erasure is carried out by another account than asked for it, so no file tells one.
    assert told == set(HANDLERS) - {"erase-worker"}
    for command in told:
        attacked = [
            {name for name, value in line.items() if CANARY in str(value)}
            for line in lines
            if line["command"] == command
        ]
        assert texts_of(command) <= set().union(*attacked), command


def test_the_injected_is_found():
    assert injected(page(f"<p><{CANARY}>x</{CANARY}></p>"))
    assert injected(page(f'<input value="" {CANARY}=1>'))
    assert injected(page('<p onclick="x"></p>'))
    assert injected(page("<a href='javascript:alert(1)'>x</a>"))
    assert injected(page("<script>x</script>"))
    assert not injected(page('<a href="/people?q=javascript:x">&lt;xss-canary&gt;</a>'))


@pytest.mark.parametrize("role", ["reviewer", "office", "auditor", "admin"])
def test_what_is_kept_is_text_on_every_page(app: FastAPI, office: Office, hostile, role: str):
    engine, now = office.accounts, office.tracker.clock.now()
    add_account(engine, "evil", Role.CLERK, "440703002", TEXT[:60], PASSWORD, now=now)
    issue_token(engine, account_named(engine, "evil"), TEXT[:90], now=now)
    Visitor(app).sign_in("evil")
    visitor = Visitor(app)
    visitor.client.headers["User-Agent"] = TEXT[:95]
    visitor.sign_in(role)
    opened = shown = 0
    for each in pages_of(visitor):
        opened += 1
        shown += CANARY in each.response.text
        assert injected(each.page) == [], each.path
    assert opened > 15
    assert shown >= 3, "no attack is to be seen where it was made"


def test_the_file_of_a_person_shows_every_attack_as_text(reviewer: Visitor, hostile: CaseTracker):
    for number in ("44070319530315021X", LI):
        path = of(hostile, number)
        for tab in ("", "?tab=jobs", "?tab=certificate", "?tab=training", "?tab=follow-ups"):
            shown = reviewer.open(path + tab)
            assert injected(shown.page) == []
        assert reviewer.open(path).text.count(CANARY) > 3


ALWAYS = {"done", "then", "q"}


def asked_by(route: APIRoute) -> set[str]:
    """What may stand behind the question mark of a page."""
    names = set(ALWAYS)
    for each in route.dependant.query_params:
        fields = getattr(each.field_info.annotation, "model_fields", None)
        names |= set(fields) if fields else {each.alias}
    return names


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_what_is_asked_is_text_in_every_answer(signed_in, chen: UUID, role: str):
    visitor: Visitor = signed_in(role)
    for route in routes(CHANNEL):
        if "GET" not in (route.methods or ()):
            continue
        for name in sorted(asked_by(route)):
            answer = visitor.client.get(filled(route.path, chen), params={name: TEXT})
            assert answer.status_code < 500, f"{route.path} {name}"
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert injected(page(answer.text)) == [], f"{route.path} {name}"
    for path in (f"/{TEXT}", f"/workers/{TEXT}", f"/static/{TEXT}/{TEXT}", f"/rules/{TEXT}"):
        assert injected(page(visitor.client.get(path).text)) == []


def test_what_is_typed_is_text_in_the_form_that_comes_back(reviewer: Visitor, chen: UUID):
    fields = {"name": TEXT, "reason": TEXT, "note": TEXT, "employer": TEXT, "then": TEXT, "q": TEXT}
    fields |= {"effective_on": TEXT, "command_id": TEXT, "version": TEXT, "id_number": TEXT}
    for path in WRITES:
        if path in ("/sign-out", "/sign-out-everywhere"):
            continue
        for command in HANDLERS if "{command}" in path else [""]:
            shown = reviewer.post(filled(path.replace("{command}", command), chen), None, **fields)
            assert shown.status < 500, path
            assert injected(shown.page) == [], path


@pytest.mark.parametrize("kind", ["xlsx", "csv", "jsonl"])
def test_what_a_file_brings_is_text_on_its_pages(clerk: Visitor, kind: str):
    row = [*people(1)[0]]
    row[1] = TEXT
    bad = [*row[:2], TEXT, TEXT, TEXT, TEXT]
    if kind == "xlsx":
        content = workbook([row, bad], [*HEADINGS, "备注"], "<xss-canary onx=1>")
    elif kind == "csv":
        cells = [
            [f'"{each}"' for each in (e.replace('"', '""') for e in r)]
            for r in (HEADINGS, row, bad)
        ]
        content = "\n".join(",".join(each) for each in cells).encode()
    else:
        content = b'{"command": "<xss-canary>", "name": "<xss-canary onx=1>"}\n<xss-canary>\n'
    shown = brought(
        clerk, content, f"{TEXT[:40].replace('/', '')}.{kind}", command="register-worker"
    )
    assert injected(shown.page) == []
    assert "xss-canary" in shown.response.text
    assert injected(clerk.open("/import").page) == []


def test_a_paper_takes_no_text_as_its_source(reviewer: Visitor, hostile: CaseTracker):
    for paper in ("certificate", "review"):
        shown = reviewer.open(f"{of(hostile)}/{paper}.pdf")
        assert shown.status == 200, shown.text
        text = whole(shown.response.content).replace("\n", "").replace(" ", "")
        assert "#panic()" in text
        assert "{{7*7}}" in text
