# setup: a .venv with the product and everything that tests it · demo · test · docs
PYTHON ?= python3
export UV_PROJECT_ENVIRONMENT = .venv
STAMP = .venv/.installed

.PHONY: setup demo test docs

setup: $(STAMP)

$(STAMP): pyproject.toml uv.lock tools/setup
	PYTHON=$(PYTHON) tools/setup
	touch $@

demo: setup
	.venv/bin/extractor convert 'corpora/demo/*.*' -o demo-output $(DEMO_WORDS)
	.venv/bin/python tools/demo_table demo-output

test: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest --cov --cov-report=term

docs: setup
	.venv/bin/python tools/write_error_docs.py
