"""Every code with which a request can be refused."""

from collections.abc import Iterator

from domain.kernel.errors import DomainError
from interfaces.http.words import WORDS

_NEVER_OVER_HTTP = (
    "application.imports",
    "application.exports",
    "application.units",
    "application.kernel.keys.key",
    "application.kernel.copies",
    "application.kernel.database",
    "application.kernel.integrity.daily_seals",
    "application.kernel.integrity.seal_file",
)


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for refusal in kind.__subclasses__():
        yield refusal
        yield from _below(refusal)


def ledger_refusals() -> list[type[DomainError]]:
    """The ledger's own refusals by code, without those of files and keys."""
    ours = (
        refusal
        for refusal in _below(DomainError)
        if refusal.__module__.startswith(("domain.", "application."))
        and not refusal.__module__.startswith(_NEVER_OVER_HTTP)
        and "code" in refusal.__dict__
    )
    return sorted(ours, key=lambda refusal: refusal.code)


def refusal_codes() -> list[str]:
    """The codes of the ledger and of the door."""
    return sorted({refusal.code for refusal in ledger_refusals()} | set(WORDS))
