# make help says what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --quiet \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# What needs no server, no database and no browser, but for every change of clocks in every zone:
# under a minute on two cores.
QUICK := tests/events tests/bot/planning tests/bot/messages tests/bot/config \
	tests/bot/delivery/test_retry.py \
	--ignore tests/events/feeds/test_instants.py --hypothesis-profile quick

# Where it is set, each process of the tests compiles all of them anew: a minute in all.
unexport PYTHONDONTWRITEBYTECODE

# How many examples hypothesis tries: tests/examples.py.
EXAMPLES ?= podium

.DEFAULT_GOAL := help
.PHONY: help demo test retest quick check fix serve install interop soak bench lock clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/run-ready ## set up, and replay the bundled week through the real service
	@$(BIN)/podium demo

test: $(VENV)/test-ready ## set up, and run the tests but for interop's (the page's need Chromium)
	$(BIN)/python -m pytest --numprocesses 4 --hypothesis-profile $(EXAMPLES)

retest: $(VENV)/test-ready ## run the tests that failed last, one by one
	$(BIN)/python -m pytest --last-failed --last-failed-no-failures none --maxfail 5 \
		--hypothesis-profile $(EXAMPLES)

quick: $(VENV)/test-ready ## run the tests that take under a minute in all
	$(BIN)/python -m pytest --numprocesses 3 --quiet $(QUICK)

check: $(VENV)/test-ready ## lint, formatting, types, and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/test-ready ## format, and mend what the linter can
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

serve: $(VENV)/run-ready ## serve page and feed, and post reminders, until stopped
	$(BIN)/podium serve

install: $(VENV)/run-ready ## set up to run, and say what is next
	@echo 'Podium is set up. Next:'
	@echo '  . $(VENV)/bin/activate'
	@echo '  podium check agendas      your folder of definitions'
	@echo '  cp .env.example .env      and fill in what you need'
	@echo '  podium serve'

interop: $(VENV)/test-ready ## read the feed with clients that are not ours (Debian 12)
	tests/interop/setup.sh
	PODIUM_INTEROP=1 $(BIN)/python -m pytest --numprocesses 3 tests/interop

soak: $(VENV)/test-ready ## kill the service a thousand times, and count what was lost or doubled
	$(BIN)/python -m tests.soak

bench: $(VENV)/test-ready ## measure, side by side with nginx and bare libraries (needs nginx, wrk)
	$(BIN)/python -m bench

lock: $(VENV)/test-ready ## pin the dependencies anew
	$(COMPILE) --group dev --output-file requirements-dev.txt
	$(COMPILE) --group build --constraint requirements-dev.txt --output-file requirements.txt

clean: ## remove what was made
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache tests/interop/node_modules

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Podium needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run-ready: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test-ready: requirements-dev.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements-dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/run-ready
