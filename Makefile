# make demo, make test: each sets up what it needs on a bare Debian or Ubuntu. `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
OUT := out/demo
DOCUMENTS := 2000
KILLS := 20
PAGES := 100
export PYTHON
# What is started many times is compiled once.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check lint types imports unit accuracy bench-language wheel install develop system clean bench-ocr bench-batch bench-memory bench-catalogue bench-export bench-statements bench-review review-pictures corpus corpus-scans soak wheels messages report-pictures

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

demo: install ## set up, read samples/ and show what was found
	$(BIN)/cchc-ocr run samples --out $(OUT)
	@echo "To look through what is doubtful, beside the scans: $(BIN)/cchc-ocr review $(OUT)"

test: check ## set up and run every check: what CI runs

install: system $(VENV)/installed ## set up only: leaves .venv/bin/cchc-ocr

develop: system $(VENV)/developing ## set up with what the checks need

check: lint types imports unit accuracy wheel ## every check
	@echo "All checks passed."

lint: develop ## style (ruff)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: develop ## types (mypy, strict), as each system has them
	printf '%s\n' linux darwin win32 | xargs -P 2 -I SYSTEM \
		$(BIN)/mypy --platform SYSTEM --cache-dir .mypy_cache/SYSTEM

imports: develop ## which module may import which (import-linter)
	$(BIN)/lint-imports --no-logo

unit: develop ## unit and integration tests (pytest)
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -q --numprocesses auto --dist loadfile --no-loadscope-reorder --junitxml=build/pytest.xml

accuracy: develop ## what is read from samples/ against the agreed figures
	$(BIN)/cchc-ocr evaluate samples --check --junit build/accuracy.xml

bench-language: develop ## figures of docs/accuracy.md: repair of text, side by side with others
	$(BIN)/python scripts/bench_language.py

corpus: develop ## figures of whole statements on tests/corpus: FOLDERS=tests/corpus/round-1
	$(BIN)/python scripts/measure_corpus.py $(FOLDERS)

corpus-scans: develop ## the same from scans of every second document: FOLDERS=tests/corpus/round-1
	$(BIN)/python scripts/scan_corpus.py $(FOLDERS)

soak: develop ## a night of bad files and killed runs: DOCUMENTS=2000 KILLS=20 KEEP=FOLDER
	$(BIN)/python scripts/soak.py --documents $(DOCUMENTS) --kills $(KILLS) $(if $(KEEP),--keep $(KEEP))

bench-batch: develop ## pages per second of a run beside those of bare tesseract: PAGES=100
	$(BIN)/python scripts/bench_batch.py --pages $(PAGES)

bench-memory: develop ## the memory of a run over one PDF of many pages: PAGES=1000
	$(BIN)/python scripts/bench_ocr.py --book $(if $(filter command line,$(origin PAGES)),$(PAGES),1000)

bench-catalogue: develop ## search and resume among many finished documents: DOCUMENTS=10000
	$(BIN)/python scripts/bench_catalogue.py --documents $(if $(filter command line,$(origin DOCUMENTS)),$(DOCUMENTS),10000)

bench-export: develop ## time and memory of exports of an archive: DOCUMENTS=10000
	$(BIN)/python scripts/bench_export.py --documents $(if $(filter command line,$(origin DOCUMENTS)),$(DOCUMENTS),10000)

bench-statements: develop ## questions over a million statements in Parquet files of each year: STATEMENTS=1000000
	$(BIN)/python scripts/bench_statements.py --statements $(if $(filter command line,$(origin STATEMENTS)),$(STATEMENTS),1000000)

bench-review: develop ## the page of review with many documents: DOCUMENTS=1000
	$(BIN)/python scripts/bench_review.py --documents $(if $(filter command line,$(origin DOCUMENTS)),$(DOCUMENTS),1000)

review-pictures: develop ## the pictures of the page of review in the documentation: OUT=FOLDER of a run over samples
	$(BIN)/python scripts/review_pictures.py $(OUT)

report-pictures: develop ## the pictures of a report in the documentation
	$(BIN)/python scripts/report_pictures.py

wheel: develop ## a wheel, installed outside the checkout, reads a sample
	sh scripts/check_wheel.sh $(BIN)/python

bench-ocr: develop ## words and time beside bare tesseract and OCRmyPDF, where that is installed
	OCRMYPDF=$(OCRMYPDF) $(BIN)/python scripts/bench_ocr.py

wheels: develop ## whether all that is needed has wheels for Windows, macOS and Linux
	$(BIN)/python scripts/check_wheels.py

messages: develop ## the catalogues of what people read, from the code: then translate what is new
	$(BIN)/python scripts/messages.py

clean: ## remove what these commands made
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The engine comes from the system and may go without our knowing: looked for each time, which takes no time.
system:
	@sh scripts/setup.sh system

$(VENV)/installed: pyproject.toml constraints.txt scripts/setup.sh | system
	@sh scripts/setup.sh python $(VENV) '.[reader,review]'
	@touch $@

$(VENV)/developing: pyproject.toml constraints.txt scripts/setup.sh | system
	@sh scripts/setup.sh develop $(VENV)
	@touch $(VENV)/installed $@
