#!/usr/bin/env python3
"""Which names are places, and which places?

    python3 eval/places.py input DATA > places.jsonl          the documents of eval/places, out of the data folder
    build/casus code places.jsonl > records.jsonl
    python3 eval/places.py score records.jsonl eval/places/dev-1.tsv …

eval/places/dev-*.tsv: names drawn from the articles and from GUM's news, each with the place it is, or `-`. They were judged by one reader who saw
the program's answer beside each, on data that rules were written on: development figures, which flatter.
"""
import gzip
import pathlib
import re
import sys

from common import overlap, read_jsonl, records_by_id


def gum_news(data):
    for part in ("train", "dev"):
        document = None
        with gzip.open(pathlib.Path(data) / "ud-gum" / f"{part}.conllu.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                new = re.match(r"# newdoc id = (\S+)", line)
                if new:
                    if document:
                        yield document
                    document = {"id": new[1], "text": ""} if new[1].startswith("GUM_news") else None
                if document and line.startswith("# newpar"):
                    document["text"] += "\n\n"
                text = re.match(r"# text = (.*)", line)
                if document and text:
                    document["text"] += text[1] + " "
        if document:
            yield document


def make_input(data):
    import json
    for article in read_jsonl(str(pathlib.Path(data) / "raw" / "articles.jsonl.gz")):
        print(json.dumps(article, ensure_ascii=False))
    for document in gum_news(data):
        document["text"] = document["text"].strip()
        print(json.dumps(document, ensure_ascii=False))


def score(records, files):
    n = dict.fromkeys(("places", "found", "right", "country", "precision", "none", "alone"), 0)
    wrong = []
    for path in files:
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            key, begin, end, words, judged = line.split("\t")
            if key not in records:
                sys.exit(f"{path}: no record {key}")
            span = (int(begin), int(end))
            found = [p for p in records[key]["places"]
                     if not p.get("in") and overlap(span, (p["begin"], p["end"]))]
            if judged == "-":
                n["none"] += 1
                n["alone"] += not found
                if found:
                    wrong.append(f"{words}: no place, found {found[0]['name']}")
                continue
            name, country, precision = judged.split("|")
            n["places"] += 1
            if not found:
                wrong.append(f"{words}: {judged}, found none")
                continue
            p = found[0]
            n["found"] += 1
            n["country"] += (p["country"] or "") == country
            n["precision"] += (p["precision"] or "") == precision
            right = p["name"] == name and (p["country"] or "") == country
            n["right"] += right
            if not right:
                wrong.append(f"{words}: {judged}, found {p['name']}|{p['country']}|{p['precision']}")
    print("\n".join(wrong))
    print(f"{n['places']} places: found {n['found']}, right place {n['right']}, right country {n['country']}, "
          f"right precision {n['precision']}; {n['none']} other names: left alone {n['alone']}")


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "input":
        make_input(sys.argv[2])
    elif len(sys.argv) > 3 and sys.argv[1] == "score":
        score(records_by_id(sys.argv[2]), sys.argv[3:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
