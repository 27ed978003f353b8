#!/bin/sh
# Speed and memory: tools/bench.sh CASUS [DATA]. Words a second are of this machine at this moment; instructions
# a word (valgrind's callgrind or perf, where installed) are what to compare between versions.
set -eu
casus=$1 data=${2:-}
cd "$(dirname "$0")/.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if [ -n "$data" ] && [ -f "$data/raw/articles.jsonl.gz" ]; then
	gzip -dc "$data/raw/articles.jsonl.gz" >"$tmp/in.jsonl"
	echo "input: the articles of the data folder"
else
	i=0
	while [ $i -lt 300 ]; do
		cat samples/articles.jsonl
		i=$((i + 1))
	done >"$tmp/in.jsonl"
	echo "input: samples/articles.jsonl, 300 times (give DATA=folder for real articles)"
fi
head -n 1 samples/articles.jsonl >"$tmp/one.jsonl"
python3 - "$casus" "$tmp/in.jsonl" "$tmp/one.jsonl" <<'PY'
import json, resource, subprocess, sys, time
casus, big, one = sys.argv[1:]
def run(*args):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([casus, *args], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss
starts = sorted(run("code", "--format", "jsonl", one)[0] for _ in range(7))
print(f"start-up with one short article: {1000 * starts[3]:.0f} ms (median of 7)")
starts = sorted(run("parse", "--input-format", "jsonl", one)[0] for _ in range(7))
print(f"start-up of trees alone: {1000 * starts[3]:.0f} ms (median of 7)")
words = sum(len(json.loads(line)["text"].split()) for line in open(big, encoding="utf-8"))
for name, args in (("tokens, tags, trees", ["parse"]), ("everything", ["code", "--format", "jsonl"])):
    wall, cpu, rss = min(run(*args, "--input-format", "jsonl", big) for _ in range(3))
    print(f"{name}: {words / (wall - starts[3]):,.0f} words/s ({words:,} words between blanks, one worker, best of 3; "
          f"{words / cpu:,.0f} words per second of CPU time), {rss / 1024:.0f} MB at most")
PY
eval=$(dirname "$casus")/train_eval
if [ -x "$eval" ]; then
	python3 -c 'import json,sys
for line in open(sys.argv[1], encoding="utf-8"):
    print(json.loads(line)["text"], end="\n\n")' "$tmp/in.jsonl" >"$tmp/all.txt"
	head -c 3000000 "$tmp/all.txt" >"$tmp/in.txt"
	for i in 2 1 0; do
		[ $i = 0 ] && head -c 300000 "$tmp/in.txt" >"$tmp/part.txt" || cp "$tmp/in.txt" "$tmp/part.txt"
		for k in 1 2 3; do "$eval" -i $i -b 1 models/en.casus <"$tmp/part.txt"; done | sort -t, -k3 -n |
			awk -v i=$i '{ gsub(",", "", $NF); v = $(NF - 1); if (v > best) best = v } END {
				split("plain C,AVX2,the best this machine has", name, ","); printf "tokens, tags, trees, CPU time only, %s: %d words/s (syntactic words, best of 3)\n", name[i + 1], best }'
	done
fi
if command -v valgrind >/dev/null; then
	head -n 20 "$tmp/in.jsonl" >"$tmp/few.jsonl"
	words=$(python3 -c 'import json,sys; print(sum(len(json.loads(l)["text"].split()) for l in open(sys.argv[1], encoding="utf-8")))' "$tmp/few.jsonl")
	count() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'; }
	base=$(count "$casus" code --format jsonl /dev/null)
	bare=$(count "$casus" parse --input-format jsonl /dev/null)
	all=$(count "$casus" code --format jsonl "$tmp/few.jsonl")
	trees=$(count "$casus" parse --input-format jsonl "$tmp/few.jsonl")
	valgrind --tool=callgrind --callgrind-out-file="$tmp/cg" "$casus" code --format jsonl "$tmp/few.jsonl" >/dev/null 2>&1
	callgrind_annotate --inclusive=yes "$tmp/cg" 2>/dev/null | python3 -c '
import re, sys
cost = {}
for line in sys.stdin:
    m = re.match(r"\s*([\d,]+) \([^)]*\)\s+\S+:(cs_\w+_run)\b", line)
    if m:
        cost[m[2]] = max(cost.get(m[2], 0), int(m[1].replace(",", "")))
whole = cost.get("cs_engine_run")
if whole:
    print("shares of the pipeline, instructions: " + ", ".join("%s %.1f %%" % (n[3:-4], 100 * c / whole) for n, c in sorted(cost.items(), key=lambda x: -x[1]) if n != "cs_engine_run"))'
	echo "instructions a word (with AVX2, since valgrind has no AVX-512): everything $(((all - base) / words)), trees $(((trees - bare) / words)); start-up $((base / 1000000)) million, of trees alone $((bare / 1000000)) million"
else
	echo "instructions a word: SKIPPED, valgrind is not installed"
fi
