"""Stored lines made short: what facts have in common stands here once, not in every fact.

A line is raw deflate (RFC 1951) with a preset dictionary, which any zlib reads. The dictionary is
part of the form in which facts are stored: it never changes, and another one is another form
(docs/decisions/0082).
"""

import zlib

_WORDS = (
    # What is rare stands first, what is in nearly every fact last, where it is told shortest.
    '"valid_until":"20","successor":"","parent":"","kind":"community"},{"code":"44',
    '"level":"street","kind":"town","valid_from":"{"source":"units.csv","units":[{"code":"',
    '"unit":"","year":20,"indicator":"reemployment-rate","value":"","reference":"',
    '"period_end":"-12-31","figure":"employed_total","value":,"source":"',
    'registered_unemployed","natural_attrition","newly_employed","unemployed_months","',
    '"legal_reference":"个人信息保护法 第四十七条","requested_by":"office","reason":"',
    '"consent_withdrawn","purpose_achieved","retention_over","unlawful","worker","',
    '"older_female","older_male","value":"","reference":"江劳社[20]号 第条","name":"',
    '"hard_to_place":true,"hard_to_place":false,"age":50,"older_age":40,"older_age":50,',
    '"reference":"江府[2003]43号 三(二)1(4)","unmet":["able_to_work"],"has_livelihood","',
    '{"duplicate":"","other":"","into":"","closed_on":"20","to_station":"44',
    '"reason":"fraud"}"reason":"entered_in_error","reason":"died"}"reason":"retired"}',
    '"reason":"emigrated"}"reason":"left_city"}"reason":"enlisted"}"reason":"imprisoned"}',
    '"reason":"lost_capacity"}"reason":"wish_withdrawn"}"reason":"withdrawn","',
    '"year":20,"passed":false,"passed":true,"old_certificate_no":"","reason":"',
    '"override_reason":"","licence_no":"","evidence":"劳动合同","training_certificate_no":"',
    '"started_on":"20","ended_on":"20","end_reason":"contract_ended","registered_on":"20',
    '"course":"培训","provider":"中心","trade":"员","hours":40,"free":false}"free":true}',
    '"attended_hours":40,"passed":true,"required_hours":32,"placement_until":"20',
    '"category":"minimum_living","category":"closed_enterprise","minimum_living_since":"20',
    '"category":"soe_unemployed","category":"other_unemployed","unemployed_since":"20',
    '{"id_number":"44","name":"","sex":"","birth_date":"","note":"","reason":"',
    '"previous_employer":"江门市厂","household_address":"街道社区路号","phone":"0750',
    '"education":"小学"}"education":"高中"}"education":"大专"}"education":"初中"}',
    '{"certificate_no":"440","employer":"有限公司"}{"note":"',
    '"kind":"self_employment","kind":"public_welfare_post","kind":"flexible","',
    '"kind":"labour_contract","contract_months":12,"monthly_wage":"00.00","counts_from":"20',
    '"counted_by":"JM-2003 §3.5 (1)"}"counted_by":"JM-2003 §3.5 (3)"}',
    '"counted_by":"JM-2003 §3.5 (4) +3"}"counted_by":"JM-2003 §3.5 (2)"}',
    '","sex":"female","birth_date":"19","sex":"male","birth_date":"19',
    '"category":"soe_laid_off","unemployed_since":"20","station":"44',
    '"able_to_work":false,"willing_to_work":false}"able_to_work":true,"willing_to_work":true}',
    '"category":"soe_laid_off","valid_until":"20","review_due_on":"20-03-31","lapses_on":"20',
    '-07-01"}"reason":"dismissed"}"reason":"resigned"}"reason":"business_closed"}',
    '"reason":"other"}"reason":"contract_ended"}"category":"soe_laid_off"}',
    '"outcome":"not_reached"}"outcome":"left_job","next_on":"20","outcome":"at_work"}',
    '","outcome":"at_work","next_on":"20","440",1,{"holder":"',
    '"}],null,1,{"effective_on":"2003-0"effective_on":"201"effective_on":"202',
    '",1,{"effective_on":"200',
)
DICTIONARY = "".join(_WORDS).encode()
_LEVEL, _WINDOW, _MEMORY = 6, -12, 5
"""A window that holds the dictionary and little more: a wider one takes longer to make ready."""
_READY = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zdict=DICTIONARY)
"""Has the dictionary looked through already."""


def shortened(line: bytes) -> bytes:
    short = _READY.copy()
    return short.compress(line) + short.flush()


def lengthened(kept: bytes) -> tuple[bytes, bytes]:
    """A line, and what stands behind it. Raises `zlib.error`."""
    long = zlib.decompressobj(_WINDOW, zdict=DICTIONARY)
    return long.decompress(kept), long.unused_data
