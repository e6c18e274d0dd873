"""The documents of this repository, and what is fenced in them."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.repository import ROOT, files

README = ROOT / "README.md"
CHINESE_README = ROOT / "README.zh-CN.md"
DOCS = ROOT / "docs"
_FENCED = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    return [README, CHINESE_README, ROOT / "CONTRIBUTING.md", *files(".md", under=DOCS)]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def fenced(page: Path, language: str) -> Iterator[str]:
    """The contents of the fenced blocks of a language, in order, without their indentation."""
    for indent, of, block in _FENCED.findall(text_of(page)):
        if of == language:
            yield "\n".join(line.removeprefix(indent) for line in block.splitlines())
