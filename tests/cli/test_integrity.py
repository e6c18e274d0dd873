"""`taizhang verify` and `taizhang seal`, on the ledger and away from it."""

import json
import os
import sqlite3

import pytest

from tests.cli.conftest import OTHER, REGISTER, lines
from tests.register.tampering import tampering, written_anew


@pytest.fixture
def ledger(taizhang, here):
    """A ledger of two people, sealed after the first."""
    assert taizhang("import", lines(here / "one.jsonl", REGISTER)).exit_code == 0
    assert taizhang("seal", "now").exit_code == 0
    assert taizhang("import", lines(here / "two.jsonl", OTHER)).exit_code == 0
    return here / "var" / "taizhang.db"


def verified(taizhang, *options):
    answer = taizhang("verify", "--format", "json", *options)
    return answer.exit_code, json.loads(answer.stdout)


def test_a_ledger_that_nobody_touched_is_whole(taizhang, ledger):
    answer = taizhang("verify")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "whole, sealed up to position 3" in answer.stderr
    status, document = verified(taizhang)
    assert (status, document["whole"], document["first_bad_position"]) == (0, True, None)
    assert (document["facts"], document["answered_commands"], document["seals"]) == (5, 2, 1)


def test_the_first_bad_position_is_named_and_the_status_is_1(taizhang, ledger):
    with tampering(ledger) as connection:
        connection.execute("UPDATE stored_events SET state=x'00' WHERE rowid=2")
    answer = taizhang("verify")
    assert answer.exit_code == 1
    assert "first bad position 2: a fact was changed" in answer.stderr
    status, document = verified(taizhang)
    assert (status, document["first_bad_position"]) == (1, 2)
    assert document["faults"][0] == {
        "position": 2,
        "wrong": "fact-changed",
        "other": None,
        "day": None,
    }


def test_it_needs_neither_the_keys_nor_a_ledger_that_can_be_written(taizhang, ledger, here):
    for key in ledger.parent.glob("*key"):
        key.unlink()
    assert taizhang("verify").exit_code == 0
    ledger.unlink()
    answer = taizhang("verify")
    assert (answer.exit_code, "there is no ledger" in answer.stderr) == (2, True)


def test_a_seal_is_made_once(taizhang, ledger):
    assert "seal 2" in taizhang("seal", "now").stderr
    assert "everything is sealed already" in taizhang("seal", "now").stderr
    seals = json.loads(taizhang("seal", "list", "--format", "json").stdout)
    assert [(seal["number"], seal["position"]) for seal in seals] == [(1, 3), (2, 5)]


@pytest.fixture
def kept(taizhang, ledger, here):
    """What an auditor was given: the seals and, before them, the public key."""
    (here / "public.pem").write_text(taizhang("seal", "key").stdout, encoding="ascii")
    assert taizhang("seal", "export", here / "seals.jsonl").exit_code == 0
    return "--seals", here / "seals.jsonl", "--public-key", here / "public.pem"


def test_what_was_rewritten_in_the_database_is_found_by_seals_kept_elsewhere(
    taizhang, ledger, kept
):
    assert verified(taizhang, *kept)[0] == 0
    with tampering(ledger) as connection:
        connection.execute("UPDATE stored_events SET topic='x' WHERE rowid=2")
        connection.execute("DELETE FROM log_seals")
        written_anew(connection)
    assert verified(taizhang)[0] == 0
    status, document = verified(taizhang, *kept)
    fault = document["faults"][0]
    assert (status, fault["wrong"], fault["position"], fault["other"]) == (
        1,
        "chain-rewritten",
        1,
        3,
    )


def test_seals_of_another_key_are_told(taizhang, ledger, kept, here, monkeypatch):
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "sqlite:///other.db")
    taizhang("import", here / "one.jsonl")
    taizhang("seal", "now")
    status, document = verified(taizhang, "--public-key", here / "public.pem")
    assert (status, document["faults"][0]["wrong"]) == (1, "seal-of-another-key")


def test_an_exported_history_is_checked_without_the_ledger(taizhang, ledger, kept, here):
    history, seals = here / "ledger.jsonl", here / "with-history.jsonl"
    assert taizhang("seal", "export", seals, "--history", history).exit_code == 0
    for file in ledger.parent.iterdir():
        file.unlink()
    check = "--seals", seals, "--history", history, "--public-key", here / "public.pem"
    assert "2 lines" in taizhang("verify", *check).stderr
    assert verified(taizhang, *check)[0] == 0
    whole = history.read_text("utf-8")
    for spoilt, bad in (
        (whole.replace("李", "陈"), 2),
        (whole.partition("\n")[2], 1),
        (whole.partition("\n")[0] + "\n", 2),
        (whole + whole, 3),
        ("", 1),
    ):
        history.write_text(spoilt, "utf-8")
        status, document = verified(taizhang, *check)
        assert (status, document["first_bad_position"]) == (1, bad)


def test_a_history_signed_by_another_key_is_told(taizhang, ledger, kept, here):
    history, seals = here / "ledger.jsonl", here / "with-history.jsonl"
    taizhang("seal", "export", seals, "--history", history)
    (ledger.parent / "taizhang.seal-key").unlink()
    taizhang("seal", "now", "--new-key")
    (here / "new.pem").write_text(taizhang("seal", "key").stdout, encoding="ascii")
    check = "--seals", seals, "--history", history, "--public-key", here / "new.pem"
    status, document = verified(taizhang, *check)
    assert (status, document["faults"][0]["wrong"]) == (1, "seal-of-another-key")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--seals", "units.csv"], "cannot be used"),
        (["--public-key", "units.csv"], "public key"),
        (["--seals", "nowhere.jsonl"], "No such file"),
        (["--history", "units.csv"], "--history needs --seals"),
    ],
)
def test_what_is_no_seal_and_no_key_is_said(taizhang, ledger, options, words):
    answer = taizhang("verify", *options)
    assert answer.exit_code == 2
    assert words in answer.stderr


def test_a_file_that_is_no_database_is_said(taizhang, ledger):
    ledger.write_bytes(os.urandom(10_000))
    answer = taizhang("verify")
    assert (answer.exit_code, "not a database" in answer.stderr) == (2, True)


def test_a_ledger_of_an_earlier_version_has_no_chain(taizhang, ledger):
    with tampering(ledger) as connection:
        connection.execute("DROP TABLE log_chain")
    status, document = verified(taizhang)
    assert (status, document["faults"][0]["wrong"]) == (1, "no-chain")
    connection = sqlite3.connect(ledger)
    connection.close()
