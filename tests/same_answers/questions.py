"""Every question that a ledger can be asked, at least once each way that its SQL can go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

from application.indicators.catalogue import INDICATORS
from application.indicators.certificates import Certificates
from application.indicators.composition import Composition
from application.indicators.explain import PARTS, Explain
from application.indicators.explain_change import ExplainChange
from application.indicators.explain_count import ExplainCount
from application.indicators.explain_figures import ExplainFigures
from application.indicators.half_year import HalfYear
from application.indicators.head_count import HeadCount
from application.indicators.marks import Cell
from application.indicators.net_new_jobs import NetNewJobs
from application.indicators.registered_unemployment import MET_BY
from application.indicators.reported_table import ReportedTable
from application.indicators.reporting_periods import Kind, ReportingPeriod
from application.indicators.rules_in_force import RulesInForce
from application.indicators.set_targets import SetTargets
from application.indicators.stock_and_flow import StockAndFlow
from application.indicators.switches import CATEGORY
from application.indicators.target_completion import TargetCompletion
from application.indicators.training import Training
from application.kernel.clock import LOCAL
from application.read_models.activity import Activity, WhoRecorded
from application.read_models.assistance import (
    AssistanceConditions,
    AssistanceReturned,
    AssistanceWaiting,
)
from application.read_models.cases import ClosingsToConfirm, HandedOver
from application.read_models.certificate_numbers import NextCertificateNumber
from application.read_models.certificate_papers import CertificatePapers
from application.read_models.certificates import (
    ApplicationsPending,
    CertificateList,
    CertificatesDue,
    HolderConditions,
)
from application.read_models.courses import Attending, CoursesRunning
from application.read_models.due import CrossingAge, FollowUpsDue, NeverFollowedUp
from application.read_models.duplicates import Comparison, DuplicatePage, LikelyDuplicates
from application.read_models.erasures import ErasuresRequested
from application.read_models.how_many import HowMany
from application.read_models.jobs import FlexibleReaching, JobsRecorded, JobsWithoutPapers
from application.read_models.late_entries import LateEntries, LateFacts
from application.read_models.office_record import FigureHistory, ParameterHistory, TargetHistory
from application.read_models.open_cases import OpenCases
from application.read_models.recent_cases import RecentCases
from application.read_models.registering import BeforeRegistering
from application.read_models.search import FindByNumber, Search
from application.read_models.short_employments import HowManyShort, ShortEmployments
from application.read_models.silent_stations import SilentStations
from application.read_models.timeline import Timeline
from application.read_models.whole_file import WholeFile
from application.read_models.worker_file import WorkerFile, WorkerFiles
from application.tracker import CaseTracker
from domain.certificate.certificates import Standing
from domain.policy.book import parameter
from domain.unit.units import Level
from domain.worker.vocabulary import Category
from tests.indicators.asking import asked
from tests.same_answers.ledgers import STATION, TODAY

CITY, COUNTY = "440700", "440703"
AREAS = (None, COUNTY, STATION)
_SOON, _LONG_AGO = TODAY + timedelta(days=60), date(2003, 1, 1)
_KNOWN_AT = "2005-01-31T12:00:00+08:00"
_OF_A_QUESTION = {switch.name: switch for switch in (CATEGORY, MET_BY)}


def questions(tracker: CaseTracker) -> Iterator[Any]:
    """`tracker` tells of whom to ask."""
    yield from _lists()
    yield from _of_people(tracker)
    yield from _of_the_office()
    yield from _indicators()
    yield from _behind_figures()


def _lists() -> Iterator[Any]:
    for area in AREAS:
        lists = (
            ApplicationsPending(TODAY, area),
            AssistanceReturned(TODAY, area),
            AssistanceWaiting(TODAY, area),
            CertificatesDue(_SOON, TODAY, area),
            ClosingsToConfirm(TODAY, area),
            CrossingAge(_LONG_AGO, _SOON, TODAY, area),
            CrossingAge(_LONG_AGO, _SOON, TODAY, area, unassisted=True),
            ErasuresRequested(TODAY, area),
            FlexibleReaching(_LONG_AGO, _SOON, TODAY, area),
            FollowUpsDue(_SOON, TODAY, area),
            HandedOver(_LONG_AGO, TODAY, area),
            JobsWithoutPapers(TODAY, area),
            LateFacts(_LONG_AGO, TODAY, area),
            NeverFollowedUp(_LONG_AGO, TODAY, area),
            ShortEmployments(_LONG_AGO, TODAY, TODAY, area),
        )
        yield from lists
        yield HowMany(lists)
        yield HowManyShort(lists[-1])
        yield JobsRecorded(datetime(2003, 1, 1, tzinfo=LOCAL), TODAY, area)
        yield SilentStations(TODAY, area)
        yield CoursesRunning(area)
        yield LateEntries(_LONG_AGO, TODAY, area)
        yield LikelyDuplicates(area)
        yield OpenCases(area)
        yield Activity(area, by="tests")
        yield Activity(area, fact="worker.registered", from_=_LONG_AGO, to=TODAY, unit=area)


def _of_people(tracker: CaseTracker) -> Iterator[Any]:
    for search in _searches():
        yield search
        yield replace(search, counted=True)
    for standing in (None, *Standing):
        yield CertificateList(TODAY, standing=standing)
    yield CertificateList(TODAY, COUNTY, number="0001")
    found = tracker.ask(Search("", TODAY, limit=12)).items
    workers = tuple(card["worker"] for card in found)
    yield WorkerFiles(workers, None, TODAY)
    for worker in workers:
        yield from _of_one(tracker, worker)
    alike = tracker.ask(LikelyDuplicates())
    yield DuplicatePage(alike, TODAY)
    yield Comparison(alike.pairs[0].one, alike.pairs[0].other)
    for running in tracker.ask(CoursesRunning()).items[:2]:
        yield Attending(running["course"], TODAY)


def _of_one(tracker: CaseTracker, worker: UUID) -> Iterator[Any]:
    file = tracker.ask(WorkerFile(worker, None, TODAY))
    yield WorkerFile(worker, None, TODAY)
    yield WholeFile(worker, None, TODAY)
    yield Timeline(worker)
    yield AssistanceConditions(worker, TODAY)
    yield HolderConditions(worker, TODAY)
    if not file["erased_on"]:
        yield FindByNumber(file["id_number"], TODAY)
        yield BeforeRegistering(file["id_number"], file["name"], TODAY, STATION)
    if file["certificate_no"] and not file["merged_into"] and not file["void_since"]:
        yield CertificatePapers(worker, None, TODAY)


def _searches() -> Iterator[Search]:
    for q, area in product(("", "陈", "ch", "13", "44070304", "%"), AREAS):
        yield Search(q, TODAY, area)
    yield Search("", TODAY, stations=(COUNTY, STATION), status="unemployed")
    yield Search("", TODAY, category=Category.SOE_LAID_OFF, standing=Standing.IN_FORCE)


def _of_the_office() -> Iterator[Any]:
    yield WhoRecorded()
    yield RecentCases("tests", TODAY)
    yield NextCertificateNumber(STATION, TODAY)
    yield ParameterHistory("older_male")
    yield TargetHistory(COUNTY, 2004)
    yield FigureHistory(COUNTY)
    yield SetTargets(CITY, 2004)
    yield ReportedTable(CITY, None, TODAY)
    for indicator in INDICATORS.values():
        yield RulesInForce(indicator.definition.rules, TODAY)
    for period in (ReportingPeriod(kind, date(2005, 6, 30)) for kind in Kind):
        yield TargetCompletion(period, CITY)


def _indicators() -> Iterator[Any]:
    for name, level, known_at in product(INDICATORS, Level, (None, _KNOWN_AT)):
        question = asked("2004-12-31", known_at=known_at, level=level)
        yield INDICATORS[name].asked(question, {})
    question = asked("2004-12-31", level="street")
    for indicator in INDICATORS.values():
        for rule in indicator.definition.rules:
            switch = _OF_A_QUESTION.get(rule) or parameter(rule)
            for value in switch.choices or (switch.lowest,):
                yield indicator.asked(question, {rule: value})


def _behind_figures() -> Iterator[Any]:
    year, half = asked("2004-12-31", level="county"), asked("2004-06-30", level="county")
    for group, part in product(("all", "older", "older_female"), PARTS):
        yield Explain(year, COUNTY, group, part=part)
    yield ExplainChange(half, year, COUNTY)
    yield HalfYear(CITY, half)
    for kind in (StockAndFlow, Training, Certificates):
        question: HeadCount = kind(year)
        yield Composition(question, CITY)
        for column in question.columns:
            yield ExplainCount(question, Cell(COUNTY, "all", column))
    yield ExplainFigures(NetNewJobs(year), CITY)
