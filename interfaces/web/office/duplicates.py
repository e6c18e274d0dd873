"""Two registrations that may be one person: compared, then merged or found to be two people."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.merging import MergeWorker, RuleOutDuplicate
from application.read_models.duplicates import Comparison
from application.read_models.last_known import MERGED, VOID
from application.read_models.worker_file import WorkerFile
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.forms.carrying_out import carry_out, rehearse
from interfaces.web.forms.form import BACK, CHECKED, Form
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.office.comparing import SAID, SHAPES, lines_of
from interfaces.web.posted import Form as PostedForm
from interfaces.web.posted import Posted
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]
Reviewer = Annotated[Visit, sees(Permission.REVIEW_CASES)]
LIST = "/quality/duplicates"
DECISION, KEPT = "decision", "kept"
MERGE = "merge"
_WHICH = later("请选择保留哪一个登记。")


@router.get("/quality/duplicates/{one}/{other}")
def comparison(one: UUID, other: UUID, visit: Reader) -> Response:
    """Both side by side; 404 for one alone. Raises `WorkerNotFound`, `OutsideArea`."""
    if one == other:
        raise HTTPException(404)
    form = Form.blank(RuleOutDuplicate, visit.language, worker=str(one), other=str(other))
    form.values["effective_on"] = visit.today.isoformat()
    return _compared(visit, one, other, form, {})


@router.post("/quality/duplicates/{one}/{other}")
def decide(posted: PostedForm, one: UUID, other: UUID, visit: Reviewer) -> Response:
    """Merge the two or tell them apart, after a last check.

    Raises `WorkerNotFound`, `OutsideArea`.
    """
    form = _form(visit, posted, one, other)
    if BACK in posted or form.errors:
        return _compared(visit, one, other, form, posted)
    if CHECKED not in posted:
        return _compared(visit, one, other, form, posted, check=rehearse(visit, form))
    if carry_out(visit, form) is None:
        return _compared(visit, one, other, form, posted)
    return visit.go(LIST, done=form.name)


def _form(visit: Visit, posted: Posted, one: UUID, other: UUID) -> Form:
    """The command that was decided for; a merger needs to know which registration is kept."""
    if posted.get(DECISION) != MERGE:
        return Form.posted(
            RuleOutDuplicate, visit.language, posted, worker=str(one), other=str(other)
        )
    kept = posted.get(KEPT, "")
    duplicate = other if kept == str(one) else one
    form = Form.posted(
        MergeWorker, visit.language, posted, worker=str(duplicate), into=kept or str(other)
    )
    if kept not in (str(one), str(other)):
        form.status, form.errors["into"] = 422, visit.words.say(_WHICH)
    return form


def _compared(
    visit: Visit,
    one: UUID,
    other: UUID,
    form: Form,
    posted: Mapping[str, str],
    check: bool = False,
) -> Response:
    files = [visit.ask(WorkerFile(each, visit.area, visit.today)) for each in (one, other)]
    kept: dict[str, Any] | None = None
    if posted.get(DECISION) == MERGE:
        kept = next((file for file in files if str(file["worker"]) == posted.get(KEPT)), None)
    return visit.page(
        "office/last_check.html" if check else "office/comparison.html",
        form.status,
        files=files,
        lines=lines_of(visit, *files),
        found=visit.ask(Comparison(one, other, visit.area)),
        said=SAID,
        shapes=SHAPES,
        form=form,
        layout=LAYOUTS[form.name],
        kept=kept,
        gone=[file for file in files if file["status"] in (MERGED, VOID)],
        decides=visit.may(Permission.REVIEW_CASES),
    )
