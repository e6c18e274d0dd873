"""Training: the courses that run, and a whole class finished at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from application.read_models.courses import Attending, Course, CoursesRunning
from application.read_models.worker_file import WorkerFiles
from application.trainings import CompleteTraining
from domain.training.rules import required_hours
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.forms.batch import MOST_ROWS, Answer, Batch, Kind
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station import listing
from interfaces.web.station.listing import Card
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Writer = Annotated[Visit, sees(Permission.WRITE_CASES)]

FINISHED = Kind(
    CompleteTraining,
    once=("effective_on",),
    each=("attended_hours", "passed", "training_certificate_no"),
    decided_by=("attended_hours", "passed"),
    answers={
        "passed": (
            Answer("true", "1y", later("合格"), then="training_certificate_no"),
            Answer("false", "2n", later("不合格")),
        )
    },
)
ABOUT = (listing.PHONE, listing.STATION)
DAYS = (listing.dated(later("开始日"), "enrolled_on"),)


def _course(course: str, provider: str = "", trade: str = "", hours: int = 0) -> Course:
    return Course(course, provider, trade, hours)


Asked = Annotated[Course, Depends(_course)]


def class_path(course: Course, page: str = "class") -> str:
    """Where a course is told by its address."""
    told = {name: value for name, value in course._asdict().items() if value}
    return f"/training/{page}?{urlencode(told)}"


@router.get("/training")
def courses(visit: Writer, cursor: str | None = None) -> Response:
    page = visit.ask(CoursesRunning(visit.area, limit=listing.A_PAGE, cursor=cursor))
    return visit.page("station/training.html", page=page, address=class_path)


@router.get("/training/class")
def attending(
    visit: Writer, course: Asked, cursor: str | None = None, format: str = "", saved: int = 0
) -> Response:
    question = Attending(course, visit.today, visit.area)
    if format == "xlsx":
        title = visit.words.say("培训班{course}", course=course.course)
        return visit.download(*listing.workbook(visit, title, (*ABOUT, *DAYS), question))
    page = visit.ask(replace(question, limit=MOST_ROWS, cursor=cursor))
    once = {"effective_on": visit.today.isoformat()}
    batch = Batch.blank(FINISHED, visit.language, page.items, once, course=course.course)
    return _class(visit, course, batch, page.cursor, saved)


@router.post("/training/class")
def finish(posted: PostedForm, visit: Writer, course: Asked) -> Response:
    """Record the end of the course for every row that was typed; refused rows stay."""

    def cards_of(workers: tuple[UUID, ...]) -> Mapping[UUID, Card]:
        files = visit.ask(WorkerFiles(workers, visit.area, visit.today))
        people = listing.every(visit, Attending(course, visit.today, visit.area))
        since = {card["worker"]: card["enrolled_on"] for card in people}
        return {
            worker: {**file, "enrolled_on": since.get(worker)} for worker, file in files.items()
        }

    batch = Batch.posted(FINISHED, visit.language, posted, cards_of, course=course.course)
    if batch.save(visit):
        return visit.go(class_path(course), saved=str(batch.saved))
    return _class(visit, course, batch, None, batch.saved)


def _class(visit: Visit, course: Course, batch: Batch, cursor: str | None, saved: int) -> Response:
    policy = visit.tracker.rules.policy
    return visit.page(
        "station/training_class.html",
        batch.status,
        course=course,
        where=class_path(course),
        enrol=class_path(course, "enrol"),
        percent=policy.number("training_attendance_percent", visit.today),
        required=required_hours(course.hours, visit.today, policy),
        batch=batch,
        about=ABOUT,
        days=DAYS,
        leaving=_leaving,
        cursor=cursor,
        saved=saved,
    )


def _leaving(visit: Visit, card: Card) -> tuple[str, str]:
    return visit.words.say("退出培训"), f"/workers/{card['worker']}/leave-training"
