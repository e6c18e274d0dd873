"""The four targets of the notice, each as a number with what it is measured by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from application.indicators.completion_lines import Compared
from application.indicators.measured import Lamp, Measured, points
from application.indicators.reported_targets import Reported
from application.indicators.target_completion import Board
from interfaces.web.figures.asked import FiguresAsked
from interfaces.web.figures.charts.bullet import bullet
from interfaces.web.figures.telling import change, percent, tone_of
from interfaces.web.wording import Wording

RATE, JOBS, UNEMPLOYMENT = "reemployment-rate", "net-new-jobs", "registered-unemployment-rate"
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Tile:
    """`value` opens at `link`; `rests_on` says of what it is, `beside` what it is measured by."""

    title: str
    definition: str
    value: str
    link: str
    lamp: Lamp | None
    lamp_words: str
    rests_on: str
    beside: Sequence[str]
    drawn: Markup


def tiles_of(board: Board, asked: FiguresAsked, words: Wording) -> Iterator[Tile]:
    making = _Making(board, asked, words)
    say = words.say
    yield making.rate(say("下岗失业人员再就业率"), "all", board.total.all)
    yield making.rate(say("其中：大龄人员再就业率"), "older", board.total.older)
    yield making.net_new_jobs(board.net_new_jobs)
    yield making.unemployment(board.unemployment)


@dataclass(frozen=True, slots=True)
class _Making:
    board: Board
    asked: FiguresAsked
    words: Wording

    def rate(self, title: str, group: str, rate: Compared) -> Tile:
        now, level = rate.now, self.board.total.level.value
        link = self.asked.address(f"/figures/{RATE}/people", group=group, level=level)
        people = self._of(now)
        if (now.denominator or 0) < self.board.small_group:
            people = f"{people} ※"
        beside = self._reached(now, percent(now.target)) + self._last_year(rate.since_last_year)
        value = percent(now.shown)
        return self._tile(RATE, title, value, link, now, people, beside, _WHOLE)

    def net_new_jobs(self, jobs: Reported) -> Tile:
        now, say = jobs.now, self.words.say
        value = "—" if now.exact is None else f"{int(now.exact):,}"
        target = "—" if now.target is None else f"{now.target.normalize():,f}"
        beside, then = self._reached(now, target), jobs.a_year_before.exact
        if now.exact is not None and then is not None:
            beside.append(say("同比 {change} 个", change=change(int(now.exact - then))))
        highest = 1.25 * max(float(now.exact or 0), float(now.target or 0), 1.0)
        return self._tile(
            JOBS,
            say("净增就业岗位"),
            value,
            self.asked.address(f"/figures/{JOBS}/reports"),
            now,
            self._reported(jobs),
            beside,
            highest,
        )

    def unemployment(self, rate: Reported) -> Tile:
        now, say = rate.now, self.words.say
        beside = self._last_year(points(now, rate.a_year_before))
        if now.target is not None:
            beside.insert(0, say("控制在 {target} 以内", target=percent(now.target)))
        rests_on = self._reported(rate)
        if now.denominator:
            rests_on = f"{self._of(now)} · {rests_on}"
        highest = 1.6 * max(float(now.exact or 0), float(now.target or 0), 1.0)
        return self._tile(
            UNEMPLOYMENT,
            say("城镇登记失业率"),
            percent(now.shown),
            self.asked.address(f"/figures/{UNEMPLOYMENT}/reports"),
            now,
            rests_on,
            beside,
            highest,
        )

    def _of(self, now: Measured) -> str:
        return self.words.say(
            "{numerator} / {denominator} 人",
            numerator=self.words.number(now.numerator),
            denominator=self.words.number(now.denominator),
        )

    def _reached(self, now: Measured, target: str) -> list[str]:
        if now.target is None:
            return [self.words.say("未定目标")]
        return [
            self.words.say("目标 {target}", target=target),
            self.words.say("完成 {part}", part=percent(now.done_percent)),
        ]

    def _last_year(self, points: Decimal | None) -> list[str]:
        if points is None:
            return []
        return [self.words.say("同比 {change} 百分点", change=change(points))]

    def _reported(self, reported: Reported) -> str:
        if reported.on is None:
            return self.words.say("未上报")
        return self.words.say("{day} 上报数", day=reported.on)

    def _tile(
        self,
        indicator: str,
        title: str,
        value: str,
        link: str,
        now: Measured,
        rests_on: str,
        beside: Sequence[str],
        highest: float,
    ) -> Tile:
        lamp = now.lamp(self.board.near_percent)
        target = None if now.target is None else float(now.target)
        exact = None if now.exact is None else float(now.exact)
        says = " · ".join([title, value, *beside])
        drawn = bullet(exact, target, highest, tone_of(lamp), says)
        definition = self.asked.address(f"/indicators/{indicator}")
        words = self._lamp_words(lamp, now)
        return Tile(title, definition, value, link, lamp, words, rests_on, beside, drawn)

    def _lamp_words(self, lamp: Lamp | None, now: Measured) -> str:
        if now.at_most and lamp is Lamp.MET:
            return self.words.say("控制在目标内")
        if now.at_most and lamp:
            return self.words.say("超出目标")
        return self.words.word(lamp)
