"""The words of the judgement on assistance."""

from enum import StrEnum


class Condition(StrEnum):
    """What 江府[2003]43号 三(二)1(4) asks of whoever is to be assisted."""

    AGE = "age"
    ABLE_TO_WORK = "able_to_work"
    WILLING_TO_WORK = "willing_to_work"
    HARD_TO_PLACE = "hard_to_place"


class DeclineReason(StrEnum):
    """Why a reviewer finds a worker not hard to place."""

    SUITABLE_WORK_AT_HAND = "suitable_work_at_hand"
    REFUSED_SUITABLE_WORK = "refused_suitable_work"
    HAS_LIVELIHOOD = "has_livelihood"
    EVIDENCE_NOT_CREDIBLE = "evidence_not_credible"
    OTHER = "other"
