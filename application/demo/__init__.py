"""A made-up city for the demo: every person, enterprise and figure in it is invented."""

from application.demo.city import history
from application.demo.places import UnitRow

__all__ = ["UnitRow", "history"]
