"""A virtual environment for each peer, made once from the package index and kept."""

import subprocess
import sys
from pathlib import Path

from bench.load.places import KEPT
from bench.measuring import say

PEERS = Path(__file__).parent


def python_of(requirements: str) -> Path:
    """The interpreter that has what this file, named from here, asks for. Needs the index once."""
    asked = PEERS / requirements
    folder = KEPT / requirements.removesuffix(".txt").replace("/", "-")
    python, stamp = folder / "bin" / "python", folder / "requirements.txt"
    if stamp.is_file() and stamp.read_text() == asked.read_text():
        return python
    say(f"installing {requirements} …")
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    install = ["-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    done = subprocess.run(
        [python, *install, "--only-binary", ":all:", "-r", asked],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{requirements} cannot be installed:\n{done.stderr[-2000:]}")
    stamp.write_text(asked.read_text())
    return python
