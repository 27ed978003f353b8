#!/bin/sh
# Codes every article of the data folder; fails on a crash, a finding of a sanitizer, or a lost document.
set -eu
casus=$1 data=$2
file=$data/raw/articles.jsonl.gz
want=$(gzip -dc "$file" | wc -l)
got=$("$casus" code --threads 2 "$file" | wc -l)
echo "$got of $want documents"
[ "$want" = "$got" ]
