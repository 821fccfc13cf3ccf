PORT ?= 8000
PYTHON ?= python3

# Installs what is missing, then runs the words that follow in the virtual environment (.venv, or SALA_VENV).
WITH_TOOLS = @$(PYTHON) site/sala/bootstrap.py --dev --
PRODUCTION = SALA_BASE_URL=https://example.go.th SALA_BEHIND_PROXY=1 \
	SALA_SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz

.DEFAULT_GOAL := help
.PHONY: help run test check bench

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

run: ## Start the whole site with the demo on http://127.0.0.1:8000 (make run PORT=8001 for another port)
	@$(PYTHON) site/sala/bootstrap.py -- manage.py start --port $(PORT)

# On PostgreSQL in one process: what the change log holds is settled only when every transaction of the server has ended.
test: ## Run all tests: first without a browser, on SQLite in two processes; then with one
	@$(PYTHON) site/sala/bootstrap.py --dev -- sh -c '\
		failed=0; \
		[ -n "$$DATABASE_URL" ] || processes="-n 2 --dist loadgroup"; \
		pytest tests --ignore=tests/journeys $$processes || failed=1; \
		pytest tests/journeys || failed=1; \
		exit $$failed'

check: export SALA_DATA_DIR ?= var/check
check: ## Check format, lint, types, templates, migrations, layers, production settings and installed packages
	$(WITH_TOOLS) ruff format --check .
	$(WITH_TOOLS) ruff check .
	$(WITH_TOOLS) mypy
	$(WITH_TOOLS) djlint templates --lint --quiet
	$(WITH_TOOLS) manage.py makemigrations --check --dry-run
	$(WITH_TOOLS) env PYTHONPATH=site:. lint-imports
	$(WITH_TOOLS) env $(PRODUCTION) python manage.py check --deploy --fail-level WARNING
	$(WITH_TOOLS) python -m pip check

bench: ## Measure search, pages and start-up; writes docs/benchmarks.md
	$(WITH_TOOLS) python -m tests.benchmarks
