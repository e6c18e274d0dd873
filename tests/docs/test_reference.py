"""The reference says what the code says: pages that are written from it, and those by hand."""

import json
import re

import pytest
from fastapi.routing import APIRoute

from application.tracker import HANDLERS
from docs.reference import make
from docs.reference.fields import taken
from docs.reference.refusals_met import of_every_case, refusals_met
from interfaces.accounts.roles import CITY_WIDE, ROLE_PERMISSIONS, Role
from interfaces.settings import Settings
from interfaces.texts import vocabulary
from tests.api.more_refusals import CASES
from tests.docs.pages import DOCS, README, documents, text_of

REFERENCE = DOCS / "reference"
LINES = [
    line
    for page in documents()
    for line in text_of(page).splitlines()
    if line.startswith('{"command"')
]
VARIABLES = [f"TAIZHANG_{name.upper()}" for name in Settings.model_fields]


def test_written_pages_are_up_to_date():
    assert make.outdated() == [], "run: .venv/bin/python -m docs.reference.make"


def test_a_page_that_is_out_of_date_is_found(tmp_path):
    for name in make.PAGES:
        (tmp_path / name).write_text(text_of(REFERENCE / name), encoding="utf-8")
    assert make.outdated(tmp_path) == []
    (tmp_path / "parameters.md").write_text("# Parameters\n", encoding="utf-8")
    (tmp_path / "settings.md").unlink()
    assert make.outdated(tmp_path) == ["parameters.md", "settings.md"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_refusal_that_was_met_is_among_those_of_the_command(case):
    handler = HANDLERS[case.refused[0]]
    assert case.code in {*refusals_met(handler), *(refusal.code for refusal in of_every_case())}


@pytest.mark.parametrize(
    ("command", "never"),
    [
        ("end-employment", "already-employed"),
        ("close-case", "not-employed"),
        ("complete-training", "already-enrolled"),
        ("resume-certificate", "certificate-already-held"),
        ("set-parameter", "worker-not-found"),
    ],
)
def test_a_refusal_of_another_fact_is_not_among_them(command: str, never: str):
    assert never not in refusals_met(HANDLERS[command])


def test_a_type_without_words_is_refused():
    with pytest.raises(TypeError):
        taken(bytes)


@pytest.mark.parametrize("command", HANDLERS)
def test_every_command_has_its_chapter(command: str):
    assert f"\n## `{command}`\n" in text_of(REFERENCE / "commands.md")


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_setting_is_in_the_readme_too(variable: str):
    assert f"| `{variable}` |" in text_of(README)


@pytest.mark.parametrize("line", sorted(set(LINES)))
def test_a_line_of_a_history_file_in_a_document_is_a_command(line: str):
    fields = json.loads(line)
    command = HANDLERS[fields.pop("command")].command
    command.model_validate({name: v for name, v in fields.items() if name != "recorded_at"})


def test_no_page_names_a_setting_that_there_is_not():
    pages = [README, *DOCS.rglob("*.md")]
    named = {name for page in pages for name in re.findall(r"TAIZHANG_[A-Z_]+", text_of(page))}
    assert named <= {*VARIABLES, "TAIZHANG_"}


@pytest.mark.parametrize("role", Role)
def test_the_table_of_roles_says_what_each_may(role: Role):
    (row,) = re.findall(rf"^\| `{role}` \((.*)\) \| (.*) \| (.*) \|$", _http(), re.MULTILINE)
    chinese, may, where = row
    assert chinese == vocabulary(role, "zh")
    assert set(re.findall(r"`(\w+)`", may)) == {each.value for each in ROLE_PERMISSIONS[role]}
    assert (where == "the whole city") == (role in CITY_WIDE)


def test_the_page_has_every_route_and_no_other():
    from interfaces.api.app import CHANNEL
    from interfaces.http import watch

    routes = [route for router in (*CHANNEL, watch.router) for route in router.routes]
    there = {
        f"{method} {_in_general(route.path)}"
        for route in routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }
    assert set(re.findall(r"`((?:GET|POST) /[^`?]*)`", _http())) == there


def _in_general(path: str) -> str:
    """Commands and indicators have a route each; the page has one for all of them."""
    path = re.sub(r"(?<=/commands/)[^/]+", "{command}", path)
    return re.sub(r"(?<=/indicators/)[^/]+", "{name}", path)


def _http() -> str:
    return text_of(REFERENCE / "http.md")
