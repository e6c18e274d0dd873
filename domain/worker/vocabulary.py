"""The words of the worker's case, as contract and statistics use them."""

from enum import StrEnum


class Category(StrEnum):
    SOE_LAID_OFF = "soe_laid_off"
    SOE_UNEMPLOYED = "soe_unemployed"
    CLOSED_ENTERPRISE = "closed_enterprise"
    MINIMUM_LIVING = "minimum_living"
    OTHER_UNEMPLOYED = "other_unemployed"


class EmploymentKind(StrEnum):
    LABOUR_CONTRACT = "labour_contract"
    SELF_EMPLOYMENT = "self_employment"
    PUBLIC_WELFARE_POST = "public_welfare_post"
    FLEXIBLE = "flexible"


class EndReason(StrEnum):
    DISMISSED = "dismissed"
    CONTRACT_ENDED = "contract_ended"
    RESIGNED = "resigned"
    BUSINESS_CLOSED = "business_closed"
    OTHER = "other"


class CloseReason(StrEnum):
    DIED = "died"
    RETIRED = "retired"
    EMIGRATED = "emigrated"
    LEFT_CITY = "left_city"
    ENLISTED = "enlisted"
    IMPRISONED = "imprisoned"
    LOST_CAPACITY = "lost_capacity"
    WISH_WITHDRAWN = "wish_withdrawn"


class VoidReason(StrEnum):
    FRAUD = "fraud"
    ENTERED_IN_ERROR = "entered_in_error"


class Status(StrEnum):
    """Where a worker stands: unemployed, re-employed, or off the ledger."""

    UNEMPLOYED = "unemployed"
    REEMPLOYED = "reemployed"
    CLOSED = "closed"
