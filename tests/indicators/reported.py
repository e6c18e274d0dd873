"""Figures as a bureau reports them."""

CITY = "440700"


def figure(name, value, day="2004-12-31", unit=CITY, recorded="2005-01-03"):
    return {
        "command": "report-figure",
        "unit": unit,
        "period_end": day,
        "figure": name,
        "value": value,
        "source": "统计局",
        "effective_on": day,
        "recorded_at": f"{recorded}T09:00:00+08:00",
    }


def workforce(at_work, unemployed, **more):
    return [
        figure("employed_total", at_work, **more),
        figure("registered_unemployed", unemployed, **more),
    ]


def groups(units, private, community, day, unit=CITY):
    return [
        figure("employed_units", units, day, unit),
        figure("employed_private", private, day, unit),
        figure("employed_community", community, day, unit),
    ]
