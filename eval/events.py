#!/usr/bin/env python3
"""Which events do sentences tell, as people marked them, and does casus find them?

    events.py input sheet.tsv own.jsonl articles.jsonl train.conllu.gz dev.conllu.gz > documents.jsonl
    events.py show sheet.tsv e001-e020 --documents documents.jsonl                  what the marker reads
    events.py find sheet.tsv e001 "the minister" --documents documents.jsonl        where words stand in its document
    events.py check sheet.tsv answers.tsv --documents documents.jsonl [--verbose]   is every row well formed? (verbose: the rows in words)
    events.py score sheet.tsv answers.tsv out.jsonl --documents documents.jsonl [--verbose]
    events.py agreement sheet.tsv first.tsv second.tsv --documents documents.jsonl [--verbose]

The sheet is from eval/sample_sentences.py, the answers are as eval/events/guideline.md says, out.jsonl is what `casus code --format jsonl` wrote of the documents.

A gold event may be a system event of the same sentence (its trigger lies there) where their triggers overlap, or where a type (as resolved or before) is the same
and on one side a participant is. Each is used once; of all pairings the one with most in common is taken. What then counts:

    found          a gold event with a system event, of any type
    type, base     one of the permitted ones
    CAMEO          root; three digits, where the root is right; four digits, where the gold has four and the root is right
    source, target every gold participant is met by one of the system's and the other way round; none where there is none. One meets the other where the head
                   of the one, or another mention of its entity in the sentence, overlaps a span of the other, or its code fits (more may be said, not less: eval/actors.py). Of acts without direction
                   (AGREE, CONSULT, COOPERATE) the sides may be the other way round, or all on one
    right          type and both sides
    holder         the speakers of the statement that it is attributed to; the narrator; a statement without speakers for `?`
    claims         the same holders with the same stances, all of them

Precision, recall and wrong per right are of the sentences of the set `world`: nothing else is a fair part of what a text tells. A row whose note begins with
`optional` is left out, and so is the system event that it is matched with. Events that are the object of another (`object`, `about`) count like any other;
a line tells the figures without them. Intervals: Wilson, 95 %.
"""
import argparse
import collections
import functools
import json
import pathlib
import re
import sys

from actors import fits, show as share
from common import interval, names_it, open_text, overlap, read_jsonl, records_by_id
from references import Bad, names, numbers_of, table, texts_of
from sample_sentences import documents_of, split

COLUMNS = "sentence trigger source target plover base cameo polarity reality historical object holder claims note".split()
TYPES = "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
VALUES = {
    "polarity": ["affirmed", "negated"],
    "reality": ["actual", "attempted", "prevented", "future", "conditional", "hypothetical", "generic"],
    "historical": ["yes", "no"],
}
STANCES = "asserts denies doubts blames demands predicts".split()
MUTUAL = {"AGREE", "CONSULT", "COOPERATE"}
CODES = pathlib.Path(__file__).resolve().parent / "events" / "codes.tsv"


@functools.lru_cache(None)
def codes():
    return {r["code"]: r["type"].split("|") for r in table(str(CODES))}


def sheet(path):
    rows = {}
    for row in table(path):
        row["begin"], row["end"] = int(row["begin"]), int(row["end"])
        if row["sentence"] in rows:
            sys.exit(f"{path}: {row['sentence']} twice")
        rows[row["sentence"]] = row
    return rows


# --- the answers


def parse_span(words, text):
    m = re.fullmatch(r"(\d+)-(\d+)", words)
    if not m:
        raise Bad(f"no span: {words!r}")
    begin, end = int(m[1]), int(m[2])
    if begin >= end or end > len(text):
        raise Bad(f"no span of the text: {words}")
    for at, step in ((begin, -1), (end, 1)):  # not in the middle of a word: a miscounted span
        if 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
            raise Bad(f"{words} cuts a word: {text[begin:end]!r}")
    if text[begin].isspace() or text[end - 1].isspace():
        raise Bad(f"{words} begins or ends with a blank: {text[begin:end]!r}")
    return begin, end


