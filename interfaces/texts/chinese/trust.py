"""What is said of the integrity of the log, its seals, its copies."""

TRUST: dict[str, str] = {
    "seal-key-missing": (
        "找不到封印用的密钥文件‹（{file}）›。请放回原来的文件；确已遗失的，"
        "请用 taizhang seal now --new-key 换用新密钥。"
    ),
    "seal-key-differs": (
        "封印用的密钥文件‹（{file}）›不是此台帐上一次封印所用的。请换回原来的文件；"
        "确需换用的，请用 taizhang seal now --new-key。"
    ),
    "seal-key-unreadable": "封印用的密钥文件‹（{file}）›已损坏。请从备份中取回原来的文件。",
    "seal-file-unusable": (
        "封印文件‹（{file}）›不能使用‹（第{line}行）›。请重新导出，或换用完整的文件。"
    ),
    "public-key-unreadable": "公钥文件‹（{file}）›不能使用。请用 taizhang seal key 重新导出。",
    "copy-exists": "已有同名文件‹（{file}）›。不会覆盖，请换一个文件名。",
    "copy-damaged": "复制后回读与原库‹（{file}）›不一致。请检查磁盘，再重新备份。",
    "copy-program-missing": (
        "PATH 中没有备份和恢复所用的 PostgreSQL 程序‹ {program}（须为第{version}版或更高版本）›‹，"
        "现有第{found}版›。请安装与数据库服务器同版本的 PostgreSQL 客户端程序。"
    ),
    "copy-program-failed": (
        "PostgreSQL 的程序‹ {program} ›未能完成‹：{reason}›。请按所述处理后重新办理。"
    ),
    "restore-not-allowed": (
        "数据库用户‹（{role}）›不能在此新建数据库、更改数据库名称，"
        "或不能把表交给服务所用的用户。请由数据库管理员授权后重新办理。"
    ),
    "reports-unavailable": (
        "报表引擎暂不能用‹：{reason}›。请检查磁盘后重试，或用 --engine store 由台帐库作答。"
    ),
    "spark-missing": "没有安装 Spark。请安装附加组件 taizhang[spark] 和 Java 17。",
    "spark-unavailable": (
        "Spark 未能作答‹：{reason}›。"
        "请检查 Java 17、--master 的地址和导出的数据后重试，或用 --engine store 由台帐库作答。"
    ),
    "rows-missing": "‹（{folder}）›里没有导出的数据。请先用 taizhang export --parquet 导出。",
    "ledger-in-use": "台帐‹（{file}）›正被使用。请先停止服务，再重新办理。",
}
INTEGRITY: dict[str, str] = {
    "file-damaged": "数据库文件已损坏",
    "no-chain": "没有散列链",
    "fact-changed": "事实被改动",
    "fact-removed": "事实被删除",
    "fact-inserted": "多出链外的事实",
    "facts-swapped": "事实被对调",
    "fact-moved": "事实被移位",
    "answer-changed": "命令回执被改动",
    "answer-removed": "命令回执被删除",
    "answer-inserted": "多出链外的命令回执",
    "link-changed": "链节被改动",
    "link-removed": "链节被删除",
    "end-cut-off": "末尾被截去",
    "chain-rewritten": "与封印不符，链被重写",
    "line-changed": "导出文件的行被改动",
    "seal-broken": "封印无效",
    "seal-removed": "封印被删除",
    "seal-of-another-key": "封印所用密钥不对",
}
