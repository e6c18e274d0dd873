"""Words, codes and days from which random lives are made."""

from datetime import date

FIRST, LAST = date(2002, 12, 1), date(2005, 12, 20)
#: now and formerly of Jiangmen (`domain.md` §5.3)
ADDRESSES = ("440703", "440704", "440705", "440781", "440782", "440784", "440721", "440711")
CATEGORIES = (
    "soe_laid_off",
    "soe_unemployed",
    "closed_enterprise",
    "minimum_living",
    "other_unemployed",
)
KINDS = ("labour_contract", "self_employment", "public_welfare_post", "flexible", "flexible")
LOSSES = ("dismissed", "contract_ended", "resigned", "business_closed", "other")
CLOSINGS = (
    "died",
    "retired",
    "emigrated",
    "left_city",
    "enlisted",
    "imprisoned",
    "lost_capacity",
    "wish_withdrawn",
)
BOUNDARIES = [
    date(year, month, day)
    for year in (2003, 2004, 2005)
    for month, day in ((1, 1), (2, 28), (3, 31), (6, 30), (7, 1), (11, 30), (12, 31))
    if date(year, month, day) <= LAST
] + [date(2002, 12, 31), date(2004, 2, 29)]
