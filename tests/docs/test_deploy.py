"""The files of `deploy/` fit the program."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_processes_that_step_behind_the_server_may_do_so_under_systemd():
    """Whoever asks for what a unit does not let through is killed on the spot."""
    assert "os.nice(" in (ROOT / "application/kernel/cores.py").read_text("utf-8")
    lines = (ROOT / "deploy/taizhang.service").read_text("utf-8").splitlines()
    filters = [line.split("=", 1)[1] for line in lines if line.startswith("SystemCallFilter=")]
    assert filters.index("setpriority") > filters.index("~@privileged @resources")
