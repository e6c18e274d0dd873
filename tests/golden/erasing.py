"""The facts of an erasure, as tests/golden/content.py has all others."""

from domain.erasure import erasures as erasure
from domain.kernel.fact import Fact


def on(fact: type[Fact], effective_on: str, /, **fields: object) -> Fact:
    return fact.model_validate({"effective_on": effective_on, "note": "存档", **fields})


_TOLD = {
    "reason": erasure.ErasureReason.CONSENT_WITHDRAWN,
    "legal_reference": "个人信息保护法 第四十七条",
    "requested_by": "office",
}
ERASING = (
    on(erasure.ErasureRequested, "2005-02-01", **_TOLD),
    on(erasure.ErasureDeclined, "2005-02-02"),
    on(erasure.WorkerErased, "2005-02-03", **_TOLD),
)
