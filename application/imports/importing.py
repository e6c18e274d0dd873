"""Bringing a file's commands to the ledger: everything is checked first, then written at once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from application.imports.ahead import Ahead, Behind, Lines
from application.imports.checking import Report, Terms
from application.imports.glossary import Spoken
from application.imports.lines import BadLine, Line
from application.kernel.actors import Actor
from application.kernel.clock import Clock
from application.kernel.cores import Cores
from application.kernel.log.register import Conflict
from application.kernel.projecting.early_rows import EarlyRows
from application.kernel.projecting.projector import Known, batched
from application.kernel.split_off import begin_for
from application.kernel.writing.at_hand import AtHand
from application.kernel.writing.shelf import Shelf
from application.kernel.writing.sitting import Trade

__all__ = ["MANY_LINES", "Import", "Report", "bring"]

ATTEMPTS = 5
MANY_LINES = 2_000
"""Fewer are checked before other processes have begun."""
_LINES_AT_ONCE = 1_000

Progress = Callable[[int], None]
"""Called with the count of lines checked since the last call."""


def _unspoken(_: str) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be brought, by whom, and whether its good lines do without the bad ones.

    `lines` reads the file anew at each call; `spoken` tells what people call the values in it.
    `size` is that of the file in bytes, where there is one.
    """

    lines: Callable[[], Iterable[Line | BadLine]]
    by: Actor
    accept_good: bool = False
    dry_run: bool = False
    spoken: Spoken = _unspoken
    size: int = 0


def bring(
    wanted: Import,
    trade: Trade,
    new_shelf: Callable[[AtHand], Shelf],
    rows: EarlyRows,
    clock: Clock,
    progress: Progress | None = None,
) -> tuple[Report, Known]:
    """Check every line in the order of the file, then write all of them or none.

    With the report comes what gives the histories that were written whole; `rows` have begun. A
    line that depends on a bad one is refused too, by its own rule. When somebody else wrote
    meanwhile, everything is checked again; raises `Conflict` after `ATTEMPTS` times,
    `UnusableFile`, `LedgerUnavailable`.
    """
    cores, register = rows.cores, rows.cores.register
    for attempt in range(1, ATTEMPTS + 1):
        behind = Behind(register)
        shelf = new_shelf(behind)
        seen_upto = register.position()
        terms = Terms(wanted.by, wanted.spoken, trade, clock.now())
        report = _checked(wanted, Ahead(terms, shelf, behind, cores), cores, progress)
        # A line may have been refused only because half of what others wrote was seen.
        if report.refused and attempt < ATTEMPTS and register.position() != seen_upto:
            continue
        if wanted.dry_run or (report.refused and not wanted.accept_good):
            return report, dict
        rows.begin(shelf.written.additions, register.position())
        try:
            position = register.save(*shelf.written)
        except Conflict:
            continue
        rows.saved(position)
        report.written = True
        return report, partial(shelf.saved, position)
    raise Conflict("import")


def _checked(wanted: Import, ahead: Ahead, cores: Cores, progress: Progress | None) -> Report:
    if cores.count > 1:
        begin_for(wanted.size)
    lines = iter(wanted.lines())
    first = list(islice(lines, MANY_LINES))
    batches: Iterator[Lines] = batched(chain(first, lines), _LINES_AT_ONCE)
    several = cores.count > 1 and len(first) == MANY_LINES
    for count in (ahead.check if several else ahead.check_here)(batches):
        if progress:
            progress(count)
    return ahead.report
