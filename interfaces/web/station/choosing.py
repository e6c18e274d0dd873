"""What a command is about, chosen before its form: one of several jobs, or another person."""

from fastapi.responses import Response

from application.read_models.whole_file import Whole
from interfaces.web.forms.form import Form
from interfaces.web.station.finding import Wanted, found
from interfaces.web.station.prefilled import ANOTHER, WHICH, job_meant, which
from interfaces.web.visit import Visit

LOOK = "look"
"""Set by the button that looks for the other person."""


def choice_to_make(visit: Visit, whole: Whole, form: Form) -> bool:
    """Whether it must first be said which job, course or person is meant.

    The form that corrects a job shows what is recorded of it, so the job comes first; in the
    other forms it is chosen among the rest.
    """
    if form.name in ANOTHER:
        return not form.listed
    if form.name == "correct-employment":
        return job_meant(whole, form) is None
    return form.name in WHICH and not which(visit, whole, form.name)


def choice_page(visit: Visit, whole: Whole, form: Form, q: str = "") -> Response:
    another = form.name in ANOTHER
    wanted = Wanted(q.strip(), asked=bool(q.strip()))
    return visit.page(
        "station/choose.html",
        whole=whole,
        form=form,
        field_name=ANOTHER[form.name] if another else WHICH[form.name],
        choices=[] if another else which(visit, whole, form.name),
        another=another,
        q=wanted.q,
        found=found(visit, wanted),
    )
