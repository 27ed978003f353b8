#!/usr/bin/env python3
"""Random sentences for people to mark actor mentions in, and the share of the marks that resolve.

    sample_mentions.py draw in.jsonl out.jsonl --seed 1 --n 200 [--only PREFIX] > drawn.tsv
    sample_mentions.py show in.jsonl drawn.tsv > sheet.jsonl

in.jsonl holds the documents, out.jsonl what `casus code` wrote of them (its sentence spans only are used). drawn.tsv is stand-off, since
the texts are their publishers': sentence id, document, begin, end (code points). The sheet has the words, with date, title and the
two sentences before, for the eyes of the marker only.
"""
import argparse
import json
import random
import sys

from common import read_jsonl, records_by_id


def draw(args):
    records = records_by_id(args.files[1])
    rows = []
    for document in read_jsonl(args.files[0]):
        record = records.get(str(document["id"]))
        if record and record["id"].startswith(args.only):
            rows += [(record["id"], s["begin"], s["end"]) for s in record["sentences"] if s.get("in", "text") == "text"]
    rows.sort()
    picked = random.Random(args.seed).sample(rows, min(args.n, len(rows)))
    print("sentence\tdocument\tbegin\tend")
    for number, (document, begin, end) in enumerate(picked, 1):
        print(f"s{number:03d}\t{document}\t{begin}\t{end}")
    print(f"{len(rows)} sentences, {len(picked)} drawn, seed {args.seed}", file=sys.stderr)


def show(args):
    documents = {str(d["id"]): d for d in read_jsonl(args.files[0])}
    for line in open(args.files[1], encoding="utf-8").read().splitlines()[1:]:
        number, document, begin, end = line.split("\t")
        d = documents[document]
        begin, end = int(begin), int(end)
        print(json.dumps({"id": number, "date": d.get("date"), "title": d.get("title"), "before": " ".join(d["text"][max(0, begin - 350):begin].split()),
                          "sentence": d["text"][begin:end]}, ensure_ascii=False))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["draw", "show"])
    p.add_argument("files", nargs=2)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--n", type=int, default=200)
    p.add_argument("--only", default="")
    args = p.parse_args()
    {"draw": draw, "show": show}[args.what](args)


if __name__ == "__main__":
    main()
