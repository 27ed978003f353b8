#!/usr/bin/env python3
"""Two actors of a sentence and what joins them: the examples that the coder learns from.

    examples.py make DATA CLASS.jsonl [OWN.tsv …] [--only-own] > examples.tsv

A line an example: id, first byte and end of the first actor, of the second (in text order), what joins them, the sentence. What joins them is
`NONE`, or a type with `>` (the first acts) or `<`; several with | between them where the data says only that it is one of these.

DATA has plover-rel and cameo-spans (not read with --only-own). CLASS.jsonl is what casus wrote of false_alarms.py's input: its mentions are the
actors of sentences without an event, and between none of these is one. OWN.tsv: README.md.
"""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "eval"))
import dyads  # noqa: E402
import entities  # noqa: E402
import false_alarms  # noqa: E402
import relations  # noqa: E402
from common import records_by_id  # noqa: E402
from folds import words  # noqa: E402

TYPES = "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
OLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
QUADS = [["NONE"], *([t for t in TYPES if relations.QUAD[t] == q] for q in ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict"))]
MOST = 3  # pairs of a sentence without an event


def line(key, text, source, target, types):
    """None where the two overlap."""
    if source[1] > target[0] and target[1] > source[0]:
        return None
    a, b = sorted([source, target])
    arrow = ">" if a == source else "<"
    at = [len(text[:k].encode()) for k in (*a, *b)]
    return "\t".join([key, *map(str, at), "|".join(t if t == "NONE" else t + arrow for t in types), text])


def annotated(data):
    seen = set()
    for key, row in relations.rows(f"{data}/plover-rel/train.tsv"):
        text, sources, targets = relations.unmark(row["marked_sentence"])
        seen.add("".join(words(text)))
        root = OLD.get(row["gold_root"], row["gold_root"])
        for s in sources[:1]:
            for t in targets[:1]:
                yield line(f"rel:{key}", text, s, t, [root])
    classes = {"".join(words(text)): int(label) for _, text, label in false_alarms.rows(f"{data}/cameo-spans/class-train.tsv")}
    for i, (tokens, tags) in enumerate(entities.sentences(f"{data}/cameo-spans/train.txt")):
        text = " ".join(tokens)
        squeezed = "".join(words(text))
        sources, targets = dyads.marked(tokens, tags)
        if squeezed in seen or not classes.get(squeezed) or not sources or not targets:
            continue
        pairs = [(s, t) for s in sources for t in targets if s != t]
        for s, t in pairs[:1]:
            yield line(f"spans:{i}", text, s, t, QUADS[classes[squeezed]])


def actors(record):
    """Spans of mentions of those who may act, sentence by sentence; what lies in a longer one is left out."""
    out = {}
    for e in record.get("entities", []):
        if not e["actor"] and e["type"] not in ("PERSON", "ORG", "GPE", "NORP"):
            continue
        for m in e["mentions"]:
            if not m.get("in"):
                out.setdefault(m["sentence"], set()).add((m["begin"], m["end"]))
    return {s: sorted(m for m in ms if not any(k != m and k[0] <= m[0] and m[1] <= k[1] for k in ms)) for s, ms in out.items()}


def silent(data, out):
    records = records_by_id(out)
    for key, text, label in false_alarms.rows(f"{data}/cameo-spans/class-train.tsv"):
        if label != "0":
            continue
        n = 0
        for spans in actors(records.get(key, {})).values():
            for a, b in zip(spans, spans[1:]):
                if n < MOST:
                    yield line(f"class:{key}", text, a, b, ["NONE"])
                    n += 1


def own(path):
    """README.md: marked sentence, type or NONE."""
    for i, row in enumerate(open(path, encoding="utf-8")):
        if not row.strip() or row.startswith("#"):
            continue
        label, marked = row.rstrip("\n").split("\t")[:2]
        text, sources, targets = relations.unmark(marked)
        for s in sources[:1]:
            for t in targets[:1]:
                yield line(f"own:{i}", text, s, t, [OLD.get(label, label)])


def main(args):
    only = "--only-own" in args
    data, out, *files = [a for a in args if not a.startswith("-")]
    sets = ([] if only else [annotated(data), silent(data, out)]) + [own(f) for f in files]
    for examples in sets:
        for example in examples:
            if example:
                print(example)


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] == "make":
        main(sys.argv[2:])
    else:
        sys.exit(__doc__)
