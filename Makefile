# make demo   set up, and replay the bundled week through the real service
# make test   set up, and run the tests but for interop's (the page's need Chromium, or are skipped)
# make interop  set up, and read the feed with clients that are not ours (Debian 12)
# make check  lint, formatting, types and the direction of imports
# make soak   kill the service a thousand times, and count what was lost or doubled
# make bench  measure, side by side with nginx and bare libraries (needs nginx and wrk)
# make lock   pin the dependencies anew

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --quiet \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: demo test interop check soak bench lock clean

demo: $(VENV)/run-ready
	@$(BIN)/podium demo

test: $(VENV)/test-ready
	$(BIN)/python -m pytest --numprocesses 2

interop: $(VENV)/test-ready
	tests/interop/setup.sh
	PODIUM_INTEROP=1 $(BIN)/python -m pytest --numprocesses 2 tests/interop

check: $(VENV)/test-ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

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

soak: $(VENV)/test-ready
	$(BIN)/python -m tests.soak

bench: $(VENV)/test-ready
	$(BIN)/python -m bench

lock: $(VENV)/test-ready
	$(COMPILE) --group dev --output-file requirements-dev.txt
	$(COMPILE) --group build --constraint requirements-dev.txt --output-file requirements.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache tests/interop/node_modules
