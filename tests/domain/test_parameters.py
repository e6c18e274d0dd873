"""The opening values of the policy book and their bounds, as an official can read and correct."""

from domain.policy.parameters import PARAMETERS

TABLE = """
older_male                  50     16–100          周岁
older_female                40     16–100          周岁
denominator                 net    net / classic
attribution                 event  event / as_of
age_at                      event  event / as_of
numerator                   ever   ever / current
flexible_months             3      0–24            月
minimum_living_months       12     0–60            月
registration_age_min        16     14–30           周岁
registration_age_max        100    50–130          周岁
training_attendance_percent 80     0–100           %
placement_months            6      1–24            月
review_window_months        3      1–12            月
review_grace_months         3      0–24            月
certificate_decision_days   11     1–60            工作日
follow_up_months            3      1–24            月
near_target_percent         95     50–100          %
small_group                 30     0–1000          人
short_employment_months     6      1–24            月
late_entry_days             30     0–365           日
silent_station_days         30     1–365           日
"""


def test_every_parameter_opens_with_its_value_its_bounds_and_its_unit():
    found = [f"{p.name} {p.opening} {p.bounds} {p.unit}".rstrip() for p in PARAMETERS]
    assert found == [" ".join(row.split()) for row in TABLE.strip().splitlines()]
