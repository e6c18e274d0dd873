"""The rows behind these indicators are those that a rebuild makes."""

import random

from tests.indicators.extras import with_certificates, with_training
from tests.ledger import record
from tests.oracle.histories import random_history


def test_live_equals_rebuilt(ledger):
    lines = random_history(random.Random(3), workers=12)
    for told in with_training(with_certificates(lines)):
        record(ledger, [told])
    assert ledger.verify() == []
