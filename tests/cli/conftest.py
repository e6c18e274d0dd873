"""The command line over a ledger of its own for each test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from interfaces.cli.main import app
from tests.ledger import units_file
from tests.postgres import programs

EXAMPLES = Path(__file__).parents[1] / "examples"
REGISTER = {
    "command": "register-worker",
    "id_number": "440703195305012419",
    "name": "陈建国",
    "category": "soe_laid_off",
    "unemployed_since": "2003-09-30",
    "station": "440703002",
    "effective_on": "2003-10-08",
    "recorded_at": "2003-10-08T10:00:00+08:00",
}
OTHER = REGISTER | {"id_number": "440703196203102426", "name": "李秀英"}
BAD = OTHER | {"station": "999999001"}
RATE = ("indicator", "reemployment-rate", "--as-of", "2004-12-31")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A working folder with few units, so that a ledger is made quickly."""
    for name in (
        "TAIZHANG_DATABASE_URL",
        "TAIZHANG_OWNER_URL",
        "TAIZHANG_FOLDER",
        "TAIZHANG_KEY_FILE",
        "TAIZHANG_MASTER_KEY",
        "LC_ALL",
        "LC_MESSAGES",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TAIZHANG_UNITS_FILE", str(units_file(tmp_path / "units.csv")))
    monkeypatch.setenv("TAIZHANG_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def taizhang(here):
    """Run a command in this process: a result with exit_code, stdout, stderr."""

    def run(*arguments, **wishes):
        result = CliRunner().invoke(app, [str(each) for each in arguments], **wishes)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def roles(server, here, monkeypatch):
    """A database on a server, its log of another role than the one that serves: not yet made."""
    monkeypatch.setenv("PATH", os.pathsep.join([str(programs()), os.environ["PATH"]]))
    monkeypatch.setenv("TAIZHANG_FOLDER", str(here / "var"))
    with server.two_roles() as roles:
        monkeypatch.setenv("TAIZHANG_DATABASE_URL", roles.serving_url)
        monkeypatch.setenv("TAIZHANG_OWNER_URL", roles.owner_url)
        yield roles


@pytest.fixture
def started(here):
    """Start a command as a process of its own."""

    def start(*arguments):
        return subprocess.Popen(
            [sys.executable, "-m", "interfaces.cli", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(EXAMPLES.parents[1])},
        )

    return start


def lines(path, *fields):
    path.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in fields), encoding="utf-8"
    )
    return path
