"""Every read model of the ledger."""

from application.kernel.bitemporal.models import BITEMPORAL
from application.kernel.people.opened_rows import Opened
from application.kernel.projecting.read_model import ReadModel
from application.read_models import (
    activity_rows,
    alike,
    courses,
    likeness,
    people,
    search_keys,
)

MODELS: tuple[ReadModel, ...] = (
    *BITEMPORAL,
    people.MODEL,
    courses.MODEL,
    activity_rows.MODEL,
    likeness.MODEL,
)
OPENED: tuple[Opened, ...] = (search_keys.FOUND, alike.MET)
"""What the people index keeps in memory."""
