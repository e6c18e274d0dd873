"""The examples of the contract, and every form of an answer."""

import csv
import io
import json
import subprocess
import sys

import pytest
from pydantic_core import PydanticSerializationError
from python_calamine import CalamineWorkbook

from interfaces.cli.failures import told
from tests.cli.conftest import EXAMPLES, RATE, REGISTER, lines

CASES = [
    (name, number, query)
    for name in ("E1", "E2", "E5", "E9")
    for number, query in enumerate(
        json.loads((EXAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))["queries"]
    )
]
ROW = ("unit", "unit_name", "group", "numerator", "denominator", "rate", "target", "met")


def options_of(query):
    for name, option in (("from", "--from"), ("known_at", "--known-at"), ("level", "--level")):
        if query.get(name):
            yield from (option, query[name])
    for name, value in query.get("rules", {}).items():
        yield from ("--rule", f"{name}={value}")


@pytest.mark.parametrize(("name", "number", "query"), CASES)
def test_the_examples_answer_as_expected(taizhang, monkeypatch, name, number, query):
    monkeypatch.delenv("TAIZHANG_UNITS_FILE")
    assert taizhang("import", EXAMPLES / f"{name}.jsonl").exit_code == 0
    asked = ("indicator", "reemployment-rate", "--as-of", query["as_of"], *options_of(query))
    result = taizhang(*asked, "--format", "json")
    answered = {(row["unit"], row["group"]): row for row in json.loads(result.stdout)["rows"]}
    for expected in query["rows"]:
        row = answered[expected["unit"], expected["group"]]
        assert {field: row[field] for field in expected} == expected


def test_an_answer_is_that_of_the_contract(taizhang, here):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    result = taizhang(*RATE, "--format", "json")
    answer = json.loads(result.stdout)
    assert result.stderr == ""
    assert list(answer) == [
        *("indicator", "rule_set", "rules", "from", "as_of", "known_at", "position", "rows")
    ]
    assert {tuple(row) for row in answer["rows"]} == {ROW}


def test_the_same_rows_come_as_table_csv_and_workbook(taizhang, here):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    table = taizhang(*RATE).stdout
    rows = list(csv.reader(io.StringIO(taizhang(*RATE, "--format", "csv").stdout)))
    taizhang(*RATE, "--format", "xlsx", "--output", here / "rate.xlsx")
    sheet = CalamineWorkbook.from_path(here / "rate.xlsx").get_sheet_by_index(0).to_python()
    assert tuple(rows[0]) == tuple(sheet[0]) == ROW
    assert rows[1][:4] == ["440700", "单位440700", "all", "0"] == [*sheet[1][:3], "0"]
    assert "单位440700" in table


def test_figures_say_who_counted_and_up_to_which_fact(taizhang, here):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    position = json.loads(taizhang(*RATE, "--format", "json").stdout)["position"]
    seen = f"(store, ledger up to 2003-10-08 10:00, fact {position})"
    assert seen in taizhang(*RATE).stdout
    assert seen in taizhang("explain", *RATE[1:], "--unit", "440700").stdout
    then = "2004-12-31T00:00:00+08:00"
    assert f", as known at {then})" in taizhang(*RATE, "--known-at", then).stdout


def test_recounting_the_people_behind_a_figure_gives_it(taizhang):
    taizhang("import", EXAMPLES / "E1.jsonl")
    asked = ("explain", "reemployment-rate", "--as-of", "2004-12-31", "--unit", "440703")
    answer = json.loads(taizhang(*asked, "--format", "json").stdout)
    people = answer["people"]
    assert len(people) == answer["denominator"] == 3
    assert sum(person["in_numerator"] for person in people) == answer["numerator"] == 2
    assert "JM-2003 §3.5 (2)" in taizhang(*asked).stdout


def test_recounting_the_people_behind_a_number_gives_it(taizhang):
    taizhang("import", EXAMPLES / "E1.jsonl")
    asked = ("explain", "stock-and-flow", "--as-of", "2004-12-31", "--unit", "440703")
    answer = json.loads(taizhang(*asked, "--column", "reemployed", "--format", "json").stdout)
    assert len(answer["people"]) == answer["count"] == 2
    unsaid = taizhang(*asked)
    assert unsaid.exit_code == 2 and "--column: which number?" in unsaid.stderr


def test_the_indicators_are_listed(taizhang):
    assert "reemployment-rate" in taizhang("indicator", "list", "--format", "csv").stdout


@pytest.mark.parametrize(
    "command",
    [
        (),
        *((name,) for name in ("serve", "demo", "import", "template", "export", "indicator")),
        *(("read-models", name) for name in ("rebuild", "status", "verify")),
        *(("account", name) for name in ("add", "list", "disable", "set-password")),
        *(("token", name) for name in ("issue", "revoke", "list")),
        *(("units", name) for name in ("load", "list")),
        ("explain",),
    ],
)
def test_every_command_has_help_with_an_example(taizhang, command):
    result = taizhang(*command, "--help")
    assert result.exit_code == 0
    assert "Example: taizhang" in result.stdout


def test_help_loads_nothing_heavy():
    script = (
        "import sys; import interfaces.cli.main; "
        "print([m for m in ('pydantic', 'sqlalchemy', 'fastapi', 'application.tracker')"
        " if m in sys.modules])"
    )
    answered = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert answered.stdout == "[]\n"


def test_read_models_are_shown_rebuilt_and_verified(taizhang, here):
    taizhang("import", EXAMPLES / "E5.jsonl")
    assert {
        m["behind"]
        for m in json.loads(taizhang("read-models", "status", "--format", "json").stdout)
    } == {0}
    assert taizhang("read-models", "rebuild").exit_code == 0
    result = taizhang("read-models", "verify")
    assert (result.exit_code, result.stderr) == (0, "0 differences\n")


def test_the_demo_makes_up_a_city_once(taizhang, here, monkeypatch):
    monkeypatch.delenv("TAIZHANG_UNITS_FILE")
    first = taizhang("demo", "--workers", "200", "--no-serve")
    second = taizhang("demo", "--workers", "200", "--no-serve")
    assert "江门市" in first.stdout
    assert first.stdout == second.stdout
    assert second.stderr.startswith("0 new facts")


def test_the_demo_opens_an_account_of_each_role(taizhang, here, monkeypatch):
    monkeypatch.delenv("TAIZHANG_UNITS_FILE")
    taizhang("demo", "--workers", "200", "--no-serve")
    opened = json.loads(taizhang("account", "list", "--format", "json").stdout)
    roles = {account["name"]: (account["role"], len(account["unit"])) for account in opened}
    assert roles == {
        "clerk": ("clerk", 9),
        "reviewer": ("reviewer", 6),
        "office": ("office", 6),
        "auditor": ("auditor", 6),
        "admin": ("admin", 6),
    }


def test_the_demo_keeps_out_of_a_ledger_that_is_in_use(taizhang, here):
    taizhang("account", "add", "chen", "--role", "clerk", "--unit", "440703002")
    refused = taizhang("demo", "--workers", "200", "--no-serve")
    assert refused.exit_code == 2
    assert "wants one of its own" in refused.stderr
    accounts = json.loads(taizhang("account", "list", "--format", "json").stdout)
    assert [account["name"] for account in accounts] == ["chen"]


def test_an_interrupt_while_a_model_is_written_is_an_interrupt():
    with pytest.raises(KeyboardInterrupt), told():
        raise PydanticSerializationError("Error serializing to JSON: KeyboardInterrupt: ")
    with pytest.raises(PydanticSerializationError), told():
        raise PydanticSerializationError("Error serializing to JSON: TypeError: no")
