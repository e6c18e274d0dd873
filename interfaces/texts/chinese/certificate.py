"""What the preferential certificate for re-employment refuses."""

CERTIFICATE: dict[str, str] = {
    "category-does-not-qualify": (
        "此人的人员类别‹（{category:word}）›不能领取再就业优惠证‹；可领取的是："
        "{qualifying:word}›。类别有误的，请先更正登记。"
    ),
    "holder-not-able-or-willing": (
        "领取再就业优惠证须有劳动能力和就业愿望，登记的情况不符。情况有误的，请先更正登记。"
    ),
    "unemployed-too-short": (
        "低保人员失业未满规定的时间‹（{months}个月）›，不能领取再就业优惠证。"
        "请期满‹（{qualifies_on}）›后再申请。"
    ),
    "not-on-minimum-living": (
        "该日此人尚未享受最低生活保障‹（自{minimum_living_since}起享受）›。"
        "请核对日期，或先更正登记。"
    ),
    "holder-case-not-open": (
        "该日‹（{on}）›此人不在台帐上，不能领取再就业优惠证。请核对日期，或先恢复登记。"
    ),
    "certificate-already-held": (
        "此人已持有再就业优惠证‹（{certificate_no}）›。请使用原证；遗失或用完的，请办理换发。"
    ),
    "certificate-already-applied-for": "此人的再就业优惠证申请正在办理。请先核发或不予核发。",
    "certificate-not-applied-for": (
        "此人没有待办的再就业优惠证申请‹（现状：{standing:word}）›。请先登记申请。"
    ),
    "certificate-not-in-force": (
        "此人在该日没有可办理的再就业优惠证‹（现状：{standing:word}）›。请核对日期和证件现状。"
    ),
    "certificate-not-suspended": (
        "再就业优惠证没有暂停使用‹（现状：{standing:word}）›，无须恢复。请核对日期和证件现状。"
    ),
    "year-already-reviewed": "该年度‹（{year}）›的年检已经通过。请核对年度。",
    "review-year-out-of-bounds": (
        "年检年度‹（{year}）›不能晚于办理日期所在的年份‹（{highest}）›。请核对年度和日期。"
    ),
    "certificate-number-taken": "证号‹{certificate_no}›已经用过，一码一证。请核对证号。",
    "certificate-number-missing": "换发须有新证号。请填写证号。",
    "certificate-number-invalid": "证号只能由字母、数字和连字符组成。请核对证号。",
    "valid-until-before-issue": (
        "有效期截止日‹（{valid_until}）›早于核发日期‹（{effective_on}）›。请核对这两个日期。"
    ),
    "later-certificate-fact-impossible": (
        "记入此事，以后日期已记录的证件事项便不能成立‹，{clashes_with}›。"
        "请核对日期，或先处理那一项。"
    ),
}
