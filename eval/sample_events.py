#!/usr/bin/env python3
"""Random events as a sheet for people to judge, and the share that was right.

    sample_events.py draw in.jsonl out.jsonl --seed 1 --n 50 > sheet.tsv
    sample_events.py read sheet.tsv [second.tsv]

in.jsonl holds the documents, out.jsonl what `casus code` wrote of them. The sheet says what was coded in words, with
the sentence, and neither confidence nor rule. Events that another event is about are left out (they are told as its object),
and so are those without a PLOVER type. A judge fills the column `right` with 1 or 0: type, source, target, polarity and
reality all have to be what the sentence tells (an empty side is right where the sentence names nobody), by docs/codebook.md;
the columns `type`, `actors` and `reality` with 1 or 0 for the parts; and may say why under `note`.
With two sheets, agreement and Cohen's kappa are reported.
"""
import json
import random
import sys

from common import interval, read_jsonl, records_by_id, told

FIELDS = ["id", "sentence", "who", "whom", "type", "told_as", "according_to", "words", "right", "type_ok", "actors_ok", "reality_ok", "note"]


def draw(documents, out, seed, n):
    records = records_by_id(out)
    rows = []
    for document in read_jsonl(documents):
        record = records.get(str(document["id"]))
        if not record:
            continue
        where = {"text": document["text"], "title": document.get("title") or ""}
        words = lambda span: " ".join(where[span.get("in", "text")][span["begin"]:span["end"]].split()) if span else ""
        statements = {s["id"]: s for s in record["statements"]}
        for event in told(record):
            side = lambda name: " + ".join((words(p) if "begin" in p else "(implied)") + f" [{p['code'] or 'no code'}]" for p in event[name]) or "(nobody)"
            told_as = ", ".join([event["polarity"]] * (event["polarity"] != "affirmed") + [event["reality"]] + ["background"] * event["historical"])
            by = statements.get(event["attributed_to"])
            rows.append([f"{record['id']}/{event['id']}", words(record["sentences"][event["sentence"]]), side("source"), side("target"),
                         event["plover"] + (f" (of {event['base']})" if event["base"] != event["plover"] else "") + f" {event['cameo']} {' '.join(event['mode'])}".rstrip(),
                         told_as, "; ".join(words(s) for s in by["speaker_spans"]) if by else "", words(event["trigger"])])
    random.Random(seed).shuffle(rows)
    print("\t".join(FIELDS))
    for row in rows[:n]:
        print("\t".join([*row, "", "", "", "", ""]))
    print(f"{len(rows)} events, {min(n, len(rows))} drawn, seed {seed}", file=sys.stderr)


def rows(path):
    lines = open(path, encoding="utf-8").read().splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[1:] if line.strip()]


def share(name, hits, n):
    low, high = interval(hits, n)
    print(f"{name}: {hits} of {n}, {100*hits/max(n, 1):.0f} % [{100*low:.0f}, {100*high:.0f}]")


def read(first, second=None):
    sheets = [rows(p) for p in (first, second) if p]
    for number, sheet in enumerate(sheets, 1):
        if second:
            print(f"judge {number}")
        for column in ("right", "type_ok", "actors_ok", "reality_ok"):
            marked = [r[column] for r in sheet if r.get(column) in ("0", "1")]
            share(column, marked.count("1"), len(marked))
    if second:
        other = {r["id"]: r["right"] for r in sheets[1]}
        pairs = [(r["right"], other[r["id"]]) for r in sheets[0] if r["right"] in "01" and other.get(r["id"]) in ("0", "1")]
        same = sum(a == b for a, b in pairs) / max(len(pairs), 1)
        p, q = (sum(x[i] == "1" for x in pairs) / max(len(pairs), 1) for i in (0, 1))
        chance = p * q + (1 - p) * (1 - q)
        print(f"agreement {100*same:.0f} % of {len(pairs)}, kappa {(same - chance) / (1 - chance) if chance < 1 else 1:.2f}")


if __name__ == "__main__":
    a, option = sys.argv[1:], {"--seed": "1", "--n": "50"}
    for name in option:
        if name in a:
            option[name] = a.pop(a.index(name) + 1)
            a.remove(name)
    if len(a) == 3 and a[0] == "draw":
        draw(a[1], a[2], int(option["--seed"]), int(option["--n"]))
    elif len(a) in (2, 3) and a[0] == "read":
        read(*a[1:])
    else:
        sys.exit(__doc__)
