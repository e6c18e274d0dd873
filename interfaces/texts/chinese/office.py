"""What training, follow-ups, rules, targets, figures and units refuse."""

OFFICE: dict[str, str] = {
    "already-enrolled": "此人已‹于{enrolled_on}›报名参加该课程，尚未结束。请先登记结业或退出。",
    "not-enrolled": "该日此人没有参加该课程。请核对课程和日期，或先登记报名。",
    "attended-more-than-held": (
        "出勤学时‹（{attended_hours}）›多于课程总学时‹（{hours}）›。请核对学时。"
    ),
    "later-training-fact-impossible": (
        "记入此事，以后日期已记录的培训事项便不能成立‹，{clashes_with}›。请核对日期。"
    ),
    "next-before-follow-up": (
        "下次回访日期‹（{next_on}）›须晚于本次回访‹（{effective_on}）›。请更正日期。"
    ),
    "parameter-unknown": "没有这个名称的规则参数。请核对名称‹，可用的有：{known}›。",
    "parameter-out-of-bounds": "参数值超出允许的范围‹（{bounds}）›。请更正。",
    "target-indicator-unknown": "没有可以设定目标的这个指标。请核对指标名称‹，可用的有：{known}›。",
    "target-out-of-bounds": "目标值须为‹{lowest}至{highest}之间、›至多两位小数的数。请更正。",
    "figure-out-of-bounds": "数值超出允许的范围‹（{lowest}至{highest}）›。请核对。",
    "period-not-over": "统计期‹（至{period_end}）›尚未结束‹（今天是{today}）›。请期满后再报。",
    "period-upside-down": "起始日期‹（{since}）›晚于截止日期‹（{as_of}）›。请更正。",
    "group-unknown": "没有这个人群‹；可用的有：{known:choice}›。请改用其中之一。",
    "cell-unknown": "统计结果中没有这一格‹；可用的有：{known:choice}›。请核对单位、人群和项目。",
    "cursor-invalid": "翻页标记不对。请用上一页给出的标记，或从第一页看起。",
    "limit-out-of-bounds": "每页条数超出允许的范围‹（1至{highest}）›。请更正。",
    "unit-unknown": "没有这个单位代码‹（{unit}）›。请核对代码，或先载入单位表。",
    "unit-name-unclear": "单位名称不明确。请改填单位代码。",
    "unit-name-unclear.unknown": "没有叫这个名称的单位。请核对名称，或改填单位代码。",
    "unit-name-unclear.shared": (
        "有几个单位叫这个名称‹（代码：{codes}）›。请在前面加上上级单位的名称，或改填单位代码。"
    ),
    "units-unusable": "单位表不是一棵完整的单位树。请更正单位表后重新载入。",
    "units-unusable.no-city": (
        "单位表须有且只有一个市级单位‹（现有{cities}个）›。请更正单位表后重新载入。"
    ),
    "units-unusable.parent-unknown": (
        "单位‹{unit}›的上级单位‹{parent}›不在单位表中。请更正单位表后重新载入。"
    ),
    "units-unusable.wrong-parent-level": (
        "单位‹{unit}›的上级单位‹{parent}›不是高一级的单位。请更正单位表后重新载入。"
    ),
    "units-unusable.successor-unknown": (
        "单位‹{unit}›的承接单位不在单位表中。请更正单位表后重新载入。"
    ),
    "units-unusable.wrong-successor-level": (
        "单位‹{unit}›的承接单位不是同一级的单位。请更正单位表后重新载入。"
    ),
    "units-unusable.days-reversed": (
        "单位‹{unit}›的有效期截止日在起始日之前。请更正单位表后重新载入。"
    ),
    "units-unusable.circle": "单位‹{unit}›的承接关系绕成一圈。请更正单位表后重新载入。",
    "units-file-unusable": "单位表文件不能使用。请核对文件。",
    "units-file-unusable.not-found": "找不到单位表文件‹（{file}）›。请核对文件名和文件夹。",
    "units-file-unusable.not-text": (
        "单位表‹（{file}）›不是 UTF-8 编码的 CSV 文件。请另存为 CSV UTF-8 后重试。"
    ),
    "units-file-unusable.no-header": "单位表的表头缺少必需的列‹：{missing}›。请补上后重试。",
    "units-file-unusable.bad-line": (
        "单位表‹第{line}行›的内容不能用‹（{field:field}）›。请更正后重试。"
    ),
    "units-file-unusable.code-twice": ("单位表‹第{line}行›的单位代码前面已经有了。请更正后重试。"),
}
