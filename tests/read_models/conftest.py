"""Every test of the read models works in an office of its own."""

from tests.read_models.office import office, without_people

__all__ = ["office", "without_people"]
