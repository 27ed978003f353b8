#!/bin/sh
# Trains the English model from the treebanks, and writes its card.
#   train/train.sh DATA OUT [BUILD]
# DATA   folder with ud-ewt/{train,dev}.conllu.gz and ud-gum/{train,dev}.conllu.gz
# OUT    folder for en.casus and en.md
# BUILD  folder with train_model and train_eval (build)
# Takes some five minutes and 1.5 GB on one core. The same data give the same bytes. dev is only scored.
set -eu
[ $# -ge 2 ] || { sed -n '2,7s/^# //p' "$0" >&2; exit 2; }
data=$1 out=$2 build=${3:-build}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir -p "$out"

for bank in ewt gum; do
	for part in train dev; do
		gzip -dc "$data/ud-$bank/$part.conllu.gz" > "$work/$bank-$part.conllu"
	done
done
"$build/train_model" -a "$here/abbreviations.txt" -o "$out/en.casus" \
	"$work/ewt-train.conllu" "$work/gum-train.conllu"

scores() { # bank: raw text, then gold tokens, of its dev part
	python3 "$here/../eval/parse.py" text "$work/$1-dev.conllu" > "$work/$1.txt"
	"$build/train_eval" "$out/en.casus" < "$work/$1.txt" > "$work/$1.raw"
	"$build/train_eval" -g "$work/$1-dev.conllu" "$out/en.casus" > "$work/$1.gold"
	for kind in raw gold; do
		python3 "$here/../eval/parse.py" score "$work/$1-dev.conllu" "$work/$1.$kind" |
			awk -v name="$2 dev, $kind $([ $kind = raw ] && echo text || echo tokens)" \
				'{ v[$1] = $3 } END { printf "| %s | %s | %s | %s | %s | %s | %s |\n", name,
				v["Tokens:"], v["Sentences:"], v["Words:"], v["UPOS:"], v["UAS:"], v["LAS:"] }'
	done
}
size=$(wc -c < "$out/en.casus")
{
	sed "s/@SIZE@/$size/" "$here/card.md"
	scores ewt EWT
	scores gum GUM
} > "$out/en.md"
cat "$out/en.md"
