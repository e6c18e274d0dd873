"""Files and ledgers that cannot be used: one clear line, exit 2, nothing made of it."""

import sqlite3

import orjson
import pytest

from tests.cli.conftest import RATE, REGISTER, lines

NONSENSE = {
    "empty.jsonl": b"",
    "binary.jsonl": bytes(range(256)) * 40,
    "cut.xlsx": b"PK\x03\x04 half a workbook",
    "utf16.jsonl": '{"command": "register-worker"}\n'.encode("utf-16"),
    "latin.jsonl": b'{"name": "caf\xe9"}\n',
    "array.jsonl": b"[1, 2, 3]\n",
    "long.jsonl": b'{"note": "' + b"x" * 100_000 + b'"}\n',
    "wide.csv": b",".join(b"c" for _ in range(300_000)) + b"\n",
    "photo.png": b"\x89PNG",
    "half.jsonl": orjson.dumps(REGISTER) + b'\n{"command": "close-ca',
    "half.csv": b"command,worker,effective_on,reason\nclose-case,4407",
}


def one_line(result):
    return (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("name", NONSENSE)
def test_a_nonsense_file_is_one_clear_line(taizhang, here, name):
    (here / name).write_bytes(NONSENSE[name])
    result = taizhang("import", here / name)
    assert one_line(result), result.stderr
    assert "no text" not in result.stderr


@pytest.mark.parametrize("name", [".", "missing.jsonl", "missing/deep.jsonl"])
def test_what_is_no_file_is_one_clear_line(taizhang, here, name):
    assert one_line(taizhang("import", here / name))


def test_a_file_of_a_hundred_megabytes_is_not_read(taizhang, here):
    with (here / "large.jsonl").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert one_line(taizhang("import", here / "large.jsonl"))


def test_a_ledger_that_is_no_database_is_one_clear_line(taizhang, here):
    (here / "var").mkdir()
    (here / "var/taizhang.db").write_bytes(b"not a database " * 100)
    result = taizhang(*RATE)
    assert one_line(result) and "not a database" in result.stderr


def test_a_damaged_store_of_keys_is_not_taken_for_the_ledger(taizhang, here):
    taizhang("import", lines(here / "one.jsonl", REGISTER))
    (here / "var/taizhang.keys").write_bytes(b"no keys " * 100)
    for arguments in (("key", "status"), RATE):
        result = taizhang(*arguments)
        assert one_line(result) and "var/taizhang.keys" in result.stderr, result.stderr


def test_a_ledger_that_is_not_there_is_not_made_by_a_question(taizhang, here):
    assert one_line(taizhang(*RATE))
    assert not (here / "var").exists()


def test_a_ledger_without_its_key_is_one_clear_line(taizhang, here):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    (here / "var/taizhang.key").unlink()
    assert one_line(taizhang(*RATE))


def test_a_ledger_that_somebody_holds_is_one_clear_line(taizhang, here, monkeypatch):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    monkeypatch.setattr("application.kernel.log.file.LOCK_SECONDS", 0)
    monkeypatch.setattr("application.kernel.database.LOCK_SECONDS", 0)
    with sqlite3.connect(here / "var/taizhang.db", isolation_level=None) as holder:
        holder.execute("BEGIN IMMEDIATE")
        more = REGISTER | {"id_number": "440703196203102426"}
        result = taizhang("import", lines(here / "more.jsonl", more))
        holder.rollback()
    assert one_line(result) and "somebody else" in result.stderr


@pytest.mark.parametrize("url", ["postgresql://office/taizhang", "mysql://x", "sqlite:///", "x"])
def test_a_database_of_another_kind_is_one_clear_line(taizhang, monkeypatch, url):
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", url)
    assert one_line(taizhang(*RATE))


def test_a_wrong_setting_is_one_clear_line(taizhang, monkeypatch):
    monkeypatch.setenv("TAIZHANG_PORT", "eighty")
    result = taizhang(*RATE)
    assert one_line(result) and "TAIZHANG_PORT" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("indicator", "happiness", "--as-of", "2004-12-31"),
        ("indicator", "reemployment-rate", "--as-of", "soon"),
        ("indicator", "reemployment-rate"),
        (*RATE, "--level", "planet"),
        (*RATE, "--known-at", "2005-01-05T23:59:59"),
        (*RATE, "--rule", "denominator"),
        (*RATE, "--rule", "denominator=everybody"),
        (*RATE, "--rule", "weather=fair"),
        (*RATE, "--from", "2005-01-01"),
        (*RATE, "--format", "xlsx"),
        ("explain", "reemployment-rate", "--as-of", "2004-12-31", "--unit", "999999"),
        (
            *("explain", "reemployment-rate", "--as-of", "2004-12-31"),
            *("--unit", "440703", "--group", "tall"),
        ),
        ("explain", *RATE[1:], "--unit", "440703", "--column", "rate"),
        ("explain", *RATE[1:], "--unit", "440703", "--category", "laid_off_soe"),
        ("explain", "net-new-jobs", *RATE[2:], "--unit", "440703", "--group", "older"),
        ("export", "--history", "no/such/folder/history.jsonl"),
        (*RATE, "--format", "xlsx", "--output", "no/such/folder/rate.xlsx"),
        (*RATE, "--format", "xlsx", "--output", "var"),
        ("template", "register-worker", "no/such/folder/form.xlsx"),
        ("units", "load", "no-such-file.csv"),
    ],
)
def test_a_wrong_question_is_one_clear_line(taizhang, here, arguments):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    result = taizhang(*arguments)
    assert one_line(result), result.stderr


def test_a_folder_in_the_place_of_a_file_is_told_by_its_own_name(taizhang, here):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    result = taizhang("export", "--history", "var")
    assert one_line(result) and "taizhang: var: " in result.stderr


@pytest.mark.parametrize("words", [("export", "--history"), ("export", "--parquet"), ("backup",)])
def test_a_place_that_there_is_not_is_told_as_it_was_asked_for(taizhang, here, words):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    asked = here / "no such folder" / "copy"
    result = taizhang(*words, asked)
    assert one_line(result) and f"taizhang: {asked}: " in result.stderr
