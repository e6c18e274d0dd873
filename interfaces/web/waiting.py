"""The counts beside the entries of the menu."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interfaces.web.visit import Visit


def waiting_counts(visit: "Visit") -> Mapping[str, int]:
    return {}
