"""The rule switches of an indicator: from the policy book, unless the question switches them."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, case
from sqlalchemy import cast as sql_cast

from application.indicators.period import Asked
from application.kernel.answering.query import Sight
from domain.policy.book import ParameterOutOfBounds, ParameterUnknown, parameter
from domain.policy.parameters import Parameter
from domain.worker.vocabulary import Category

ALL = "all"
CATEGORY = Parameter(
    "category", "只计哪一类人员", ALL, "", "粤劳社[2003]12号 第四条", choices=(ALL, *Category)
)
AGES = (parameter("older_male"), parameter("older_female"))
_YEARS = 10_000


def ruled(
    wanted: Iterable[Parameter], switched: Mapping[str, str | int], asked: Asked, sight: Sight
) -> dict[str, Any]:
    """The value of each switch: as asked, else by the policy book on the as-of date.

    Raises `ParameterUnknown`, `ParameterOutOfBounds` in the field of the switch's name.
    """
    known = {switch.name: switch for switch in wanted}
    policy = sight.policy(asked.known)
    values: dict[str, Any] = {
        name: policy.on(name, asked.as_of).value if name in policy.rulings else switch.opening
        for name, switch in known.items()
    }
    for name, value in switched.items():
        values[name] = _read(known, name, str(value))
    return values


def _read(known: Mapping[str, Parameter], name: str, value: str) -> int | str:
    refuse_unknown([name], known)
    read = known[name].reads(value)
    if read is None:
        refusal = ParameterOutOfBounds(name=name, value=value, bounds=known[name].bounds)
        refusal.field = name
        raise refusal
    return read


def refuse_unknown(names: Iterable[str], known: Iterable[str]) -> None:
    """Raises `ParameterUnknown` for the first name that is no switch of the indicator."""
    known = sorted(known)
    for name in names:
        if name not in known:
            refusal = ParameterUnknown(name=name, known=known)
            refusal.field = name
            raise refusal


class OlderAges(NamedTuple):
    """From which full age a worker is older (三(二)1(4)), by sex."""

    male: int
    female: int

    @classmethod
    def of(cls, rules: Mapping[str, Any]) -> "OlderAges":
        return cls(*(rules[age.name] for age in AGES))

    def reached_on(self, person: Any) -> ColumnElement[int]:
        """The birthday as a number YYYYMMDD; `person` has the columns `sex` and `birth`."""
        age = case((person.sex == "male", self.male), else_=self.female)
        return sql_cast(person.birth + age * _YEARS, Integer)
