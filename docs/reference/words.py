"""English words that the code itself has no place for: parameters and settings."""

PARAMETERS_IN_ENGLISH: dict[str, str] = {
    "older_male": "Older: from which full age, men",
    "older_female": "Older: from which full age, women",
    "denominator": "Whether leavers are subtracted from the denominator (R4)",
    "attribution": "Which unit a person counts for (R6)",
    "age_at": "On which day the age counts (R5)",
    "numerator": "Whether a job lost again still counts (R3)",
    "flexible_months": "After how many months flexible work counts as re-employment",
    "minimum_living_months": "Unemployed for how many months, who lives on the minimum living "
    "guarantee may hold the certificate",
    "registration_age_min": "Youngest age at registration",
    "registration_age_max": "Oldest age at registration",
    "training_attendance_percent": "Least attendance with which a training is completed",
    "placement_months": "Within how many months after a training a job is a placement",
    "review_window_months": "Yearly review: how many months from January of the next year",
    "review_grace_months": "A missed review: after how many more months the certificate lapses",
    "certificate_decision_days": "Days for deciding an application; no rule reads it yet",
    "follow_up_months": "After how many months in a job to follow up; no rule reads it yet",
    "near_target_percent": "Of how much of a target on a figure is near it",
    "small_group": "Below how many persons a figure is marked",
    "short_employment_months": "Below how many months a job was very short",
    "late_entry_days": "After how many days a fact is recorded late",
    "silent_station_days": "After how many days without a record a station is silent",
}

SETTINGS: dict[str, str] = {
    "database_url": "The ledger: `sqlite:///` with a path, relative to the working folder unless "
    "it begins with a further slash. `postgresql://` comes with a later version and is refused.",
    "key_file": "The key of the claims. By default beside the database, its name ending in `.key`.",
    "units_file": "The units with which a *new* ledger begins; by default those of Jiangmen. "
    "A ledger that exists takes units by `taizhang units load`.",
    "language": "`zh` or `en`: the words of the command line. By default that of the locale, "
    "English for any but Chinese. Over HTTP the request's `Accept-Language` decides.",
    "host": "The address on which `taizhang serve` listens.",
    "port": "The port; `0` takes a free one.",
    "max_import_bytes": "The largest file that `taizhang import` takes, in bytes.",
}
