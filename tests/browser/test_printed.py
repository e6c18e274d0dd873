"""Pages on paper: a table under its own title, and nothing that is only there to be clicked."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.ledger import record
from tests.web.cases import registered

pytestmark = pytest.mark.xdist_group("browser")


def printed(page, path: str) -> list[str]:
    """The text of each sheet."""
    page.goto(path)
    content = page.pdf(prefer_css_page_size=True)
    sheets = PdfReader(BytesIO(content)).pages
    return ["".join(sheet.extract_text().split()) for sheet in sheets]


def test_a_title_is_not_on_another_sheet_than_its_table(signed_in, tracker):
    record(tracker, [registered()])
    sheets = printed(signed_in("office"), "/dashboard?as_of=2004-12-31")
    of_the_title = [place for place, text in enumerate(sheets) if "计量单位" in text]
    assert of_the_title == [place for place, text in enumerate(sheets) if "名次" in text]


def test_what_is_only_there_to_be_clicked_is_not_printed(signed_in):
    (rules,) = printed(signed_in("office"), "/rules")
    assert "规则参数" in rules and "指标口径" not in rules
    (training,) = printed(signed_in("clerk"), "/training")
    assert "登记报名" not in training
