"""How much of a course has to be attended (domain C12)."""

from datetime import date

from domain.policy.book import PolicyBook


def required_hours(hours: int | None, on: date, policy: PolicyBook) -> int:
    """Whole hours of a course of `hours` that ends on a day; 0 where its hours are not known."""
    percent = policy.number("training_attendance_percent", on)
    return -(-(hours or 0) * percent // 100)
