"""Where answers go: a locale of few characters, a pipe, a device, nothing."""

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import EXAMPLES, RATE, REGISTER, lines

NOTHING = ("sh", "-c", 'exec "$@" >&-', "sh")


@pytest.fixture
def ledger(taizhang, here):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    return here


def output(*arguments, before=(), **settings):
    """What a process of its own writes, as bytes."""
    command = [*before, sys.executable, "-m", "interfaces.cli", *map(str, arguments)]
    env = os.environ | {"PYTHONPATH": str(EXAMPLES.parents[1])} | settings
    return subprocess.run(command, check=False, capture_output=True, env=env)


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_programs_get_utf_8_in_any_locale(encoding):
    as_json = output(*RATE, "--format", "json", PYTHONIOENCODING=encoding)
    assert json.loads(as_json.stdout.decode())["rows"][0]["unit_name"] == "单位440700"
    as_csv = output(*RATE, "--format", "csv", PYTHONIOENCODING=encoding)
    assert "单位440700" in as_csv.stdout.decode()


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("arguments", [RATE, ("--help",)])
def test_people_see_what_their_terminal_can_show(arguments):
    shown = output(*arguments, PYTHONIOENCODING="ascii")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_without_standard_output_that_is_said(form):
    said = output(*RATE, "--format", form, before=NOTHING)
    assert (said.returncode, said.stderr.count(b"\n")) == (2, 1), said.stderr
    assert b"--output" in said.stderr


def test_a_history_goes_into_a_pipe(ledger):
    pipe = ledger / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert output("export", "--history", pipe).returncode == 0
    assert json.loads(os.read(reading, 10_000))["name"] == "陈建国"
    os.close(reading)
    assert pipe.is_fifo()


def test_a_history_goes_where_a_link_leads(ledger):
    link = ledger / "link.jsonl"
    link.symlink_to(ledger / "history.jsonl")
    assert output("export", "--history", link).returncode == 0
    assert link.is_symlink()
    assert json.loads((ledger / "history.jsonl").read_text("utf-8"))["name"] == "陈建国"
