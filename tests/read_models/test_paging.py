"""A cursor is one that the list itself has given, and a page has its bounds."""

import re
from base64 import b64decode, urlsafe_b64encode

import pytest

from application.kernel.answering.paging import CursorInvalid, LimitOutOfBounds
from application.read_models.certificates import CertificateList
from application.read_models.search import Search
from tests.oracle.book import identity_number
from tests.read_models.office import Office, day

TODAY = day("2004-12-31")


def forged(text: bytes) -> str:
    return urlsafe_b64encode(text).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "陈",
        "=" * 5000,
        forged(b""),
        forged(b"[" * 3000),
        forged(b'["a", "00000000-0000-0000-0000-000000000000"]'),
    ],
)
def test_a_forged_cursor_is_refused(office: Office, cursor: str):
    office.register()
    with pytest.raises(CursorInvalid):
        office.ask(Search("陈", TODAY, cursor=cursor))


@pytest.fixture
def cursor(office: Office) -> str:
    """Of the list of everybody, in the order of names."""
    for name, nth in (("陈建国", 1), ("李小红", 2)):
        office.register(name, id_number=identity_number("1953-03-15", "male", nth))
    found = office.ask(Search("", TODAY, limit=1)).cursor
    assert found is not None
    return found


def test_a_cursor_leads_on(office: Office, cursor: str):
    (other,) = office.ask(Search("", TODAY, limit=1, cursor=cursor)).items
    assert other["name"] == "李小红"


def test_a_cursor_tells_no_name(cursor: str):
    assert not re.search("chen|陈".encode(), b64decode(cursor, b"-_"))


def test_a_cursor_is_one_list_s_alone_and_as_it_was_given(office: Office, cursor: str):
    with pytest.raises(CursorInvalid):
        office.ask(CertificateList(TODAY, cursor=cursor))
    other = "A" if cursor[30] != "A" else "B"
    with pytest.raises(CursorInvalid):
        office.ask(Search("", TODAY, cursor=cursor[:30] + other + cursor[31:]))


@pytest.mark.parametrize("limit", [0, 201])
def test_a_page_has_its_bounds(limit: int):
    with pytest.raises(LimitOutOfBounds):
        Search("陈", TODAY, limit=limit)
