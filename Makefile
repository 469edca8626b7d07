# Two commands do everything: `make demo` and `make test`. Python 3.11+, make and git are enough;
# uv is brought along in a private environment where it is missing.
PYTHON ?= python3
VENV := .venv
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(VENV)/bin
STAMP := $(VENV)/.synced
PYTEST_WORKERS ?= 2

.PHONY: help demo test lint types layers gate schema golden check browser clean
help:  ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Quellenlage needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check uv

$(STAMP): pyproject.toml uv.lock | $(UV)
	@$(UV) sync --quiet --locked --python $(PYTHON)
	@touch $@

demo: $(STAMP)  ## compile the sample story and say where to look
	@$(RUN)/quellenlage compile examples/sample-story/reports --out demo
	@$(RUN)/quellenlage verify demo

test: $(STAMP) browser  ## run all tests
	@$(RUN)/pytest -n $(PYTEST_WORKERS)

browser:  # the browser test needs Debian's chromium; root may install it, others are told how
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } 2>/dev/null; } \
	  || echo "No chromium: the browser test is skipped (install it with: apt-get install chromium)"

lint: $(STAMP)
	@$(RUN)/ruff check . && $(RUN)/ruff format --check .

types: $(STAMP)
	@$(RUN)/mypy

layers: $(STAMP)
	@$(RUN)/lint-imports

gate: $(STAMP)  ## scores against their floors
	@$(RUN)/python evaluation/gate.py

schema: $(STAMP)  ## write docs/reference/ledger.schema.json anew
	@$(RUN)/python docs/make_schema.py

golden: $(STAMP)  ## write the golden dossier of the sample story anew; look at the diff
	@$(RUN)/python -m tests.golden.render

check: lint types layers test gate  ## everything that CI runs

clean:
	@rm -rf $(VENV) .uv demo build dist
