# make report · make test · make check · make bench
# Everything happens in .venv, from the hashed pins of requirements.lock.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CORES ?= $(shell getconf _NPROCESSORS_ONLN)
READY := $(VENV)/.ready
QUARTO := $(VENV)/.quarto-tried

.PHONY: report test check bench lock clean

report: $(READY) $(QUARTO)  ## Build the report as HTML and PDF
	@$(BIN)/corrigenda build --cores $(CORES)

# In the order of the files: the longest test of all stands in the first.
test: $(READY)  ## Run all tests
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(READY)  ## Lint, and read every declaration
	@$(BIN)/ruff check src tests benchmarks data
	@$(BIN)/ruff format --check src tests benchmarks data
	@$(BIN)/corrigenda check

bench: $(READY)  ## Measure, as ratios
	@$(BIN)/python benchmarks/rebuild.py
	@$(BIN)/python benchmarks/sentences.py
	@$(BIN)/python benchmarks/provenance.py
	@$(BIN)/python benchmarks/page.py
	@$(BIN)/python benchmarks/sizes.py

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Corrigenda needs Python 3.11 to 3.13; say which with make PYTHON=python3.12"; exit 1; }
	@echo "Installing the pinned libraries into $(VENV) (once) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Quarto's binary comes from outside the package index, so it is tried once and may fail.
$(QUARTO): $(READY)
	@command -v quarto >/dev/null || timeout 300 $(PIP) install --quiet --no-deps \
	  "$$($(BIN)/python -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["quarto"][0])')" >$(VENV)/quarto.log 2>&1 || \
	  echo "Quarto cannot be downloaded here: the embedded engine serves instead (see $(VENV)/quarto.log)."
	@touch $@

lock:  ## Pin every library anew (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --no-annotate --no-header --extra test --extra build --extra reconstruction --upgrade \
	  pyproject.toml --output-file requirements.lock

clean:  ## Remove what a build made; figures/ stays, for git knows it
	rm -rf build .snakemake