def parse_side(words, text):
    """A list of participants, each (spans, codes)."""
    if words == "-":
        return []
    side = []
    for member in words.split("+"):
        spans, known = [], []
        for way in member.split("/"):
            span, _, code = way.strip().partition("=")
            if span:
                spans.append(parse_span(span, text))
            for c in code.split("|") if code else []:
                if not re.fullmatch(r"(?:[A-Z]{3}){1,5}", c):
                    raise Bad(f"no actor's code: {c!r}")
                known.append(c)
        if not spans and not known:
            raise Bad(f"neither a span nor a code: {member!r}")
        side.append((spans, known))
    return side


def parse_holder(words, text):
    """Alternatives: "narrator", "?" or a span; joined speakers (+) are told as the spans of any of them."""
    out = []
    for way in re.split(r"[/+]", words):
        out.append(way if way in ("narrator", "?") else parse_span(way, text))
    return out


def parse_values(words, allowed, name):
    out = words.split("|")
    for w in out:
        if w not in allowed:
            raise Bad(f"{name}: not one of the values: {w!r}")
    return out


def parse_event(row, sentence, text):
    event = {"note": row.get("note") or ""}
    event["optional"] = event["note"].lower().startswith("optional")
    event["trigger"] = [parse_span(p, text) for p in row["trigger"].split("+")]
    for b, e in event["trigger"]:
        if b < sentence["begin"] or e > sentence["end"]:
            raise Bad(f"trigger outside its sentence: {b}-{e}")
    event["source"], event["target"] = parse_side(row["source"], text), parse_side(row["target"], text)
    if not event["source"] and not event["target"]:
        raise Bad("nobody on either side: no event")
    event["plover"] = parse_values(row["plover"], TYPES, "plover")
    event["base"] = parse_values(row["base"], TYPES, "base")
    event["cameo"] = parse_values(row["cameo"], codes(), "cameo")
    for name, allowed in VALUES.items():
        event[name] = parse_values(row[name], allowed, name)
    event["object"] = parse_values(row["object"], ["yes", "no"], "object")[0] == "yes"
    event["holder"] = parse_holder(row["holder"], text)
    event["claims"] = []
    for claim in row["claims"].split(";") if row["claims"] != "-" else []:
        holder, colon, stance = claim.strip().rpartition(":")
        if not colon:
            raise Bad(f"claims: no holder:stance: {claim!r}")
        event["claims"].append((parse_holder(holder, text), parse_values(stance, STANCES, "claims")))
    if event["object"] and not set(event["plover"]) & set(event["base"]):
        raise Bad("an object keeps its type: plover and base differ")
    possible = {t for c in event["cameo"] for t in codes()[c]}
    if not possible & (set(event["plover"]) | set(event["base"])):
        raise Bad(f"cameo {'|'.join(event['cameo'])} is of {'|'.join(sorted(possible))}")
    return event


def answers(path, rows, documents):
    """sentence -> its events. Sentences without a row are not in it; wrong rows end the program, all named."""
    out, bad, none = {}, [], set()
    with open_text(path) as handle:
        first = handle.readline().rstrip("\r\n").split("\t")
    if first != COLUMNS:
        sys.exit(f"{path}: the first line is not: {' '.join(COLUMNS)}")
    for number, row in enumerate(table(path), 1):
        name = row["sentence"]
        where = f"{path}: row {number}, {name}"
        if name not in rows:
            bad.append(f"{where}: not in the sheet")
            continue
        if row.get("trigger", "").strip() == "none":
            if name in out:
                bad.append(f"{where}: `none` beside other rows")
            out.setdefault(name, [])
            none.add(name)
            continue
        if name in none:
            bad.append(f"{where}: `none` beside other rows")
        missing = [c for c in COLUMNS[:-1] if not (row.get(c) or "").strip()]
        if missing:
            bad.append(f"{where}: empty: {' '.join(missing)}")
            continue
        text = documents[rows[name]["document"]]["text"]
        try:
            event = parse_event({k: v.strip() for k, v in row.items()}, rows[name], text)
        except Bad as e:
            bad.append(f"{where}: {e}")
            continue
        if any(event["trigger"] == e["trigger"] and event["base"] == e["base"] for e in out.get(name, [])):
            bad.append(f"{where}: the same trigger and type twice")
        out.setdefault(name, []).append(event)
    if bad:
        sys.exit("\n".join(bad))
    return out


