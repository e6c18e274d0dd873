"""The tabs of the log: what was recorded, who was signed in, who looked, what was done."""

from typing import NamedTuple

from interfaces.texts.pages import later


class Tab(NamedTuple):
    path: str
    title: str


RECORDED = Tab("/log", later("记录日志"))
SIGN_INS = Tab("/log/sign-ins", later("登录记录"))
LOOKS = Tab("/log/looks", later("查看记录"))
URGENT = Tab("/log/urgent", later("紧急查阅"))
ACTS = Tab("/log/acts", later("帐号操作"))
TABS = tuple((tab, None) for tab in (RECORDED, SIGN_INS, LOOKS, URGENT, ACTS))
