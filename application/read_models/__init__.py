"""Every read model of the ledger."""

from application.kernel.bitemporal import episodes, targets
from application.kernel.read_model import ReadModel

MODELS: tuple[ReadModel, ...] = (episodes.MODEL, targets.MODEL)
