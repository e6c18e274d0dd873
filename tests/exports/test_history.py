"""The ledger as a history file: imported into an empty ledger it is the same ledger again."""

from datetime import UTC, date, datetime
from functools import partial

import orjson
import pytest

from application.demo import UnitRow, history
from application.exports.history import write_whole
from application.imports.files import lines_of
from application.imports.importing import Import
from application.imports.lines import Line
from application.indicators.explain import Explain
from application.indicators.period import Asked
from application.indicators.reemployment_rate import ReemploymentRate
from application.kernel.clock import FixedClock
from application.tracker import HANDLERS, CaseTracker
from tests.imports.lines_at_hand import OTHER, REGISTER, START
from tests.ledger import OPERATOR

NOW = datetime(2006, 7, 1, tzinfo=UTC)
DAY = date(2004, 12, 31)
UNITS = [
    UnitRow("440700", "江门市", "city", "", ""),
    UnitRow("440703", "蓬江区", "county", "440700", ""),
    UnitRow("440704", "江海区", "county", "440700", ""),
    UnitRow("440703002", "环市街道", "street", "440703", "street"),
    UnitRow("440703100", "棠下镇", "street", "440703", "town"),
    UnitRow("440704001", "外海街道", "street", "440704", "street"),
    UnitRow("440703002101", "东风社区", "community", "440703002", "community"),
]
NUMBER = REGISTER["id_number"]
AT = {"effective_on": "2005-01-10", "recorded_at": "2005-01-10T09:00:00+08:00"}
UNUSUAL = [
    REGISTER | {"sex": "female", "birth_date": "1953-05-02", "override_reason": "户口簿有误"},
    OTHER | {"sex": "female", "recorded_by": "chen", "recorded_station": "440703002"},
    START,
    {"command": "correct-worker", "worker": NUMBER, "reason": "错", "name": "陈建华"} | AT,
    {
        **{"command": "correct-worker", "worker": NUMBER, "reason": "同号改回"},
        **{"id_number": NUMBER, "sex": "male", "birth_date": "1953-05-01"},
    }
    | AT,
    {
        **{"command": "correct-employment", "worker": NUMBER, "started_on": "2004-04-01"},
        **{"reason": "补录", "ended_on": "2004-08-01", "end_reason": "other"},
    }
    | AT
    | {"effective_on": "2004-04-01"},
    {"command": "close-case", "worker": NUMBER, "reason": "wish_withdrawn"} | AT,
    {"command": "confirm-closing", "worker": NUMBER} | AT,
    {"command": "merge-worker", "worker": OTHER["id_number"], "into": NUMBER} | AT,
    {"command": "unmerge-worker", "worker": OTHER["id_number"], "into": NUMBER} | AT,
    {"command": "void-registration", "worker": NUMBER, "reason": "fraud"} | AT,
    REGISTER | {"name": "陈建国二", "recorded_at": AT["recorded_at"]},
    {
        **{"command": "set-parameter", "name": "older_male", "value": "45"},
        **{"reference": "试行", "note": "一年", "effective_on": "2005-02-01"},
    },
]


def opened(folder):
    units = folder.parent / "units.csv"
    rows = ["code,name,level,parent,kind", *(",".join(unit) for unit in UNITS)]
    units.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return CaseTracker(folder / "ledger.db", clock=FixedClock(NOW), units_file=units)


def bring(tracker, lines):
    numbered = [Line(number, line) for number, line in enumerate(lines, 1)]
    report = tracker.bring(Import(lambda: iter(numbered), OPERATOR))
    assert report.refused == []
    return report


@pytest.fixture(scope="module", params=["a city", "unusual lives"])
def ledgers(request, tmp_path_factory):
    """A ledger, its history file, and an empty ledger into which the file was imported."""
    folder = tmp_path_factory.mktemp("ledgers")
    made_up = list(history(UNITS, workers=1_000)) if request.param == "a city" else UNUSUAL
    with opened(folder / "one") as one, opened(folder / "two") as two:
        bring(one, made_up)
        write_whole(folder / "one.jsonl", one.history())
        report = two.bring(Import(partial(lines_of, folder / "one.jsonl"), OPERATOR))
        assert report.refused == []
        assert bring(one, made_up).already_there == len(made_up)
        yield one, folder / "one.jsonl", two


def test_export_import_export_is_the_same_file(ledgers):
    _, file, two = ledgers
    assert b"".join(two.history()) == file.read_bytes()


def test_both_ledgers_answer_the_same(ledgers):
    one, _, two = ledgers
    for known_at in (None, datetime(2004, 7, 1, tzinfo=UTC)):
        question = ReemploymentRate(Asked(DAY, known_at=known_at))
        assert one.ask(question) == two.ask(question)


def test_both_ledgers_explain_the_same(ledgers):
    one, _, two = ledgers
    question = Explain(Asked(DAY), "440700")
    assert one.ask(question) == two.ask(question)


def test_both_logs_have_the_same_facts_but_for_the_claims(ledgers):
    one, _, two = ledgers

    def facts(tracker):
        return [
            (recorded.position, recorded.version, recorded.envelope, recorded.fact)
            for recorded in tracker.register.history()
            if recorded.fact.stored_as != "unit.loaded"
        ]

    assert facts(one) == facts(two)


def test_a_ledger_finds_its_own_export_already_there(ledgers):
    one, file, _ = ledgers
    report = one.bring(Import(partial(lines_of, file), OPERATOR))
    assert (report.good, report.refused) == (0, [])
    assert report.already_there == len(file.read_bytes().splitlines())


def test_a_line_changed_in_an_export_is_not_taken_for_the_same(ledgers):
    one, file, _ = ledgers
    first = orjson.loads(file.read_bytes().splitlines()[0])
    changed = first | {"note": "补记"}
    report = one.bring(Import(lambda: iter([Line(1, changed)]), OPERATOR))
    assert [problem.code for problem in report.refused[0].problems] == ["command-id-reused"]


def test_every_command_of_a_history_has_its_handler():
    from domain.catalogue import FACTS

    assert {fact.command for fact in FACTS} - {""} == set(HANDLERS)


def test_a_file_that_could_not_be_finished_is_not_there(tmp_path):
    def lines():
        yield b"{}\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "history.jsonl", lines())
    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_reads_a_history(tmp_path):
    write_whole(tmp_path / "history.jsonl", [b"{}\n"])
    assert (tmp_path / "history.jsonl").stat().st_mode & 0o077 == 0
