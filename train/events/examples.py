#!/usr/bin/env python3
"""Sentences with what is told in them: what the coder's layer learns from.

    examples.py pairs DATA [OWN.tsv …] > pairs.tsv        two actors marked; what joins them
    examples.py sentences DATA [OWN.tsv …] > sentences.tsv    nobody marked; all that is told, or one thing of it
    examples.py agreement OWN.tsv SECOND.tsv    how far two labellings agree
    examples.py unread ARTICLES.jsonl RECORDS.jsonl N >> sentences.tsv    N random sentences of articles, about which nothing is known

DATA has plover-rel and cameo-spans; - for none. OWN.tsv is as README.md says.

pairs.tsv, a line a pair: id, first byte and end of the first actor, of the second (in text order), what joins them, the sentence. What joins them is
`NONE`, or a type with `>` (the first acts) or `<`; several with | between them where the data says only that it is one of these.
sentences.tsv, a line a sentence: id, 1 where all is told, 0 where there may be more, 2 where nothing is known (what no rule codes there is taken for
nothing: of twenty such offers one was an act); the acts, the sentence. An act: type, first byte and end of its
source, of its target (-1 -1: nobody named), apart by blanks; several with ; between them.
"""
import hashlib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "eval"))
import dyads  # noqa: E402
import entities  # noqa: E402
import false_alarms  # noqa: E402
import relations  # noqa: E402
from common import read_jsonl  # noqa: E402
from folds import words  # noqa: E402

TYPES = "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
OLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
QUADS = [["NONE"], *([t for t in TYPES if relations.QUAD[t] == q] for q in ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict"))]


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


def silent(data):
    for key, text, label in false_alarms.rows(f"{data}/cameo-spans/class-train.tsv"):
        if label == "0":
            yield f"class:{key}", text


def own(path):
    """id, text, spans of the actors by number, acts: (type, source, target), 0 for nobody."""
    name = pathlib.Path(path).stem
    for i, row in enumerate(open(path, encoding="utf-8")):
        if not row.strip() or row.startswith("#"):
            continue
        marked, acts = row.rstrip("\n").split("\t")
        text, spans, open_ones = "", {}, []
        for piece in re.split(r"(\[\d |\])", marked):
            if re.fullmatch(r"\[\d ", piece):
                open_ones.append((int(piece[1]), len(text)))
            elif piece == "]":
                number, begin = open_ones.pop()
                spans[number] = (begin, len(text))
            else:
                text += piece
        told = []
        for act in acts.split(";") if acts != "-" else []:
            m = re.fullmatch(r"\s*([A-Z]+) (\d?)>(\d?)\s*", act)
            if not m or OLD.get(m[1], m[1]) not in TYPES or any(x and int(x) not in spans for x in m.groups()[1:]) or open_ones:
                sys.exit(f"{path}:{i + 1}: not understood: {row}")
            told.append((OLD.get(m[1], m[1]), int(m[2] or 0), int(m[3] or 0)))
        yield f"{name}:{i + 1}", text, spans, told


def own_pairs(path):
    for key, text, spans, told in own(path):
        for t, s, g in told:
            if s and g:
                yield line(key, text, spans[s], spans[g], [t])
        for a in spans:
            for b in spans:
                if a < b and not any({a, b} <= {s, g} for _, s, g in told):
                    yield line(key, text, spans[a], spans[b], ["NONE"])


def sentence(key, whole, text, acts):
    at = lambda span: f"{len(text[:span[0]].encode())} {len(text[:span[1]].encode())}" if span else "-1 -1"
    return "\t".join([key, str(int(whole)), ";".join(f"{t} {at(s)} {at(g)}" for t, s, g in acts) or "-", text])


def sentences(data, files):
    if data != "-":
        for key, row in relations.rows(f"{data}/plover-rel/train.tsv"):
            text, sources, targets = relations.unmark(row["marked_sentence"])
            root = OLD.get(row["gold_root"], row["gold_root"])
            acts = [(root, s, t) for s in sources or [None] for t in targets or [None]]
            yield sentence(f"rel:{key}", False, text, acts)
        for key, text in silent(data):
            yield sentence(key, True, text, [])
    for path in files:
        for key, text, spans, told in own(path):
            yield sentence(key, True, text, [(t, spans.get(s), spans.get(g)) for t, s, g in told])


def pairs(data, files):
    if data != "-":
        yield from annotated(data)
    for path in files:
        yield from own_pairs(path)


def unread(articles, records, n):
    """RECORDS are what casus wrote of ARTICLES: their sentences."""
    spans = {r["id"]: r["sentences"] for r in read_jsonl(records)}
    out = []
    for d in read_jsonl(articles):
        for k, s in enumerate(spans.get(str(d["id"]), [])):
            text = " ".join(d["text"][s["begin"]:s["end"]].split())
            if not s.get("in") and 40 < len(text) < 400:
                out.append((hashlib.sha256(text.encode()).hexdigest(), f"unread:{len(out)}", text))
    for _, key, text in sorted(out)[:int(n)]:
        print("\t".join([key, "2", "-", text]))


def agreement(first, second):
    one, two = ({text: set(told) for _, text, _, told in own(path)} for path in (first, second))
    pairs = [(one[t], two[t]) for t in two]
    same = sum(a == b for a, b in pairs)
    shared, n, m = sum(len(a & b) for a, b in pairs), sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)
    event = sum(bool(a) == bool(b) for a, b in pairs)
    print(f"{len(pairs)} sentences: the same acts in {same}; an act or none alike in {event}; acts {n} and {m}, {shared} shared: F1 {200 * shared / (n + m):.1f}")


def main(what, data, *files):
    for example in {"pairs": pairs, "sentences": sentences}[what](data, files):
        if example:
            print(example)


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "unread":
        unread(*sys.argv[2:])
    elif len(sys.argv) == 4 and sys.argv[1] == "agreement":
        agreement(*sys.argv[2:])
    elif len(sys.argv) > 2 and sys.argv[1] in ("pairs", "sentences"):
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
