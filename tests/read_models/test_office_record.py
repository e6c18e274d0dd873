"""What the office has set, with its record."""

from application.read_models.office_record import FigureHistory, ParameterHistory, TargetHistory
from domain.figure.figures import Figure
from tests.read_models.office import Office, moment
from tests.use_cases.words import reported, ruled, target


def told(office: Office, line: dict[str, object], known: str) -> None:
    fields = {name: value for name, value in line.items() if name != "command"}
    on = str(fields.pop("effective_on"))
    office.tell(str(line["command"]), on, known, **fields)


def test_a_parameter_has_its_values_the_last_day_first_with_who_recorded_them(office: Office):
    told(office, ruled("2004-07-01", "older_female", "45"), "2004-06-01")
    told(office, ruled("2004-01-01", "older_female", "42"), "2004-06-02")
    told(office, ruled("2004-01-01", "older_male", "55"), "2004-06-03")
    told(office, ruled("2004-01-01", "older_female", "43"), "2004-06-04")
    history = office.ask(ParameterHistory("older_female"))
    assert [each.fact.value for each in history] == ["45", "43", "42"]
    assert history[0].recorded_at == moment("2004-06-01T18:00")
    assert {each.recorded_by for each in history} == {"陈丽"}


def test_a_unit_has_its_targets_of_a_year_the_last_recorded_first(office: Office):
    told(office, target(value="62.5"), "2004-01-15")
    told(office, target(value="64"), "2004-02-15")
    told(office, target(year=2005), "2004-02-16")
    told(office, target("440704"), "2004-02-17")
    history = office.ask(TargetHistory("440703", 2004))
    assert [str(each.fact.value) for each in history] == ["64", "62.5"]


def test_a_unit_has_its_figures_the_last_period_first(office: Office):
    told(office, reported(value=1), "2005-01-05")
    told(office, reported(value=2, period_end="2004-06-30"), "2005-01-06")
    told(office, reported(value=3), "2005-01-07")
    told(office, reported("440704", value=4), "2005-01-08")
    history = office.ask(FigureHistory("440703"))
    assert [each.fact.value for each in history] == [3, 1, 2]
    assert {each.fact.figure for each in history} == {Figure.EMPLOYED_TOTAL}
