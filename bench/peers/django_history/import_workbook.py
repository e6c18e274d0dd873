"""`python -m bench.peers.django_history.import_workbook FILE`: all rows, or none if one is bad."""

import os
import sys
from collections.abc import Iterator
from itertools import islice

import django
from openpyxl import load_workbook

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.peers.django_history.settings")
django.setup()

from django.db import transaction  # noqa: E402 (once it is set up)
from simple_history.utils import bulk_create_with_history  # noqa: E402

from bench.peers.django_history.ledger.commands import new_worker  # noqa: E402
from bench.peers.django_history.ledger.forms import RegisterWorker  # noqa: E402
from bench.peers.django_history.ledger.models import Worker  # noqa: E402

AT_ONCE = 1_000


def workers(file: str) -> Iterator[Worker]:
    """Raises SystemExit at the first bad row."""
    rows = load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True)
    headings = next(rows)
    for number, row in enumerate(rows, 2):
        form = RegisterWorker(dict(zip(headings, row, strict=True)))
        if not form.is_valid():
            sys.exit(f"row {number}: {form.errors.as_json()}")
        yield new_worker(form.cleaned_data)


def main() -> None:
    coming = workers(sys.argv[1])
    with transaction.atomic():
        while some := list(islice(coming, AT_ONCE)):
            bulk_create_with_history(some, Worker, batch_size=AT_ONCE)


if __name__ == "__main__":
    main()
