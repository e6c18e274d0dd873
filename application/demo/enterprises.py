"""Invented enterprises: those that lay off, in waves, and those that hire."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from application.demo.days import FIRST_DAY, LAST_DAY, iso
from application.demo.places import Place

STATE, COLLECTIVE, PRIVATE = "state", "collective", "private"

_BRANDS = (  # noqa: SIM905 - words without quotes
    "霁穗 岚榕 砚溪 禾璟 澜葵 棹云 蔗月 桁舟 汀鹭 璞江 沅禾 霭帆 屿棠 垅穗 峤星 渟蓝 榄风 "
    "镬耳 潭雁 梓潮 炬榕 淇穗 曜葵 鹤汀 芷澜 珩江 堤柳 飏帆 埠星 筠禾"
).split()
_WORKS = (  # noqa: SIM905 - words without quotes
    "纺织 造纸 制糖 化纤 自行车 摩托车配件 五金制品 陶瓷 搪瓷 水泥 玻璃 农药 氮肥 农机 阀门 "
    "电机 电池 风扇 塑料 皮革 制鞋 服装 毛巾 麻纺 葵艺 酱料 罐头 印刷 火柴 船舶修造"
).split()
_TRADES = (  # noqa: SIM905 - words without quotes
    "百货 超市 餐饮 酒楼 物业管理 保洁服务 保安服务 家政服务 物流 快运 旅游 水暖安装 制衣 玩具 "
    "灯饰 电子 食品加工 园林绿化 机动车维修 包装"
).split()

# Weights of the months from July 2003 on. Enterprises let people go after the Spring Festival, at
# mid-year and at the year's end; the first months are high because the ledgers were opened with
# those already out of work.
_MONTHS = (
    1.7, 1.3, 1.2, 0.7, 0.8, 1.5,
    1.1, 1.8, 1.2, 0.7, 0.7, 1.3, 1.2, 0.7, 0.7, 0.6, 0.8, 1.5,
    1.0, 0.9, 1.7, 0.8, 0.7, 1.1,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wave:
    """A day on which an enterprise let many people go; `closing` when it shut for good."""

    enterprise: str
    ownership: str
    place: Place
    day: int
    closing: bool
    size: float


def short(name: str) -> str:
    """A county's name as firms carry it: 新会 of 新会区."""
    return name[:-1] if len(name) > 2 and name[-1] in "区市县" else name


def season_day(rng: Random) -> int:
    """A day of the two years, by the seasons of lay-off."""
    month = rng.choices(range(24), _MONTHS)[0]
    length = (LAST_DAY + 1 - FIRST_DAY) / 24
    return FIRST_DAY + int((month + rng.random()) * length)


def waves_of(places: Sequence[Place], rng: Random, enterprises: int = 60) -> list[Wave]:
    """One to three waves of each enterprise; the last of some is its closing."""
    weights = list(accumulate(place.people for place in places))
    names = rng.sample([(brand, work) for brand in _BRANDS for work in _WORKS], enterprises)
    found: list[Wave] = []
    for brand, work in names:
        place = rng.choices(places, cum_weights=weights)[0]
        ownership = rng.choices((STATE, COLLECTIVE, PRIVATE), (60, 22, 18))[0]
        ending = "有限公司" if ownership == PRIVATE else "厂"
        name = f"{short(place.county.name)}{brand}{work}{ending}"
        days = sorted(season_day(rng) for _ in range(rng.randint(1, 3)))
        closes = rng.random() < 0.4
        for day in days:
            closing = closes and day == days[-1]
            size = rng.uniform(0.4, 1.6) * (2 if closing else 1)
            found.append(Wave(name, ownership, place, day, closing, size))
    return found


def employers_of(places: Sequence[Place], rng: Random, employers: int = 160) -> list[str]:
    """Firms that hire."""
    counties = list(dict.fromkeys(short(place.county.name) for place in places))
    names = rng.sample([(brand, trade) for brand in _BRANDS for trade in _TRADES], employers)
    return [f"{rng.choice(counties)}{brand}{trade}有限公司" for brand, trade in names]


def small_firm(rng: Random) -> str:
    """Some firm of which nobody else on the ledger was let go."""
    return f"{rng.choice(_BRANDS)}{rng.choice(_TRADES)}店"


def contract_evidence(day: int, rng: Random) -> str:
    return f"劳动合同 {iso(day)[:4]}-{rng.randrange(100_000):05}"
