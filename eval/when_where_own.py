#!/usr/bin/env python3
"""Scores times, places and numbers against texts in which every one of them is marked (eval/when-where-dev/own.jsonl).

    when_where_own.py input own.jsonl > documents.jsonl
    casus code --format jsonl documents.jsonl > out.jsonl
    when_where_own.py score own.jsonl out.jsonl [times|places|numbers] [--verbose]

A line of own.jsonl is a document: date, text, and of each kind a list of marks: words, n (the how-manieth time they stand in the text), and what the guideline of
eval/when-where says of them: value and grain; role, kind and country; value and kind. What counts as right:

    times     both ends, or one of those between |; of `none` and `?` that no date is given
    places    the country, where the mark has one; of `none` that no place is found; the role is not asked
    numbers   both ends (`more than 80` is 80 or 81) and the kind; of `none` that no count is found
"""
import argparse
import collections
import json

from common import interval, read_jsonl, records_by_id


def span(text, words, n):
    at = -1
    for _ in range(n):
        at = text.index(words, at + 1)
    return at, at + len(words)


def ends(value, number):
    low, _, high = value.replace("~", "").partition("..")
    both = (low, high if ".." in value else low)
    return tuple(number(x) if x else None for x in both)


def time_right(mark, found):
    got = (found[0]["from"], found[0]["to"]) if found else (None, None)
    values = mark["value"].split("|")
    if "none" in values or "?" in values:
        return got == (None, None) or any(".." in v or v[0].isdigit() for v in values) and got in [ends(v, str) for v in values if v[0] != "?" and v != "none"]
    return got in [ends(v, str) for v in values]


def place_right(mark, found):
    if mark["role"] == "none":
        return not found
    return bool(found) and (mark["country"] == "-" or found[0]["country"] in mark["country"].split("|"))


def number_right(mark, found):
    values = mark["value"].split("|")
    if "none" in values:
        return not found
    if not found or found[0]["kind"] not in mark["kind"].split("|"):
        return False
    low, high = found[0]["min"], found[0]["max"]
    return any(high == b and (low == a or None not in (a, low) and abs(low - a) == 1) for a, b in (ends(v, float) for v in values))


LISTS = {"times": ("times", time_right, "grain"), "places": ("places", place_right, "role"), "numbers": ("counts", number_right, "kind")}


def kind_of(what, mark):
    if mark.get("value") in ("none", "?"):
        return mark["value"]
    return mark[LISTS[what][2]].split("|")[0]


def share(name, right, of):
    low, high = interval(right, of)
    print(f"{name}: {right} of {of}, {100 * right / max(of, 1):.1f} % [{100 * low:.1f}, {100 * high:.1f}]")


def score(own, out, what, verbose):
    records, tally = records_by_id(out), collections.defaultdict(list)
    name, is_right, _ = LISTS[what]
    for number, document in enumerate(read_jsonl(own)):
        record, text = records[str(number)], document["text"]
        for mark in document[what]:
            begin, end = span(text, mark["words"], mark["n"])
            found = [x for x in record[name] if x["begin"] < end and begin < x["end"]]
            right = is_right(mark, found)
            tally[kind_of(what, mark)].append(right)
            if verbose and not right:
                got = {k: found[0].get(k) for k in ("from", "to", "name", "country", "kind", "min", "max") if k in found[0]} if found else "nothing"
                print(f"   {number} {mark} got {got}")
    nothing = ("none", "?")
    share(f"{what} right", *map(sum, zip(*((sum(r), len(r)) for k, r in tally.items() if k not in nothing))))
    for kind in sorted(tally):
        share({"none": "   left alone what is none", "?": "   no date where none is told"}.get(kind, f"   {kind}"), sum(tally[kind]), len(tally[kind]))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("action", choices=["input", "score"])
    p.add_argument("own")
    p.add_argument("out", nargs="?")
    p.add_argument("what", nargs="?", choices=list(LISTS))
    p.add_argument("--verbose", action="store_true", help="each miss")
    args = p.parse_args()
    if args.action == "input":
        for number, document in enumerate(read_jsonl(args.own)):
            print(json.dumps({"id": str(number), "date": document["date"], "text": document["text"]}, ensure_ascii=False))
    elif args.out:
        for what in [args.what] if args.what else LISTS:
            score(args.own, args.out, what, args.verbose)
    else:
        p.error("score wants what casus wrote")


if __name__ == "__main__":
    main()
