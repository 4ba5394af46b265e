# The stages of the build, called by the Makefile after tools/inputs.py has digested what each of them uses.
#
# A stage NAME is built when build/inputs/NAME.sha256 (touched only when a content has changed) is newer than its
# record, or the record is gone (tools/inputs.py removes it when an output was altered). The stage `data` refreshes
# the inputs of all later stages, so that these run again only if a processed table has really changed.

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

BIN := .venv/bin
STAGE := @$(PYTHON) -ES tools/stage.py
INSTALLED := .venv/install.sha256
# errors only; nothing is asked
PIP := -qq --disable-pip-version-check --no-input
RUN_INPUTS := $(wildcard build/inputs/run-*.sha256)
RUNS := $(RUN_INPUTS:build/inputs/%=build/outputs/%)

.PHONY: setup data notebooks report
# `@:` does nothing, where make would say that there is nothing to do: tools/summary.py says it
setup: $(INSTALLED) ; @:
data: build/outputs/data.sha256 ; @:
notebooks: $(RUNS) ; @:
report: build/outputs/report.sha256 ; @:

# --no-deps: the lock is complete, and leaves out on purpose what lock-excludes.txt names, which pip would miss.
# Modules are compiled when they are first imported; where Python is told not to keep that, they are compiled here.
.venv/env.sha256: build/inputs/env.sha256
	@echo "Installing the packages of requirements.lock into .venv; this takes a minute or two."
	$(STAGE) env sh -ec '\
	  $(PYTHON) -m venv --clear .venv; \
	  $(BIN)/python -m pip install $(PIP) --no-compile --no-deps --require-hashes --requirement requirements.lock; \
	  test -z "$$PYTHONDONTWRITEBYTECODE" || \
	    $(BIN)/python -m compileall -q -j 0 -x "/tests?/" .venv/lib >/dev/null || true'

# The path in the .pth file is made relative: before 3.13 Python reads such a file in the encoding of the locale, and
# with LC_ALL=C it would not start at all in a folder with a Chinese name. What a killed pip moved aside (~*) goes first.
$(INSTALLED): build/inputs/install.sha256 .venv/env.sha256
	$(STAGE) install sh -ec '\
	  rm -rf .venv/lib/python*/site-packages/~*; \
	  $(BIN)/python -m pip install $(PIP) --no-deps --no-build-isolation --editable .; \
	  for pth in .venv/lib/python*/site-packages/_editable_impl_eduplans.pth; do \
	    echo ../../../../src >"$$pth"; \
	  done; \
	  $(BIN)/python -m ipykernel install --prefix .venv --name eduplans --display-name eduplans >/dev/null'

build/outputs/data.sha256: build/inputs/data.sha256 | $(INSTALLED)
	$(STAGE) data $(BIN)/eduplans clean

# An empty recipe, not no recipe: make then looks again whether the stage before has touched the file.
$(RUN_INPUTS): build/outputs/data.sha256 ;

$(RUNS): build/outputs/run-%.sha256: build/inputs/run-%.sha256 | $(INSTALLED)
	$(STAGE) run-$*

build/inputs/report.sha256: build/outputs/data.sha256 ;

build/outputs/report.sha256: build/inputs/report.sha256 $(RUNS) | $(INSTALLED)
	$(STAGE) report $(BIN)/eduplans report
