"""A fact stored under an older revision is read in the form of the present one."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.catalogue import Catalogue
from domain.kernel.fact import DatedFact


class LeafletHandedOut(DatedFact):
    """Revision 1 had one `language`; revision 2 counts leaflets; revision 3 has `languages`."""

    stored_as = "test.leaflet_handed_out"
    revision = 3

    languages: tuple[str, ...]
    count: int

    @classmethod
    def upcast(cls, form: dict[str, Any], revision: int) -> dict[str, Any]:
        assert revision < cls.revision, "the present form needs no upcasting"
        if revision < 2:
            form = {**form, "count": 1}
        if revision < 3:
            rest = {name: value for name, value in form.items() if name != "language"}
            form = {**rest, "languages": [form["language"]]}
        return form


PRIVATE = Catalogue([LeafletHandedOut])
DAY = {"effective_on": "2004-05-10"}


@pytest.mark.parametrize(
    ("revision", "form", "languages", "count"),
    [
        (1, {"language": "粤语"}, ("粤语",), 1),
        (2, {"language": "粤语", "count": 5}, ("粤语",), 5),
        (3, {"languages": ["粤语", "普通话"], "count": 5}, ("粤语", "普通话"), 5),
    ],
)
def test_every_revision_is_read_as_the_present_one(revision, form, languages, count):
    fact = PRIVATE.fact("test.leaflet_handed_out", revision, DAY | form)
    assert fact == LeafletHandedOut(
        effective_on=date(2004, 5, 10), languages=languages, count=count
    )


def test_the_present_revision_is_not_upcast():
    with pytest.raises(ValidationError):
        PRIVATE.fact("test.leaflet_handed_out", 3, DAY | {"language": "粤语"})


def test_a_form_that_is_not_the_facts_is_an_error_not_a_guess():
    with pytest.raises(ValidationError):
        PRIVATE.fact("test.leaflet_handed_out", 2, DAY | {"language": "粤语", "colour": "红"})
