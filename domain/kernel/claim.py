"""A claim: something that only one worker may hold at a time, such as an identity number."""

from uuid import UUID

from domain.kernel.fact import Fact


class ClaimTaken(Fact):
    stored_as = "claim.taken"

    holder: UUID


class ClaimReleased(Fact):
    """The holder gave it up: the number was corrected or the registration is void."""

    stored_as = "claim.released"

    holder: UUID
