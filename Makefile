# One word for each thing to do; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DATA ?= ../shared/data

export SUNSHINE_HOME ?= $(CURDIR)/var
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run test lint format drill bench messages lock clean

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/installed $(VENV)/compiled ## install into .venv and prepare SUNSHINE_HOME
	@.ci/prepare static

run: setup ## start on http://localhost:8000 with the sample province (SUNSHINE_PORT, SUNSHINE_HOME)
	@SUNSHINE_SAMPLE=$${SUNSHINE_SAMPLE:-1} .ci/prepare database
	@SUNSHINE_SAMPLE=$${SUNSHINE_SAMPLE:-1} exec $(BIN)/sunshine serve

test: $(VENV)/tools $(VENV)/compiled ## run every check and every test, on SQLite and PostgreSQL
	@PATH="$(BIN):$$PATH" .ci/test

lint: $(VENV)/tools $(VENV)/compiled ## run the checks of the code without the tests
	@PATH="$(BIN):$$PATH" .ci/test lint

format: $(VENV)/tools ## put the code into its format
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

drill: $(VENV)/tools $(VENV)/compiled ## run the tests that read real data: make drill DATA=../shared/data
	@SUNSHINE_DRILL_DATA="$$(cd "$(DATA)" && pwd)" $(BIN)/pytest tests/drill

bench: $(VENV)/tools $(VENV)/compiled ## measure, and write docs/benchmarks.md (FIGURES=… for some)
	@PATH="$(BIN):$$PATH" $(BIN)/python -m bench $(FIGURES)

messages: $(VENV)/tools ## bring the English catalogues up to date with the code
	@$(BIN)/python -m tests.catalogue && $(BIN)/sunshine compile-messages

lock: ## lock requirements/*.in with hashes (needs uv)
	@cd requirements && for name in run test; do \
	  uv pip compile $$name.in --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header -o $$name.txt; done

clean: ## remove what make made, but never SUNSHINE_HOME
	@rm -rf $(VENV) test-output .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sunshine needs Python 3.11 or newer. Name it: make PYTHON=/path/to/python3.11 …")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/installed: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Sunshine runs on …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/tools: requirements/test.txt $(VENV)/installed
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/compiled: $(shell find sunshine -name '*.po') $(VENV)/installed
	@$(BIN)/sunshine compile-messages
	@touch $@