# --- what the program wrote


def system_events(record, row):
    """The events whose trigger begins in the sentence and that have a PLOVER type, each made like a gold event."""
    events = record.get("events", [])
    objects = {e["about"] for e in events if e.get("about") is not None}
    entities = {e["id"]: e for e in record.get("entities", [])}
    statements = {s["id"]: s for s in record.get("statements", [])}
    claims = collections.defaultdict(list)
    for claim in record.get("claims", []):
        claims[claim["event"]].append(claim)

    def mentions(ids):
        return [(m["begin"], m["end"]) for i in ids for m in entities.get(i, {}).get("mentions", []) if m.get("in", "text") == "text"]

    def speakers(ids, statement):
        spans = [(s["begin"], s["end"]) for s in (statement or {}).get("speaker_spans") or [] if s]
        return spans + mentions(ids)

    def side(participants):
        """With what else the sentence calls each of them: who acts is the entity, whichever of its words the program points at."""
        return [dict(p, also=[(b, x) for b, x in mentions([p["entity"]]) if row["begin"] <= b < row["end"]] if p.get("entity") else []) for p in participants or []]

    out = []
    for e in events:
        trigger = e["trigger"]
        if not e.get("plover") or trigger.get("in", "text") != "text" or not row["begin"] <= trigger["begin"] < row["end"]:
            continue
        said = statements.get(e.get("attributed_to"))
        if said is None:
            holder = "narrator"
        else:
            holder = speakers(said.get("speakers") or [], said) or "?"
        stands = []
        for claim in claims[e["id"]]:
            statement = statements.get(claim.get("statement"))
            held = speakers(claim.get("holders") or [], statement)
            stands.append((held or ("?" if statement is not None else "narrator"), claim["stance"]))
        out.append({
            "trigger": [(trigger["begin"], trigger["end"])], "source": side(e.get("source")), "target": side(e.get("target")),
            "plover": [e["plover"]], "base": [e.get("base") or e["plover"]], "cameo": [str(e["cameo"])], "polarity": [e["polarity"]],
            "reality": [e["reality"]], "historical": ["yes" if e.get("historical") else "no"], "object": e["id"] in objects,
            "symmetric": bool(e.get("symmetric")), "holder": holder, "claims": stands, "id": e["id"], "rule": e.get("rule")})
    return out


# --- comparing. A participant of the system is as in a record, one of the gold is (spans, codes)


def meets(participant, member):
    """By the words, or by the code."""
    spans, known = member
    if participant.get("begin") is not None and participant.get("in", "text") == "text":
        whole = (participant["begin"], participant["end"])
        head = participant.get("head")
        head = (head["begin"], head["end"]) if head else whole
        if any(overlap(head, s) or names_it(whole, s) for s in spans):
            return True
    if any(overlap(a, s) for a in participant.get("also", []) for s in spans):
        return True
    return bool(participant.get("code") and known and fits(participant["code"], known))


def side_right(participants, members):
    return all(any(meets(p, m) for m in members) for p in participants) and all(any(meets(p, m) for p in participants) for m in members)


def share_one(participants, members):
    return any(meets(p, m) for p in participants for m in members)


def mutual(gold, system):
    return system.get("symmetric") and set(system["plover"] + system["base"]) & MUTUAL and set(gold["plover"] + gold["base"]) & MUTUAL


