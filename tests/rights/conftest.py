"""Passwords are hashed quickly here too."""

from tests.web.conftest import quick_hashing

__all__ = ["quick_hashing"]
