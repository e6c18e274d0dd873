"""The second level confirms a closing (JM-2003 R4)."""

from domain.worker import errors
from domain.worker.events import ClosingConfirmed
from tests.oracle.book import day_of
from tests.use_cases.specification import given
from tests.use_cases.words import HE, closed, confirmed, registered, reopened


def test_the_second_level_confirms_a_closing():
    result = given(registered(), closed("2004-05-10", "wish_withdrawn")).when(
        confirmed("2004-05-10")
    )
    result.then(ClosingConfirmed(effective_on=day_of("2004-05-10"), closed_on=day_of("2004-05-10")))
    (closing,) = result.ledger.case(HE).worker.life.closings
    assert closing.closed.confirmed


def test_only_a_closing_that_is_there_is_confirmed():
    given(registered(), closed("2004-05-10")).when(confirmed("2004-05-11")).then_refused(
        errors.ClosingNotFound, on="2004-05-11", known=["2004-05-10"]
    )


def test_of_two_closings_on_one_day_the_one_that_stands_is_confirmed():
    wish = closed("2004-05-10", "wish_withdrawn")
    result = given(registered(), wish, reopened("2004-05-10"), wish).when(confirmed("2004-05-10"))
    first, last = result.ledger.case(HE).worker.life.closings
    assert (first.closed.confirmed, last.closed.confirmed) == (False, True)
