"""Draws dashboard-terminal.svg: what `taizhang demo` prints, of a small made-up city.

Run from the top of the repository: `.venv/bin/python -m docs.images.make`. A terminal gives a
Chinese character two cells, and so does this; rich's own export gives it one and bends the table.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.cells import cell_len

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PICTURE = HERE / "dashboard-terminal.svg"
WORKERS = 2_000
PROMPT = f"$ taizhang demo --workers {WORKERS} --no-serve"

CELL, LINE, MARGIN, BAR = 9, 18, 18, 30
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>{title}</title>
<style>text {{ font: 15px "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC",
"PingFang SC", "Microsoft YaHei", monospace; fill: #e2e5e9; white-space: pre }}</style>
<rect width="{width}" height="{height}" rx="8" fill="#1c2026"/>
<circle cx="20" cy="18" r="6" fill="#e06c60"/><circle cx="40" cy="18" r="6" fill="#d9a942"/>
<circle cx="60" cy="18" r="6" fill="#62a866"/>
{lines}
</svg>
"""


def demo_table() -> str:
    """The table that the real command prints on standard output."""
    arguments = ("demo", "--workers", str(WORKERS), "--no-serve")
    with TemporaryDirectory() as scratch:
        done = subprocess.run(
            [sys.executable, "-m", "interfaces.cli", *arguments],
            cwd=scratch,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TAIZHANG_DATABASE_URL": ""},
            check=True,
            capture_output=True,
            text=True,
        )
    return done.stdout


def drawn(table: str) -> str:
    """The lines in a terminal's window, as SVG."""
    lines = [PROMPT, *table.rstrip().splitlines()]
    return FRAME.format(
        width=2 * MARGIN + CELL * max(map(cell_len, lines)),
        height=BAR + MARGIN + LINE * len(lines),
        title=escape(f"{PROMPT}: {lines[1]}"),
        lines="\n".join(
            run for number, line in enumerate(lines, 1) for run in _runs(line, BAR + LINE * number)
        ),
    )


def _runs(line: str, y: int) -> Iterator[str]:
    """A line in runs of characters of one width, each held to its cells whatever the font."""
    x = MARGIN
    for _, characters in groupby(
        line, key=lambda character: (cell_len(character), character == " ")
    ):
        run = "".join(characters)
        width = CELL * cell_len(run)
        if not run.isspace():
            yield f'<text x="{x}" y="{y}" textLength="{width}">{escape(run)}</text>'
        x += width


if __name__ == "__main__":
    PICTURE.write_text(drawn(demo_table()), encoding="utf-8")
    print(PICTURE.name)
