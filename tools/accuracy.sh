#!/bin/sh
# Scores on the development data: tools/accuracy.sh CASUS DATA [OUT]
# Writes OUT/*.txt (build/accuracy by default) and docs/figures.md is made from them by tools/figures.py.
set -eu
casus=$1 data=${2:-}
cd "$(dirname "$0")/.."
if [ -z "$data" ] || [ ! -d "$data" ]; then
	echo "usage: make accuracy DATA=folder   (ud-ewt, ud-gum, plover-rel, cameo-spans, polnear, re3d, wikigold, uner-ewt)" >&2
	exit 2
fi
out=${3:-build/accuracy}
mkdir -p "$out"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

parse() { # parse NAME GOLD
	python3 eval/parse.py text "$2" >"$tmp/$1.txt"
	"$casus" parse "$tmp/$1.txt" >"$tmp/$1.conllu"
	python3 eval/parse.py score "$2" "$tmp/$1.conllu" >"$out/parse-$1.txt"
}
parse ewt-dev "$data/ud-ewt/dev.conllu.gz"
parse gum-dev "$data/ud-gum/dev.conllu.gz"
python3 eval/genre.py "$data/ud-ewt/dev.conllu.gz" weblog newsgroup >"$tmp/ewt-news.gold"
parse ewt-news "$tmp/ewt-news.gold"
for genre in news speech interview; do
	python3 eval/genre.py "$data/ud-gum/dev.conllu.gz" GUM_$genre >"$tmp/gum-$genre.gold"
	parse gum-$genre "$tmp/gum-$genre.gold"
done
for part in headlines sentences; do
	parse own-$part eval/trees/$part.conllu
done

python3 eval/coref.py input "$data/ud-gum/dev.conllu.gz" >"$tmp/coref.jsonl"
"$casus" code --format conllu "$tmp/coref.jsonl" >"$tmp/coref.conllu"
python3 eval/coref.py score "$data/ud-gum/dev.conllu.gz" "$tmp/coref.conllu" >"$out/coref.txt"
"$casus" code --format jsonl "$tmp/coref.jsonl" >"$tmp/coref.out"
python3 eval/coref.py actors "$data/ud-gum/dev.conllu.gz" "$tmp/coref.out" >>"$out/coref.txt"

sh tools/folds.sh "$casus" "$data" "$out"

mkdir -p "$tmp/polnear"
tar -xzf "$data/polnear/dev/articles.tar.gz" -C "$tmp/polnear"
polnear=$(dirname "$(find "$tmp/polnear" -type d -name text | head -n 1)")
python3 eval/attribution.py input "$polnear" >"$tmp/polnear.jsonl"
"$casus" code --threads 2 --format jsonl "$tmp/polnear.jsonl" >"$tmp/polnear.out"
python3 eval/attribution.py score "$polnear" "$tmp/polnear.out" >"$out/statements.txt"

python3 eval/entities.py input "$data/uner-ewt/dev.iob2" --word 1 --column 2 >"$tmp/uner.jsonl"
"$casus" code --threads 2 --format jsonl "$tmp/uner.jsonl" >"$tmp/uner.out"
python3 eval/entities.py score "$data/uner-ewt/dev.iob2" "$tmp/uner.out" --word 1 --column 2 >"$out/names-ewt-dev.txt"
python3 eval/gum_names.py "$data/ud-gum/dev.conllu.gz" news >"$tmp/gum-news.iob2"
python3 eval/entities.py input "$tmp/gum-news.iob2" --word 1 --column 2 >"$tmp/gum-news.jsonl"
"$casus" code --format jsonl "$tmp/gum-news.jsonl" >"$tmp/gum-news.out"
python3 eval/entities.py score "$tmp/gum-news.iob2" "$tmp/gum-news.out" --word 1 --column 2 >"$out/names-gum-news.txt"
python3 eval/entities.py input "$data/re3d/train.bio.tsv" --column 3 >"$tmp/re3d.jsonl"
"$casus" code --threads 2 --format jsonl "$tmp/re3d.jsonl" >"$tmp/re3d.out"
python3 eval/entities.py score "$data/re3d/train.bio.tsv" "$tmp/re3d.out" --column 3 --nominals >"$out/names-re3d.txt"

