#!/usr/bin/env python3
"""Scores coded events against sentences of our own in which every act is labelled (train/events/README.md).

    acts.py input OWN.tsv [--part told|asked] > in.jsonl    documents to code, one sentence each
    casus code --format jsonl in.jsonl > out.jsonl
    acts.py score OWN.tsv out.jsonl [--part told|asked] [--missed|--extra] [--types ACCUSE,REQUEST]

--part asked: a fifth of the sentences, by a hash of their words, that nobody who writes rules reads; told: the others.

An event is an act's where the type is the same (CONCEDE and RETREAT are YIELD, DEMAND is REQUEST, DISAPPROVE and INVESTIGATE are ACCUSE) and each labelled side
overlaps one of the event's, by either of its spans, or another mention of its entity; strictly, too, the event has nobody where nobody is labelled. Acts told as another's object are not labelled: events with `about` pointing at them are left out.
Figures: recall and precision of acts with both sides, recall of types, share of silent sentences with an event.
"""
import argparse
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "train" / "events"))
from common import interval, read_jsonl  # noqa: E402
from folds import is_asked  # noqa: E402
from relations import SAME, QUAD  # noqa: E402


def sentences(path, part):
    import examples
    for key, text, spans, told in examples.own(path):
        if not part or is_asked(text) == (part == "asked"):
            yield key, text, spans, [(t, spans.get(s), spans.get(g)) for t, s, g in told]


def sides(event, role, mentions=None):
    """Spans of the participants; with mentions (of each entity), also how else the text calls them."""
    return [m for p in event.get(role, []) for m in (mentions or {}).get(p.get("entity"), [])] + [(p[k]["begin"], p[k]["end"]) if k else (p["begin"], p["end"]) for p in event.get(role, []) for k in ("", "head") if not k or p.get(k)]


def meets(span, spans):
    return span is None or any(b < span[1] and span[0] < e for b, e in spans)


def fits(act, event, mentions=None, sided=True, strict=False):
    kind, source, target = act
    if SAME.get(event["plover"], event["plover"]) != kind:
        return False
    if not sided:
        return True
    s, g = sides(event, "source", mentions), sides(event, "target", mentions)
    both = meets(source, s) and meets(target, g)
    if strict:
        both = both and bool(source) == bool(s) and bool(target) == bool(g)
    turned = kind in ("CONSULT", "AGREE", "COOPERATE") and meets(source, g) and meets(target, s) and (not strict or bool(source) == bool(g) and bool(target) == bool(s))
    return both or turned


def share(label, n, of):
    low, high = interval(n, of)
    print(f"{label}: {n} of {of}, {100 * n / of if of else 0:.1f} % [{100 * low:.1f}, {100 * high:.1f}]")


def score(path, out, part, show, types):
    records = {str(r["id"]): r for r in read_jsonl(out)}
    acts = found = typed = events = right = silent = alarms = close = exact = 0
    for key, text, spans, told in sentences(path, part):
        record = records[key]
        objects = {e["about"] for e in record["events"] if e.get("about") is not None}
        coded = [e for e in record["events"] if e["id"] not in objects and e["plover"] in QUAD | SAME]
        if types:
            told, coded = [a for a in told if a[0] in types], [e for e in coded if SAME.get(e["plover"], e["plover"]) in types]
        mentions = {x["id"]: [(m["begin"], m["end"]) for m in x["mentions"]] for x in record["entities"]}
        hit = [[e for e in coded if fits(a, e, mentions)] for a in told]
        strict = [[e for e in coded if fits(a, e, mentions, strict=True)] for a in told]
        close += sum(map(bool, strict))
        exact += sum(any(e in h for h in strict) for e in coded)
        acts += len(told)
        found += sum(map(bool, hit))
        typed += sum(any(fits(a, e, sided=False) for e in coded) for a in told)
        events += len(coded)
        good = [e for e in coded if any(e in h for h in hit)]
        right += len(good)
        silent += not told
        alarms += not told and bool(coded)
        name = lambda span: text[slice(*span)] if span else "-"
        missed = [a for a, h in zip(told, hit) if not h]
        if show == "missed" and missed:
            print(text)
            for a in missed:
                print("   -", a[0], name(a[1]), ">", name(a[2]))
        if show == "missed" and missed or show == "extra" and len(good) < len(coded):
            if show == "extra":
                print(text)
            for e in coded:
                if e not in good:
                    print("   +", e["plover"], ", ".join(text[slice(*s)] for s in sides(e, "source")[::2]), ">", ", ".join(text[slice(*s)] for s in sides(e, "target")[::2]), e["rule"])
    share("recall, type and both sides", found, acts)
    share("recall, type", typed, acts)
    share("precision, type and both sides", right, events)
    share("recall, strictly (nobody where nobody is labelled)", close, acts)
    share("precision, strictly", exact, events)
    share("false alarms in silent sentences", alarms, silent)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["input", "score"])
    p.add_argument("own")
    p.add_argument("out", nargs="?")
    p.add_argument("--part", choices=["told", "asked"])
    p.add_argument("--types", type=lambda x: x.split(","), help="score these alone")
    p.add_argument("--missed", dest="show", action="store_const", const="missed")
    p.add_argument("--extra", dest="show", action="store_const", const="extra")
    args = p.parse_args()
    if args.what == "input":
        for key, text, _, _ in sentences(args.own, args.part):
            print(json.dumps({"id": key, "date": "2018-06-01", "text": text}, ensure_ascii=False))
    elif args.out:
        score(args.own, args.out, args.part, args.show, args.types)
    else:
        p.error("score wants what casus wrote")


if __name__ == "__main__":
    main()
