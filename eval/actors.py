#!/usr/bin/env python3
"""Are actors found, and who they are, as people marked it?

    actors.py mentions drawn.tsv marked.tsv out.jsonl [--documents in.jsonl]     marks in drawn sentences (eval/actors/)
    actors.py names-input names.tsv > in.jsonl                                   a document a sentence
    actors.py names names.tsv out.jsonl
    actors.py agreement first.tsv second.tsv

out.jsonl is what `casus code` wrote. A mark is RESOLVED where a mention of the record that names the same words has a code, and RIGHT
where that code is one of the marked ones. A code may say more than the mark (`USAGOVMIL` for `USAGOV`), not less and nothing else; MOS and MUS, EUR, EEC and
UNI's like are one (see SAME). Marks with `?` are left out. Also told: coded mentions where nobody was marked. Pronouns do not count.
"""
import argparse
import collections
import json
import re
import sys

from common import interval, overlap, read_jsonl, records_by_id

SAME = [("MOS", "MUS"), ("IGOEEC", "IGOEUR"), ("IGOEUREEC", "IGOEUR"), ("IGOWSTNAT", "IGONAT"), ("NGM", "NGO")]


def plain(code):
    for a, b in SAME:
        code = code.replace(a, b)
    return code


def fits(code, gold):
    for g in gold:
        c, want = plain(code), plain(g)
        if c == want or (c.startswith(want) and (len(want) >= 6 or want in ("IGO", "NGO", "MNC", "IMG", "INT", "MUS", "CHR", "JEW", "HIN", "SIK", "BUD"))):
            return True
        if want.startswith("IMG") and c.startswith("IMG"):
            return True
    return False


def marks(path):
    """sentence -> [(words, codes)] in order."""
    out = {}
    for line in open(path, encoding="utf-8").read().splitlines()[1:]:
        if not line.strip():
            continue
        sentence, _, words, codes = line.split("\t")[:4]
        out.setdefault(sentence, [])
        if words != "-":
            out[sentence].append((words, codes.split("|")))
    return out


def places(text, marked):
    """Where the marked words stand, one after the other."""
    at = 0
    for words, codes in marked:
        pattern = r"(?<!\w)" + re.escape(words) + r"(?!\w)"
        m = re.compile(pattern).search(text, at) or re.compile(pattern).search(text)
        if not m:
            print(f"not in its sentence: {words}", file=sys.stderr)
            continue
        at = m.end()
        yield m.start(), m.end(), words, codes


def mentions_of(record):
    """(begin, end, code or None, is a name) of all mentions but pronouns."""
    for e in record["entities"]:
        code = (e["actor"] or {}).get("code")
        for m in e["mentions"]:
            if m["type"] != "pronoun" and m.get("in", "text") == "text":
                yield m["begin"], m["end"], code, e


def best(found, begin, end):
    """The mention that names these words: the one that covers most of them and least else; a title before a name,
    or what follows with a preposition, may be part of it or not."""
    top, top_score = None, 0.0
    for m in found:
        shared = overlap((m[0], m[1]), (begin, end))
        if not shared:
            continue
        score = shared / (max(m[1], end) - min(m[0], begin))
        inside = begin <= m[0] and m[1] <= end
        if (score >= 0.5 or (m[1] == end and (inside or m[0] <= begin)) or (m[0] == begin and m[1] > end)) and score + (0.01 if m[2] else 0) > top_score:
            top, top_score = m, score + (0.01 if m[2] else 0)
    return top


def show(name, hits, n):
    low, high = interval(hits, n)
    print(f"{name}: {hits} of {n}, {100 * hits / max(n, 1):.1f} % [{100 * low:.1f}, {100 * high:.1f}]")


