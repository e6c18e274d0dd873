"""A value may be given as a number or as text, and is kept as it is written in figures."""

from typing import Any

import pytest
from pydantic import ValidationError

from application.rules import SetParameter, SetTarget

TARGET = {"unit": "440703", "year": 2004, "indicator": "reemployment-rate"}
COMMON = {"reference": "江府[2003]43号", "effective_on": "2004-01-01"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [(60, "60"), (60.0, "60"), (61.5, "61.5"), ("60.00", "60.00"), (100, "100"), (0, "0")],
)
def test_a_number_is_kept_as_text(given: Any, kept: str):
    assert SetTarget.model_validate(TARGET | COMMON | {"value": given}).value == kept


@pytest.mark.parametrize("given", [True, None, [60], {"60": 1}, float("nan"), float("inf"), ""])
def test_what_is_no_number_and_no_word_is_refused(given: Any):
    with pytest.raises(ValidationError):
        SetParameter.model_validate({"name": "older_male", "value": given} | COMMON)
