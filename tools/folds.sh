#!/bin/sh
# Events by five folds: each is coded by a model whose coder has learned from the others alone.
#   tools/folds.sh CASUS DATA OUT [WORK]      CASUS stands beside train_coder; OUT/relations.txt … as tools/accuracy.sh wants them
# WORK keeps the models (a temporary folder, which is removed). What eval/folds.py hides is neither learned from nor scored.
set -eu
casus=$1 data=$2 out=$3 work=${4:-}
cd "$(dirname "$0")/.."
if [ -z "$work" ]; then
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work" "$out"
own="train/events/own.tsv train/events/news.tsv"
python3 eval/folds.py list "$data" $own >"$work/folds.tsv"
python3 train/events/examples.py pairs "$data" $own >"$work/pairs.tsv"
python3 train/events/examples.py sentences "$data" $own >"$work/sentences.tsv"
gzip -dc "$data/raw/articles.jsonl.gz" >"$work/articles.jsonl"
"$casus" code --threads 2 --format jsonl "$work/articles.jsonl" >"$work/articles.out"
python3 train/events/examples.py unread "$work/articles.jsonl" "$work/articles.out" 4000 >>"$work/sentences.tsv"
for name in rel pairs class spans own; do
	: >"$work/$name.out"
done
for fold in 0 1 2 3 4; do
	"$(dirname "$casus")/train_coder" -q -m models/en.casus -l lexicon -f "$work/folds.tsv" -x $fold -o "$work/$fold.casus" "$work/pairs.tsv" "$work/sentences.tsv"
	# shellcheck disable=SC2086
	python3 eval/folds.py input "$data" $fold "$work" $own
	for name in rel pairs class spans own; do
		"$casus" code --threads 2 --model "$work/$fold.casus" --format jsonl "$work/$name.jsonl" >>"$work/$name.out"
	done
done
# shellcheck disable=SC2086
python3 eval/folds.py score "$data" "$work" $own >"$work/scores.txt"
part() { # lines of a section
	awk -v name="== $1" '/^== / { on = $0 == name; next } on' "$work/scores.txt" >"$out/$2.txt"
}
part "from the sentence alone" relations
part "the two actors given" relations-pairs
part "sentences without an event, and with one" false-alarms
part "spans" dyads
part "confidence of the events of the first and of sentences without an event" confidence
part "confidence of these and of the events of sentences of our own" confidence-all
