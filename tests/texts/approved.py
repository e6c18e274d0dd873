"""What is asked for, and the sentences with which the last of it is refused."""

from collections.abc import Mapping, Sequence

MAN, WOMAN, NOBODY = "44070319530315021X", "440705196310010466", "440781195502280139"
STATION, OTHER_STATION, COUNTY = "440703002", "440704001", "440703"

REGISTRATION = {
    "id_number": MAN,
    "name": "陈建国",
    "category": "soe_laid_off",
    "unemployed_since": "2003-09-30",
    "station": STATION,
    "effective_on": "2003-10-08",
}
JOB = {"worker": MAN, "kind": "labour_contract", "effective_on": "2004-03-01"}
LATE_CLOSING = {"worker": MAN, "reason": "retired", "effective_on": "2004-02-01"}
APPLICATION = {"worker": MAN, "effective_on": "2003-11-01"}
ISSUE = {"worker": MAN, "certificate_no": "44070303000001", "effective_on": "2003-11-05"}
LIVING = REGISTRATION | {"id_number": WOMAN, "name": "黎秀英", "category": "minimum_living"}

Step = tuple[str, Mapping[str, object]]
SPOKEN: list[tuple[Sequence[Step], str, str]] = [
    (
        [("register-worker", REGISTRATION), ("register-worker", REGISTRATION)],
        "此人已在台帐上（2003-10-08登记，劳动保障机构440703002）。请在原登记上办理，需要时先转移。",
        "This person is already on the ledger (registered on 2003-10-08, station 440703002). "
        "Use that registration; have the case transferred if need be.",
    ),
    (
        [("start-employment", JOB | {"worker": NOBODY})],
        "台帐上没有此人。请核对公民身份号码，或先办理登记。",
        "This person is not on the ledger. Check the identity number, or register the person "
        "first.",
    ),
    (
        [("register-worker", REGISTRATION | {"sex": "female"})],
        "性别与公民身份号码所示（男）不符。请核对；确属例外的，请填写例外理由。",
        "The sex differs from what the identity number says (male). Check both; for a true "
        "exception, give the override reason.",
    ),
    (
        [("register-worker", REGISTRATION | {"birth_date": "1953-03-16"})],
        "出生日期与公民身份号码所示不符。请核对；确属例外的，请填写例外理由。",
        "The date of birth differs from what the identity number says. Check both; for a true "
        "exception, give the override reason.",
    ),
    (
        [("register-worker", REGISTRATION | {"station": COUNTY})],
        "所填单位（440703，县（市、区）级）不是街道（镇）或社区的劳动保障机构。"
        "请改填街道（镇）或社区的单位代码。",
        "The unit (440703, level county) is not a station of a street, town or community. "
        "Give the code of a street, town or community.",
    ),
    (
        [("register-worker", REGISTRATION | {"station": "449999"})],
        "没有这个单位代码（449999）。请核对代码，或先载入单位表。",
        "There is no unit with that code (449999). Check the code, or load the list of units "
        "first.",
    ),
    (
        [
            ("register-worker", REGISTRATION),
            ("start-employment", JOB),
            ("start-employment", JOB | {"effective_on": "2004-05-01"}),
        ],
        "此人已有未结束的就业（劳动合同就业，2004-03-01开始），与已记录的「就业」（2004-03-01）冲突。"
        "请先登记该次就业结束，或核对日期。",
        "The worker already has a job that has not ended (employment under a labour contract, "
        "since 2004-03-01); this clashes with “Employment started” recorded for 2004-03-01. "
        "Record the end of that job first, or check the day.",
    ),
    (
        [
            ("register-worker", REGISTRATION),
            ("start-employment", JOB),
            ("close-case", LATE_CLOSING),
        ],
        "记入此事，以后日期已记录的事项便不能成立，与已记录的「就业」（2004-03-01）冲突。"
        "请核对日期，或先更正那一项。",
        "With this, something already recorded for a later day could not have happened: it "
        "clashes with “Employment started” recorded for 2004-03-01. Check the day, or correct "
        "the later record first.",
    ),
    (
        [
            ("register-worker", REGISTRATION),
            ("close-case", LATE_CLOSING),
            ("start-employment", JOB),
        ],
        "此人自2004-02-01起已退出台帐（退休），与已记录的「退出台帐」（2004-02-01）冲突。"
        "请核对日期，或先恢复登记。",
        "The case is closed since 2004-02-01 (retired); this clashes with “Case closed” recorded "
        "for 2004-02-01. Check the day, or reopen the case first.",
    ),
    (
        [
            ("register-worker", REGISTRATION),
            ("end-employment", {"worker": MAN, "reason": "other", "effective_on": "2004-05-01"}),
        ],
        "该日（2004-05-01）此人没有未结束的就业。请先登记就业，或核对日期。",
        "The worker has no job that could end on that day (2004-05-01). Record the job first, or "
        "check the day.",
    ),
    (
        [
            ("register-worker", REGISTRATION),
            ("start-employment", JOB | {"effective_on": "2006-02-01"}),
        ],
        "日期2006-02-01晚于今天（2005-12-31）。请更正日期，或到该日再办理。",
        "The day 2006-02-01 is after today (2005-12-31). Correct it, or wait until that day.",
    ),
    (
        [
            ("register-worker", REGISTRATION | {"category": "other_unemployed"}),
            ("apply-for-certificate", APPLICATION),
        ],
        "此人的人员类别（其他失业人员）不能领取再就业优惠证；可领取的是：国有企业下岗职工、"
        "国有企业失业人员、关闭破产企业安置人员、低保失业人员。类别有误的，请先更正登记。",
        "The worker's category (other unemployed person) does not qualify for the preferential "
        "certificate; these do: laid-off worker of a state enterprise, unemployed person from a "
        "state enterprise, worker of a closed or bankrupt enterprise, unemployed person on the "
        "minimum living guarantee. If the category is wrong, correct the registration first.",
    ),
    (
        [
            ("register-worker", LIVING),
            ("apply-for-certificate", APPLICATION | {"worker": WOMAN}),
        ],
        "低保人员失业未满规定的时间（12个月），不能领取再就业优惠证。请期满（2004-09-30）后再申请。",
        "A person on the minimum living guarantee qualifies only after the set time without work "
        "(12 months). Apply once that is reached (2004-09-30).",
    ),
    (
        [("register-worker", REGISTRATION), ("issue-certificate", ISSUE)],
        "此人没有待办的再就业优惠证申请（现状：从未申领）。请先登记申请。",
        "The worker has no open application for a certificate (it stands: never applied for). "
        "Record the application first.",
    ),
    (
        [
            ("register-worker", REGISTRATION),
            ("apply-for-certificate", APPLICATION),
            ("issue-certificate", ISSUE),
            ("apply-for-certificate", APPLICATION | {"effective_on": "2003-12-01"}),
        ],
        "此人已持有再就业优惠证（44070303000001）。请使用原证；遗失或用完的，请办理换发。",
        "The worker already holds a preferential certificate (44070303000001). Use that one; if "
        "it is lost or full, replace it.",
    ),
    (
        [
            (
                "set-parameter",
                {
                    "name": "older_male",
                    "value": "500",
                    "reference": "试",
                    "effective_on": "2004-01-01",
                },
            )
        ],
        "参数值超出允许的范围（16–100）。请更正。",
        "The value is outside what this parameter allows (16–100). Correct it.",
    ),
]
