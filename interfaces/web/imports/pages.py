"""The pages of bringing files: upload, preview, confirmation, what became of each."""

from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from application.exports.statistics import workbook_of
from application.imports.lines import UnusableFile
from application.tracker import HANDLERS
from interfaces.accounts.roles import Permission
from interfaces.files.reading import commands_by_title
from interfaces.http.callers import takes_file
from interfaces.texts import refusal_words
from interfaces.web.imports.history import history_table
from interfaces.web.imports.preview import STATES, shown
from interfaces.web.imports.uploads import (
    BUSY,
    State,
    Upload,
    UploadOpen,
    open_upload,
    upload_by_id,
    uploads_of,
)
from interfaces.web.imports.work import begin_check, begin_writing, cancel, folder_of, recover
from interfaces.web.posted import Form
from interfaces.web.refusals import AnothersUpload
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Importer = Annotated[Visit, sees(Permission.IMPORT_FILES)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]

UPLOADS_A_PAGE = 20
MOST_EXPORTED = 100_000
_A_MOMENT = 0.8
"""Seconds in which most files are checked, so that their preview comes at once."""
_SUFFIXES = {".xlsx": ".xlsx", ".csv": ".csv", ".jsonl": ".jsonl", ".json": ".jsonl"}
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@router.get("/import")
def imports(visit: Importer, page: Page = 1, format: str = "") -> Response:
    """Where a file is brought, and what became of those before, the whole list as a workbook."""
    if format == "xlsx":
        units = visit.units.below(visit.account.unit)
        found, _ = uploads_of(visit.office.accounts, units, first=0, limit=MOST_EXPORTED)
        table = history_table(visit, found)
        return visit.download(workbook_of(table), f"{table.title}.xlsx")
    return _begin(visit, page=page)


@router.post("/import")
@takes_file
def upload(visit: Importer, posted: Form) -> Response:
    """Take a file in and have it checked. Who it is from is looked at before it is read."""
    file = posted.files.get("file")
    if file is None or not file.filename:
        return _begin(visit, 422, visit.words.say("请先选择要导入的文件。"))
    try:
        taken = _taken(visit, file, posted.get("command", ""))
        begin_check(visit.office, taken, visit.caller.actor)
    except UnusableFile as unusable:
        return _begin(visit, 422, refusal_words(unusable.code, unusable.facts, visit.language))
    except UploadOpen:
        return _begin(
            visit, 409, visit.words.say("还有一个文件没有处理完。请先写入或取消那个文件。")
        )
    visit.office.aside.finished(taken.id, within=_A_MOMENT)
    return visit.go(f"/import/{taken.id}")


@router.get("/import/{upload_id}")
def one_import(upload_id: UUID, visit: Importer, page: Page = 1) -> Response:
    """How far it is, then what the check has found, then what became of it."""
    progress = visit.office.aside.progress(str(upload_id))
    found = _upload(visit, upload_id)
    if found.state in BUSY and progress is None:
        recover(visit.office)
        found = _upload(visit, upload_id)
    if found.state not in BUSY and "hx-request" in visit.request.headers:
        return visit.go(f"/import/{found.id}")
    return shown(visit, found, progress, page)


@router.post("/import/{upload_id}/confirm")
def confirm(posted: Form, upload_id: UUID, visit: Importer) -> Response:
    """Write the good lines; sent twice it is done once."""
    found = own_upload(visit, upload_id)
    if begin_writing(visit.office, found, visit.caller.actor):
        visit.office.aside.finished(found.id, within=_A_MOMENT)
    return visit.go(f"/import/{found.id}")


@router.post("/import/{upload_id}/cancel")
def cancel_import(posted: Form, upload_id: UUID, visit: Importer) -> Response:
    cancel(visit.office, own_upload(visit, upload_id))
    return visit.go("/import")


def _begin(visit: Visit, status: int = 200, refusal: str | None = None, page: int = 1) -> Response:
    units = visit.units.below(visit.account.unit)
    first = (page - 1) * UPLOADS_A_PAGE
    found, total = uploads_of(visit.office.accounts, units, first=first, limit=UPLOADS_A_PAGE)
    return visit.page(
        "imports/begin.html",
        status,
        refusal=refusal,
        commands=commands_of(visit),
        largest=visit.office.limits.file,
        unfinished=open_upload(visit.office.accounts, visit.account),
        uploads=found,
        states=STATES,
        page=page,
        pages=max(1, -(-total // UPLOADS_A_PAGE)),
    )


def commands_of(visit: Visit) -> list[str]:
    """The commands whose lines the account may bring."""
    return [
        name for name, handler in HANDLERS.items() if visit.may(Permission(handler.right.value))
    ]


def _taken(visit: Visit, file: UploadFile, command: str) -> Upload:
    """The file in the folder. Raises `UnusableFile`."""
    name = Path(file.filename or "").name[-200:]
    size, largest = file.size or 0, visit.office.limits.file
    if size == 0:
        raise UnusableFile("empty-file")
    if size > largest:
        raise UnusableFile("too-large", {"bytes": size, "limit": largest})
    taken = Upload(
        id=str(uuid4()),
        account_id=visit.account.id,
        file_name=name,
        suffix=_suffix_of(name, file),
        size=size,
        command=command if command in HANDLERS else _command_of(Path(name).stem),
        state=State.CHECKING,
        uploaded_at=visit.tracker.clock.now(),
    )
    folder_of(visit.office).keep(taken.id, taken.suffix, file.file)
    return taken


def _command_of(stem: str) -> str | None:
    """The command by whose name, or words, a file is called."""
    return stem if stem in HANDLERS else commands_by_title().get(stem)


def _suffix_of(name: str, file: UploadFile) -> str:
    """The kind of file by its first bytes, for text by its name. Raises `UnusableFile`."""
    first = file.file.read(4)
    file.file.seek(0)
    if first == _ZIP:
        return ".xlsx"
    if first == _OLD_EXCEL:
        raise UnusableFile("not-a-workbook")
    suffix = Path(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnusableFile("unknown-format", {"suffix": suffix[:16]})
    return _SUFFIXES[suffix]


def _upload(visit: Visit, upload_id: UUID) -> Upload:
    """Raises `OutsideArea`, and 404."""
    found = upload_by_id(visit.office.accounts, str(upload_id))
    if found is None:
        raise HTTPException(404)
    visit.caller.require_area(visit.units, found.unit)
    return found


def own_upload(visit: Visit, upload_id: UUID) -> Upload:
    """Raises `AnothersUpload`, `OutsideArea`, and 404."""
    found = _upload(visit, upload_id)
    if found.account_id != visit.account.id:
        raise AnothersUpload()
    return found
