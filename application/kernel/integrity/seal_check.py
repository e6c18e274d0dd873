"""Whether the seals are whole, of keys that are trusted, and of this chain."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from application.kernel.integrity.chain import Link
from application.kernel.integrity.faults import Fault, Findings, Wrong
from application.kernel.integrity.seal import Seal

Trusted = Collection[bytes] | None
"""Public keys of 32 bytes; None where each seal is taken by its own."""


def broken_seals(seals: Sequence[Seal], trusted: Trusted) -> Iterable[Fault]:
    """What is wrong with the seals by themselves, without the log."""
    before: Seal | None = None
    for seal in seals:
        yield from _alone(seal, trusted) or _after(before, seal)
        before = seal


def _alone(seal: Seal, trusted: Trusted) -> list[Fault]:
    if not seal.is_whole():
        return [Fault(Wrong.SEAL_BROKEN, _number(seal.position), day=str(seal.day))]
    if trusted is not None and seal.public_key not in trusted:
        return [Fault(Wrong.KEY_DIFFERS, seal.position, day=seal.day)]
    return []


def _number(value: object) -> int:
    """What stands in a broken seal can be anything."""
    return value if isinstance(value, int) else 0


def _after(before: Seal | None, seal: Seal) -> list[Fault]:
    number, digest = (before.number + 1, before.digest) if before else (1, b"")
    if seal.number != number:
        last = before.position if before else 0
        return [Fault(Wrong.SEAL_REMOVED, last, seal.position, seal.day)]
    return (
        [] if seal.previous == digest else [Fault(Wrong.SEAL_BROKEN, seal.position, day=seal.day)]
    )


def against_the_chain(
    seals: Iterable[Seal], heads: Mapping[int, bytes], findings: Findings
) -> Iterable[Fault]:
    """What the seals tell of the chain. `heads` are its hashes at their links.

    A chain that holds by itself and is not the one that was sealed was written anew: somewhere
    after the last seal that it keeps.
    """
    kept = 0
    for seal in (each for each in seals if each.is_whole()):
        gone = seal.link > findings.links
        if not gone and not _differs(seal, findings.origin) and heads[seal.link] == seal.head:
            kept = seal.position
            continue
        if seal.position > findings.last_position:
            yield Fault(Wrong.TRUNCATED, findings.last_position + 1, seal.position, seal.day)
        elif not any(kept < fault.position <= seal.position for fault in findings.faults):
            wrong = Wrong.TRUNCATED if gone else Wrong.REWRITTEN
            yield Fault(wrong, min(kept + 1, seal.position), seal.position, seal.day)
        return


def _differs(seal: Seal, origin: Link | None) -> bool:
    return origin is None or (seal.chain, seal.since) != (origin.command_id, origin.position)
