"""What the file tells a form: its first values, what stands there now, what can be chosen."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from application.read_models.certificate_numbers import NextCertificateNumber
from application.read_models.whole_file import Job, Whole, WholeFile
from domain.kernel.errors import DomainError
from interfaces.web.forms.form import Form
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.visit import Visit

Told = Mapping[str, str]
Listed = Mapping[str, list[tuple[str, str]]]
WHICH: Mapping[str, str] = {
    "end-employment": "started_on",
    "void-employment": "started_on",
    "correct-employment": "started_on",
    "complete-training": "course",
    "leave-training": "course",
}
"""Commands about one of several things in the file, and the field that names it."""
ANOTHER: Mapping[str, str] = {
    "merge-worker": "into",
    "unmerge-worker": "into",
    "rule-out-duplicate": "other",
}
"""Commands about two registrations, and the field that names the other one."""
_IN_FILE = (
    "name",
    "category",
    "unemployed_since",
    "registered_on",
    "previous_employer",
    "household_address",
    "phone",
    "education",
    "able_to_work",
    "willing_to_work",
    "minimum_living_since",
    "sex",
)


def begin(visit: Visit, whole: Whole, form: Form) -> None:
    """The first values: today, what the file tells, and what the link that led here says."""
    form.version = str(whole.file["version"])
    form.values |= {"effective_on": visit.today.isoformat(), **_proposed(visit, whole, form)}
    query = visit.request.query_params
    form.values |= {name: query[name] for name in LAYOUTS[form.name].fields if name in query}
    name = WHICH.get(form.name, "")
    if name and not form.value(name) and len(choices := which(visit, whole, form.name)) == 1:
        form.values[name] = choices[0][0]
    describe(visit, whole, form)
    if form.name == "correct-employment" and (job := job_meant(whole, form)):
        form.values["effective_on"] = job.started_on.isoformat()


def describe(visit: Visit, whole: Whole, form: Form) -> None:
    """What stands in the file beside each field, and what can be chosen from it."""
    form.present = _present(visit, whole, form)
    form.listed = _listed(visit, whole, form)


def which(visit: Visit, whole: Whole, command: str) -> list[tuple[str, str]]:
    """The jobs or courses that a command may be about, by the value that names each."""
    if WHICH[command] == "course":
        return [(course, course) for course in whole.attending]
    jobs = [job for job in whole.jobs if command != "end-employment" or job.until is None]
    return [(job.started_on.isoformat(), job_told(visit, job)) for job in reversed(jobs)]


def job_meant(whole: Whole, form: Form) -> Job | None:
    """The job that the form is about."""
    started_on = form.value("started_on")
    return next((job for job in whole.jobs if job.started_on.isoformat() == started_on), None)


def job_told(visit: Visit, job: Job) -> str:
    """A job in a line."""
    words = visit.words
    span = words.say("{day}开始", day=job.started_on.isoformat())
    told = [span, words.word(job.kind), job.terms.get("employer")]
    return " ".join(filter(None, told))


def other_person(visit: Visit, form: Form) -> Whole | None:
    """The other registration that the form is about. Raises `OutsideArea`."""
    try:
        worker = UUID(form.value(ANOTHER[form.name]))
        return visit.ask(WholeFile(worker, visit.area, visit.today))
    except ValueError:
        return None
    except DomainError as refusal:
        if refusal.code == "worker-not-found":
            return None
        raise


def _proposed(visit: Visit, whole: Whole, form: Form) -> Told:
    propose = _PROPOSALS.get(form.name)
    return propose(visit, whole) if propose else {}


def _number(visit: Visit, whole: Whole) -> Told:
    number = visit.ask(NextCertificateNumber(whole.file["station"], visit.today))
    return {"certificate_no": number} if number else {}


def _year(visit: Visit, whole: Whole) -> Told:
    """The review that is due is that of the year before its window (domain §3.2)."""
    due: date | None = whole.file["review_due_on"]
    return {"year": str(due.year - 1)} if due else {}


def _closing(visit: Visit, whole: Whole) -> Told:
    since: date | None = whole.file["unconfirmed_since"]
    return {"effective_on": since.isoformat()} if since else {}


def _survivor(visit: Visit, whole: Whole) -> Told:
    into = whole.file["merged_into"]
    return {"into": str(into)} if into else {}


_PROPOSALS: Mapping[str, Callable[[Visit, Whole], Told]] = {
    "issue-certificate": _number,
    "replace-certificate": _number,
    "review-certificate": _year,
    "confirm-closing": _closing,
    "unmerge-worker": _survivor,
}


def _present(visit: Visit, whole: Whole, form: Form) -> Told:
    if form.name == "correct-worker":
        return _registration_told(visit, whole)
    if form.name == "correct-employment" and (job := job_meant(whole, form)):
        return _job_in_words(visit, job)
    return {}


def _registration_told(visit: Visit, whole: Whole) -> Told:
    file, words = whole.file, visit.words
    told = {name: _in_words(visit, file[name]) for name in _IN_FILE}
    return told | {
        "id_number": words.masked(file["id_number"]),
        "birth_date": file["birth"].isoformat(),
        "station": visit.place(file["station"]),
    }


def _job_in_words(visit: Visit, job: Job) -> Told:
    told = {name: _in_words(visit, value) for name, value in job.terms.items()}
    return told | {
        "kind": visit.words.word(job.kind),
        "ended_on": _in_words(visit, job.until if job.reason else None),
        "end_reason": visit.words.word(job.reason),
    }


def _in_words(visit: Visit, value: object) -> str:
    if value is None:
        return "—"
    return visit.words.yes_no(value) if isinstance(value, bool) else visit.words.word(value)


def _listed(visit: Visit, whole: Whole, form: Form) -> Listed:
    if form.name == "correct-employment":
        job = job_meant(whole, form)
        return {"started_on": [(job.started_on.isoformat(), job_told(visit, job))]} if job else {}
    if name := WHICH.get(form.name):
        return {name: _with_typed(form.value(name), which(visit, whole, form.name))}
    if (name := ANOTHER.get(form.name)) and (other := other_person(visit, form)):
        number = visit.words.masked(other.file["id_number"])
        return {name: [(form.value(name), f"{other.file['name']} {number}")]}
    return {}


def _with_typed(typed: str, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was sent can be chosen too, so that it is seen beside what is wrong with it."""
    known = {value for value, _ in choices}
    return choices if not typed or typed in known else [*choices, (typed, typed)]
