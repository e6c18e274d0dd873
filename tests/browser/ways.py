"""How a test of the browser is run."""

import pytest

both_ways = pytest.mark.parametrize(
    "scripts", [True, False], ids=["with scripts", "without scripts"]
)
