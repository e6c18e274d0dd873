"""The floors of the house and the imports between them that are not allowed.

From top to bottom: interfaces, tracker, the rooms of the application, application.kernel,
domain.catalogue, concepts, domain.policy, domain.kernel. A module imports its own room and any
floor below; two rooms of one floor never import each other.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

Import = tuple[str, str]

_ROOMS = {
    ("application", "tracker"): 6,
    ("application", "read_models"): 5,
    ("application", "indicators"): 5,
    ("application", "processes"): 5,
    ("application", "imports"): 5,
    ("application", "exports"): 5,
    ("application", "kernel"): 4,
    ("domain", "catalogue"): 3,
    ("domain", "policy"): 1,
    ("domain", "kernel"): 0,
}
_INTERFACES, _USE_CASES, _CONCEPTS = 7, 5, 2
_CHANNELS = {"api", "web", "cli"}
_WHOLE = "interfaces.server"  # puts the channels of a server together

# The domain has no input, no output and no clock.
_OUTER_WORLD = {
    *("asyncio", "http", "io", "logging", "os", "pathlib", "random", "secrets", "shutil"),
    *("socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"),
}
_PYDANTIC = {"pydantic", "pydantic_core"}


class Room(NamedTuple):
    """Where a module stands: the higher floor may import the lower."""

    floor: int
    name: str


def room_of(module: str) -> Room | None:
    """The room of a module of ours; none for a package root and for other people's modules."""
    package, _, rest = module.partition(".")
    part = rest.partition(".")[0]
    if package == "interfaces":
        return Room(_INTERFACES, "interfaces")
    if package not in {"domain", "application"} or not part:
        return None
    if (floor := _ROOMS.get((package, part))) is not None:
        return Room(floor, f"{package}.{part}")
    # What has no name here is named by its concept: in the domain each is a room of its own,
    # in the application together they are the use cases.
    return Room(_CONCEPTS, part) if package == "domain" else Room(_USE_CASES, "use cases")


def going_up_or_across(imports: Iterable[Import]) -> Iterator[Import]:
    """Imports of a higher floor, or of another room on the same one."""
    for importer, imported in imports:
        here, there = room_of(importer), room_of(imported)
        if here and there and here != there and there.floor >= here.floor:
            yield importer, imported


def across_channels(imports: Iterable[Import]) -> Iterator[Import]:
    """Imports of a channel by another channel, or by what all channels share."""
    for importer, imported in imports:
        here, there = importer.split("."), imported.split(".")
        if here[0] != "interfaces" or there[0] != "interfaces" or len(there) == 1:
            continue
        if importer == _WHOLE:
            continue
        if there[1] in _CHANNELS and here[1:2] != there[1:2]:
            yield importer, imported


def of_the_store(imports: Iterable[Import]) -> Iterator[Import]:
    """Imports of the event store's library outside the register."""
    for importer, imported in imports:
        if imported == "eventsourcing" and not importer.startswith("application.kernel.log."):
            yield importer, imported


def out_of_the_domain(imports: Iterable[Import]) -> Iterator[Import]:
    """Imports in the domain of anything but itself, pydantic and the pure standard library."""
    pure = (sys.stdlib_module_names - _OUTER_WORLD) | _PYDANTIC | {"domain"}
    for importer, imported in imports:
        if importer.partition(".")[0] == "domain" and imported.partition(".")[0] not in pure:
            yield importer, imported