def sides(gold, system):
    """(source right, target right)"""
    source, target = side_right(system["source"], gold["source"]), side_right(system["target"], gold["target"])
    if mutual(gold, system) and not (source and target):
        if side_right(system["source"], gold["target"]) and side_right(system["target"], gold["source"]):
            return True, True
        if side_right(system["source"] + system["target"], gold["source"] + gold["target"]):
            return True, True
    return source, target


def touch(a, b):
    return any(overlap(s, t) for s in a["trigger"] for t in b["trigger"])


def same(a, b, name):
    return bool(set(a[name]) & set(b[name]))


def likeness(gold, system, one):
    """How much they have in common; 0 where they may not be the same event. `one(system side, gold side)`: is a participant shared?"""
    shared = [one(system[s], gold[s]) for s in ("source", "target")]
    typed = same(gold, system, "plover") or same(gold, system, "base")
    if mutual(gold, system):
        shared.append(one(system["source"], gold["target"]) or one(system["target"], gold["source"]))
    if not touch(gold, system) and not (typed and any(shared)):
        return 0
    exact = any(s == t for s in gold["trigger"] for t in system["trigger"])
    return 1000 + 100 * touch(gold, system) + 40 * same(gold, system, "plover") + 30 * same(gold, system, "base") + 10 * sum(shared) + 5 * exact


def pairs(golds, systems, one=share_one):
    """The pairing (index, index) with the greatest likeness in sum; as many pairs as may be, since each weighs 1000."""
    weight = [[likeness(g, s, one) for s in systems] for g in golds]
    if len(systems) > 20:  # no sentence has so many; not to run for ever on a broken record
        sys.exit(f"{len(systems)} events in a sentence")

    @functools.lru_cache(None)
    def best(i, used):
        if i == len(golds):
            return 0, ()
        top = best(i + 1, used)
        for j in range(len(systems)):
            if weight[i][j] and not used >> j & 1:
                rest = best(i + 1, used | 1 << j)
                if rest[0] + weight[i][j] > top[0]:
                    top = rest[0] + weight[i][j], ((i, j),) + rest[1]
        return top

    return list(best(0, 0)[1])


def holds(found, wanted):
    """Is the system's holder one of the permitted ones?"""
    if isinstance(found, str):
        return found in wanted
    return any(overlap(f, w) for f in found for w in wanted if not isinstance(w, str))


def claim_hits(gold, system):
    """(shared, of the system, of the gold), each gold claim met once"""
    rest, hits = list(system["claims"]), 0
    for wanted, stances in gold["claims"]:
        for c in rest:
            if c[1] in stances and holds(c[0], wanted):
                rest.remove(c)
                hits += 1
                break
    return hits, len(system["claims"]), len(gold["claims"])


def cameo(gold, system):
    """(root, three digits, four digits) right; None where it is not asked"""
    code = system["cameo"][0]
    root = any(code[:2] == g[:2] for g in gold["cameo"])
    three = any(code[:3] == g[:3] for g in gold["cameo"]) if root else None
    four = any(code == g for g in gold["cameo"]) if root and any(len(g) == 4 for g in gold["cameo"]) else None
    return root, three, four


def compare(gold, system):
    source, target = sides(gold, system)
    root, three, four = cameo(gold, system)
    typed = same(gold, system, "plover")
    hits, said, wanted = claim_hits(gold, system)
    one = share_one(system["source"], gold["source"]) if gold["source"] else None, share_one(system["target"], gold["target"]) if gold["target"] else None
    return {"type": typed, "base": same(gold, system, "base"), "root": root, "three": three, "four": four, "source": source, "target": target,
            "source one": one[0], "target one": one[1], "codes": coded(gold, system), "unnamed": coded(gold, system, ("pronoun", "nominal")), "right": typed and source and target, "polarity": same(gold, system, "polarity"),
            "reality": same(gold, system, "reality"), "historical": same(gold, system, "historical"), "holder": holds(system["holder"], gold["holder"]),
            "claims": hits == said == wanted, "claim hits": (hits, said, wanted)}


