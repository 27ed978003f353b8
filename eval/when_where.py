#!/usr/bin/env python3
"""When, where and how many, as people marked it, and does casus know?

    when_where.py input times.tsv places.tsv numbers.tsv own.jsonl articles.jsonl train.conllu.gz dev.conllu.gz > documents.jsonl
    when_where.py show sheet.tsv t001-t020 --documents documents.jsonl                 what the marker reads
    when_where.py find sheet.tsv t001 "the minister" --documents documents.jsonl       where words stand in its document
    when_where.py check sheet.tsv answers.tsv --documents documents.jsonl [--verbose]  is every row well formed? (verbose: the rows in words)
    when_where.py score sheet.tsv answers.tsv out.jsonl --documents documents.jsonl [--verbose]
    when_where.py agreement sheet.tsv first.tsv second.tsv --documents documents.jsonl [--verbose]

A sheet is from eval/sample_when_where.py; the first letter of its numbers says what it is of: t times, p places, n numbers. The answers are as
eval/when-where/guideline.md says, out.jsonl is what `casus code --format jsonl` wrote of the documents. Rows with `skip` are counted and left out.

    times    of the list `times` of the record, if it has one, the span that overlaps most: value right where both ends are, within the grain (below); exact where to
             the day; grain. `?` is right where no date is given; `none` where there is no such span or it has no date. Without that list this is not asked.
             Event dates: an act that the expression dates is there where an event's trigger overlaps it; its `date` is compared in the same way
    places   of the list `places`, if the record has one, likewise: country; the right one: a country by its code, a region by admin1 or within 150 km, all
             else within 25 km (50 where the marker was unsure), an area of several countries by having no country, and within 1500 km if it has coordinates. Then, or alone,
             the `places` of events
    numbers  of the list `counts` likewise: value, kind, event (its trigger overlaps the one marked; none where there is none), holder (of the
             claim, else of the event's statement)

Within the grain: each end is off by no more than hour, day 0; week 1; month 3; season, year 31; decade 366; century 3660 days; range a thirtieth of its length, at
least one day; vague half of its length, at least seven. An end that is open may be the document's date where it is the later one.
Intervals: Wilson, 95 %.
"""
import argparse
import collections
import datetime
import json
import math
import re
import sys

from actors import show as share
from common import interval, open_text, overlap, records_by_id
from events import parse_holder, parse_span, tokens
from references import Bad, names, numbers_of, sheet as read_sheet, table, texts_of
from sample_sentences import split
from sample_when_where import documents as documents_of

COLUMNS = {
    "t": "number span value grain triggers note".split(),
    "p": "number span role kind country admin1 lat lon note".split(),
    "n": "number span value kind trigger holder note".split(),
}
GRAINS = {"hour": 0, "day": 0, "week": 1, "month": 3, "season": 31, "year": 31, "decade": 366, "century": 3660, "range": None, "vague": None}
ROLES = "place actor none skip".split()
PLACES = "country region city below".split()
KINDS = "killed injured arrested displaced present troops weapons money other".split()


def sheet(path):
    rows = read_sheet(path)
    kinds = {n[0] for n in rows}
    if len(kinds) != 1 or not kinds <= set(COLUMNS):
        sys.exit(f"{path}: no sheet of times (t…), places (p…) or numbers (n…)")
    return rows, kinds.pop()


# --- the answers


def day(words):
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        raise Bad(f"no date: {words!r}") from None


def parse_time(words):
    """`?` or (from, to), None at an open end."""
    if words == "?":
        return words
    begin, dots, end = words.partition("..")
    if not dots:
        return day(begin), day(begin)
    out = day(begin) if begin else None, day(end) if end else None
    if out == (None, None) or None not in out and out[0] > out[1]:
        raise Bad(f"no interval: {words!r}")
    return out


def parse_number(words):
    """(min, max, about), None at an open end. `~400` is (400, 400, True)."""
    m = re.fullmatch(r"(~)?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)?\.\.(\d+(?:\.\d+)?)?", words)
    if not m or words == "..":
        raise Bad(f"no number: {words!r}")
    if m[2]:
        return float(m[2]), float(m[2]), bool(m[1])
    low, high = (float(x) if x else None for x in (m[3], m[4]))
    if low is not None and high is not None and low > high:
        raise Bad(f"no interval: {words!r}")
    return low, high, False


