"""Tests that share what is dear to make go to one process, where several run."""

import pytest

GROUP = "told by its id"


@pytest.mark.xdist_group(GROUP)
def test_an_id_tells_the_group(request: pytest.FixtureRequest) -> None:
    told = request.node.nodeid.endswith(f"@{GROUP}")
    assert told == getattr(request.config.option, "loadgroup", False)
