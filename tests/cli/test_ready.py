"""What a container asks for its health."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest


class Answering(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status if self.path == "/readyz" else 404)
        self.end_headers()

    def log_message(self, *_):
        """Nothing to be said."""


@pytest.mark.parametrize(("status", "exit_code"), [(200, 0), (503, 1)])
def test_a_server_is_asked_whether_it_is_ready(taizhang, monkeypatch, status: int, exit_code: int):
    monkeypatch.setattr(Answering, "status", status)
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        result = taizhang("ready", "--host", "0.0.0.0", "--port", server.server_port)
        thread.join(10)
    assert result.exit_code == exit_code
    assert ("not ready" in result.stderr) == bool(exit_code)


def test_where_nobody_answers_nothing_is_ready(taizhang):
    result = taizhang("ready", "--port", 9)
    assert result.exit_code == 1
    assert result.stderr.startswith("taizhang: not ready")
