"""Where things are: the repository, the folder kept between runs, a free port."""

import socket
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "var" / "bench"
"""Environments of the peers, kept between runs; may be removed at any time."""


def free_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        port: int = here.getsockname()[1]
        return port
