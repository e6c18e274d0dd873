"""Why a file, or a line of it, cannot be used."""

FILES: dict[str, str] = {
    "no-such-file": "没有这个文件。请核对文件名和文件夹。",
    "unreadable": "文件不能读取。请检查文件的权限和存放位置。",
    "not-a-file": "指定的不是文件，可能是文件夹。请指定一个文件。",
    "empty-file": "文件是空的，没有可导入的内容。请核对是否选对了文件。",
    "too-large": (
        "文件太大‹（{bytes:MiB}，上限{limit:MiB}）›。"
        "请分成几个文件导入，或调高TAIZHANG_MAX_IMPORT_BYTES。"
    ),
    "unknown-format": "不能导入这种文件‹（{suffix}）›。请用扩展名为 jsonl、xlsx 或 csv 的文件。",
    "wrong-encoding": (
        "文件的编码不对‹，现为{found}›‹，可用的是：{accepted}›。请另存为 UTF-8 后重试。"
    ),
    "binary-content": "文件内容不是文本。请核对是否选对了文件、扩展名是否正确。",
    "line-too-long": "‹第{line}行›内容过长‹，上限{limit}字节›。请检查该行是否漏了引号或换行。",
    "too-many-columns": "列数过多‹，上限{limit}列›。请删去多余的列。",
    "too-many-rows": "行数过多‹，上限{limit}行›。请分成几个文件导入。",
    "too-many-sheets": "工作表过多‹，上限{limit}个›。请删去多余的工作表。",
    "duplicate-column": "表头中有重复的列‹：{column:field}›。请只保留一列。",
    "no-command": "文件没有说明办理什么事项。请加上“事项”列，或用事项的名称作工作表名或文件名。",
    "sheet-without-command": (
        "工作表‹“{sheet}”›没有说明办理什么事项，所以整个文件都没有导入。"
        "请用事项的名称作工作表名，或加上“事项”列；不导入的工作表请隐藏或删去。"
    ),
    "command-missing": "该行没有说明办理什么事项。请填写“事项”。",
    "command-unknown": "没有这个事项。请核对事项代码，例如 register-worker。",
    "not-json-lines": "文件不是 JSON Lines：每行须是一个完整的 JSON 对象。请改为一行一条。",
    "not-json": "该行不是 JSON‹，第{column}个字符处有误›。请更正该行。",
    "not-an-object": '该行不是 JSON 对象。请写成 {"command": …} 的形式。',
    "nested-too-deep": "该行嵌套过深‹，上限{limit}层›。各项内容请直接写在一层。",
    "cut-off": "文件‹在第{line}行›中断，可能没有传完。请重新取得文件。",
    "bad-quotes": "该行的引号不配对。请更正该行。",
    "not-a-workbook": (
        "文件不是 xlsx 工作簿。请用表格软件另存为 xlsx 后重试；设了打开密码的，请先取消密码。"
    ),
    "broken-workbook": "工作簿已损坏，不能打开。请用表格软件重新保存后重试。",
    "unpacks-too-large": "工作簿展开后过大‹，上限{limit:MiB}›。请删去空白的行列，或分成几个文件。",
    "cell-without-heading": "‹{column}列›有内容，但表头没有列名。请补上列名或删去内容。",
    "number-as-float": (
        "‹{column}列的›号码是按数值存放的，可能已丢失末位数字。请把该列设为文本格式后重新填写。"
    ),
}