def coded(gold, system, via=None):
    """Of the gold participants with a code that are met by their words (of those told in one of these ways): (with the right code, all)"""
    right = total = 0
    for name in ("source", "target"):
        for spans, known in gold[name]:
            met = [p for p in system[name] if meets(p, (spans, [])) and (via is None or p.get("via") in via)]
            if known and met:
                total += 1
                right += any(p.get("code") and fits(p["code"], known) for p in met)
    return right, total


# --- the parts


def words_of(text, spans):
    return " … ".join(text[b:e] for b, e in spans)


def load(args, n):
    rows = sheet(args.files[0])
    if not args.documents:
        sys.exit(f"{args.what} needs --documents")
    documents = texts_of(args.documents, rows)
    return (rows, documents, *[answers(p, rows, documents) for p in args.files[1:n]])


def score(args):
    rows, documents, marked = load(args, 2)
    records = records_by_id(args.files[2])
    results, extra = [], []  # (row, gold, comparison or None), (row, system event without a gold one)
    for name, golds in marked.items():
        row = rows[name]
        if row["document"] not in records:
            sys.exit(f"{args.files[2]}: no record of {row['document']}")
        systems = system_events(records[row["document"]], row)
        text, used = documents[row["document"]]["text"], set()
        found = dict(pairs(golds, systems))
        for i, gold in enumerate(golds):
            system = systems[found[i]] if i in found else None
            if i in found:
                used.add(found[i])
            if gold["optional"]:
                continue
            result = compare(gold, system) if system else None
            if result:
                result["system object"] = system["object"]
            results.append((row, gold, result))
            if args.verbose:
                tell(name, text, gold, system, result)
        for j, system in enumerate(systems):
            if j not in used:
                extra.append((row, system))
                if args.verbose:
                    print(f"   + {name}\t{words_of(text, system['trigger'])}\t{system['plover'][0]} {system['cameo'][0]}\t{system['reality'][0]}\trule {system['rule']}")
    empty = sum(not g for g in marked.values())
    print(f"{len(marked)} of {len(rows)} sentences marked, {empty} of them without an event; {len(results)} events")
    matched = [r for _, _, r in results if r]
    share("found, of any type", len(matched), len(results))
    share("right: type and both sides, of all", sum(r["right"] for r in matched), len(results))
    print("of those found:")

    def line(name, key):
        asked = [r[key] for r in matched if r[key] is not None]
        if asked:
            share(f"   {name}", sum(asked), len(asked))

    for name, key in [("PLOVER type", "type"), ("base", "base"), ("CAMEO root", "root"), ("three digits, where the root is right", "three"),
                      ("four digits, where the root is right and the gold has four", "four"), ("source", "source"), ("target", "target"),
                      ("one of the sources, where there are", "source one"), ("one of the targets, where there are", "target one"),
                      ("right: type and both sides", "right"), ("polarity", "polarity"), ("reality", "reality"), ("historical", "historical"),
                      ("holder", "holder"), ("claims, all of them", "claims")]:
        line(name, key)
    share("   code, of participants met by their words", sum(r["codes"][0] for r in matched), sum(r["codes"][1] for r in matched))
    share("   code, of these where they are told by a pronoun or a noun", sum(r["unnamed"][0] for r in matched), sum(r["unnamed"][1] for r in matched))
    hits, said, wanted = (sum(r["claim hits"][i] for r in matched) for i in range(3))
    share("   claims: of those asked", hits, wanted)
    share("   claims: of those made", hits, said)
    by_kind("holder by whom", results, lambda row, g: "narrator" if g["holder"] == ["narrator"] else "?" if g["holder"] == ["?"] else "somebody", "holder")
    by_kind("polarity", results, lambda row, g: g["polarity"][0], "polarity")
    by_kind("reality", results, lambda row, g: g["reality"][0], "reality")
    by_kind("corpus", results, lambda row, g: row.get("source", ""), None)
    by_kind("PLOVER type", results, lambda row, g: g["plover"][0], None)
    by_kind("object of another", results, lambda row, g: "yes" if g["object"] else "no", None)
    world(rows, marked, results, extra)


