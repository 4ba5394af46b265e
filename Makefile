# eduplans: `make` lists the targets. Contents, not time stamps, decide what is built anew: see tools/inputs.py.

SHELL := /bin/sh
PYTHON ?= python3
DOCUMENTS ?= data/documents
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
LAB_OPTIONS ?=
SCALE_OPTIONS ?=
NOTEBOOK ?=
PARAMETERS ?=
EXPORTS ?=
TIMEOUT ?=
MEMORY ?=
PYTHONS ?=
CERTIFICATE ?=
REPRODUCE_OPTIONS ?=
BIN := .venv/bin

# Settings of the reader's own that would change what is built: a backend that draws no pictures, other data, a
# matplotlibrc, start-up files of IPython, kernels outside .venv.
unexport MPLBACKEND EDUPLANS_DATA PYTHONPATH PYTHONHOME PYTHONSTARTUP
export MPLCONFIGDIR := $(CURDIR)/build/matplotlib
export IPYTHONDIR := $(CURDIR)/build/ipython
export JUPYTER_PREFER_ENV_PATH := 1
export PYTHON JOBS TIMEOUT MEMORY

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup data notebooks report pdf test test-notebooks check gate faults scores speed scale lab run ingest accept reproduce reproduce-damage lock citation dist archive test-oldest test-newest release-check clean distclean

help: ## list the targets
	@echo "Usage: make [-jN] TARGET [VARIABLE=value]"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1@\2/p' Makefile | while IFS=@ read -r name what; do \
	  printf '  %-15s %s\n' "$$name" "$$what"; done
	@echo
	@echo "Variables:"
	@echo "  DOCUMENTS       documents for ingest, a file or a folder (now $(DOCUMENTS))"
	@echo "  JOBS            notebooks run at once where -j is not given (now $(JOBS))"
	@echo "  LAB_OPTIONS     options of JupyterLab, such as --allow-root or --no-browser (now $(LAB_OPTIONS))"
	@echo "  NOTEBOOK        notebook for run, such as notebooks/funding-and-enrolment.ipynb"
	@echo "  PARAMETERS      its parameters, such as \"start=2005 deflate=true\"; none: they are listed first"
	@echo "  EXPORTS         folder for its tables (CSV, LaTeX, HTML) and pictures (PNG, SVG)"
	@echo "  PYTHONS         Pythons for reproduce (else the oldest and the newest of the PATH)"
	@echo "  CERTIFICATE     folder for the certificate of reproduce (else this one, and the README)"
	@echo "  REPRODUCE_OPTIONS  --despite-changes certifies what is committed all the same; --keep leaves the clones"
	@echo "  TIMEOUT         seconds that a notebook may take, in the place of what runs.toml says (600 where it says nothing)"
	@echo "  MEMORY          megabytes that the kernel of a notebook may take, in the same way (4096)"
	@echo "  PYTHON          the Python, 3.11 or newer, that .venv is made with (now $(PYTHON))"

# The part that builds: digest the inputs; where something is out of date (exit code 10), let make run it and sum up.
# One build in a folder at a time. -ES: neither settings nor packages of the reader's own Python. Under make -n what
# would run is listed, and nothing is written.
DRY = $(findstring n,$(filter-out --%,$(firstword -$(MAKEFLAGS))))
define BUILD
@+$(if $(DRY),$(PYTHON) -BES tools/inputs.py --list $@,$(BUILD_FOR_REAL))
endef
define BUILD_FOR_REAL
tools/alone sh -c 'trap "rm -rf build/tmp; echo interrupted >&2; exit 130" INT; \
  $(PYTHON) -ES tools/inputs.py $@; code=$$?; test $$code -eq 10 || exit $$code; \
  $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS)) -f tools/stages.mk $@ && \
  $(PYTHON) -ES tools/summary.py $@'
endef

setup: ## make .venv with the locked packages and this project
	$(BUILD)

data: ## write data/processed from data/raw
	$(BUILD)

notebooks: ## run every notebook with its parameters (notebooks/runs.toml)
	$(BUILD)

report: ## build the report: report/index.html
	$(BUILD)

pdf: notebooks ## write the whole report as one PDF: build/eduplans.pdf
	@tools/alone $(BIN)/eduplans report --pdf build/eduplans.pdf

test: setup ## lint, types, unit tests, notebooks, with a count at the end
	@$(BIN)/python tools/run_tests.py lint format types tests notebooks

test-notebooks: setup ## test the committed notebooks alone
	@$(BIN)/python tools/run_tests.py notebooks

