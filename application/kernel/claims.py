"""What only one worker may hold: identity numbers while live, certificate numbers for ever.

The stream of a claim is named by a keyed hash, so that the claims tell no number once the facts
are encrypted: without the key nobody can try numbers out.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from application.kernel.log.packing import Recorded
from domain.kernel.claim import ClaimReleased, ClaimTaken
from domain.kernel.fact import Fact


class Claimed(StrEnum):
    IDENTITY_NUMBER = "identity-number"
    CERTIFICATE_NUMBER = "certificate-number"


@dataclass(frozen=True, slots=True)
class Claim:
    """`holder` has it now; `last_holder` had it last (a void registration gives its number up)."""

    stream: UUID
    version: int = 0
    holder: UUID | None = None
    last_holder: UUID | None = None

    def after(self, fact: Fact) -> "Claim":
        match fact:
            case ClaimTaken(holder=holder):
                return replace(self, version=self.version + 1, holder=holder, last_holder=holder)
            case ClaimReleased():
                return replace(self, version=self.version + 1, holder=None)
            case _:
                raise TypeError(f"not a fact of a claim: {fact.stored_as}")


def claim_stream(key: bytes, claimed: Claimed, value: str) -> UUID:
    digest = hmac.digest(key, f"{claimed}:{value}".encode(), "sha256")
    return UUID(bytes=digest[:16], version=5)


def replayed(claim: Claim, facts: Iterable[Recorded]) -> Claim:
    """The claim after those of the facts that it has not yet."""
    for recorded in facts:
        if recorded.version > claim.version:
            claim = claim.after(recorded.fact)
    return claim
