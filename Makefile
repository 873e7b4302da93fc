# What a developer types. `make demo` and `make test` work in a fresh clone: they set up what they need.
#
#   make demo PYTHON=python3.13       choose the interpreter
#   make test TESTS=tests/cli         only these tests

BIN := .venv/bin
TESTS ?= tests
CATALOGUES := templates/locale
POT := build/handouts.pot
export PYTHON

.DEFAULT_GOAL := help
.PHONY: setup demo contact-sheet pictures test test-all lint messages lock verapdf clean help

setup:  ## set up .venv and the system's libraries (the first time takes a network)
	@.ci/setup.sh

demo: setup  ## make the built-in topic in both languages, in English and in Spanish, into out/
	$(BIN)/handouts make genes-and-gene-therapy
	$(BIN)/handouts make genes-and-gene-therapy --layout single --lang en,es

contact-sheet: setup  ## draw every edition in every layout as thumbnails into out/contact-sheet/, to be looked at
	$(BIN)/python tests/contact_sheet.py

pictures: setup  ## draw the pictures of pages that the README and docs/print-design.md show
	$(BIN)/python tests/pictures.py

test: setup  ## run the tests that are quick
	$(BIN)/pytest -n 2 -rs -m "not slow" --cov --cov-report=term:skip-covered $(TESTS)

test-all: test  ## run every test: the quick ones, then the slow ones
	$(BIN)/pytest -n 2 -rs -m slow --cov --cov-append --cov-report=term:skip-covered $(TESTS)

lint: setup  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

messages: setup  ## bring the catalogues of texts up to date, and fail on a text that lacks its translation
	@mkdir -p build
	$(BIN)/pybabel -q extract -F pyproject.toml --no-location --sort-output --project=handouts -o $(POT) .
	$(BIN)/pybabel -q update -D handouts -i $(POT) -d $(CATALOGUES) --no-wrap --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pytest tests/test_messages.py

lock: setup  ## choose the newest fitting versions of all Python packages and pin them with their hashes
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile $(LOCK) -o requirements.txt pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile $(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

LOCK := --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe --no-emit-options \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

verapdf:  ## fetch veraPDF, the judge of accessible PDFs (takes Java 11 and Maven)
	@sh .ci/verapdf.sh

clean:  ## remove what tests and builds leave behind; .venv and out/ stay
	rm -rf build dist .coverage .coverage.* .mypy_cache .ruff_cache .hypothesis
	find handouts tests -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