def one_of(words, allowed, name):
    out = words.split("|")
    for w in out:
        if w not in allowed:
            raise Bad(f"{name}: not one of the values: {w!r}")
    return out


def acts(words, text):
    """Acts, each a list of spans of which any will do."""
    return [] if words == "-" else [[parse_span(w, text) for w in act.split("/")] for act in words.split("+")]


def empty(row, columns):
    for c in columns:
        if row[c] != "-":
            raise Bad(f"{c}: `-` where there is nothing to mark")


def parse(kind, row, drawn, text):
    """A mark: class `skip`, `none` or `marked`, and what its columns say."""
    span = (drawn["begin"], drawn["end"])
    mark = {"note": row.get("note") or "", "span": span, "class": "marked"}
    if row["span"] != "=":
        mark["span"] = parse_span(row["span"], text)
        if not overlap(mark["span"], span):
            raise Bad(f"span: {row['span']} does not overlap what was drawn")
    first = row["role" if kind == "p" else "value"]
    if first in ("skip", "none"):
        mark["class"] = first
        empty(row, {"t": ["grain", "triggers"], "p": ["kind", "country", "admin1", "lat", "lon"], "n": ["kind", "trigger", "holder"]}[kind])
    elif kind == "t":
        mark["value"] = [parse_time(w) for w in first.split("|")]
        mark["grain"] = [] if mark["value"] == ["?"] and row["grain"] == "-" else one_of(row["grain"], GRAINS, "grain")
        mark["triggers"] = acts(row["triggers"], text)
    elif kind == "p":
        mark["role"] = one_of(first, ("place", "actor"), "role")
        mark["kind"] = one_of(row["kind"], PLACES, "kind")
        mark["country"] = [] if row["country"] == "-" else row["country"].split("|")
        for c in mark["country"]:
            if not re.fullmatch("[A-Z]{3}", c):
                raise Bad(f"country: no three letters: {c!r}")
        mark["admin1"] = [] if row["admin1"] == "-" else [a.casefold() for a in row["admin1"].split("|")]
        try:
            mark["at"] = None if row["lat"] == row["lon"] == "-" else (float(row["lat"]), float(row["lon"]))
        except ValueError:
            raise Bad(f"no coordinates: {row['lat']} {row['lon']}") from None
        if mark["at"] and not (-90 <= mark["at"][0] <= 90 and -180 <= mark["at"][1] <= 180):
            raise Bad(f"no coordinates: {row['lat']} {row['lon']}")
        if not mark["at"] and mark["kind"][0] in ("city", "below") and "unsure" not in mark["note"]:
            raise Bad("no coordinates: give them, or say `unsure` in the note")
    else:
        mark["value"] = [parse_number(w) for w in first.split("|")]
        mark["kind"] = one_of(row["kind"], KINDS, "kind")
        found = acts(row["trigger"], text)
        if len(found) > 1:
            raise Bad("trigger: one act, with `/` between its ways")
        mark["trigger"] = found[0] if found else None
        mark["holder"] = parse_holder(row["holder"], text)
    return mark


def answers(path, rows, kind, documents):
    """number -> mark. Rows not marked yet are left out; wrong ones end the program, all named."""
    with open_text(path) as handle:
        first = handle.readline().rstrip("\r\n").split("\t")
    if first != COLUMNS[kind]:
        sys.exit(f"{path}: the first line is not: {' '.join(COLUMNS[kind])}")
    out, bad = {}, []
    for row in table(path):
        name = row["number"]
        if name not in rows:
            bad.append(f"{path}: {name}: not in the sheet")
            continue
        if name in out:
            bad.append(f"{path}: {name}: twice")
        row = {k: (v or "").strip() for k, v in row.items()}
        missing = [c for c in COLUMNS[kind][:-1] if not row.get(c)]
        if missing:
            bad.append(f"{path}: {name}: empty: {' '.join(missing)}")
            continue
        try:
            out[name] = parse(kind, row, rows[name], documents[rows[name]["document"]]["text"])
        except Bad as e:
            bad.append(f"{path}: {name}: {e}")
    if bad:
        sys.exit("\n".join(bad))
    return out


# --- comparing


def span_of(thing):
    if not thing or thing.get("begin") is None or thing.get("in", "text") != "text":
        return None
    return thing["begin"], thing["end"]


