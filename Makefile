# Needs Python 3.11 or later and make; everything else is installed into .venv from the lock files.
# A stamp in .venv says which lock it was last filled from, so a second run starts at once.

PYTHONS = python3.13 python3.12 python3.11 python3
VENV    = .venv
SPARK   = .venv-spark
BIN     = $(VENV)/bin
PIP     = $(BIN)/python -m pip --disable-pip-version-check --quiet
UV     ?= uv
LOCK    = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 \
          --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --group build

PYTEST_ARGS ?= --numprocesses auto --dist loadgroup
PACKAGES     = domain application interfaces
SOURCES      = $(wildcard $(PACKAGES) tests bench docs)

.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo run test check format bench lock audit crash spark clean

help:  ## this list
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' Makefile | expand -t 16

demo: $(VENV)/.served  ## make up the city and serve it
	TAIZHANG_DATABASE_URL=$${TAIZHANG_DATABASE_URL:-sqlite:///var/demo.db} $(BIN)/taizhang demo

run: $(VENV)/.served  ## serve the ledger in var/, empty at first
	$(BIN)/taizhang serve

test: $(VENV)/.checked  ## the tests; PYTEST_ARGS="tests/domain -x" for some of them
	$(BIN)/pytest $(PYTEST_ARGS)

check: $(VENV)/.checked  ## all that CI checks
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(PYTEST_ARGS)

format: $(VENV)/.checked  ## write the sources as ruff would
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

bench: $(VENV)/.checked  ## the figures of bench/, peers too; BENCH_ARGS=--write for the reference
	$(BIN)/python -m bench $(BENCH_ARGS)

lock:  ## renew the lock files (needs uv; UPGRADE=--upgrade for newer releases)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: python3 -m pip install uv" >&2; exit 1; }
	$(LOCK) $(UPGRADE) --output-file requirements.lock
	$(LOCK) $(UPGRADE) --group dev --constraint requirements.lock --output-file tests/requirements.lock
	$(LOCK) $(UPGRADE) --extra spark --constraint requirements.lock --output-file deploy/spark/requirements.lock

audit: $(VENV)/.checked  ## the locked packages against known vulnerabilities (installs pip-audit, asks the network)
	$(PIP) install pip-audit
	$(BIN)/python -m tests.audit

crash: $(VENV)/.checked  ## fifty rounds of load and kill -9; CRASH_ARGS=--postgresql on a server
	$(BIN)/python -m tests.crash --rounds 50 $(CRASH_ARGS)

spark: $(SPARK)/.made  ## every indicator on a Spark cluster of this machine, a worker killed (needs Java 17)
	$(SPARK)/bin/python -m tests.spark

clean:  ## remove what was installed and cached; var/ with its ledger stays
	rm -rf $(VENV) $(SPARK) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache \
	    .grimp_cache .hypothesis .schemathesis
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@for python in $(PYTHONS); do \
	    $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    echo "$$python makes $(VENV)"; \
	    $$python -m venv $(VENV) && touch $@; exit; \
	done; \
	echo "Taizhang needs Python 3.11 or later with its venv module; none of these is one:" >&2; \
	echo "  $(PYTHONS)" >&2; \
	echo "Install one (on Debian: apt-get install python3 python3-venv), or: make PYTHONS=/path/to/python3" >&2; \
	exit 1

# Editable, so that a change of the sources needs no second install.
define INSTALL
@echo "installing $< into $(VENV)"
@$(PIP) install --no-deps --only-binary :all: --require-hashes -r $<
@$(PIP) install --no-deps --no-build-isolation --editable .
endef

$(VENV)/.served: requirements.lock pyproject.toml $(VENV)/.made
	$(INSTALL)
	@touch $@

$(VENV)/.checked: tests/requirements.lock pyproject.toml $(VENV)/.made
	$(INSTALL)
	@touch $@ $(VENV)/.served

# A venv of its own: Spark is half a gigabyte, and comes as sources that hold its jars.
$(SPARK)/.made: deploy/spark/requirements.lock tests/requirements.lock pyproject.toml $(VENV)/.made
	$(BIN)/python -m venv $(SPARK)
	$(SPARK)/bin/python -m pip --disable-pip-version-check --quiet install \
	    --no-deps --only-binary :all: --require-hashes -r tests/requirements.lock
	$(SPARK)/bin/python -m pip --disable-pip-version-check --quiet install \
	    --no-deps --no-build-isolation --require-hashes -r deploy/spark/requirements.lock
	@touch $@
