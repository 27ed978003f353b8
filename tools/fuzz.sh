#!/bin/sh
# tools/fuzz.sh seeds    runs every seed once through every target (gcc, sanitized build of the tests)
# tools/fuzz.sh 60       libFuzzer (clang-14), 60 seconds a target; a finding is kept in fuzz/found/
set -eu
cd "$(dirname "$0")/.."
what=${1:-60}
if [ "$what" = seeds ]; then
	CC=gcc cmake -S . -B build-asan -G Ninja -DCASUS_SANITIZE=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo >/dev/null
	cmake --build build-asan >/dev/null
	for t in text conllu lexicon model places; do
		echo "seeds of $t"
		"build-asan/fuzz_seed_$t" fuzz/seeds/"$t"/*
	done
	exit 0
fi
CC=clang-14 cmake -S . -B build-fuzz -G Ninja -DCASUS_FUZZ=ON -DCASUS_SANITIZE=ON -DCASUS_TESTS=OFF \
	-DCASUS_TRAIN=OFF -DCMAKE_BUILD_TYPE=RelWithDebInfo >/dev/null
cmake --build build-fuzz -j "$(nproc)" >/dev/null
mkdir -p fuzz/found
for t in text conllu lexicon model places; do
	corpus=$(mktemp -d)
	cp fuzz/seeds/"$t"/* "$corpus"
	echo "fuzzing $t for $what s"
	"build-fuzz/fuzz/fuzz_$t" -max_total_time="$what" -timeout=20 -rss_limit_mb=4096 -max_len=16384 \
		-artifact_prefix=fuzz/found/ -print_final_stats=0 "$corpus" 2>&1 | tail -n 3
	rm -rf "$corpus"
done
