"""The routes of all pages."""

from fastapi import APIRouter

from interfaces.web import assets, sign_in
from interfaces.web.figures.routes import FIGURES
from interfaces.web.imports import downloads as import_downloads
from interfaces.web.imports import pages as imports
from interfaces.web.office import (
    account_acts,
    account_entry,
    account_tokens,
    accounts,
    duplicates,
    half_year,
    log,
    looks,
    quality,
    units,
    urgent_log,
)
from interfaces.web.office.rules import definitions, figures, parameters, targets
from interfaces.web.station import (
    assessing,
    assistance,
    certificates,
    commands,
    documents,
    employment,
    enrolling,
    follow_ups,
    issuing,
    people,
    register,
    today,
    training,
    urgent,
    worker,
)

CHANNEL: tuple[APIRouter, ...] = (
    assets.router,
    sign_in.router,
    today.router,
    assistance.router,
    assessing.router,
    certificates.router,
    issuing.router,
    training.router,
    enrolling.router,
    employment.router,
    follow_ups.router,
    people.router,
    register.router,
    urgent.router,
    documents.router,  # both before the commands, whose addresses would take theirs
    commands.router,
    worker.router,
    *FIGURES,
    import_downloads.router,
    imports.router,
    half_year.router,
    units.router,
    quality.router,
    duplicates.router,
    account_entry.router,
    accounts.router,
    account_tokens.router,  # before the acts, whose addresses would take theirs
    account_acts.router,
    parameters.router,
    definitions.router,
    targets.router,
    figures.router,
    log.router,
    looks.router,
    urgent_log.router,
)
