"""What a worker's case refuses."""

WORKER: dict[str, str] = {
    "erasure-already-requested": (
        "已有人申请删除此人的个人信息‹（{requested_on}）›。请等另一帐号确认或答复。"
    ),
    "erasure-not-requested": "没有人申请删除此人的个人信息。请先提出申请。",
    "erasure-by-one-account": "提出申请的帐号不能自己删除。请由另一帐号核对并删除。",
    "erasure-impossible": (
        "此人的登记是在启用加密以前记入的，不能单独删除。请联系管理员用历史文件重建台帐。"
    ),
    "person-erased": (
        "此人的个人信息已依法删除‹（{erased_on}）›，不能再办理业务。同一号码的人请重新登记。"
    ),
    "worker-not-found": "台帐上没有此人。请核对公民身份号码，或先办理登记。",
    "worker-already-registered": (
        "此人已在台帐上‹（{registered_on}登记，劳动保障机构{station}）›。"
        "请在原登记上办理，需要时先转移。"
    ),
    "sex-differs-from-number": (
        "性别与公民身份号码所示‹（{number_says:word}）›不符。请核对；确属例外的，请填写例外理由。"
    ),
    "birth-date-differs-from-number": (
        "出生日期与公民身份号码所示不符。请核对；确属例外的，请填写例外理由。"
    ),
    "age-out-of-bounds": (
        "登记时的年龄‹（{age}周岁）›不在可登记的范围‹（{lowest}至{highest}周岁）›之内。"
        "请核对公民身份号码和登记日期。"
    ),
    "unemployed-after-registration": (
        "失业日期‹（{unemployed_since}）›晚于登记日期‹（{registered_on}）›。请核对这两个日期。"
    ),
    "not-a-station": (
        "所填单位‹（{station}，{level:word}）›不是街道（镇）或社区的劳动保障机构。"
        "请改填街道（镇）或社区的单位代码。"
    ),
    "unit-not-in-force": (
        "所填单位‹（{station}）›在该日尚未设立或已经撤销‹，自{valid_from}起有效›‹，"
        "有效至{valid_until}›。请核对日期‹，或改填承接单位{successor}›。"
    ),
    "registration-is-void": (
        "此登记‹自{void_since}起›已作废，不能再办理。此人确应在台帐上的，请重新登记。"
    ),
    "worker-is-merged": "此登记已并入另一登记‹（{into}）›。请在并入后的登记上办理，或先撤销合并。",
    "worker-not-merged": "此登记没有并入所填的登记，不能撤销合并。请核对两个登记。",
    "merge-into-itself": "同一登记不能并入自身。请核对重复的是哪两个登记。",
    "another-than-itself": "所填的就是此登记本身。请核对要区分的是哪两个登记。",
    "already-ruled-out": (
        "这两个登记已认定不是同一人‹（{on}）›。无须再次认定；认定有误的，可直接合并。"
    ),
    "before-registration": (
        "日期早于登记日期‹（{registered_on}）›‹，{clashes_with}›。请核对日期，或先更正登记日期。"
    ),
    "case-is-closed": (
        "此人‹自{closed_on}起›已退出台帐‹（{reason:word}）›‹，{clashes_with}›。"
        "请核对日期，或先恢复登记。"
    ),
    "case-not-closed": "此人没有退出台帐，无须恢复‹，{clashes_with}›。请核对日期。",
    "already-employed": (
        "此人已有未结束的就业‹（{kind:word}，{started_on}开始）›‹，{clashes_with}›。"
        "请先登记该次就业结束，或核对日期。"
    ),
    "not-employed": (
        "该日‹（{on}）›此人没有未结束的就业‹，最近一次始于{last_started_on}›‹，{clashes_with}›。"
        "请先登记就业，或核对日期。"
    ),
    "started-that-day-already": (
        "该日‹（{started_on}）›已有一次就业开始‹，{clashes_with}›。如需修改，请更正该次就业。"
    ),
    "employment-not-found": (
        "没有在该日‹（{started_on}）›开始的就业。请按已记录的开始日期填写‹：{known}›。"
    ),
    "already-at-station": (
        "此人‹自{since}起›已属该劳动保障机构‹（{station}）›‹，{clashes_with}›。"
        "请核对转入机构和日期。"
    ),
    "transferred-that-day-already": (
        "该日‹（{on}）›已办理过转移‹，转入{to_station}›‹，{clashes_with}›。"
        "一日只能转移一次，请核对日期。"
    ),
    "reopened-that-day-already": "该日‹（{on}）›已恢复过登记‹，{clashes_with}›。请核对日期。",
    "closing-not-found": "该日‹（{on}）›没有退出台帐的记录。请按已记录的退出日期填写‹：{known}›。",
    "nothing-corrected": "没有填写要更正的内容。请至少填写一项。",
    "later-fact-impossible": (
        "记入此事，以后日期已记录的事项便不能成立‹，{clashes_with}›。请核对日期，或先更正那一项。"
    ),
    "assistance-already-applied-for": (
        "此人的就业援助认定申请‹（{applied_on}）›尚待审核，不能再次申请。请等审核结果。"
    ),
    "assistance-not-applied-for": (
        "该日‹（{on}）›此人没有待审核的就业援助认定申请，无可退回。请核对日期，或先登记申请。"
    ),
    "reason-without-declining": (
        "认定为就业困难的，不填不予认定的原因。请核对认定结论，或去掉原因。"
    ),
    "later-assistance-fact-impossible": (
        "记入此事，以后日期已记录的援助认定事项便不能成立‹，{clashes_with}›。请核对日期。"
    ),
    "day-in-the-future": "日期‹{day}›晚于今天‹（{today}）›。请更正日期，或到该日再办理。",
}
