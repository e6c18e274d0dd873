"""An account of another street sees nobody of this one, whatever address it opens."""

import pytest
from playwright.sync_api import expect

from interfaces.web.forms.layouts import ON_A_CASE
from tests.browser.cases import register
from tests.browser.ways import both_ways

pytestmark = pytest.mark.xdist_group("browser")


@both_ways
def test_a_file_of_another_street_is_refused_on_every_page_of_it(signed_in):
    file = register(signed_in("clerk"))
    stranger = signed_in("stranger")
    papers = ("certificate.pdf", "review.pdf")
    for page in ("", *(f"/{each}" for each in (*ON_A_CASE, *papers))):
        answer = stranger.goto(file + page)
        assert answer is not None
        assert (page, answer.status) == (page, 403)
        expect(stranger.get_by_role("heading", name="无权办理", level=1)).to_be_visible()
        expect(stranger.get_by_text("陈建国")).to_have_count(0)


@both_ways
@pytest.mark.parametrize(
    "where",
    [
        "/people?q=陈建国&unit=440703002",
        "/dashboard?unit=440703002",
        "/figures/reemployment-rate/people?unit=440703002",
        "/figures/reemployment-rate/changes?unit=440703002",
        "/composition?unit=440703002",
        "/half-year?unit=440703002",
        "/quality?unit=440703002",
    ],
)
def test_a_list_of_another_street_is_refused(signed_in, where):
    answer = signed_in("stranger").goto(where)
    assert answer is not None and answer.status == 403


@both_ways
def test_a_search_finds_nobody_of_another_street(signed_in):
    register(signed_in("clerk"))
    stranger = signed_in("stranger")
    stranger.goto("/people?q=陈建国")
    expect(stranger.get_by_role("link", name="陈建国")).to_have_count(0)
