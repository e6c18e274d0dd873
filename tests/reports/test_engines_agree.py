"""One definition of an indicator, whichever engine counts by it.

Random lives with late facts, corrections, voids and merges; the file is made of half of them, what
came later is taken in by the answer. `TAIZHANG_TEST_REPORT_HISTORIES` asks for more of them.
"""

import os
import random

from tests.databases import histories
from tests.ledger import record
from tests.reports.questions import lives, questions, without_engine

HISTORIES = int(os.environ.get("TAIZHANG_TEST_REPORT_HISTORIES", "2"))


@histories(range(HISTORIES))
def test_the_report_engine_answers_as_the_store_does(ledger, seed):
    rng, reports = random.Random(seed), ledger.engines.reports
    lines = lives(rng)
    record(ledger, lines[: len(lines) // 2])
    reports.sync()
    record(ledger, lines[len(lines) // 2 :])
    people = 0
    for told, question in questions(rng):
        expected = ledger.ask(question, on=ledger.store)
        answer = ledger.ask(question, on=reports)
        assert without_engine(answer) == without_engine(expected), f"seed {seed}: {told}"
        assert (answer["engine"], expected["engine"]) == ("reports", "store")
        people += sum(row.get("denominator") or row.get("closing") or 0 for row in answer["rows"])
    assert people > 0
