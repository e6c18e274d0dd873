"""The made-up city of these tests."""

import csv
import json
from pathlib import Path

from application.demo import UnitRow, history

UNITS_FILE = Path(__file__).parents[2] / "application" / "units" / "jiangmen-units.csv"
WORKERS = 4_000
QUALIFYING = {"soe_laid_off", "soe_unemployed", "closed_enterprise", "minimum_living"}
OUT_OF_PLACE = ("correct-employment", "void-employment", "void-registration", "merge-worker")


def units():
    with UNITS_FILE.open(encoding="utf-8", newline="") as file:
        return [UnitRow(**row) for row in csv.DictReader(file)]


def written(**wishes):
    return [json.dumps(line, ensure_ascii=False) for line in history(units(), **wishes)]


def of(lines, *commands):
    return [line for line in lines if line["command"] in commands]
