# One front door. `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
PORT ?= 8000
DEMO_PORT ?= 8001
GUIDE_ENGINE_DATA ?= data
export GUIDE_ENGINE_DATA

# The machine's Node when it is 20 or newer, else the one that PyPI carries.
NODE_IS_NEW := $(shell node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null && echo yes)
NPM := $(if $(NODE_IS_NEW),npm,PATH="$(CURDIR)/$(BIN):$$PATH" npm) --prefix sdk --no-audit --no-fund --loglevel=error

SDK_SOURCES := $(shell find sdk/src sdk/editor sdk/bindings sdk/build sdk/build.mjs sdk/package.json -type f 2>/dev/null)
CATALOGUES := $(shell find guide_engine -name '*.po')

.PHONY: help run test test-engines build check bench lock translations clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

run: build ## Serve the editor, and the demo host app on another origin, with sample data
	@exec $(BIN)/guide-engine demo --port $(PORT) --demo-port $(DEMO_PORT)

build: $(VENV)/.run $(VENV)/.sdk $(VENV)/.catalogues ## Set up .venv and build everything under static/

test: build $(VENV)/.dev ## Every test, browser tests included, on SQLite and on PostgreSQL
	@$(NPM) test
	@$(BIN)/python -m tests.support.run_suite

test-engines: build $(VENV)/.dev ## The runtime's suite in Chromium, Firefox and WebKit
	@$(BIN)/python -m tests.support.run_engines $(ENGINES)

check: build $(VENV)/.dev ## Linters, types, layers, sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/codespell
	$(NPM) run check
	cd static && ../sdk/node_modules/.bin/biome lint .
	$(NPM) run size

bench: build $(VENV)/.dev ## Measure, side by side, what the README claims
	$(BIN)/python -m benchmarks

lock: $(VENV)/.run ## Write the lock files anew, with hashes and without addresses
	$(PIP) install 'pip-tools>=7.5'
	for name in run build node check try dev thirdparty thirdparty-older; do \
	  source=requirements/$$name.in; [ $$name = run ] && source=pyproject.toml; \
	  CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile -q --upgrade --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe \
	    -o requirements/$$name.txt $$source; \
	done

translations: build ## Bring every catalogue up to date with the sources
	$(BIN)/python -m guide_engine.core.catalogues update

clean: ## Remove what the targets made; data/ stays
	rm -rf $(VENV) sdk/node_modules sdk/dist static/sdk static/build

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml
	@echo "Setting up $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Guide Engine needs Python 3.11 or newer; set PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing test tools"
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/dev.txt
	@touch $@

$(VENV)/.node: $(VENV)/.run requirements/node.txt sdk/package.json sdk/package-lock.json
	@$(if $(NODE_IS_NEW),,echo "Taking Node from PyPI"; $(PIP) install --require-hashes -r requirements/node.txt)
	@echo "Installing the SDK's build tools"
	@cd sdk && $(subst --prefix sdk,,$(NPM)) ci
	@touch $@

$(VENV)/.sdk: $(VENV)/.node $(SDK_SOURCES)
	@echo "Building the SDK"
	@$(NPM) run -s build
	@touch $@

$(VENV)/.catalogues: $(VENV)/.run $(CATALOGUES)
	@$(BIN)/python -m guide_engine.core.catalogues compile
	@touch $@
