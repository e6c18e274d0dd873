"""Writes the pages of this folder that follow from the code; with --check only compares them.

Run from the top of the repository: `.venv/bin/python -m docs.reference.make`. A test says when a
page is out of date.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from docs.reference.command_pages import commands, refusals
from docs.reference.rule_pages import indicators, parameters, settings
from docs.reference.tables import Lines

HERE = Path(__file__).parent
_GENERATED = "<!-- Written by docs/reference/make.py; change the code, then run it again. -->"

PAGES: Mapping[str, Callable[[], Lines]] = {
    "commands.md": commands,
    "refusals.md": refusals,
    "parameters.md": parameters,
    "indicators.md": indicators,
    "settings.md": settings,
}


def text_of(page: Callable[[], Lines]) -> str:
    title, *rest = page()
    return "\n".join([title, "", _GENERATED, *rest]).rstrip("\n") + "\n"


def outdated(folder: Path = HERE) -> list[str]:
    """The pages whose text is not what the code says."""
    found = {name: folder / name for name in PAGES}
    return [
        name
        for name, path in found.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text_of(PAGES[name])
    ]


def main() -> int:
    stale = outdated()
    if "--check" not in sys.argv:
        for name in stale:
            (HERE / name).write_text(text_of(PAGES[name]), encoding="utf-8")
    print(*(stale or ["nothing to change"]), sep="\n")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
