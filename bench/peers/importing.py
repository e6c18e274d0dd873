"""A workbook of people brought in: validated, durable, ready to be read; the whole program's time.

Taizhang's own command against openpyxl with simple-history's `bulk_create_with_history`.
"""

from pathlib import Path
from typing import Any

import xlsxwriter

from bench.load.postgresql import Cluster
from bench.load.processes import run
from bench.load.scenario import REGISTER, registration
from bench.measuring import stopwatch
from bench.peers.entries import SIMPLE, TAIZHANG
from bench.peers.serving import Entry

PEOPLE = 50_000
COMMANDS = {
    TAIZHANG: ("-m", "interfaces.cli", "import", "--command", REGISTER[0]),
    SIMPLE: ("-m", "bench.peers.django_history.import_workbook"),
}


def imported(entry: Entry, folder: Path, cluster: Cluster, people: int = PEOPLE) -> dict[str, Any]:
    """Seconds; nothing for whoever is not compared in this."""
    if entry.name not in COMMANDS:
        return {}
    file = folder / "people.xlsx"
    write_workbook(file, people)
    with entry.served(folder, cluster) as served, stopwatch() as seconds:
        run([served.python, *COMMANDS[entry.name], file], served.settings)
    return {"seconds": seconds[0]}


def write_workbook(file: Path, people: int) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for number in range(people):
            fields = registration(number) | REGISTER[1]
            if number == 0:
                page.write_row(0, 0, list(fields))
            page.write_row(number + 1, 0, list(fields.values()))