check: setup ## lint, types, lock and environment alone
	@$(BIN)/python tools/run_tests.py lint format types lock environment

gate: setup ## score the grammar against the annotations, held to pinned floors
	@$(BIN)/python tools/gate.py

scores: setup ## compare the grammar with published peers and write the scores that the report shows
	@$(BIN)/python tools/peers.py

faults: setup ## kill ingest, clean, notebooks and report 200 times and see that nothing is lost
	@$(BIN)/python tests/faults/trials.py --jobs $(JOBS)

speed: setup ## measure characters a second and write them for the report
	@$(BIN)/python tools/speed.py

scale: setup ## read up to 100,000 invented documents: time, memory, growth (SCALE_OPTIONS="--sizes 100 200 --compare 0" for less)
	@nice $(BIN)/python benchmarks/scale.py $(SCALE_OPTIONS)

lab: setup ## open JupyterLab on the start notebook, with the project's kernel
	$(BIN)/jupyter lab --MultiKernelManager.default_kernel_name=eduplans $(LAB_OPTIONS) notebooks/start.ipynb

# Each word of PARAMETERS is one NAME=VALUE: a value with blanks needs the command itself, `eduplans run`.
run: setup ## run one notebook (NOTEBOOK=path PARAMETERS="name=value ..." EXPORTS=folder) into build/own
	@test -n "$(NOTEBOOK)" || { echo 'name a notebook: make run NOTEBOOK=notebooks/corpus.ipynb' >&2; exit 2; }
	@test -n "$(PARAMETERS)$(EXPORTS)" || $(BIN)/eduplans run "$(NOTEBOOK)" --help-parameters
	@$(BIN)/eduplans run "$(NOTEBOOK)" $(foreach word,$(PARAMETERS),-p '$(word)') $(if $(EXPORTS),--exports "$(EXPORTS)")

ingest: setup ## read documents (DOCUMENTS=path) into data/raw
	@tools/alone $(BIN)/eduplans ingest $(DOCUMENTS) --out data/raw

accept: notebooks ## take the present outputs of the notebooks as the expected ones
	@tools/alone $(BIN)/eduplans accept
	@$(BIN)/python tools/readme_picture.py

# Exit codes: 0 all equal, 1 something differs, 2 it could not be run, 130 interrupted. make itself ends with 2 where
# its command ends with another code than 0, and says which.
reproduce: setup ## prove that what is committed comes out again, from documents on with DOCUMENTS=path
	@$(BIN)/eduplans reproduce $(if $(filter file,$(origin DOCUMENTS)),,--documents "$(DOCUMENTS)") \
	  $(foreach python,$(PYTHONS),--python "$(python)") $(if $(CERTIFICATE),--out "$(CERTIFICATE)") \
	  $(REPRODUCE_OPTIONS); code=$$?; \
	  test -n "$(CERTIFICATE)" || test $$code -gt 1 || $(BIN)/python tools/readme_reproduction.py; exit $$code

reproduce-damage: setup ## show that a certificate names what was damaged: a digit, a library, a font
	@EDUPLANS_DAMAGE=1 $(BIN)/python -m pytest -q tests/reproduce/test_damage.py

lock: setup ## write requirements.lock anew from pyproject.toml
	@$(BIN)/python tools/lock.py write

citation: setup ## write CITATION.cff anew from src/eduplans/citation.toml
	@$(BIN)/eduplans cite package --format cff > build/CITATION.cff.new && mv build/CITATION.cff.new CITATION.cff

dist: setup ## build sdist and wheel of the last commit into dist, and look into them
	@rm -rf dist && $(BIN)/python tools/dist.py build dist && $(BIN)/python tools/dist.py inspect dist

archive: report ## pack commit, data, notebooks, report and RO-Crate metadata into one zip for a repository
	@$(BIN)/python tools/archive.py build/archive/eduplans.zip

test-oldest: setup ## unit tests with the oldest packages allowed
	@$(BIN)/python tools/other_versions.py oldest

test-newest: setup ## unit tests with the newest packages allowed, on the newest Python that is here
	@$(BIN)/python tools/other_versions.py newest

release-check: report ## go through the check list before a release (QUICK=1 leaves out what takes minutes)
	@$(BIN)/python tools/release_check.py $(if $(QUICK),--quick)

clean: ## remove what was built: build and report
	@tools/alone rm -rf build report

distclean: clean ## remove .venv as well
	@tools/alone rm -rf .venv
