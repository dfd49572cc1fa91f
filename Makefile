# One command each. The environment is made on first use and again when the pins change.
PYTHON ?= python3
VENV   ?= .venv
CORPUS ?=
ARGS   ?=
N      ?= 1000,10000,100000
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# Tests of the screen wait as long as they work: half as many again as there are processors.
WORKERS ?= $(shell $(PYTHON) -c "import os; print(max(2, (os.cpu_count() or 1) * 3 // 2))")

.PHONY: run test check format coverage bench snapshots screenshots documents constraints clean

run: $(STAMP)            ## open the app on the tour, or on CORPUS=path
	@$(BIN)/reader $(CORPUS) $(ARGS)

test: $(STAMP)           ## all tests
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

check: $(STAMP)          ## lint, format, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(STAMP)         ## mend what can be mended by itself
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

coverage: $(STAMP)       ## branch coverage of the core
	@$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term $(ARGS)

bench: $(STAMP)          ## measure the promises, for corpora of N articles
	@$(BIN)/python -m tests.bench.run --sizes $(N) $(ARGS)

snapshots: $(STAMP)      ## accept the present look as the right one
	@$(BIN)/python -m pytest -n 0 tests/tui/test_snapshots.py --snapshot-update $(ARGS)

screenshots: $(STAMP)    ## make the pictures of the documents anew
	@$(BIN)/python screenshots/make.py

documents: $(STAMP)      ## bring the tables of the documents, the manual page and the map of the code up to date
	@$(BIN)/python -m tests.house.documents --write README.md docs/*.md docs/reader.1
	@$(BIN)/python -m tests.house.map

constraints: $(STAMP)    ## write down the versions that are installed
	@$(BIN)/python -m pip freeze --exclude-editable --exclude reader-tui --exclude pip --exclude setuptools > constraints.txt

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

clean:                   ## remove the environment and what was built
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
