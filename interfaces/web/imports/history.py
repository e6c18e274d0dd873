"""The files that were brought, as a table to take away."""

from collections.abc import Sequence

from application.exports.tables import Column, Row, Table
from interfaces.web.imports.preview import STATES
from interfaces.web.imports.uploads import Upload
from interfaces.web.visit import Visit


def history_table(visit: Visit, uploads: Sequence[Upload]) -> Table:
    say = visit.words.say
    columns = [
        Column(say("上传时间")),
        Column(say("文件")),
        Column(say("上传人")),
        Column(visit.words.field("unit")),
        Column(say("结果")),
        Column(say("正确"), "number"),
        Column(say("已在台帐"), "number"),
        Column(say("有误"), "number"),
    ]
    rows = [
        Row(
            [
                visit.words.moment(each.uploaded_at),
                each.file_name,
                each.by,
                visit.place(each.unit),
                say(STATES[each.state][0]),
                each.good,
                each.already_there,
                each.bad,
            ]
        )
        for each in uploads
    ]
    return Table(say("导入记录"), columns, rows, language=visit.language)
