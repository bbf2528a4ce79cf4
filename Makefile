# setup: a .venv with the product and everything that tests it · demo · test · docs
# bench: speed side by side with the peers that are installed; BENCH="--full" for all of it, BENCH="--only start"
# torture: kills, floods and hostile files for hours; TORTURE="-k kill" for some of it; CYCLES=1000 for more
# fuzz: our parsers under atheris, ten minutes each; SECONDS=60 for less, FUZZ="doc text" for some of them
# fuzz-kept: of what it found, the fewest inputs that reach as much become tests/fuzz/corpus
# peers: a .venv-peers with the tools that `extractor eval --peers` measures beside it
PYTHON ?= python3
export UV_PROJECT_ENVIRONMENT = .venv
# Tests start hundreds of processes; each would compile the modules anew.
unexport PYTHONDONTWRITEBYTECODE
STAMP = .venv/.installed

PEERS_STAMP = .venv-peers/.installed

.PHONY: setup demo test docs bench peers torture fuzz fuzz-kept

setup: $(STAMP)

$(STAMP): pyproject.toml uv.lock tools/setup hatch_build.py extractor/sources/pdf/batch_reader.c
	PYTHON=$(PYTHON) tools/setup
	touch $@

demo: setup
	.venv/bin/extractor convert 'corpora/demo/*.*' -o demo-output $(DEMO_WORDS)
	.venv/bin/python tools/demo_table demo-output

test: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest -n $$(nproc) --dist worksteal --cov --cov-report=term

torture: setup
	.venv/bin/pytest -m torture -s tests/torture $(TORTURE)

fuzz: setup
	.venv-uv/bin/uv pip install --quiet --python .venv/bin/python atheris || uv pip install --quiet --python .venv/bin/python atheris
	ulimit -v 12000000; OMP_NUM_THREADS=1 nice .venv/bin/python -m tests.fuzz.run $(or $(SECONDS),600) $(FUZZ)

fuzz-kept: setup
	ulimit -v 12000000; OMP_NUM_THREADS=1 .venv/bin/python -m tests.fuzz.run --keep $(FUZZ)

docs: setup
	.venv/bin/python tools/write_error_docs.py
	.venv/bin/python tools/write_data_model.py
	.venv/bin/python tools/write_licences.py

bench: setup
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 .venv/bin/python -m extractor.eval.speed $(BENCH)

peers: $(PEERS_STAMP)

$(PEERS_STAMP): eval/peers/requirements.txt tools/setup_peers
	PYTHON=$(PYTHON) tools/setup_peers
	touch $@
