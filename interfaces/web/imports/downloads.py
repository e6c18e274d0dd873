"""Files to take away: forms to fill in, and bad lines to put right."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.exports.template import write_template
from interfaces.accounts.roles import Permission
from interfaces.files.bad_lines import Heading, write_bad_lines
from interfaces.files.forms import columns_of, units_to_offer
from interfaces.web.imports.pages import commands_of, own_upload
from interfaces.web.imports.preview import by_name
from interfaces.web.imports.work import folder_of
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Importer = Annotated[Visit, sees(Permission.IMPORT_FILES)]


@router.get("/import/template")
def template(command: str, visit: Importer) -> Response:
    """An empty workbook for the lines of one command, its lists those of the account's area."""
    if command not in commands_of(visit):
        raise HTTPException(404)
    units = units_to_offer(visit.units, visit.area, visit.today)
    title = visit.words.word(command)
    target = BytesIO()
    write_template(target, title, columns_of(command, visit.language, units))
    return visit.download(target.getvalue(), f"{title}.xlsx")


@router.get("/import/{upload_id}/bad-rows")
def bad_rows(upload_id: UUID, visit: Importer) -> Response:
    """The bad lines in the format that they came in, each with the reason."""
    upload = own_upload(visit, upload_id)
    rows = folder_of(visit.office).bad_rows(upload.id, 0)
    if not rows:
        raise HTTPException(404)
    named = visit.words.say("有误的行")
    with TemporaryDirectory() as folder:
        target = Path(folder) / f"bad{upload.suffix}"
        # A program reads a history file, by the fields' own names.
        heading: Heading = str
        if upload.suffix != ".jsonl":
            heading, rows = visit.words.field, [by_name(visit, row) for row in rows]
        write_bad_lines(target, rows, visit.language, heading)
        content = target.read_bytes()
    return visit.download(content, f"{named}-{Path(upload.file_name).stem}{upload.suffix}")
