"""The read models on both clocks: numbers, days and codes of people who have no name in them."""

from application.kernel.bitemporal import (
    certificate_spells,
    episodes,
    figures,
    targets,
    training_stays,
)
from application.kernel.projecting.read_model import ReadModel

BITEMPORAL: tuple[ReadModel, ...] = (
    episodes.MODEL,
    targets.MODEL,
    figures.MODEL,
    training_stays.MODEL,
    certificate_spells.MODEL,
)
TABLES = tuple(table for model in BITEMPORAL for table in model.tables)
