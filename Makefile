# Everything runs from .venv, which is made on first use and again only when pyproject.toml changes.
# Paths stay relative, so a folder with spaces in its name works.

PYTHON ?= python3
BIN := .venv/bin
# Where there is no python3-venv the message says what to install; the stamp is written last, so a failed install is repeated.
VENV = @$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "cyberready needs Python 3.11 or later; $(PYTHON) is" "$$($(PYTHON) --version)" >&2; exit 1; }; \
	test -x $(BIN)/python || $(PYTHON) -m venv .venv \
	|| { echo "Could not make .venv. On Debian and Ubuntu: sudo apt install python3-venv" >&2; rm -rf .venv; exit 1; }
CATALOGUES := $(wildcard src/cyberready/language/catalogues/*/LC_MESSAGES/*.po)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test test-long lint bench messages pictures snapshots clean

run: .venv/.installed .venv/.messages
	@$(BIN)/python -m cyberready

# More processes than two processors, since much of the time goes in waiting for what a terminal shows.
test: .venv/.installed-dev .venv/.messages
	@$(BIN)/python -m pytest --numprocesses 4 --dist worksteal

test-long: .venv/.installed-dev .venv/.messages
	@$(BIN)/python -m pytest -m long

lint: .venv/.installed-dev
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m cyberready.language.upkeep --check

bench: .venv/.installed-dev
	@$(BIN)/python -m benchmarks

messages: .venv/.installed-dev
	@$(BIN)/python -m cyberready.language.upkeep

pictures: .venv/.installed-dev
	@$(BIN)/python docs/pictures/make.py

snapshots: .venv/.installed-dev .venv/.messages
	@$(BIN)/python -m pytest tests/tui/test_snapshots.py || $(BIN)/python -m tests.tui.pictures

.venv/.installed: pyproject.toml
	$(VENV)
	@echo "Installing cyberready into .venv (once)..."
	@$(PIP) --editable '.[all]'
	@touch $@

.venv/.installed-dev: .venv/.installed
	@echo "Installing what the tests need into .venv (once)..."
	@$(PIP) --editable '.[all,dev]'
	@touch $@

.venv/.messages: $(CATALOGUES) | .venv/.installed
	@$(BIN)/python -m cyberready.language.upkeep --compile
	@touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist
