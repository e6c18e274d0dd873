"""docs/reference/performance.md: each benchmark writes its own section and leaves the others."""

import re

from bench.load.places import ROOT
from bench.measuring import Measured

PAGE = ROOT / "docs" / "reference" / "performance.md"


def write_section(name: str, text: str) -> None:
    """Raises SystemExit when the page has no such section."""
    page = PAGE.read_text(encoding="utf-8")
    begins, ends = f"<!-- {name}: written by bench/ -->", f"<!-- {name} ends -->"
    section = re.compile(f"{re.escape(begins)}.*?{re.escape(ends)}", re.DOTALL)
    if not section.search(page):
        raise SystemExit(f"{PAGE.name} has no section {name}")
    anew = section.sub(lambda _: f"{begins}\n{text.strip()}\n{ends}", page)
    PAGE.write_text(anew, encoding="utf-8")


def table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] + ["---:"] * (len(headings) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_measured(name: str, command: str, found: list[Measured]) -> None:
    """The section of one benchmark: its command, and what it gave."""
    rows = [[each.what, f"{each.figure:,.2f} {each.unit}", each.met or "–"] for each in found]
    write_section(name, f"`{command}`\n\n{table(['', 'got', 'met'], rows)}")
