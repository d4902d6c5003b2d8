# With Python 3.11 or newer and a network: `make demo` and `make test` set up all that they need, into .venv.
PYTHON ?= python3
EVENT ?= mlforsystems-2020
SPEED ?= 30
PORT ?= 8765
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test check lint benchmark simulate lock clean

setup: $(READY)

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Usher needs Python 3.11 or newer; name one: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q bot handlers
	@touch $(READY)

demo: $(READY)
	@$(BIN)/usher demo --event $(EVENT) --speed $(SPEED) --port $(PORT)

test: $(READY)
	$(BIN)/python -m pytest -n 4 --dist worksteal

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

check: lint
	$(BIN)/usher check schedule_data/*.yaml

benchmark: $(READY)
	$(BIN)/python -m tests.benchmarks

simulate: $(READY)
	$(BIN)/python -m tests.benchmarks.fan_out
	$(BIN)/python -m tests.benchmarks.live_fan_out

lock:
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
