"""Registrations: who comes onto the ledger, when, from where, as what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from random import Random

from application.demo.days import LAST_DAY, iso, working_day
from application.demo.enterprises import STATE, Wave, season_day, small_firm
from application.demo.people import Numbers, Person, fifteen, person_of
from application.demo.places import Place

_FROM_A_WAVE = 0.6
_LONGEST_WAIT = 45


@dataclass(frozen=True, slots=True)
class Entry:
    """A registration on `day`; `counted` when able and willing to work (JM-2003 R1)."""

    person: Person
    day: int
    category: str
    unemployed_since: int
    counted: bool
    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Loss:
    """How the last job was lost."""

    day: int
    registered: int
    category: str
    employer: str | None


class Inflow:
    """Draws registrations, three in five from the enterprises' waves."""

    def __init__(self, places: Sequence[Place], waves: Sequence[Wave], rng: Random) -> None:
        self._places, self._waves, self._rng = places, waves, rng
        self._people = list(accumulate(place.people for place in places))
        self._sizes = list(accumulate(wave.size for wave in waves))
        self._numbers = Numbers(rng)
        self._near: dict[str, tuple[list[Place], list[float]]] = {}

    def draw(self) -> Entry:
        rng = self._rng
        if rng.random() < _FROM_A_WAVE:
            wave = rng.choices(self._waves, cum_weights=self._sizes)[0]
            place, loss = self._home(wave.place), _loss_in(wave, rng)
        else:
            place, loss = rng.choices(self._places, cum_weights=self._people)[0], _loss_alone(rng)
        return self._entry(person_of(place, self._numbers, rng), loss)

    def mistyped(self, original: Entry, place: Place, day: int) -> Entry:
        """The same person once more, under a number with a slip in it, at another place."""
        number = self._numbers.mistyped(original.person.number)
        person = replace(original.person, number=number, place=place)
        station = place.station(self._rng).code
        fields = original.fields | {"id_number": number, "station": station}
        return replace(original, person=person, day=day, fields=fields)

    def _home(self, works: Place) -> Place:
        """Where someone lives who worked there: mostly in the same county."""
        if self._rng.random() < 0.1:
            return self._rng.choices(self._places, cum_weights=self._people)[0]
        county = works.county.code
        if county not in self._near:
            found = [place for place in self._places if place.county.code == county]
            self._near[county] = found, list(accumulate(place.people for place in found))
        places, weights = self._near[county]
        return self._rng.choices(places, cum_weights=weights)[0]

    def _entry(self, person: Person, loss: _Loss) -> Entry:
        rng = self._rng
        short = rng.random() < 0.12
        fields: dict[str, object] = {
            "id_number": fifteen(person.number) if short else person.number,
            "name": person.name,
            "category": loss.category,
            "unemployed_since": iso(loss.day),
            "station": person.place.station(rng).code,
            "household_address": person.address,
            "education": person.education,
        }
        if loss.employer:
            fields["previous_employer"] = loss.employer
        if person.phone:
            fields["phone"] = person.phone
        if loss.category == "minimum_living":
            fields["minimum_living_since"] = iso(rng.randint(loss.day + 30, loss.registered))
        counted = rng.random() >= 0.025
        if not counted:
            fields[rng.choice(("able_to_work", "willing_to_work"))] = False
        return Entry(person, loss.registered, loss.category, loss.day, counted, fields)


def _loss_in(wave: Wave, rng: Random) -> _Loss:
    wait = min(1 + int(rng.expovariate(1 / 12)), _LONGEST_WAIT)
    registered = _registration_day(wave.day + wait)
    return _Loss(min(wave.day, registered), registered, _category(wave, rng), wave.enterprise)


def _category(wave: Wave, rng: Random) -> str:
    if wave.ownership != STATE:
        return "other_unemployed"
    if wave.closing:
        return "closed_enterprise" if rng.random() < 0.93 else "soe_unemployed"
    return "soe_laid_off" if rng.random() < 0.65 else "soe_unemployed"


def _loss_alone(rng: Random) -> _Loss:
    registered = _registration_day(season_day(rng))
    category = rng.choices(
        ("other_unemployed", "minimum_living", "soe_unemployed", "soe_laid_off"), (50, 22, 18, 10)
    )[0]
    ago = rng.randint(90, 1300) if category == "minimum_living" else int(rng.expovariate(1 / 70))
    employer = small_firm(rng) if rng.random() < 0.5 else None
    return _Loss(registered - ago, registered, category, employer)


def _registration_day(day: int) -> int:
    return min(working_day(day), LAST_DAY)
