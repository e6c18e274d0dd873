"""Several processes on one ledger, and processes that are stopped in the middle of it."""

import json
import signal
import time

import pytest

from domain.kernel.identity_number import normalised
from tests.cli.conftest import RATE, REGISTER, lines

PEOPLE = 800
INTERRUPTED = 130


def people(count, district="440703"):
    """Registrations of invented people, all born on different days."""
    for number in range(count):
        year, month, day = 50 + number // 336, number // 28 % 12 + 1, number % 28 + 1
        fifteen = f"{district}{year:02}{month:02}{day:02}021"
        yield REGISTER | {"id_number": normalised(fifteen), "name": f"工人{number}"}


def counted(taizhang):
    answer = json.loads(taizhang(*RATE, "--format", "json").stdout)
    return answer["rows"][0]["denominator"]


def test_two_imports_at_once_lose_nothing_and_duplicate_nothing(taizhang, started, here):
    taizhang("units", "load", here / "units.csv")
    everybody = list(people(300))
    first = lines(here / "first.jsonl", *everybody[:200])
    second = lines(here / "second.jsonl", *everybody[100:])
    running = [started("import", file) for file in (first, second, first, second)]
    told = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0], told
    assert sum(int(each.split()[0]) for each in told) == 300
    assert counted(taizhang) == 300
    assert taizhang("read-models", "verify").exit_code == 0


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_import_leaves_all_or_nothing(taizhang, started, here, stop):
    """Stopped ever later, until one comes through; at least one is stopped on its way."""
    file = lines(here / "people.jsonl", *people(PEOPLE))
    taizhang("units", "load", here / "units.csv")
    left = []
    for doubled in range(20):
        process = started("import", file)
        time.sleep(0.4 * 2 ** (doubled / 2))
        process.send_signal(stop)
        _, told = process.communicate(timeout=120)
        left.append(counted(taizhang))
        assert process.returncode in (0, -stop, INTERRUPTED), told
        if left[-1]:
            break
    assert set(left) == {0, PEOPLE}
    assert taizhang("read-models", "verify").exit_code == 0
    assert taizhang("import", file).stderr.startswith(f"0 good, {PEOPLE} already there")
