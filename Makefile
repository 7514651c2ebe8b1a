# The menu: `make` prints it. Everything runs in .venv, which is made on the first use.
VENV   := .venv
PYTHON := $(VENV)/bin/python
PIP    := $(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
DATA   ?= ../shared/data
RECIPE ?= models/recipes/news-small.toml
WORK   ?= work/$(basename $(notdir $(RECIPE)))
# `make test WITH=torch` adds the transformers engine and training.
TORCH  := $(if $(filter torch,$(WITH)),-torch)

.PHONY: menu setup translate test check eval gate bench train tagger lexicon lock wheel clean

menu:  ## print this menu
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

translate: $(VENV)/base  ## repair and translate seeds/, show every edit, say where the files are
	@$(VENV)/bin/reinschrift explain seeds/000_6c012aa9b9efd1c0.txt --out out

test: $(VENV)/dev$(TORCH)  ## run the tests (WITH=torch: those of training and of the transformers engine too)
	@$(PYTHON) -m pytest --numprocesses auto $(TESTS)

check: $(VENV)/dev  ## format, lint and type-check
	@$(VENV)/bin/ruff format --check . && $(VENV)/bin/ruff check . && $(VENV)/bin/mypy

eval: $(VENV)/dev  ## score repair and translation, write a report (REINSCHRIFT_SUITES: more suites)
	@$(VENV)/bin/reinschrift eval $(SUITES)

gate: $(VENV)/dev  ## score the bundled suites and fail if a figure is below its floor
	@$(VENV)/bin/reinschrift eval --gate

bench: $(VENV)/bench$(TORCH)  ## measure speed, memory and the peers (WITH=torch: transformers too)
	@$(PYTHON) -m reinschrift_eval.bench --suites $(DATA)/evalsets --out out/bench

train: $(VENV)/train  ## train RECIPE from the parallel text in DATA (MINUTES=90: a budget)
	@$(PYTHON) -m reinschrift_models.training $(RECIPE) --work $(WORK) --data $(DATA) $(MINUTES:%=--minutes %)

tagger: $(VENV)/train  ## train the tagger of repair on scars made out of DATA (MINUTES=30)
	@$(PYTHON) -m reinschrift_models.training.tagger --data $(DATA) --work work/tagger $(MINUTES:%=--minutes %) \
		--out pipeline/reinschrift/tagger/weights.safetensors

lexicon: $(VENV)/base  ## count the word forms of DATA again, and the genders of its nouns
	@$(PYTHON) -m reinschrift.lexicon.build $(DATA) pipeline/reinschrift/lexicon/forms.txt
	@$(PYTHON) -m reinschrift.genders.build $(DATA) pipeline/reinschrift/genders/nouns.txt

wheel: $(VENV)/dev  ## build the wheel into dist/
	@$(PYTHON) -m build --wheel --outdir dist

lock: $(VENV)/dev-torch $(VENV)/bench  ## pin what is installed now in constraints.txt
	@$(PYTHON) -m pip freeze --exclude-editable | sed 's/+cpu$$//' > constraints.txt

setup: $(VENV)/dev  ## install everything that development needs, but torch

clean:  ## delete what make made, weights and training folders excepted
	@rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# One stamp for each set of extras: a second run installs nothing.
$(VENV)/base:      SET := .
$(VENV)/dev:       SET := .[dev]
$(VENV)/dev-torch: SET := .[dev,train]
$(VENV)/train:     SET := .[train]
$(VENV)/bench:     SET := .[bench]
$(VENV)/bench-torch: SET := .[bench,torch]
$(addprefix $(VENV)/,base dev dev-torch train bench bench-torch): pyproject.toml constraints.txt | $(PYTHON)
	@echo "installing $(SET) into $(VENV) …" >&2
	@$(PIP) --editable '$(SET)' && touch $@

$(PYTHON):
	@command -v python3 >/dev/null || { echo "python3 is missing: apt-get install python3 python3-venv" >&2; exit 2; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "python3 is older than 3.11, which reinschrift needs" >&2; exit 2; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo "venv is missing: apt-get install python3-venv" >&2; exit 2; }
	@python3 -m venv $(VENV)