def by_kind(name, results, kind, key):
    groups = collections.defaultdict(list)
    for row, gold, result in results:
        groups[kind(row, gold)].append(result)
    print(f"by {name}: found, type right, type and both sides right, of all" + (f"; {key} right, of those found" if key else ""))
    for group, some in sorted(groups.items(), key=lambda g: -len(g[1])):
        found = [r for r in some if r]
        n, cells = len(some), []
        for hits in (len(found), sum(r["type"] for r in found), sum(r["right"] for r in found)):
            low, high = interval(hits, n)
            cells.append(f"{hits} ({100 * hits / n:.0f} % [{100 * low:.0f}, {100 * high:.0f}])")
        if key:
            hits = sum(r[key] for r in found)
            low, high = interval(hits, len(found))
            cells.append(f"{hits} of {len(found)} [{100 * low:.0f}, {100 * high:.0f}]")
        print(f"   {group:14} {n:4}  " + "  ".join(cells))


def world(rows, marked, results, extra):
    sentences = [n for n in marked if rows[n].get("set") == "world"]
    print(f"world: {len(sentences)} sentences")
    for name, told in (("all events", False), ("without objects of others", True)):
        gold = [(g, r) for row, g, r in results if row.get("set") == "world"]
        wrong = [s for row, s in extra if row.get("set") == "world" and not (told and s["object"])]
        found = [(g, r) for g, r in gold if r and not (told and r["system object"])]  # whom the program takes for an object
        right = sum(r["right"] for g, r in found if not (told and g["object"]))
        system, asked = len(found) + len(wrong), sum(not (told and g["object"]) for g, _ in gold)
        print(f"   {name}")
        share("   precision, type and both sides", right, system)
        share("   precision, an event of any type", len(found), system)
        share("   recall, type and both sides", right, asked)
        print(f"   wrong per right: {(system - right) / right:.2f}" if right else f"   wrong: {system - right}, right: 0")
    quiet = [n for n in sentences if not marked[n]]
    loud = {row["sentence"] for row, _ in extra}
    share("   silent, of sentences without an event", sum(n not in loud for n in quiet), len(quiet))


def tell(name, text, gold, system, result):
    words = words_of(text, gold["trigger"])
    if not result:
        print(f"   - {name}\t{words}\t{'|'.join(gold['plover'])} {'|'.join(gold['cameo'])}\t{gold['reality'][0]}\tnot found")
        return
    wrong = [k for k in ("type", "base", "root", "source", "target", "polarity", "reality", "historical", "holder", "claims") if not result[k]]
    if wrong:
        print(f"   ~ {name}\t{words}\twant {'|'.join(gold['plover'])} {gold['cameo'][0]} {gold['reality'][0]}\t"
              f"got {system['plover'][0]} {system['cameo'][0]} {system['reality'][0]}\trule {system['rule']}\twrong: {', '.join(wrong)}")


# two markers: their sides are compared as members with members


def gold_meets(a, b, text):
    if any(overlap(s, t) or text[s[0]:s[1]] == text[t[0]:t[1]] for s in a[0] for t in b[0]):
        return True
    return bool(set(a[1]) & set(b[1]))


