"""Every read model of the ledger."""

from application.kernel.bitemporal import (
    certificate_spells,
    episodes,
    figures,
    targets,
    training_stays,
)
from application.kernel.people_index import Opened
from application.kernel.read_model import ReadModel
from application.read_models import (
    activity_rows,
    courses,
    likeness,
    people,
    search_keys,
    timeline_rows,
)

MODELS: tuple[ReadModel, ...] = (
    episodes.MODEL,
    targets.MODEL,
    figures.MODEL,
    training_stays.MODEL,
    certificate_spells.MODEL,
    people.MODEL,
    courses.MODEL,
    timeline_rows.MODEL,
    activity_rows.MODEL,
    likeness.MODEL,
)
OPENED: tuple[Opened, ...] = (search_keys.FOUND, likeness.ALIKE)
"""What the people index keeps in memory."""
