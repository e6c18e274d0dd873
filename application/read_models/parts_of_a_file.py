"""Columns of a worker's file that follow from one kind of facts."""

from typing import Any

from domain.erasure.erasures import Erasure
from domain.follow_up.follow_ups import FollowUpRecorded


def follow_up(fact: FollowUpRecorded | None) -> dict[str, Any]:
    return {
        "followed_up_on": fact and fact.effective_on,
        "follow_up_outcome": fact and str(fact.outcome),
        "next_follow_up_on": fact and fact.next_on,
    }


def erasure(erasure: Erasure) -> dict[str, Any]:
    asked, erased = erasure.requested, erasure.erased
    told = asked or erased
    return {
        "erasure_requested_on": asked and asked.effective_on,
        "erasure_requested_by": told and told.requested_by,
        "erasure_reason": told and str(told.reason),
        "legal_reference": told and told.legal_reference,
        "erased_on": erased and erased.effective_on,
    }