def nearest(things, span):
    """Of what the system found, that which overlaps most (of equal ones the shortest), or None."""
    best = None
    for t in things or []:
        s = span_of(t)
        if s and overlap(s, span):
            key = (overlap(s, span), s[0] - s[1])
            if best is None or key > best[0]:
                best = (key, t)
    return best and best[1]


def told_date(thing):
    """(from, to) of a system's time, None at open ends; None where it has no date."""
    if not thing:
        return None
    ends = []
    for name in ("from", "to"):
        value = thing.get(name)
        try:
            ends.append(datetime.date.fromisoformat(str(value)[:10]) if value and value != ".." else None)
        except ValueError:
            return "broken"
    return tuple(ends) if ends != [None, None] else None


def slack(value, grain):
    if GRAINS[grain] is not None:
        return GRAINS[grain]
    length = (value[1] - value[0]).days if None not in value else 0
    return max(1, length // 30) if grain == "range" else max(7, length // 2)


def same_time(value, grain, found, published, exact=False):
    """Is what the system gives (from, to) the marked interval, within the grain?"""
    if value == "?" or found is None:
        return value == "?" and found is None
    if found == "broken":
        return False
    off = 0 if exact else slack(value, grain)
    for i, (want, got) in enumerate(zip(value, found)):
        if want is None:
            if got is not None and not (i == 1 and got == published):
                return False
        elif got is None or abs((want - got).days) > off:
            return False
    return True


def any_time(mark, found, published, exact=False):
    grain = mark["grain"][0] if mark["grain"] else "day"
    return any(same_time(v, grain, found, published, exact) for v in mark["value"])


def distance(a, b):
    """Kilometres on a sphere."""
    la, lo, lb, lp = (math.radians(x) for x in (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def country_right(mark, found):
    return found.get("country") in mark["country"] if mark["country"] else not found.get("country")


def place_right(mark, found):
    """Is it the right one?"""
    at = (found["lat"], found["lon"]) if found.get("lat") is not None and found.get("lon") is not None else None
    away = distance(mark["at"], at) if at and mark["at"] else None
    precision = found.get("precision")
    for kind in mark["kind"]:
        if precision in PLACES and (precision in ("country", "region")) != (kind in ("country", "region")):
            continue  # New York, the city or the state
        if not mark["country"]:  # the Middle East, the Black Sea
            if not found.get("country") and (away is None or away <= 1500):
                return True
        elif kind == "country":
            if country_right(mark, found) and precision in (None, "country"):
                return True
        elif kind == "region":
            named = country_right(mark, found) and (found.get("admin1") or "").casefold() in mark["admin1"]
            if precision != "country" and (named or country_right(mark, found) and away is not None and away <= 150):
                return True
        elif away is not None and away <= (50 if "unsure" in mark["note"] else 25):
            return True
    return False


def same_number(value, low, high):
    want_low, want_high, about = value
    if about:
        return low is not None and high is not None and low <= want_low <= high and low >= 0.75 * want_low and high <= 1.25 * want_high
    open_ended = want_low is None or want_high is None
    for want, got in ((want_low, low), (want_high, high)):
        if (want is None) != (got is None):
            return False
        if want is not None and abs(want - got) > max(0.01 * abs(want) if want >= 100 and want_low != want_high else 0, open_ended):
            return False
    return True


class Record:
    """What a record says of triggers and holders."""

    def __init__(self, record):
        self.record = record
        self.events = record.get("events") or []
        self.by_id = {e["id"]: e for e in self.events}
        self.entities = {e["id"]: e for e in record.get("entities") or []}
        self.statements = {s["id"]: s for s in record.get("statements") or []}
        self.claims = {c["id"]: c for c in record.get("claims") or []}

    def at(self, spans):
        """Events whose trigger overlaps one of the spans."""
        return [e for e in self.events if span_of(e["trigger"]) and any(overlap(span_of(e["trigger"]), s) for s in spans)]

    def speakers(self, ids, statement):
        spans = [span_of(s) for s in (statement or {}).get("speaker_spans") or [] if span_of(s)]
        for i in ids or []:
            spans += [span_of(m) for m in self.entities.get(i, {}).get("mentions") or [] if span_of(m)]
        return spans

    def holder(self, count):
        """`narrator`, `?` or spans."""
        claim = self.claims.get(count.get("claim"))
        if claim:
            statement = self.statements.get(claim.get("statement"))
            return self.speakers(claim.get("holders"), statement) or ("?" if statement else "narrator")
        event = self.by_id.get(count.get("event"))
        statement = self.statements.get(count.get("attributed_to") or (event or {}).get("attributed_to"))
        return "narrator" if statement is None else self.speakers(statement.get("speakers"), statement) or "?"


def holds(found, wanted):
    if isinstance(found, str):
        return found in wanted
    return any(overlap(f, w) for f in found for w in wanted if not isinstance(w, str))


# --- scores


def load(args, n):
    rows, kind = sheet(args.files[0])
    if not args.documents:
        sys.exit(f"{args.what} needs --documents")
    documents = texts_of(args.documents, rows)
    return (rows, kind, documents, *[answers(p, rows, kind, documents) for p in args.files[1:n]])


def tally(name, some):
    """One line: of those asked (not None) how many."""
    some = [x for x in some if x is not None]
    if some:
        share(name, sum(map(bool, some)), len(some))


def per(name, cases, group, key):
    """A table: groups, how many, how many right."""
    groups = collections.defaultdict(list)
    for c in cases:
        if c.get(key) is not None:
            groups[group(c)].append(c[key])
    if groups:
        print(f"   by {name}: {key}")
    for g, some in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
        hits, n = sum(map(bool, some)), len(some)
        low, high = interval(hits, n)
        print(f"      {g:12} {n:4}  {hits} ({100 * hits / n:.0f} % [{100 * low:.0f}, {100 * high:.0f}])")


def published(document):
    try:
        return datetime.date.fromisoformat(str(document.get("date") or "")[:10])
    except ValueError:
        return None


def score_times(cases, listed, verbose):
    for c in cases:
        mark, day_of = c["mark"], published(c["document"])
        system = nearest(c["record"].record.get("times"), mark["span"])
        found = told_date(system)
        if mark["class"] == "none":
            c["left alone"] = found is None
        elif mark["value"][0] == "?":
            c["left open"] = any_time(mark, found, day_of)
        else:
            c["found"] = system is not None
            c["value"] = any_time(mark, found, day_of)
            c["exact"] = any_time(mark, found, day_of, True)
            c["grain right"] = system.get("grain") in mark["grain"] if system else None
        if verbose and listed:
            tell(c, [k for k in ("value", "left open", "left alone") if c.get(k) is False], found)
    if listed:
        tally("found", [c.get("found") for c in cases])
        tally("value right, of all with a date", [c.get("value") for c in cases])
        tally("   exact to the day", [c.get("exact") for c in cases])
        tally("   grain, of those found", [c.get("grain right") for c in cases])
        tally("no date given where the text gives none (`?`)", [c.get("left open") for c in cases])
        tally("left alone what is no time of the calendar", [c.get("left alone") for c in cases])
        per("grain", cases, lambda c: c["mark"]["grain"][0], "value")
        per("source", cases, lambda c: c["row"]["source"], "value")
        per("document", [c for c in cases if c.get("value") is not None], lambda c: "dated" if published(c["document"]) else "undated", "value")
    else:
        print("no list `times` in the records: the values of the expressions are not asked")
    dated = []
    for c in cases:
        for spans in c["mark"].get("triggers") or []:
            mark, day_of = c["mark"], published(c["document"])
            events = c["record"].at(spans)
            hits = [e for e in events if any_time(mark, told_date(e.get("date")), day_of)]
            default = any_time(mark, (day_of, day_of), day_of) if day_of else mark["value"][0] == "?"
            dated.append({**c, "event": bool(events), "date": bool(hits) if events else None, "date of all": bool(hits), "default": default,
                          "basis": any((e.get("date") or {}).get("basis") in ("text", "inherited") for e in hits) if hits else None})
            if verbose and events and not hits:
                tell(c, ["event date"], told_date(events[0].get("date")))
    print(f"acts dated by them: {len(dated)}")
    tally("   an event is there", [c["event"] for c in dated])
    tally("   its date right, where told and there", [c["date"] for c in dated])
    tally("   its date right, of all", [c["date of all"] for c in dated])
    tally("   basis `text` or `inherited`, of those right", [c["basis"] for c in dated])
    tally("   (the day of publication would be right)", [c["default"] for c in dated])
    per("grain", dated, lambda c: (c["mark"]["grain"] or ["?"])[0], "date")
    per("source", dated, lambda c: c["row"]["source"], "date")


def score_places(cases, listed, verbose):
    for c in cases:
        mark = c["mark"]
        system = nearest(c["record"].record.get("places"), mark["span"])
        role = system.get("role") if system else None
        events = nearest([p for e in c["record"].events for p in e.get("places") or []], mark["span"])
        if mark["class"] == "none":
            c["left alone"] = system is None or role == "none"
            c["event left alone"] = events is None
        else:
            want = mark["role"][0]
            here = system if role != "none" else None
            c["found"] = here is not None
            c["country"] = country_right(mark, here) if here else False
            c["right one"] = place_right(mark, here) if here else False
            c["right, of those found"] = c["right one"] if here else None
            c["kind right"] = here["precision"] in mark["kind"] if here and here.get("precision") else None
            c["role right"] = role in mark["role"] if role else None
            if want == "actor":
                c["no place"] = system is None or role in ("actor", "none") or role in mark["role"]
                c["event left alone"] = events is None or "place" in mark["role"]
            else:
                c["event place"] = events is not None
                c["event right"] = place_right(mark, events) if events else None
        if verbose and listed:
            tell(c, [k for k in ("country", "right one", "left alone", "role right") if c.get(k) is False],
                 system and {k: system.get(k) for k in ("name", "country", "admin1", "lat", "lon", "role")})
    if listed:
        for want in ("place", "actor"):
            some = [c for c in cases if c["mark"].get("role", [""])[0] == want]
            print(f"role `{want}`: {len(some)}")
            tally("   found", [c["found"] for c in some])
            tally("   country right, of all", [c["country"] for c in some])
            tally("   the right one, of all", [c["right one"] for c in some])
            tally("   the right one, of those found", [c["right, of those found"] for c in some])
            tally("   kind, where the record tells it", [c["kind right"] for c in some])
            tally("   role, where the record tells it", [c["role right"] for c in some])
            tally("   not taken for the place of something", [c.get("no place") for c in some])
        tally("names that are no place, left alone", [c.get("left alone") for c in cases])
        per("kind", cases, lambda c: c["mark"]["kind"][0], "right one")
        per("source", cases, lambda c: c["row"]["source"], "right one")
        per("source", cases, lambda c: c["row"]["source"], "left alone")
    else:
        print("no list `places` in the records: only the places of events are asked")
    print("places of events:")
    tally("   a place where something is or happens is one of an event's", [c.get("event place") for c in cases])
    tally("   and then the right one", [c.get("event right") for c in cases])
    tally("   actors and names that are no place: of no event", [c.get("event left alone") for c in cases])


def score_numbers(cases, listed, verbose):
    for c in cases:
        mark, record = c["mark"], c["record"]
        count = nearest(record.record.get("counts"), mark["span"])
        if mark["class"] == "none":
            c["left alone"] = count is None
        else:
            c["found"] = count is not None
            if count:
                low, high = count.get("min"), count.get("max")
                c["value"] = any(same_number(v, low, high) for v in mark["value"])
                if isinstance(count.get("exact"), bool):
                    v = mark["value"][0]
                    c["exact"] = count["exact"] == (v[0] == v[1] and not v[2])
                c["kind"] = count.get("kind") in mark["kind"]
                event = record.by_id.get(count.get("event"))
                c["event"] = any(e is event for e in record.at(mark["trigger"])) if mark["trigger"] else event is None
                c["event there"] = bool(record.at(mark["trigger"])) if mark["trigger"] else None
                c["event where there"] = c["event"] if c["event there"] else None
                c["holder"] = holds(record.holder(count), mark["holder"])
            c["value of all"], c["kind of all"] = bool(c.get("value")), bool(c.get("kind"))
            c["value and kind"] = bool(c.get("value") and c.get("kind"))
            c["right"] = bool(c["value and kind"] and c.get("event"))
        if verbose:
            tell(c, [k for k in ("found", "value", "kind", "event", "holder", "left alone") if c.get(k) is False],
                 count and {k: count.get(k) for k in ("kind", "min", "max")})
    for name, key in [("found", "found"), ("value right, of all", "value of all"), ("kind right, of all", "kind of all"), ("value and kind, of all", "value and kind"),
                      ("right: value, kind and event, of all", "right")]:
        tally(name, [c.get(key) for c in cases])
    print("of those found:")
    for name, key in [("value", "value"), ("exact or not, where the record tells it", "exact"), ("kind", "kind"), ("event", "event"),
                      ("event, where there is one at its trigger", "event where there"), ("holder", "holder")]:
        tally("   " + name, [c.get(key) for c in cases])
    tally("left alone what counts nothing", [c.get("left alone") for c in cases])

    def form(c):
        low, high, about = c["mark"]["value"][0]
        return "about" if about else "exact" if low == high else "bound" if None in (low, high) else "between"

    per("kind", cases, lambda c: c["mark"]["kind"][0], "value and kind")
    per("form", cases, form, "value of all")
    per("source", cases, lambda c: c["row"]["source"], "value and kind")


def tell(case, wrong, got):
    if wrong:
        mark, text = case["mark"], case["document"]["text"]
        b, e = mark["span"]
        print(f"   ~ {case['row']['number']}\t{text[b:e]}\twant {case['answer']}\tgot {got}\twrong: {', '.join(wrong)}")


def score(args):
    rows, kind, documents, marked = load(args, 2)
    raw = {r["number"]: r for r in table(args.files[1])}
    records = {k: Record(r) for k, r in records_by_id(args.files[2]).items()}
    cases = []
    for name, mark in marked.items():
        row = rows[name]
        if row["document"] not in records:
            sys.exit(f"{args.files[2]}: no record of {row['document']}")
        if mark["class"] != "skip":
            cases.append({"row": row, "mark": mark, "document": documents[row["document"]], "record": records[row["document"]],
                          "answer": " ".join(raw[name][c] for c in COLUMNS[kind][2:-1])})
    print(f"{len(marked)} of {len(rows)} marked, {len(marked) - len(cases)} of them skipped, {sum(c['mark']['class'] == 'none' for c in cases)} that are none")
    listed = any((r.record.get("times" if kind == "t" else "places") is not None) for r in records.values())
    {"t": score_times, "p": score_places, "n": score_numbers}[kind](cases, listed, args.verbose)


# --- two markers


def agreement(args):
    rows, kind, documents, first, second = load(args, 3)
    both = [n for n in rows if n in first and n in second]
    if not both:
        sys.exit("nothing that both have marked")
    hits = collections.defaultdict(list)
    meet = lambda a, b: any(overlap(s, t) for s in a or [] for t in b or [])
    for name in both:
        a, b = first[name], second[name]
        verdicts = {"time, place, number or none, skip": a["class"] == b["class"]}
        if a["class"] == b["class"] == "marked":
            day_of = published(documents[rows[name]["document"]])
            if kind == "t":
                verdicts["value"] = any(any_time(a, v if v != "?" else None, day_of) for v in b["value"])
                verdicts["value, to the day"] = bool(set(a["value"]) & set(b["value"]))
                verdicts["grain"] = a["grain"] == b["grain"] or bool(set(a["grain"]) & set(b["grain"]))
                verdicts["acts dated"] = len(a["triggers"]) == len(b["triggers"]) and all(any(meet(x, y) for y in b["triggers"]) for x in a["triggers"])
            elif kind == "p":
                verdicts["role"] = bool(set(a["role"]) & set(b["role"]))
                verdicts["kind"] = bool(set(a["kind"]) & set(b["kind"]))
                verdicts["country"] = a["country"] == b["country"] or bool(set(a["country"]) & set(b["country"]))
                if a["at"] and b["at"] and a["kind"][0] in ("city", "below"):
                    verdicts["within 25 km (cities and below)"] = distance(a["at"], b["at"]) <= 25
            else:
                verdicts["value"] = any(same_number(v, *w[:2]) or v == w for v in a["value"] for w in b["value"])
                verdicts["kind"] = bool(set(a["kind"]) & set(b["kind"]))
                verdicts["act"] = a["trigger"] == b["trigger"] or meet(a["trigger"], b["trigger"])
                verdicts["holder"] = any(s == t or not isinstance(s, str) and not isinstance(t, str) and overlap(s, t) for s in a["holder"] for t in b["holder"])
        for k, v in verdicts.items():
            hits[k].append(v)
        if args.verbose and not all(verdicts.values()):
            s, e = a["span"]
            print(f"   ~ {name}\t{documents[rows[name]['document']]['text'][s:e]}\t{', '.join(k for k, v in verdicts.items() if not v)}")
    print(f"{len(both)} marked twice")
    for k, some in hits.items():
        share("   " + k, sum(some), len(some))


# --- what markers read and write


def check(args):
    rows, kind, documents, marked = load(args, 2)
    missing = [n for n in rows if n not in marked]
    count = collections.Counter(m["class"] for m in marked.values())
    print(f"{len(marked)} of {len(rows)} marked ({count['none']} none, {count['skip']} skip), all well formed"
          + (f"; not yet: {' '.join(missing[:20])}{' …' if len(missing) > 20 else ''}" if missing else ""))
    if args.verbose:
        raw = {r["number"]: r for r in table(args.files[1])}
        for name, mark in marked.items():
            text = documents[rows[name]["document"]]["text"]
            put = lambda w: re.sub(r"\b(\d+)-(\d+)\b", lambda m: f"[{text[int(m[1]):int(m[2])]}]", w)
            told = [put(raw[name][c]) if c in ("triggers", "trigger", "holder") else raw[name][c] for c in COLUMNS[kind][2:]]
            print(f"{name}\t{text[slice(*mark['span'])]}\t" + "  ".join(told))


def show(args):
    rows, kind = sheet(args.files[0])
    if not args.documents:
        sys.exit("show needs --documents")
    documents, last, told, seen = texts_of(args.documents, rows), None, None, set()
    for row in numbers_of(args.files[1], rows):
        document = documents[row["document"]]
        text, begin, end = document["text"], row["begin"], row["end"]
        if row["document"] != last:
            date = published(document)
            print(f"===== {row['document']}\n{f'{date} ({date:%A})' if date else 'no date'}  {document.get('source') or document.get('publisher') or ''}  {document.get('title') or ''}\n")
            last, seen = row["document"], set()
        sentences = list(split(text))
        at = next(i for i, s in enumerate(sentences) if s[1] > begin)
        plain = lambda b, e: " ".join(text[b:e].split())
        b, e = sentences[at][0], max(sentences[at][1], end)
        for s in sentences[max(0, at - 4):at]:
            if s not in seen:
                print(f"    {plain(*s)}")
                seen.add(s)
        seen.add(sentences[at])
        print(f"{row['number']}: {plain(b, begin)} 【{plain(begin, end)}】 {plain(end, e)}  ({begin}-{end})")
        if (row["document"], b) != told:
            for s in [s for s in sentences[at:] if s[0] >= e][:1]:
                print(f"    > {plain(*s)}")
            print("    words: " + "  ".join(f"{w} {x}-{y}" for x, y, w in tokens(text, b, e)))
            if kind == "n":
                known = [n for s in sentences[max(0, at - 4):at] for n in names(text, *s)]
                if known:
                    print("    names before: " + "; ".join(f"{w} {x}-{y}" for x, y, w in known))
        told = (row["document"], b)
        print()


def find(args):
    rows, _ = sheet(args.files[0])
    if not args.documents:
        sys.exit("find needs --documents")
    if args.files[1] not in rows:
        sys.exit(f"{args.files[0]}: no {args.files[1]}")
    row = rows[args.files[1]]
    text = texts_of(args.documents, {row["number"]: row})[row["document"]]["text"]
    for m in re.finditer(re.escape(args.files[2]), text):
        print(f"{m.start()}-{m.end()}\t{' '.join(text[max(0, m.start() - 40):m.end() + 40].split())}")


def input_of(args):
    """Only the fields that a document has: what own.jsonl says of its own spans is not for the program."""
    wanted = {r["document"] for path in args.files if path.endswith(".tsv") for r in sheet(path)[0].values()}
    for path in args.files:
        for document in documents_of(path) if not path.endswith(".tsv") else ():
            if str(document["id"]) in wanted:
                wanted.remove(str(document["id"]))
                kept = {k: document[k] for k in ("id", "source", "publisher", "date", "title", "text") if document.get(k) is not None}
                print(json.dumps(kept, ensure_ascii=False))
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
