#!/bin/sh
# make test, make test-all: builds with gcc and clang, with sanitizers, and runs everything that is
# there. Ends with a line "N passed, N failed". A step that cannot run here is told as skipped.
set -u
cd "$(dirname "$0")/.."
all=${1:-}
data=${2:-}
jobs=$(nproc)
passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() { # step NAME COMMAND…
	name=$1
	shift
	if "$@" >"$log" 2>&1; then
		echo "ok       $name"
		passed=$((passed + 1))
	else
		echo "FAILED   $name"
		tail -n 60 "$log" | sed 's/^/         /'
		failed=$((failed + 1))
	fi
}
skip() {
	echo "SKIPPED  $1: $2"
	skipped=$((skipped + 1))
}
configure() { # configure DIR COMPILER OPTION…
	dir=$1 cc=$2
	shift 2
	CC=$cc cmake -S . -B "$dir" -G Ninja "$@" && cmake --build "$dir" -j "$jobs"
}
tests() { # each test of a build is a step of its own
	dir=$1 label=$2
	for t in $(ctest --test-dir "$dir" -N | sed -n 's/^ *Test *#[0-9]*: //p'); do
		step "$label $t" ctest --test-dir "$dir" --output-on-failure -R "^$t\$"
	done
}

step "build, gcc" configure build gcc
tests build gcc
step "layers" python3 tools/check_layers.py
step "the figures of README.md" python3 -B tools/readme.py --check
step "tools of the lexicon" python3 tests/tools/test_terms.py
step "pronouns and nominals: draw, score" python3 -B tests/tools/test_references.py
step "events in sentences: draw, score" python3 -B tests/tools/test_events.py
step "acts in sentences of our own: score" python3 -B tests/tools/test_acts.py
step "times, places, numbers: draw, score" python3 -B tests/tools/test_when_where.py
step "scorer of coreference" python3 tests/tools/test_coref.py
step "folds of the annotated sentences" python3 tests/tools/test_folds.py
if command -v clang-14 >/dev/null; then
	step "build, clang" configure build-clang clang-14
	step "clang, unit tests" ctest --test-dir build-clang -j "$jobs" --output-on-failure -R unit
else
	skip "clang" "clang-14 is not installed (apt-get install clang-14)"
fi
step "build, AddressSanitizer and UndefinedBehaviorSanitizer" configure build-asan gcc \
	-DCASUS_SANITIZE=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo
tests build-asan asan
step "fuzz seeds, sanitized" sh tools/fuzz.sh seeds
step "header as C17 and C++17" sh -c 'gcc -std=c17 -pedantic -Wall -Wextra -Werror -Iinclude -fsyntax-only -x c include/casus.h &&
	{ ! command -v g++ >/dev/null || g++ -std=c++17 -Wall -Wextra -Werror -Iinclude -fsyntax-only -x c++ include/casus.h; }'

if [ "$all" = all ]; then
	step "build, ThreadSanitizer" configure build-tsan gcc -DCASUS_TSAN=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo
	step "tsan: four threads on the samples" sh -c 'build-tsan/casus code --threads 4 samples/articles.jsonl samples/articles.jsonl >/dev/null'
	if command -v clang-tidy-14 >/dev/null && command -v cppcheck >/dev/null; then
		step "lint" sh tools/lint.sh build
	else
		skip "lint" "clang-tidy-14 or cppcheck is not installed"
	fi
	if command -v clang-14 >/dev/null; then
		step "fuzzers, 30 seconds each" sh tools/fuzz.sh 30
	else
		skip "fuzzers" "clang-14 is not installed"
	fi
	if [ -n "$data" ] && [ -d "$data" ]; then
		step "accuracy" sh tools/accuracy.sh build/casus "$data"
		step "all articles of the data, sanitized" sh tools/articles.sh build-asan/casus "$data"
	else
		skip "accuracy, articles" "NO DATA FOLDER GIVEN: the scores of docs/figures.md were NOT checked"
	fi
fi
echo
if [ "$skipped" -gt 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ "$failed" = 0 ]
