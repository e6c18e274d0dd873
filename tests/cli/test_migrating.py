"""`taizhang migrate` and the settings of a ledger in PostgreSQL."""

import stat

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from application.kernel.log import schema as register_schema
from application.kernel.log.rights import LOG
from interfaces.accounts.tables import KEPT
from interfaces.settings import Settings
from tests.cli.test_recovery_on_a_server import OWNERS, asked

OF_THE_OWNER = {*LOG, "log_versions", *(table.name for table in KEPT)}


def owned(url, role):
    found = asked(url, f"SELECT tablename FROM pg_tables WHERE tableowner = '{role}'")
    return {name for (name,) in found}


def test_the_log_is_its_owners_and_everything_else_is_of_the_role_that_serves(taizhang, roles):
    answer = taizhang("migrate")
    assert answer.exit_code == 0, answer.stderr
    assert answer.stderr == f"up to date at position 1: {Settings().database.place}\n"
    assert owned(roles.owner_url, roles.owner) == OF_THE_OWNER
    assert {"ledger", "read_model_checkpoints"} <= owned(roles.owner_url, roles.serving)
    rights = asked(roles.owner_url, OWNERS)
    assert taizhang("migrate").exit_code == 0
    assert asked(roles.owner_url, OWNERS) == rights
    with pytest.raises(InsufficientPrivilege):
        asked(roles.serving_url, "DELETE FROM stored_events")


def test_one_role_alone_owns_everything(taizhang, roles, monkeypatch):
    monkeypatch.delenv("TAIZHANG_OWNER_URL")
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", roles.owner_url)
    assert taizhang("migrate").exit_code == 0
    assert owned(roles.owner_url, roles.owner) > {*LOG, "log_versions", "ledger"}
    assert taizhang("verify").exit_code == 0


def test_after_an_upgrade_the_owner_comes_first(taizhang, roles, monkeypatch):
    assert taizhang("migrate").exit_code == 0
    more = ("ALTER TABLE stored_events ALTER topic SET STORAGE plain",)
    with monkeypatch.context() as upgraded:
        upgraded.setattr(register_schema, "VERSIONS", (*register_schema.VERSIONS, more))
        with upgraded.context() as serving:
            serving.delenv("TAIZHANG_OWNER_URL")
            for command in ("migrate", "serve"):
                answer = taizhang(command)
                assert (answer.exit_code, "taizhang migrate" in answer.stderr) == (2, True)
        assert taizhang("migrate").exit_code == 0
        assert taizhang("account", "list").exit_code == 0
    answer = taizhang("account", "list")
    assert (answer.exit_code, "newer program" in answer.stderr) == (2, True)


def test_the_keys_lie_in_the_folder_under_the_name_of_the_database(taizhang, roles, here):
    assert taizhang("migrate").exit_code == 0
    assert not list(here.glob("*.key*"))
    for suffix in ("key", "keys", "master"):
        key = here / "var" / f"{roles.database}.{suffix}"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert str(key) in taizhang("backup", here / "x.dump").stderr


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("TAIZHANG_OWNER_URL", "postgresql:///another", "another database"),
        ("TAIZHANG_OWNER_URL", "sqlite:///var/taizhang.db", "for a ledger in PostgreSQL"),
        ("TAIZHANG_DATABASE_URL", "sqlite:///var/taizhang.db", "for a ledger in PostgreSQL"),
        ("TAIZHANG_DATABASE_URL", "postgresql://taizhang@db.example", "names no database"),
        ("TAIZHANG_DATABASE_URL", "postgresql:///t?colour=red", '"colour"'),
        ("TAIZHANG_DATABASE_URL", "postgresql://t:s3cret%zz@db.example/t", "percent-encoded"),
        ("TAIZHANG_OWNER_URL", "postgresql://t:s3cret@[db.example/t", "end of string"),
    ],
)
def test_an_address_that_cannot_be_meant_is_told_without_its_password(
    taizhang, roles, monkeypatch, variable, value, words
):
    monkeypatch.setenv(variable, value)
    answer = taizhang("migrate")
    assert (answer.exit_code, len(answer.stderr.splitlines())) == (2, 1)
    assert variable in answer.stderr or "OWNER_URL" in answer.stderr
    assert words in answer.stderr, answer.stderr
    assert "s3cret" not in answer.stderr
    assert roles.database not in repr(Settings().owner_url)
    with psycopg.connect(roles.owner_url) as connection:
        assert register_schema.version(connection) == 0
