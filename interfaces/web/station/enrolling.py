"""Enrolling one person after another in a course: what was typed of the course is kept."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from application.read_models.courses import Attending, Course
from application.trainings import EnrolInTraining
from interfaces.accounts.roles import Permission
from interfaces.web.forms.carrying_out import carry_out
from interfaces.web.forms.form import Form
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station import listing
from interfaces.web.station.finding import Found, Wanted, found
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Writer = Annotated[Visit, sees(Permission.WRITE_CASES)]
KEPT = ("effective_on", "course", "provider", "trade", "hours", "free")
"""What the next person is enrolled with as well."""
COLUMNS = (listing.PHONE, listing.STATION, listing.CATEGORY)


@router.get("/training/enrol")
def enrolling(visit: Writer) -> Response:
    given = visit.request.query_params
    form = Form.blank(EnrolInTraining, visit.language)
    form.values |= {"effective_on": visit.today.isoformat()}
    form.values |= {name: given[name] for name in KEPT if name in given}
    return _page(visit, form)


@router.post("/training/enrol")
def enrol(posted: PostedForm, visit: Writer) -> Response:
    """Look for a person, or enrol the one whose button was pressed."""
    worker = posted.get("worker", "")
    fixed = {"worker": worker} if worker else {}
    form = Form.posted(EnrolInTraining, visit.language, posted, **fixed)
    if worker and carry_out(visit, form):
        kept = {name: form.value(name) for name in KEPT if form.value(name)}
        return visit.go(f"/training/enrol?{urlencode(kept)}", done=form.name)
    wanted = Wanted(posted.get("q", "").strip(), asked=True)
    return _page(visit, form, wanted, found(visit, wanted))


def _page(
    visit: Visit, form: Form, wanted: Wanted | None = None, people: Found | None = None
) -> Response:
    course = _course_of(form.values)
    question = Attending(course, visit.today, visit.area)
    return visit.page(
        "station/enrolling.html",
        form.status,
        form=form,
        layout=LAYOUTS[form.name],
        wanted=wanted or Wanted(),
        found=people,
        columns=COLUMNS,
        enrolled=listing.every(visit, question) if course.course else [],
    )


def _course_of(values: Mapping[str, str]) -> Course:
    hours = values.get("hours", "")
    return Course(
        values.get("course", ""),
        values.get("provider", ""),
        values.get("trade", ""),
        int(hours) if hours.isdecimal() and len(hours) < 6 else 0,
    )
