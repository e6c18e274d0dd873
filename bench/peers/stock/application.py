"""The eight commands. A command that raced with another on one worker is tried again."""

from datetime import date
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.domain import MutableOrImmutableAggregate
from eventsourcing.persistence import IntegrityError, JSONTranscoder, Transcoding
from eventsourcing.utils import retry

from bench.peers import bodies, rules
from bench.peers.stock.domain import Claim, Worker

Done = tuple[UUID, int]
"""The worker, and the position of the command's last event in the log."""
raced = retry(IntegrityError, max_attempts=50, wait=0.01)


class DateAsISO(Transcoding):
    type, name = date, "date"

    def encode(self, obj: date) -> str:
        return obj.isoformat()

    def decode(self, data: str) -> date:
        return date.fromisoformat(data)


class Ledger(Application[UUID]):
    snapshotting_intervals = {Worker: 50}  # noqa: RUF012 (as the library documents it)

    def register_transcodings(self, transcoder: JSONTranscoder) -> None:
        super().register_transcodings(transcoder)
        transcoder.register(DateAsISO())

    def register_worker(self, body: bodies.RegisterWorker) -> Done:
        who = rules.identity(body.id_number)
        rules.check_registration(who, body.unemployed_since, body.effective_on)
        worker = Worker(
            **body.model_dump(exclude={"effective_on"}),
            sex=who.sex,
            birth_date=who.birth_date,
            registered_on=body.effective_on,
        )
        claim = Claim(of="identity", number=who.number, worker=worker.id)
        return worker.id, self._saved(claim, worker)

    @raced
    def apply_for_certificate(self, body: bodies.ApplyForCertificate) -> Done:
        worker = self._worker(body)
        worker.apply_for_certificate(body.effective_on)
        return worker.id, self._saved(worker)

    @raced
    def issue_certificate(self, body: bodies.IssueCertificate) -> Done:
        worker = self._worker(body)
        number = body.certificate_no
        taken = Claim.create_id("certificate", number) in self.repository
        rules.refuse_if(taken, "certificate-number-taken")
        worker.issue_certificate(number, body.valid_until, body.effective_on)
        claim = Claim(of="certificate", number=number, worker=worker.id)
        return worker.id, self._saved(claim, worker)

    @raced
    def start_employment(self, body: bodies.StartEmployment) -> Done:
        worker = self._worker(body)
        fields = body.model_dump(exclude={"worker", "effective_on"})
        worker.start_employment(**fields, on=body.effective_on)
        return worker.id, self._saved(worker)

    @raced
    def end_employment(self, body: bodies.EndEmployment) -> Done:
        worker = self._worker(body)
        worker.end_employment(body.reason, body.effective_on)
        return worker.id, self._saved(worker)

    @raced
    def enrol_in_training(self, body: bodies.EnrolInTraining) -> Done:
        worker = self._worker(body)
        worker.enrol_in_training(body.course, body.hours, body.effective_on)
        return worker.id, self._saved(worker)

    @raced
    def complete_training(self, body: bodies.CompleteTraining) -> Done:
        worker = self._worker(body)
        fields = body.model_dump(exclude={"worker", "effective_on"})
        worker.complete_training(**fields, on=body.effective_on)
        return worker.id, self._saved(worker)

    @raced
    def record_follow_up(self, body: bodies.RecordFollowUp) -> Done:
        worker = self._worker(body)
        worker.record_follow_up(body.outcome, body.next_on, body.effective_on)
        return worker.id, self._saved(worker)

    def _worker(self, body: bodies.OnWorker) -> Worker:
        try:
            worker: Worker = self.repository.get(body.worker)
        except AggregateNotFoundError:
            raise rules.Refused("worker-not-found") from None
        return worker

    def _saved(self, *aggregates: MutableOrImmutableAggregate[UUID]) -> int:
        return self.save(*aggregates)[-1].notification.id
