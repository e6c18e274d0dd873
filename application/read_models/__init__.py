"""Every read model of the ledger."""

from application.kernel.bitemporal import (
    certificate_spells,
    episodes,
    figures,
    targets,
    training_stays,
)
from application.kernel.read_model import ReadModel
from application.read_models import activity_rows, courses, likeness, people, timeline_rows

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
