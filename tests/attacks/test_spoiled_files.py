"""Whatever file comes: an answer in words, in a moment, in little memory.

`TAIZHANG_TEST_FILES=1000` for a thousand of them.
"""

import os
import resource
import time

from interfaces.http.office import Office
from interfaces.web.imports.uploads import State, uploads_in
from interfaces.web.imports.work import folder_of
from tests.attacks.spoiling import spoiled
from tests.web.imports_at_hand import settled
from tests.web.visitor import Visitor

FILES = int(os.environ.get("TAIZHANG_TEST_FILES", "60"))
SECONDS, MEBIBYTES = 20.0, 300


def test_a_spoiled_file_is_answered(clerk: Visitor, office: Office):
    slowest, before = 0.0, _memory()
    for name, content in spoiled(FILES, seed=20050301):
        began = time.monotonic()
        shown = clerk.post("/import", {"file": (name, content)}, command="register-worker")
        assert shown.status in (200, 422), f"{name}: {shown.status}"
        if "/import/" in shown.path:
            clerk.post(f"{settled(clerk, shown).path}/cancel")
        slowest = max(slowest, time.monotonic() - began)
    failed = uploads_in(office.accounts, (State.INTERRUPTED,))
    assert [each.file_name for each in failed] == [], "a reader broke off"
    assert not list(folder_of(office).path.glob("*.xlsx"))
    grown = (_memory() - before) / 1024
    print(f"{FILES} files: the slowest {slowest:.2f} s, memory {grown:+.0f} MiB")
    assert slowest < SECONDS
    assert grown < MEBIBYTES


def _memory() -> int:
    """The most that this process has held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