def agreement(args):
    rows, documents, first, second = load(args, 3)
    both = [n for n in rows if n in first and n in second]
    if not both:
        sys.exit("nothing that both have marked")
    count, shared, total = collections.Counter(), 0, [0, 0]
    for name in both:
        text = documents[rows[name]["document"]]["text"]
        # what one left out as optional is no disagreement
        a, b = first[name], second[name]
        one = lambda x, y: any(gold_meets(m, n, text) for m in x for n in y)
        all_met = lambda x, y: all(any(gold_meets(m, n, text) for n in y) for m in x) and all(any(gold_meets(m, n, text) for m in x) for n in y)
        found = pairs(a, b, one)
        left, right = {i for i, _ in found}, {j for _, j in found}
        shared += len(found)
        total[0] += sum(i in left or not e["optional"] for i, e in enumerate(a))
        total[1] += sum(j in right or not e["optional"] for j, e in enumerate(b))
        for i, j in found:
            x, y, wrong = a[i], b[j], []
            verdicts = {k: same(x, y, k) for k in ("plover", "base", "polarity", "reality", "historical")}
            verdicts["CAMEO root"] = any(c[:2] == d[:2] for c in x["cameo"] for d in y["cameo"])
            verdicts["CAMEO three digits"] = any(c[:3] == d[:3] for c in x["cameo"] for d in y["cameo"])
            swapped = set(x["plover"] + x["base"]) & set(y["plover"] + y["base"]) & MUTUAL and all_met(x["source"] + x["target"], y["source"] + y["target"])
            verdicts["source"] = bool(swapped) or all_met(x["source"], y["source"])
            verdicts["target"] = bool(swapped) or all_met(x["target"], y["target"])
            verdicts["type and both sides"] = verdicts["plover"] and verdicts["source"] and verdicts["target"]
            verdicts["object"] = x["object"] == y["object"]
            verdicts["holder"] = any(s == t or not isinstance(s, str) and not isinstance(t, str) and gold_meets(([s], []), ([t], []), text)
                                     for s in x["holder"] for t in y["holder"])
            verdicts["stances"] = len(x["claims"]) == len(y["claims"]) and all(any(set(c[1]) & set(d[1]) for d in y["claims"]) for c in x["claims"])
            for k, v in verdicts.items():
                count[k] += v
                if not v:
                    wrong.append(k)
            if args.verbose and wrong:
                print(f"   ~ {name}\t{words_of(text, x['trigger'])}\t{', '.join(wrong)}")
        if args.verbose:
            for mark, events, used in (("1", a, left), ("2", b, right)):
                for i, e in enumerate(events):
                    if i not in used and not e["optional"]:
                        print(f"   {mark} {name}\t{words_of(text, e['trigger'])}\t{e['plover'][0]}\tby one only")
    print(f"{len(both)} sentences marked twice: {total[0]} and {total[1]} events, {shared} shared: F1 {200 * shared / max(sum(total), 1):.1f}")
    share("with an event or without, the same", sum(bool(first[n]) == bool(second[n]) for n in both), len(both))
    for k in ("plover", "base", "CAMEO root", "CAMEO three digits", "source", "target", "type and both sides", "polarity", "reality", "historical", "object", "holder", "stances"):
        share(f"   {k}", count[k], shared)


def check(args):
    rows, documents, marked = load(args, 2)
    missing = [n for n in rows if n not in marked]
    print(f"{len(marked)} of {len(rows)} sentences marked, {sum(len(e) for e in marked.values())} events, all well formed"
          + (f"; not yet: {' '.join(missing[:20])}{' …' if len(missing) > 20 else ''}" if missing else ""))
    if args.verbose:
        for name, events in marked.items():
            text = documents[rows[name]["document"]]["text"]
            side = lambda s: " + ".join("/".join([text[b:e] for b, e in spans] + [f"={c}" for c in known]) for spans, known in s) or "-"
            hold = lambda ways: "/".join(w if isinstance(w, str) else text[w[0]:w[1]] for w in ways)
            print(f"{name}\t{' '.join(text[rows[name]['begin']:rows[name]['end']].split())}")
            for e in events:
                print(f"   {words_of(text, e['trigger'])}: {side(e['source'])} > {side(e['target'])}  {'|'.join(e['plover'])} ({'|'.join(e['base'])}) {'|'.join(e['cameo'])}  "
                      f"{'|'.join(e['polarity'])} {'|'.join(e['reality'])}{' object' if e['object'] else ''}{' historical' if e['historical'][0] == 'yes' else ''}  "
                      f"{hold(e['holder'])}  {'; '.join(hold(h) + ' ' + '|'.join(s) for h, s in e['claims'])}")