def report(rows, verbose):
    """rows: (group, words, gold, code or None or False (no mention at all))"""
    total = [r for r in rows if "?" not in r[2]]
    resolved = [r for r in total if r[3]]
    right = [r for r in resolved if fits(r[3], r[2])]
    show("resolved", len(resolved), len(total))
    show("right, of those resolved", len(right), len(resolved))
    show("right, of all", len(right), len(total))
    print(f"no mention at all: {sum(r[3] is False for r in total)}; a mention without a code: {sum(r[3] is None for r in total)}")
    groups = collections.defaultdict(lambda: [0, 0])
    for r in total:
        groups[r[0]][0] += bool(r[3]) and fits(r[3], r[2])
        groups[r[0]][1] += 1
    if len(groups) > 1:
        for name, (hits, n) in sorted(groups.items()):
            show(f"   {name}", hits, n)
    if verbose:
        for r in total:
            if not r[3] or not fits(r[3], r[2]):
                print(f"   - {r[0]}\t{r[1]}\twant {'|'.join(r[2])}\tfound {r[3]}")


def mentions(args):
    gold = marks(args.files[1])
    records = records_by_id(args.files[2])
    texts = {str(d["id"]): d["text"] for d in read_jsonl(args.documents)} if args.documents else {}
    rows, extra, sentences = [], [], 0
    for line in open(args.files[0], encoding="utf-8").read().splitlines()[1:]:
        number, document, begin, end = line.split("\t")
        if number not in gold:
            continue
        sentences += 1
        begin, end, record = int(begin), int(end), records[document]
        text = record.get("text") or texts[document]
        inside = [m for m in mentions_of(record) if begin <= m[0] and m[1] <= end]
        taken = []
        for b, e, words, codes in places(text[begin:end], gold[number]):
            m = best(inside, begin + b, begin + e)
            taken.append((begin + b, begin + e))
            rows.append((number[0], words, codes, m[2] if m else False))
        for m in inside:
            if m[2] and not any(overlap((m[0], m[1]), t) for t in taken):
                extra.append((number, text[m[0]:m[1]], m[2]))
    print(f"{sentences} sentences")
    report(rows, args.verbose)
    print(f"coded mentions where nobody was marked: {len(extra)}")
    if args.verbose:
        for x in extra:
            print("   +", *x, sep="\t")


def name_rows(path):
    lines = open(path, encoding="utf-8").read().splitlines()
    return [dict(zip(lines[0].split("\t"), line.split("\t"))) for line in lines[1:] if line.strip()]


def names_input(args):
    for r in name_rows(args.files[0]):
        print(json.dumps({"id": r["id"], "date": r["date"], "text": r["sentence"]}, ensure_ascii=False))


def names(args):
    records = records_by_id(args.files[1])
    rows = []
    for r in name_rows(args.files[0]):
        record = records[r["id"]]
        begin = r["sentence"].index(r["words"])
        m = best(list(mentions_of(record)), begin, begin + len(r["words"]))
        rows.append((r["category"], f"{r['date']} {r['words']}: {r['sentence']}", r["codes"].split("|"), m[2] if m else False))
    report(rows, args.verbose)


def agreement(args):
    first, second = marks(args.files[0]), marks(args.files[1])
    both = [s for s in first if s in second]
    a = sum(len(first[s]) for s in both)
    b = sum(len(second[s]) for s in both)
    same = code = 0
    for s in both:
        rest = list(second[s])
        for words, codes in first[s]:
            hit = next((x for x in rest if x[0] == words or x[0] in words or words in x[0]), None)
            if hit:
                rest.remove(hit)
                same += 1
                code += any(fits(x, codes) for x in hit[1]) or any(fits(x, hit[1]) for x in codes)
    print(f"{len(both)} sentences marked twice: {a} and {b} mentions, {same} shared: F1 {200 * same / max(a + b, 1):.1f}")
    show("a code shared, of shared mentions", code, same)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = {"mentions": mentions, "names-input": names_input, "names": names, "agreement": agreement}
    p.add_argument("what", choices=list(what))
    p.add_argument("files", nargs="+")
    p.add_argument("--documents", help="the documents, where the records do not give the text back")
    p.add_argument("--verbose", action="store_true", help="each miss; not for frozen sets while entries are written")
    args = p.parse_args()
    what[args.what](args)


if __name__ == "__main__":
    main()
