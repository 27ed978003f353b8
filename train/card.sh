#!/bin/sh
# Writes the card of a model: data, licences, size, date, scores.
#   train/card.sh DATA MODEL [BUILD] > MODEL.md
# DATA holds ud-ewt/dev.conllu.gz and ud-gum/dev.conllu.gz; MODEL is called en.casus or en-open.casus.
set -eu
[ $# -ge 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
data=$1 model=$2 build=${3:-build}
name=$(basename "$model" .casus)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

scores() { # file, name of the row: raw text, then gold tokens
	python3 "$here/../eval/parse.py" text "$1" > "$work/score.txt"
	"$build/train_eval" "$model" < "$work/score.txt" > "$work/score.raw"
	"$build/train_eval" -g "$1" "$model" > "$work/score.gold"
	for kind in raw gold; do
		python3 "$here/../eval/parse.py" score "$1" "$work/score.$kind" |
			awk -v name="$2, $kind $([ $kind = raw ] && echo text || echo tokens)" \
				'{ v[$1] = $3 } END { printf "| %s | %s | %s | %s | %s | %s | %s |\n", name,
				v["Tokens:"], v["Sentences:"], v["Words:"], v["UPOS:"], v["UAS:"], v["LAS:"] }'
	done
}
size=$(wc -c < "$model")
drop='@OPEN@' keep='@ALL@' more=', statements' method=', `docs\/adr\/0016-statements.md`'
[ "$name" != en-open ] || { drop='@ALL@' keep='@OPEN@' more='' method=''; }
sed "/^$drop/d; s/^$keep//; s/@STATEMENTS@/$more/; s/@METHOD@/$method/; s/@SIZE@/$size/; s/@NAME@/$name/; s/@DATE@/$(date +%F)/" "$here/card.md"
for bank in ewt gum; do
	gzip -dc "$data/ud-$bank/dev.conllu.gz" > "$work/$bank-dev.conllu"
done
scores "$work/ewt-dev.conllu" "EWT dev"
scores "$work/gum-dev.conllu" "GUM dev"
scores "$here/../eval/trees/headlines.conllu" "own headlines"
scores "$here/../eval/trees/sentences.conllu" "own news sentences"
