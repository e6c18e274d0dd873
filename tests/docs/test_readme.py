"""The commands of README, run one after the other as they stand there, over a small demo."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.architecture.repository import ROOT
from tests.docs.pages import CHINESE_README, README, fenced

NOT_RUN = {
    "make demo": "makes 20,000 people and serves for ever; a small demo is made and served here, "
    "and tests/demo holds the city itself",
    "make test": "is what runs this test",
    "make check": "runs this test, and is what CI runs",
    ". .venv/bin/activate\nexport TAIZHANG_DATABASE_URL=sqlite:///var/demo.db": "puts into the "
    "environment what this test puts there itself",
}
BLOCKS = list(fenced(README, "sh"))
RUN = [block for block in BLOCKS if block not in NOT_RUN]
SAID = {
    "cat > station.jsonl": "2 good, 0 already there, 0 bad: written",
    "taizhang indicator list": "stock-and-flow",
    "taizhang indicator reemployment-rate": "江门市",
    "taizhang explain": '"rate"',
    "taizhang export": "commands written to ledger.jsonl",
    "taizhang account": "token ",
    "curl": '"version":3',
    "taizhang read-models": "0 differences",
    "taizhang backup": "whole, sealed up to position",
    "mkdir restored": "restored up to position",
    "cat > units.csv": "0 units new or changed",
}
"""What a block says, by how it begins: on standard output or on standard error."""
LEFT = {
    "cat > station.jsonl": ("station.jsonl", "var/demo.db", "var/demo.key"),
    "taizhang template": ("form.xlsx",),
    "taizhang indicator list": ("streets.csv",),
    "taizhang export": ("ledger.jsonl",),
    "cat > units.csv": ("other/ledger.db", "other/ledger.key"),
    "taizhang backup": ("backup.db",),
    "mkdir restored": ("restored/demo.db",),
}
"""The files that a block leaves behind, by how it begins."""
THAT_EVENING = ("--known-at", "2005-01-05T23:59:59+08:00")


def environment(folder: Path, port: int) -> dict[str, str]:
    """`taizhang` on the path, over a ledger of its own, and curl where there is none."""
    programs = folder / "bin"
    programs.mkdir()
    _program(programs / "taizhang", "interfaces.cli")
    if shutil.which("curl") is None:
        _program(programs / "curl", "tests.docs.curl_stand_in")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAIZHANG_")}
    return kept | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TAIZHANG_DATABASE_URL": "sqlite:///var/demo.db",
        "TAIZHANG_LANGUAGE": "en",
        "TAIZHANG_PORT": str(port),
    }


def _program(path: Path, module: str) -> None:
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n', encoding="utf-8")
    path.chmod(0o755)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def sh(script: str, folder: Path, known: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=folder,
        env=dict(known),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@contextmanager
def served(folder: Path, known: Mapping[str, str]) -> Iterator[str]:
    """The demo's server, which README takes for granted; its address."""
    address = f"127.0.0.1:{known['TAIZHANG_PORT']}"
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "interfaces.cli", "serve"], cwd=folder, env=known, stderr=log
        )
    try:
        wait_for(f"http://{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_the_commands_of_the_page_do_what_it_says(tmp_path: Path, subtests: pytest.Subtests):
    """One test, because each goes on from those before."""
    known = environment(tmp_path, free_port())
    made = sh("taizhang demo --no-serve --workers 200", tmp_path, known)
    assert made.returncode == 0, made.stderr
    with served(tmp_path, known) as address:
        for block in RUN:
            with subtests.test(block.splitlines()[0]):
                outcome = sh(block.replace("127.0.0.1:8000", address), tmp_path, known)
                assert outcome.returncode == 0, outcome.stderr
                assert missing(block, outcome, tmp_path) == []
        with subtests.test("the late entry is in the figure of today only"):
            assert in_numerator(tmp_path, known) == [True]
            assert in_numerator(tmp_path, known, *THAT_EVENING) == [False]


def missing(block: str, outcome: subprocess.CompletedProcess[str], folder: Path) -> list[str]:
    """What a block should have said and left behind, and did not."""
    said = [words for start, words in SAID.items() if block.startswith(start)]
    left = [name for start, names in LEFT.items() if block.startswith(start) for name in names]
    return [words for words in said if words not in outcome.stdout + outcome.stderr] + [
        name for name in left if not (folder / name).is_file()
    ]


def in_numerator(folder: Path, known: Mapping[str, str], *options: str) -> list[bool]:
    """Whether the person of whom the page speaks counts; its lines were imported."""
    ask = "taizhang explain reemployment-rate --unit 440703002 --as-of 2004-12-31 --format json"
    people = json.loads(sh(" ".join([ask, *options]), folder, known).stdout)["people"]
    return [each["in_numerator"] for each in people if each["name"] == "陈建国"]


def test_the_chinese_page_has_the_same_commands():
    assert list(fenced(CHINESE_README, "sh")) == BLOCKS


def test_what_is_not_run_is_in_the_page():
    assert [block for block in NOT_RUN if block not in BLOCKS] == []


@pytest.mark.parametrize("beginning", [*SAID, *LEFT])
def test_what_is_looked_for_belongs_to_a_block(beginning: str):
    assert any(block.startswith(beginning) for block in RUN)


def test_the_check_of_the_page_is_the_one_of_ci():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make check" in BLOCKS
    assert "make --no-print-directory check" in ci
