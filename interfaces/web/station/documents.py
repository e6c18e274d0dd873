"""Papers of a worker to be printed. Their names tell nobody whose they are."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.exports.booklets import certificate_pdf, review_pdf
from application.read_models.certificate_papers import CertificatePapers
from interfaces.accounts.roles import Permission
from interfaces.web.station.papers import certificate_of, review_page_of
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]


@router.get("/workers/{worker}/certificate.pdf")
def certificate(worker: UUID, visit: Reader) -> Response:
    papers = visit.ask(CertificatePapers(worker, visit.area, visit.today))
    content = certificate_pdf(certificate_of(papers, visit))
    return visit.download(content, f"{visit.words.say('再就业优惠证')}.pdf")


@router.get("/workers/{worker}/review.pdf")
def review(worker: UUID, visit: Reader) -> Response:
    papers = visit.ask(CertificatePapers(worker, visit.area, visit.today))
    content = review_pdf(review_page_of(papers, visit))
    return visit.download(content, f"{visit.words.say('年检记录')}.pdf")
