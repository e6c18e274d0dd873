"""What others wrote is here as they published it: its version, licence and hash are recorded."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.repository import files, name_of

ROW = re.compile(
    r"^\| (?P<file>[\w.-]+\.js) \| [\w.-]+ \(npm\), [\w./-]+ \| (?P<version>[\d.]+) "
    r"\| [\w.-]+ \((?P<licence>[\w.-]+)\) \| (?P<hash>[0-9a-f]{64}) \|$",
    re.MULTILINE,
)


class Vendored(NamedTuple):
    path: Path
    version: str
    licence: Path
    hash: str


def recorded() -> Iterator[Vendored]:
    for record in (path for path in files(".md") if path.name == "VENDORED.md"):
        for row in ROW.finditer(record.read_text(encoding="utf-8")):
            here = record.parent
            yield Vendored(here / row["file"], row["version"], here / row["licence"], row["hash"])


RECORDED = list(recorded())


@pytest.mark.parametrize("vendored", RECORDED, ids=lambda vendored: vendored.path.name)
def test_it_is_the_published_file(vendored):
    assert sha256(vendored.path.read_bytes()).hexdigest() == vendored.hash
    assert vendored.version in vendored.path.name
    assert vendored.licence.stat().st_size > 100


def test_nothing_minified_is_here_without_its_record():
    minified = {name_of(path) for path in files(".js") if path.name.endswith(".min.js")}
    assert minified == {name_of(vendored.path) for vendored in RECORDED}
