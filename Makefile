# The two commands: `make run` and `make test`. Each sets up all it needs, by itself.
# On Windows the README's three lines do what `make run` does.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run setup test check browser texts clean

run: setup
	$(BIN)/streamlit run app.py

setup: $(VENV)/.installed

test: $(VENV)/.installed-dev browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# A Chromium for the browser tests: one that is there, else playwright's own, else the system's package.
browser: $(VENV)/.installed-dev
	$(BIN)/python .ci/chromium.py

texts: $(VENV)/.installed-dev
	$(BIN)/python -m fashionai_explorer.texts.update

$(VENV)/.installed: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "FashionAI Explorer needs Python 3.11 or newer: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