python3 eval/actors.py names-input eval/actors/names.tsv >"$tmp/names.jsonl"
"$casus" code --format jsonl "$tmp/names.jsonl" >"$tmp/names.out"
python3 eval/actors.py names eval/actors/names.tsv "$tmp/names.out" >"$out/actors-names.txt"
gzip -dc "$data/raw/articles.jsonl.gz" >"$tmp/articles.jsonl"
gzip -dc "$data/raw/news.jsonl.gz" >"$tmp/news.jsonl"
"$casus" code --threads 2 --format jsonl "$tmp/articles.jsonl" >"$tmp/articles.out"
"$casus" code --threads 2 --format jsonl "$tmp/news.jsonl" >"$tmp/news.out"
{
	python3 eval/references.py score eval/references/drawn.tsv eval/references/answers-1.tsv "$tmp/articles.out" --documents "$tmp/articles.jsonl"
	python3 eval/references.py agreement eval/references/drawn.tsv eval/references/answers-1.tsv eval/references/answers-2.tsv --documents "$tmp/articles.jsonl"
} >"$out/references.txt"

python3 eval/places.py input "$data" >"$tmp/places.jsonl"
"$casus" code --threads 2 --format jsonl "$tmp/places.jsonl" >"$tmp/places.out"
python3 eval/places.py score "$tmp/places.out" eval/places/dev-1.tsv eval/places/dev-2.tsv >"$out/places.txt"
python3 -B eval/acts.py input train/events/news.tsv --part asked >"$tmp/acts.jsonl"
"$casus" code --threads 2 --format jsonl "$tmp/acts.jsonl" >"$tmp/acts.out"
python3 -B eval/acts.py score train/events/news.tsv "$tmp/acts.out" --part asked >"$out/acts.txt"
gum="$data/ud-gum/train.conllu.gz $data/ud-gum/dev.conllu.gz"
{ cat eval/events/drawn.tsv && tail -n +2 eval/events/more-drawn.tsv; } >"$tmp/drawn.tsv"
{ cat eval/events/answers-1.tsv && tail -n +2 eval/events/more-answers.tsv; } >"$tmp/answers.tsv"
python3 -B eval/events.py input "$tmp/drawn.tsv" eval/events/own.jsonl "$tmp/articles.jsonl" $gum >"$tmp/gold.jsonl"
"$casus" code --threads 2 --format jsonl "$tmp/gold.jsonl" >"$tmp/gold.out"
{
	python3 -B eval/events.py score "$tmp/drawn.tsv" "$tmp/answers.tsv" "$tmp/gold.out" --documents "$tmp/gold.jsonl"
	python3 -B eval/events.py agreement eval/events/drawn.tsv eval/events/answers-1.tsv eval/events/answers-2.tsv --documents "$tmp/gold.jsonl"
} >"$out/events.txt"
what="eval/when-where/times.tsv eval/when-where/places.tsv eval/when-where/numbers.tsv"
python3 -B eval/when_where.py input $what eval/when-where/own.jsonl "$tmp/articles.jsonl" $gum >"$tmp/when-where.jsonl"
"$casus" code --threads 2 --format jsonl "$tmp/when-where.jsonl" >"$tmp/when-where.out"
for what in times places numbers; do
	python3 -B eval/when_where.py score eval/when-where/$what.tsv eval/when-where/$what-1.tsv "$tmp/when-where.out" --documents "$tmp/when-where.jsonl" >"$out/gold-$what.txt"
done
python3 -B eval/when_where_own.py input eval/when-where-dev/own.jsonl >"$tmp/own-when-where.jsonl"
"$casus" code --format jsonl "$tmp/own-when-where.jsonl" >"$tmp/own-when-where.out"
python3 -B eval/when_where_own.py score eval/when-where-dev/own.jsonl "$tmp/own-when-where.out" >"$out/own-when-where.txt"
for set in all world; do
	python3 eval/actors.py mentions "eval/actors/$set-drawn.tsv" "eval/actors/$set-1.tsv" "$tmp/articles.out" \
		--documents "$tmp/articles.jsonl" >"$out/actors-$set.txt"
	python3 eval/actors.py agreement "eval/actors/$set-1.tsv" "eval/actors/$set-2.tsv" >>"$out/actors-$set.txt"
done
python3 eval/entries.py "$casus" lexicon "$tmp/articles.out" "$tmp/news.out" >"$out/entries.txt"
{
	"$casus" lexicon coverage | tail -n 6
	echo "G20 members, Iran, Israel, Syria, Ukraine, North Korea, Pakistan:"
	"$casus" lexicon coverage --states g20,irn,isr,syr,ukr,prk,pak --years 2000..2026 | tail -n 6 | grep -E '^(foreign|defence)'
} >"$out/coverage.txt"

for f in "$out"/*.txt; do
	echo "== $(basename "$f" .txt)"
	grep -v '^   ' "$f"
done
