"""What counts as re-employment (domain §3.5), and from which day."""

from datetime import date

from domain.kernel.calendar import months_after
from domain.policy.book import PolicyBook
from domain.worker.vocabulary import EmploymentKind

_CRITERION = {
    EmploymentKind.SELF_EMPLOYMENT: 1,
    EmploymentKind.LABOUR_CONTRACT: 2,
    EmploymentKind.PUBLIC_WELFARE_POST: 3,
    EmploymentKind.FLEXIBLE: 4,
}


def counted(kind: EmploymentKind, started_on: date, policy: PolicyBook) -> tuple[date, str]:
    """The day from which a job counts, and the rule that says so.

    Kinds 1–3 count from their start; flexible work once it has lasted the months that the policy
    book gives for its start (three calendar months: 31 March → 30 June).
    """
    rule = f"JM-2003 §3.5 ({_CRITERION[kind]})"
    if kind is not EmploymentKind.FLEXIBLE:
        return started_on, rule
    months = policy.number("flexible_months", started_on)
    return months_after(started_on, months), f"{rule} +{months}"
