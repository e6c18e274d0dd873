"""What the ledger itself and the accounts refuse."""

LEDGER: dict[str, str] = {
    "identity-number-invalid": "公民身份号码不对。请对照证件核对。",
    "identity-number-invalid.form": "公民身份号码须为18位（末位可为X）或15位数字。请对照证件核对。",
    "identity-number-invalid.date": "公民身份号码中的出生日期不存在。请对照证件核对。",
    "identity-number-invalid.check-digit": (
        "公民身份号码的校验码不符，可能有一位抄错。请对照证件核对。"
    ),
    "identity-number-invalid.sequence": (
        "15位公民身份号码的顺序码996至999属于十九世纪出生的人，不能使用。请对照证件核对。"
    ),
    "command-id-reused": "同一请求编号已用于另一内容。请换用新的编号重新提交。",
    "recorded-backwards": (
        "记录时间‹（{recorded_at}）›早于此人最近的一次记录。请按记录的先后顺序排列。"
    ),
    "recorded-in-the-future": "记录时间‹（{recorded_at}）›晚于现在。请核对时间和时区。",
    "signed-for-another": (
        "只有办理全市事项的人才能导入由他人签署的记录。请删去签署人和签署单位两列。"
    ),
    "stale-version": (
        "此案刚刚由他人办理过‹（现为第{version}版，您看到的是第{expected}版）›。"
        "请重新打开后再办理。"
    ),
    "ledger-unavailable": (
        "台帐数据库暂时不能写入（被占用、已满、只读或中途断开）。"
        "请稍后原样再办一次，已经记入的不会重复；仍不行的，请联系管理员。"
    ),
    "ledger-unreachable": (
        "连不上台帐数据库‹（{place}）›‹：{reason}›。"
        "请检查 TAIZHANG_DATABASE_URL、数据库服务器和密码后重新办理。"
    ),
    "ledger-overrun": "同时办理的事太多，这一件没有记入。请过几秒钟再提交一次。",
    "right-missing": "您没有办理此事的权限‹（{right:word}）›。请由有权限的人员办理。",
    "outside-area": "此事不在您的辖区‹（{area}）›之内。请由所属机构办理，或先转移。",
    "ledger-outdated": (
        "数据库中的台帐表不是本程序所需的版本‹（现为第{version}版，需要第{wanted}版）›，此数据库用户无权更改。"
        "请由表的所有者运行一次 taizhang migrate。"
    ),
    "ledger-newer": (
        "数据库中的台帐表出自新版程序‹（现为第{version}版，本程序只认到第{known}版）›。请改用新版程序。"
    ),
    "key-missing": "找不到此台帐的密钥文件‹（{file}）›。请放回原来的密钥文件。",
    "key-unreadable": "密钥文件‹（{file}）›已损坏。请从备份中取回原来的密钥文件。",
    "key-differs": "密钥文件‹（{file}）›不是此台帐的。请换回原来的密钥文件。",
    "people-locked": "人员信息已锁定，现在不能办理与人员有关的事。请联系管理员放回原来的主密钥。",
    "people-locked.master-key-missing": (
        "找不到主密钥‹（{place}）›，人员信息已锁定，统计照常。请放回原来的主密钥并重新启动。"
    ),
    "people-locked.master-key-differs": (
        "主密钥‹（{place}）›不是此台帐的，人员信息已锁定，统计照常。请换回原来的主密钥并重新启动。"
    ),
    "people-locked.key-store": (
        "人员密钥库‹（{place}）›不在或不是此台帐的，人员信息已锁定，统计照常。"
        "请放回原来的密钥库并重新启动。"
    ),
    "people-locked.erased": "此人的个人信息已依法删除，不能再记入任何内容。请核对是哪一个人。",
    "seal-broken": "加密的内容已被改动，不能读取。请联系管理员核验台帐。",
    "master-key-unreadable": (
        "主密钥‹（{place}）›不是64位十六进制数字。请从保管处取回原来的主密钥。"
    ),
    "master-key-in-environment": (
        "主密钥来自环境变量，不能在此更换。请先把新的主密钥写在原来的后面，用逗号隔开，再运行一次。"
    ),
    "account-exists": "这个帐号名已有人使用。请另取一个。",
    "account-unknown": "没有这个帐号。请核对帐号名。",
    "account-disabled": "这个帐号已停用。请联系管理员。",
    "last-administrator": (
        "这个帐号是这里最后一个管理员，停用或变更以后就没有人能管理帐号了。请先开设或启用另一个管理员帐号。"
    ),
    "role-unknown": "没有这个角色。请用 clerk、reviewer、office、auditor 或 admin。",
    "account-entry-unusable": (
        "所填内容‹（{field:field}）›不能为空，不能有不可见的字符‹，最多{longest}个字符›。请更正。"
    ),
    "password-too-short": "密码太短‹，至少{shortest}个字符›。请另设一个。",
    "password-too-long": "密码太长‹，最多{longest}个字符›。请另设一个。",
    "password-unchanged": "新密码与原密码相同。请另设一个。",
    "token-days-out-of-range": "令牌的有效天数须在1天以上‹、{longest}天以内›。请更正。",
    "sign-in-refused": "帐号或密码不对。请核对后重新填写；忘记密码的，请找管理员重设。",
    "sign-in-slowed-down": "登录失败的次数太多‹，请等{seconds}秒再试›。请不要反复尝试。",
    "token-unknown": "没有这个令牌。请核对令牌编号。",
}
