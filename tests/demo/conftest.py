"""The city, made up once."""

from collections import defaultdict

import pytest

from application.demo import history
from tests.demo.made_up import WORKERS, units
from tests.oracle.book import number_18


@pytest.fixture(scope="package")
def lines():
    return list(history(units(), workers=WORKERS))


@pytest.fixture(scope="package")
def by_worker(lines):
    found = defaultdict(list)
    for line in lines:
        if number := line.get("worker") or line.get("id_number"):
            found[number_18(number)].append(line)
    return found
