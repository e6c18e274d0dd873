"""`python -m tests.api.approve` writes the description of the interface as it is now."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from application.tracker import CaseTracker
from interfaces.api.app import create_app
from interfaces.http.documentation import described
from interfaces.http.office import Office
from tests.api.test_openapi import APPROVED


def approve() -> None:
    with TemporaryDirectory() as folder, CaseTracker(Path(folder) / "ledger.sqlite") as tracker:
        document = described(create_app(Office(tracker, create_engine("sqlite://"))))
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    APPROVED.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    approve()
