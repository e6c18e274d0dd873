"""Nobody reaches up, nobody reaches across: the imports as they are against floors.py."""

import grimp
import pytest

from tests.architecture.floors import (
    Import,
    across_channels,
    going_up_or_across,
    of_the_store,
    out_of_the_domain,
)
from tests.architecture.repository import ROOT, files

RULES = [going_up_or_across, across_channels, of_the_store, out_of_the_domain]

PACKAGES = [
    name
    for name in ("domain", "application", "interfaces")
    if (ROOT / name / "__init__.py").exists()
]

ALLOWED = [
    ("interfaces.api.commands", "application.tracker"),
    ("interfaces.cli.main", "interfaces.texts"),
    ("interfaces.api.routes.workers", "interfaces.api.schemas"),
    ("application.tracker", "application.read_models.worker_file"),
    ("application.certificate", "domain.worker"),
    ("application.certificate", "domain.certificate"),
    ("application.read_models.stock", "application.read_models.episodes"),
    ("application.kernel.log.register", "eventsourcing"),
    ("application.kernel.log.sqlite", "eventsourcing"),
    ("domain.catalogue", "domain.worker.events"),
    ("domain.worker.rules", "domain.worker.events"),
    ("domain.worker.rules", "domain.policy.book"),
    ("domain.policy.book", "domain.kernel.calendar"),
    ("domain.kernel.fact", "pydantic"),
    ("domain.kernel.fact", "datetime"),
]

REFUSED = [
    (going_up_or_across, ("application.certificate", "interfaces.texts")),
    (going_up_or_across, ("application.read_models.stock", "application.certificate")),
    (going_up_or_across, ("application.indicators.rate", "application.read_models.episodes")),
    (going_up_or_across, ("application.certificate", "application.tracker")),
    (going_up_or_across, ("application.kernel.commands", "application.certificate")),
    (going_up_or_across, ("domain.worker.rules", "application.kernel.clock")),
    (going_up_or_across, ("domain.worker", "domain.certificate")),
    (going_up_or_across, ("domain.worker.rules", "domain.a_concept_yet_to_come.events")),
    (going_up_or_across, ("domain.worker", "domain.catalogue")),
    (going_up_or_across, ("domain.policy.book", "domain.worker")),
    (going_up_or_across, ("domain.kernel.fact", "domain.policy")),
    (across_channels, ("interfaces.api.app", "interfaces.web.pages")),
    (across_channels, ("interfaces.cli.main", "interfaces.api")),
    (across_channels, ("interfaces.http.problems", "interfaces.api")),
    (of_the_store, ("application.tracker", "eventsourcing")),
    (of_the_store, ("application.kernel.read_models", "eventsourcing")),
    (out_of_the_domain, ("domain.kernel.fact", "orjson")),
    (out_of_the_domain, ("domain.worker.rules", "sqlite3")),
    (out_of_the_domain, ("domain.worker.rules", "time")),
]


@pytest.fixture(scope="module")
def imports() -> list[Import]:
    """Every import of our three packages as (importer, imported)."""
    graph = grimp.build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)
    return [
        (importer, imported)
        for importer in graph.modules
        if importer.partition(".")[0] in PACKAGES
        for imported in graph.find_modules_directly_imported_by(importer)
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_import_goes(rule, imports: list[Import]):
    assert sorted(rule(imports)) == []


@pytest.mark.parametrize(("rule", "planted"), REFUSED)
def test_a_planted_import_is_found(rule, planted: Import):
    assert list(rule([planted])) == [planted]


@pytest.mark.parametrize("allowed", ALLOWED)
def test_an_import_downstairs_is_allowed(allowed: Import):
    assert [found for rule in RULES for found in rule([allowed])] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_of_modules_is_a_package(package: str):
    # Without __init__.py a folder is seen neither by the import graph nor by the build.
    folders = {path.parent for path in files(".py", under=ROOT / package)}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
