"""One fact of every kind with the content of an office's day. All people are invented."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.assistance import events as assistance
from domain.assistance.vocabulary import DeclineReason
from domain.certificate import events as certificate
from domain.figure.figures import Figure, FigureReported
from domain.follow_up.follow_ups import FollowUpRecorded, Outcome
from domain.kernel.claim import ClaimReleased, ClaimTaken
from domain.kernel.fact import Fact
from domain.kernel.identity_number import Sex
from domain.policy.book import ParameterSet
from domain.target.targets import TargetSet
from domain.training import trainings as training
from domain.unit.units import Level, Unit, UnitsLoaded
from domain.worker import events as worker
from domain.worker.vocabulary import Category, CloseReason, EmploymentKind, EndReason, VoidReason
from tests.golden.erasing import ERASING, on

ONE, OTHER = (
    UUID("5f0c1e9a-3d52-4b0e-9a44-2f1f6f3c7a10"),
    UUID("a6b7d1f2-8c3e-4f55-b1d0-7e9c2a4b6d81"),
)
NOTICE = "江府[2003]43号 三(二)1(4)"
JOB = {
    "employer": "蓬江区白沙电子厂",
    "licence_no": "D2143569-X",
    "contract_months": 12,
    "monthly_wage": Decimal("650.50"),
    "evidence": "劳动合同",
    "counts_from": "2004-02-02",
    "counted_by": "JM-2003 §3.5 (2)",
}
DETAILS = {
    "id_number": "44070319530315021X",
    "name": "陈建国",
    "sex": Sex.MALE,
    "birth_date": "1953-03-15",
    "category": Category.SOE_LAID_OFF,
    "unemployed_since": "2003-09-30",
    "station": "440703002",
    "previous_employer": "江门农药厂",
    "household_address": "蓬江区白沙街道羊桥社区",
    "phone": "0750-3912345",
    "education": "初中",
    "able_to_work": True,
    "willing_to_work": True,
    "minimum_living_since": "2003-09-01",
    "override_reason": "户口簿登记为准",
}
AGE_RULE = {"evidence": "社区证明", "age": 51, "older_age": 50, "reference": NOTICE}
KEPT_UNTIL = {"review_due_on": "2005-03-31", "lapses_on": "2005-07-01"}
DECLINED = {"unmet": ("able_to_work", "hard_to_place"), "reason": DeclineReason.HAS_LIVELIHOOD}
ENDED = {"course": "家政服务", "attended_hours": 55, "training_certificate_no": "JP2004-017"}


FACTS: tuple[Fact, ...] = (
    on(worker.WorkerRegistered, "2003-10-08", **DETAILS),
    on(
        worker.WorkerCorrected,
        "2004-01-05",
        reason="登记有误",
        registered_on="2003-10-07",
        **DETAILS,
    ),
    on(worker.EmploymentStarted, "2004-02-02", kind=EmploymentKind.LABOUR_CONTRACT, **JOB),
    on(
        worker.EmploymentEnded,
        "2004-11-30",
        reason=EndReason.CONTRACT_ENDED,
        started_on="2004-02-02",
    ),
    on(
        worker.EmploymentCorrected,
        "2004-02-09",
        started_on="2004-02-02",
        reason="日期有误",
        kind=EmploymentKind.PUBLIC_WELFARE_POST,
        ended_on="2004-12-31",
        end_reason=EndReason.BUSINESS_CLOSED,
        **JOB,
    ),
    on(
        worker.EmploymentVoided,
        "2005-01-10",
        started_on="2004-02-02",
        reason=VoidReason.ENTERED_IN_ERROR,
        ended_on="2004-11-30",
    ),
    on(worker.CaseTransferred, "2004-03-01", to_station="440704001"),
    on(worker.CaseClosed, "2004-05-10", reason=CloseReason.WISH_WITHDRAWN),
    on(worker.ClosingConfirmed, "2004-05-10", closed_on="2004-05-10"),
    on(worker.CaseReopened, "2004-08-01", reason="重新求职"),
    on(worker.RegistrationVoided, "2004-09-01", reason=VoidReason.FRAUD),
    on(worker.WorkerMerged, "2004-09-01", into=OTHER),
    on(worker.WorkerUnmerged, "2004-09-15", into=OTHER),
    on(worker.DuplicateAbsorbed, "2004-09-01", duplicate=ONE),
    on(worker.DuplicateReleased, "2004-09-15", duplicate=ONE),
    on(worker.DuplicateRuledOut, "2004-09-01", other=OTHER),
    on(worker.RuledOutAsDuplicate, "2004-09-01", other=ONE),
    on(assistance.AssistanceAppliedFor, "2004-03-20", evidence="社区证明"),
    on(assistance.AssistanceReturned, "2004-03-25", reason="缺少社区证明"),
    on(assistance.AssistanceGranted, "2004-04-01", hard_to_place=True, **AGE_RULE),
    on(assistance.AssistanceDeclined, "2004-04-01", hard_to_place=False, **DECLINED, **AGE_RULE),
    on(certificate.CertificateAppliedFor, "2004-04-05", category="soe_laid_off"),
    on(certificate.CertificateRefused, "2004-04-12", reason="材料不全"),
    on(
        certificate.CertificateIssued,
        "2004-04-12",
        certificate_no="44070304000017",
        category="soe_laid_off",
        valid_until="2005-12-31",
        **KEPT_UNTIL,
    ),
    on(
        certificate.CertificateReviewed,
        "2005-02-01",
        year=2004,
        passed=False,
        reason="未参加",
        **KEPT_UNTIL,
    ),
    on(certificate.CertificateSuspended, "2004-06-01", reason="核查"),
    on(certificate.CertificateResumed, "2004-06-08", reason="核查完毕"),
    on(
        certificate.CertificateReplaced,
        "2004-07-01",
        reason="遗失",
        certificate_no="44070304000018",
        old_certificate_no="44070304000017",
    ),
    on(certificate.CertificateWithdrawn, "2004-10-08", reason="转借"),
    on(certificate.CertificateEnded, "2005-03-15", reason="retired"),
    on(
        training.EnrolledInTraining,
        "2004-03-01",
        course="家政服务",
        provider="市就业训练中心",
        trade="家政服务员",
        hours=60,
        free=False,
    ),
    on(
        training.TrainingCompleted,
        "2004-03-31",
        passed=True,
        required_hours=48,
        placement_until="2004-09-30",
        **ENDED,
    ),
    on(training.TrainingFailed, "2004-03-31", passed=False, required_hours=48, **ENDED),
    on(training.TrainingLeft, "2004-03-15", course="家政服务", reason="找到工作"),
    *ERASING,
    on(FollowUpRecorded, "2004-05-02", outcome=Outcome.LEFT_JOB, next_on="2004-06-02"),
    UnitsLoaded(
        source="jiangmen-units.csv",
        units=(
            Unit(code="440700", name="江门市", level=Level.CITY),
            Unit(
                code="440703002",
                name="白沙街道",
                level=Level.STREET,
                parent="440703",
                kind="street",
                valid_from=date(2006, 1, 1),
                valid_until=date(2023, 6, 30),
                successor="440703005",
            ),
        ),
    ),
    on(ParameterSet, "2004-07-01", name="older_female", value="45", reference="江劳社[2004]7号"),
    on(
        TargetSet,
        "2004-01-15",
        unit="440703",
        year=2004,
        indicator="reemployment-rate",
        value=Decimal("62.50"),
        reference="蓬江府[2004]3号",
    ),
    on(
        FigureReported,
        "2005-01-05",
        unit="440703",
        period_end="2004-12-31",
        figure=Figure.EMPLOYED_TOTAL,
        value=9650,
        source="统计局",
    ),
    ClaimTaken(holder=ONE),
    ClaimReleased(holder=ONE),
)
