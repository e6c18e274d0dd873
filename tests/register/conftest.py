"""One sealed ledger, and copies of it to be tampered with."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from application.kernel.integrity.faults import Fault
from application.kernel.integrity.integrity import check
from tests.register.tampering import sealed_ledger, tampering


class Ledger(NamedTuple):
    whole: Path
    copy: Path

    def tampered(self, *changes: Callable[[sqlite3.Connection], object]) -> list[Fault]:
        """The faults of a copy to which something was done."""
        shutil.copyfile(self.whole, self.copy)
        with tampering(self.copy) as connection:
            for change in changes:
                change(connection)
        return check(self.copy, None).faults


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = tmp_path_factory.mktemp("integrity")
    whole = sealed_ledger(folder).files
    connection = sqlite3.connect(whole)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    return Ledger(whole, folder / "copy.db")
