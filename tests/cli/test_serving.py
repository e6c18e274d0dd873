"""What the process of a server does before it answers the first request."""

import gc
import signal

import pytest
import uvicorn


@pytest.fixture
def untouched():
    """The collector and the signals of the tests' own process, put back afterwards."""
    often, stops = gc.get_threshold(), signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, stops)
    gc.set_threshold(*often)
    gc.unfreeze()


@pytest.mark.usefixtures("untouched")
def test_what_a_server_has_loaded_is_not_walked_again(taizhang, monkeypatch):
    frozen = []
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: frozen.append(gc.get_freeze_count()))
    assert taizhang("serve").exit_code == 0
    assert frozen[0] > 100_000
