"""The pages of the parameters, the indicators and the settings."""

from application.indicators.catalogue import INDICATORS, Indicator
from application.indicators.registered_unemployment import MET_BY
from application.indicators.switches import CATEGORY
from docs.reference.tables import Lines, table
from docs.reference.words import SETTINGS
from domain.policy.book import parameter
from domain.policy.parameters import PARAMETERS
from interfaces.settings import Settings
from interfaces.texts import parameter_meaning

_OWN = {switch.name: switch for switch in (CATEGORY, MET_BY)}


def parameters() -> Lines:
    """Every number and choice of the rules, as the policy book opens."""
    yield "# Parameters"
    yield ""
    yield (
        "The policy book (规则参数): every number and every choice of the rules. The values below "
        "are those with which a ledger opens; `set-parameter` gives one another value from a day "
        "on, and the days before keep theirs. Of two values for one day the last one recorded "
        "holds."
    )
    yield ""
    yield from table(
        ("name", "meaning", "opens with", "unit", "may be", "reference"),
        (
            (
                f"`{each.name}`",
                f"{parameter_meaning(each.name, 'en')} ({each.meaning})",
                f"`{each.opening}`",
                each.unit,
                each.bounds,
                each.reference,
            )
            for each in PARAMETERS
        ),
    )


def indicators() -> Lines:
    """Every indicator with its definition in both languages."""
    yield "# Indicators"
    yield ""
    yield (
        "Each answers `as_of` and `known_at` for every unit of a level. Ask "
        "`taizhang indicator NAME --as-of DAY` or `GET /api/v1/indicators/NAME?as_of=DAY`; "
        "[how the rate is counted](../explanation/how-the-rate-is-counted.md) has the reasons."
    )
    yield ""
    for each in INDICATORS.values():
        yield from _indicator(each)


def _indicator(indicator: Indicator) -> Lines:
    words = indicator.definition
    yield f"## `{words.name}`"
    yield ""
    yield f"{words.title.en} ({words.title.zh}). Rule set {words.rule_set}; {words.reference}."
    yield ""
    parts = (
        ("Counts", words.numerator),
        ("Out of", words.denominator),
        ("Period", words.period),
    )
    yield from table(("", "English", "中文"), ((name, said.en, said.zh) for name, said in parts))
    yield from table(
        ("`--rule`", "may be", "by default"),
        (
            (f"`{rule.name}`", rule.bounds, f"`{rule.opening}`")
            for rule in (_OWN.get(name) or parameter(name) for name in words.rules)
        ),
    )


def settings() -> Lines:
    """Every setting and the variable that sets it."""
    yield "# Settings"
    yield ""
    yield "From the environment; an empty variable is as good as none."
    yield ""
    prefix = str(Settings.model_config["env_prefix"])
    yield from table(
        ("variable", "by default", "meaning"),
        (
            (f"`{prefix}{name.upper()}`", *_default(field.default), SETTINGS[name])
            for name, field in Settings.model_fields.items()
        ),
    )


def _default(value: object) -> tuple[str]:
    return ("" if value is None else f"`{value}`",)
