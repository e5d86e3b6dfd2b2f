# make demo   sets everything up and takes one patient through three sessions
# make test   runs every test (SQLite and PostgreSQL, both started here)
# make help   the rest
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV   := .venv
# Compiled once, or every process that a test starts compiles everything again.
unexport PYTHONDONTWRITEBYTECODE
BIN    := $(VENV)/bin
ARGS   ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.service: locks/service.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --require-hashes -r locks/service.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: locks/dev.txt $(VENV)/.service
	$(BIN)/python -m pip install -q --require-hashes -r locks/dev.txt
	@touch $@

.PHONY: help setup dev demo format lint types imports check test test-all locks clean
setup: $(VENV)/.service  ## .venv with the `throughline` command, and the embedded model, checked by hash
	$(BIN)/throughline model fetch

dev: $(VENV)/.dev  ## setup for work on the code
	$(BIN)/throughline model fetch

demo: setup  ## one patient, three sessions, on the embedded model (ARGS="--lang zh" for Chinese)
	$(BIN)/throughline demo $(ARGS)

format: $(VENV)/.dev  ## rewrite the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix -q . || true

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 PYRIGHT_PYTHON_NODE_VERSION= $(BIN)/pyright

imports: $(VENV)/.dev
	$(BIN)/lint-imports

check: lint types imports test  ## what every landing must pass

test: dev  ## every test; starts a PostgreSQL of its own unless THROUGHLINE_TEST_POSTGRES names one
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not vllm and not readme and not kill and not promises and not faults" $(ARGS)

locks: $(VENV)/.dev  ## compile the locks anew
	$(BIN)/uv pip compile -q pyproject.toml --extra embedded --group build --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 -o locks/service.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra embedded --extra embed --group build --group dev -c locks/service.txt --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 -o locks/dev.txt

clean:  ## remove what was built; var/ (data, models) stays
	rm -rf $(VENV) .mypy_cache .ruff_cache dist

include deploy/vllm/test.mk
include tests/faults/faults.mk
include tests/kill/kill.mk
include tests/mutation/mutation.mk
include tests/promises/promises.mk
include tests/properties/engine.mk
include tests/readme/readme.mk
include tests/strategies/attacks/attacks.mk
