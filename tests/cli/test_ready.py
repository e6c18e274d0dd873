"""What a container asks for its health."""

import socket
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


def test_who_speaks_something_else_is_not_ready(taizhang):
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=greet, args=(server,))
        thread.start()
        result = taizhang("ready", "--port", server.getsockname()[1])
        thread.join(10)
    assert result.exit_code == 1
    assert result.stderr.startswith("taizhang: not ready")


def greet(server):
    server.settimeout(10)
    connection, _ = server.accept()
    with connection:
        connection.recv(1_000)
        connection.sendall(b"SSH-2.0-Other\r\n")


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_who_listens_at_all_addresses_of_ipv6_is_asked_at_its_own(taizhang):
    class Server(HTTPServer):
        address_family = socket.AF_INET6
        timeout = 10

    try:
        server = Server(("::1", 0), Answering)
    except OSError:
        pytest.skip("no IPv6 here")
    with server:
        thread = Thread(target=server.handle_request)
        thread.start()
        assert taizhang("ready", "--host", "::", "--port", server.server_port).exit_code == 0
        thread.join(10)
