# Thin wrapper around CMake and Ninja. `make help` lists what there is.
BUILD ?= build
DATA ?=
JOBS ?= $(shell nproc)
export CTEST_OUTPUT_ON_FAILURE = 1

.PHONY: all build test test-all accuracy bench fuzz format lint model golden-update install clean help

all: build

build: ## the program, build/casus
	@cmake -S . -B $(BUILD) -G Ninja >/dev/null
	@cmake --build $(BUILD) -j $(JOBS)

test: ## unit, golden, command-line, lexicon tests; sanitizers; everything within 15 minutes
	@sh tools/test.sh

test-all: ## test, and what takes servers, browsers or long runs (DATA=folder of training data)
	@sh tools/test.sh all $(DATA)

accuracy: build ## scores on the development data: make accuracy DATA=../data
	@sh tools/accuracy.sh $(BUILD)/casus "$(DATA)"

bench: build ## words per second and instructions per word (DATA=folder, else the samples)
	@sh tools/bench.sh $(BUILD)/casus "$(DATA)"

fuzz: ## libFuzzer on every reader of untrusted bytes: SECONDS=60 each
	@sh tools/fuzz.sh $(or $(SECONDS),60)

model: build ## trains models/en.casus from DATA=folder
	@sh train/train.sh "$(DATA)" models

format: ## clang-format over the sources
	@clang-format-14 -i $$(git ls-files '*.c' '*.h')

lint: ## clang-tidy, cppcheck, layers, formatting, the lexicon
	@sh tools/lint.sh $(BUILD)

golden-update: build ## rewrites the expectations of the golden tests; review the diff
	-@CASUS_GOLDEN_UPDATE=1 ctest --test-dir $(BUILD) -R 'unit\.test_(actor|event|place|prop)$$'
	@CASUS_GOLDEN_UPDATE=1 python3 tests/cli/test_cli.py $(BUILD)/casus WhyGolden SaidGolden

install: build
	@cmake --install $(BUILD)

clean:
	rm -rf build build-*

help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 16
