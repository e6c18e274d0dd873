"""The programs of PostgreSQL that a copy is made by: found, called, and heard."""

import pytest

STAND_IN = """#!/bin/sh
[ "$1" = --version ] && echo "pg_dump (PostgreSQL) $VERSION" && exit
echo "$@" "with $PGPASSWORD" > told
echo "pg_dump: error: it does not go on" >&2
echo "DETAIL:  Key (name)=(王芳)" >&2
exit 1
"""


@pytest.fixture
def stand_in(taizhang, roles, here, monkeypatch):
    assert taizhang("migrate").exit_code == 0
    program = here / "pg_dump"
    program.write_text(STAND_IN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{here}:/usr/bin:/bin")
    monkeypatch.setenv("VERSION", "99.1")
    return program


def test_a_password_is_not_told_by_the_call(taizhang, roles, here, stand_in, monkeypatch):
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", f"{roles.serving_url}&password=s3cret")
    answer = taizhang("backup", here / "backup.dump")
    assert answer.exit_code == 2
    assert "it does not go on" in answer.stderr
    assert "王芳" not in answer.stderr
    told = (here / "told").read_text()
    assert told.count("s3cret") == 1 and told.endswith("with s3cret\n"), told
    assert not (here / "backup.dump").exists()


@pytest.mark.parametrize("version", ["9.6", "14.20", None])
def test_a_program_that_is_missing_or_too_old_is_named(
    taizhang, here, stand_in, monkeypatch, version
):
    if version is None:
        monkeypatch.setenv("PATH", str(here / "var"))
    else:
        monkeypatch.setenv("VERSION", version)
    answer = taizhang("backup", here / "backup.dump")
    assert (answer.exit_code, "pg_dump" in answer.stderr) == (2, True)
    assert "client programs" in answer.stderr
