# Python 3.11 or newer and make are all that this machine needs.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes
LOCK := uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	--no-annotate --no-header
APPS := accounts reminders partnership leaders challenges coproduction

.PHONY: run test check lint format imports templates types migrations reset requirements theme clean

run: .venv/installed-local
	@exec $(BIN)/python -m config.local up --end-with-parent

# ARGS are handed to pytest: make test ARGS="tests/partnership -k hats"
test: .venv/installed-dev
	@$(BIN)/python -m config.local exec -- python tests/run.py $(ARGS)

check: lint format imports templates types migrations

lint: .venv/installed-dev
	$(BIN)/ruff check .

format: .venv/installed-dev
	$(BIN)/ruff format --check .

imports: .venv/installed-dev
	$(BIN)/lint-imports

templates: .venv/installed-dev
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2

types: .venv/installed-dev
	$(BIN)/python -m config.local exec -- mypy $(APPS) config

migrations: .venv/installed-dev
	$(BIN)/python -m config.local exec -- python manage.py makemigrations --check --dry-run

reset: .venv/installed-local
	@$(BIN)/python -m config.local reset

requirements: .venv/installed-dev
	$(BIN)/$(LOCK) pyproject.toml --extra pdf -o requirements.txt
	$(BIN)/$(LOCK) pyproject.toml --extra pdf --extra local -c requirements.txt -o requirements-local.txt
	$(BIN)/$(LOCK) pyproject.toml --extra pdf --extra local --extra dev -c requirements-local.txt \
		-o requirements-dev.txt

theme:
	npm install --no-save --no-audit --no-fund --silent --prefix .local/theme nhsuk-frontend@10.6.1 sass@1.108.2
	.local/theme/node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps \
		-I .local/theme/node_modules static/scss/shared-ground.scss static/css/shared-ground.css

clean:
	@[ ! -x $(BIN)/python ] || $(BIN)/python -m config.local stop
	rm -rf .local .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis \
		staticfiles test-results
	[ -L .venv ] || rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; name it with make PYTHON=..."; exit 1; }
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "This Python cannot make environments; on Debian: apt-get install python3-venv"; exit 1; }

.venv/installed-local: requirements-local.txt | .venv/bin/python
	@echo "Installing what requirements-local.txt pins"
	@$(PIP) -r requirements-local.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/bin/python
	@echo "Installing what requirements-dev.txt pins"
	@$(PIP) -r requirements-dev.txt
	@touch $@ .venv/installed-local