def tokens(text, begin, end):
    for m in re.finditer(r"['\u2019]s(?!\w)|[^\W_]+(?:(?!['\u2019]s(?!\w))[-'\u2019.][^\W_]+)*|[^\s\w]", text[begin:end]):
        yield begin + m.start(), begin + m.end(), m[0]


def show(args):
    rows = sheet(args.files[0])
    if not args.documents:
        sys.exit("show needs --documents")
    documents = texts_of(args.documents, rows)
    last = None
    for row in numbers_of(args.files[1], rows):
        document = documents[row["document"]]
        text, begin, end = document["text"], row["begin"], row["end"]
        sentences = list(split(text))
        at = next(i for i, s in enumerate(sentences) if s[1] > begin)
        if row["document"] != last:
            print(f"===== {row['document']}\n{document.get('date') or 'no date'}  {document.get('source') or document.get('publisher') or ''}  {document.get('title') or ''}\n")
            last = row["document"]
        around = sentences[max(0, at - 4):at], [s for s in sentences[at:] if s[0] >= end][:1]
        for b, e in around[0]:
            print(f"    {' '.join(text[b:e].split())}")
        print(f"【{row['sentence']}】 {' '.join(text[begin:end].split())}")
        for b, e in around[1]:
            print(f"    {' '.join(text[b:e].split())}")
        print("    words: " + "  ".join(f"{w} {b}-{e}" for b, e, w in tokens(text, begin, end)))
        known = [n for b, e in around[0] + around[1] for n in names(text, b, e)]
        # the fullest form of each name of the document, for a short one or a pronoun
        full = {}
        for b, e, w in names(text, 0, len(text)):
            if w.count(" ") and w.split()[-1] not in full:
                full[w.split()[-1]] = (b, e, w)
        known += [n for n in full.values() if n not in known and any(k[2].split()[-1] == n[2].split()[-1] for k in [*known, *names(text, begin, end)])]
        if known:
            print("    names elsewhere: " + "; ".join(f"{w} {b}-{e}" for b, e, w in known))
        print()


def find(args):
    """Where words stand in the document of a sentence: for what `show` does not list."""
    rows = sheet(args.files[0])
    if not args.documents:
        sys.exit("find needs --documents")
    row = rows[args.files[1]]
    text = texts_of(args.documents, {row["sentence"]: row})[row["document"]]["text"]
    for m in re.finditer(re.escape(args.files[2]), text):
        print(f"{m.start()}-{m.end()}\t{' '.join(text[max(0, m.start() - 40):m.end() + 40].split())}")


def input_of(args):
    rows = sheet(args.files[0])
    wanted = {r["document"] for r in rows.values()}
    for path in args.files[1:]:
        for document in documents_of(path):
            if str(document["id"]) in wanted:
                wanted.remove(str(document["id"]))
                print(json.dumps({k: v for k, v in document.items() if v is not None}, ensure_ascii=False))
    if wanted:
        sys.exit(f"not there: {', '.join(sorted(wanted)[:5])}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = {"input": input_of, "show": show, "find": find, "check": check, "score": score, "agreement": agreement}
    p.add_argument("what", choices=list(what))
    p.add_argument("files", nargs="+")
    p.add_argument("--documents")
    p.add_argument("--verbose", action="store_true", help="each miss; not for frozen sheets while rules are written. check: the rows in words")
    args = p.parse_args()
    n = {"input": None, "show": 2, "find": 3, "check": 2, "score": 3, "agreement": 3}[args.what]
    if len(args.files) < 2 or n and len(args.files) != n:
        p.error(f"{args.what}: wrong number of files")
    what[args.what](args)


if __name__ == "__main__":
    main()
