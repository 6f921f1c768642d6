# Everything is set up in .venv from pinned versions; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test accuracy baseline setup docs schemas words lock bench bench-pdf clean

run: $(READY)  ## read the sample documents in data/raw and write data/out
	$(BIN)/recueil run data/raw --out data/out

test: $(READY)  ## style, types, layers, tests; accuracy on the gold where ../shared exists
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

EVALUATE = $(BIN)/recueil evaluate --against tests/baseline.json --fail-under rules/thresholds.yaml

accuracy: $(READY)  ## in two minutes: what a change of the rules made better, what worse, and where
	@status=0; \
	for set in data/raw:tests/gold tests/heldout/documents:tests/heldout/gold tests/layouts/documents:tests/layouts/gold ../shared/corpus:../shared/gold; do \
		if [ -d "$${set%%:*}" ]; then echo "== $${set%%:*}"; $(EVALUATE) $(ARGS) --documents "$${set%%:*}" "$${set##*:}" || status=1; fi; \
	done; exit $$status

baseline: $(READY)  ## keep today's outcome of every gold item: run it where a change is meant, and commit the file
	$(MAKE) accuracy EVALUATE="$(BIN)/recueil evaluate --write-baseline tests/baseline.json"

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("recueil needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . \
		> $(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
	touch $@

docs: $(READY)  ## write the generated parts of the documentation
	$(BIN)/python -m docs.write

schemas: $(READY)  ## write the JSON Schemas of the rule files: run it where schemas/rules.py changes
	$(BIN)/recueil rules schema --out schemas/json

words: $(READY)  ## learn what the words around figures tell: run it where figures.yaml or the gold of tests/layouts changes
	$(BIN)/python bench/learn_words.py

lock:  ## pin what pyproject.toml asks for
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe --strip-extras --output-file requirements.lock pyproject.toml

bench: $(READY)  ## time and memory of a cold run beside plain entity recognition
	$(BIN)/python bench/cold_run.py $(or $(FOLDER),data/raw)

bench-pdf: $(READY)  ## time a page and memory of reading the PDFs of FOLDER beside plain pdfplumber
	$(BIN)/python bench/pdf_pages.py $(FOLDER)

clean:
	rm -rf $(VENV) data/out/*.json data/out/*.csv
