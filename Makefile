# Samråd: two commands for a newcomer, `make start` and `make test`; the rest is for those who build it.

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
export PORT

.PHONY: start test ready ready-dev check audit format unit journeys bench requirements pictures migrations

start: ready
	@exec $(BIN)/samrad start $(if $(DEMO),--demo)

test: ready-dev
	@$(BIN)/python -m tools.test

ready:
	@$(PYTHON) tools/bootstrap.py

ready-dev:
	@$(PYTHON) tools/bootstrap.py --dev

check: ready-dev
	@$(BIN)/python -m tools.test --checks

audit: ready-dev
	@$(BIN)/python -m tools.audit

unit: ready-dev
	@$(BIN)/python -m pytest -n 2 -m "not browser" -q

journeys: ready-dev
	@$(BIN)/python -m tools.test --journeys

format: ready-dev
	@$(BIN)/ruff format src tests tools && $(BIN)/ruff check --fix src tests tools

bench: ready-dev
	@$(BIN)/python -m tools.bench

requirements: ready-dev
	@$(BIN)/python tools/requirements.py

pictures: ready-dev
	@$(BIN)/python -m tools.pictures
