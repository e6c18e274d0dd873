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


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("port", ["-1", "65536", "99999"])
@pytest.mark.parametrize("command", ["serve", "ready"])
def test_a_port_that_none_can_be_is_refused(taizhang, monkeypatch, command, port):
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)
    result = taizhang(command, "--port", port)
    assert result.exit_code == 2 and "--port" in result.stderr


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("host", "where"), [("127.0.0.1", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")]
)
def test_the_address_that_is_told_can_be_opened(taizhang, monkeypatch, host, where):
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)
    assert f"serving on {where} " in taizhang("serve", "--host", host).stderr
