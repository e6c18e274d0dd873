"""Every fact by its stored name, and how a stored form becomes a fact again."""

from collections.abc import Iterable
from typing import Any

from domain.assistance import events as assistance
from domain.certificate import events as certificate
from domain.erasure import erasures as erasure
from domain.figure.figures import FigureReported
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.kernel.claim import ClaimReleased, ClaimTaken
from domain.kernel.fact import Fact
from domain.policy.book import ParameterSet
from domain.target.targets import TargetSet
from domain.training import trainings as training
from domain.unit.units import UnitsLoaded
from domain.worker import events as worker

FACTS: tuple[type[Fact], ...] = (
    worker.WorkerRegistered,
    worker.WorkerCorrected,
    worker.EmploymentStarted,
    worker.EmploymentEnded,
    worker.EmploymentCorrected,
    worker.EmploymentVoided,
    worker.CaseTransferred,
    worker.CaseClosed,
    worker.ClosingConfirmed,
    worker.CaseReopened,
    worker.RegistrationVoided,
    worker.WorkerMerged,
    worker.WorkerUnmerged,
    worker.DuplicateAbsorbed,
    worker.DuplicateReleased,
    worker.DuplicateRuledOut,
    worker.RuledOutAsDuplicate,
    assistance.AssistanceAppliedFor,
    assistance.AssistanceReturned,
    assistance.AssistanceGranted,
    assistance.AssistanceDeclined,
    certificate.CertificateAppliedFor,
    certificate.CertificateRefused,
    certificate.CertificateIssued,
    certificate.CertificateReviewed,
    certificate.CertificateSuspended,
    certificate.CertificateResumed,
    certificate.CertificateReplaced,
    certificate.CertificateWithdrawn,
    certificate.CertificateEnded,
    training.EnrolledInTraining,
    training.TrainingCompleted,
    training.TrainingFailed,
    training.TrainingLeft,
    FollowUpRecorded,
    erasure.ErasureRequested,
    erasure.ErasureDeclined,
    erasure.WorkerErased,
    UnitsLoaded,
    ParameterSet,
    TargetSet,
    FigureReported,
    ClaimTaken,
    ClaimReleased,
)


class Catalogue:
    """Facts by stored name. A name is never given twice and never taken away."""

    def __init__(self, facts: Iterable[type[Fact]]) -> None:
        self.by_name: dict[str, type[Fact]] = {}
        for fact in facts:
            if fact.stored_as in self.by_name:
                raise ValueError(f"two facts are stored as {fact.stored_as}")
            self.by_name[fact.stored_as] = fact

    def fact(
        self, name: str, revision: int, form: dict[str, Any], unreadable: str | None = None
    ) -> Fact:
        """Make the stored form a fact, upcasting it from the revision under which it was stored.

        `unreadable` stands for personal texts that the form should have and that cannot be read.

        Raises `KeyError` for a name that no fact has, `pydantic.ValidationError` for a form that
        is not the fact's.
        """
        kind = self.by_name[name]
        if unreadable is not None:
            form = kind.without_personal(form, unreadable)
        made: Fact = kind.__pydantic_validator__.validate_python(
            form if revision == kind.revision else kind.upcast(form, revision)
        )
        return made


CATALOGUE = Catalogue(FACTS)
