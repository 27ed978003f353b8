#!/usr/bin/env python3
"""Folds over the sentences of plover-rel and cameo-spans together, so that what was learned is not asked again.

    folds.py list DATA [OWN.tsv …] > folds.tsv  a line a row of the three files: file:number, fold (0 to 4, or hidden), cluster; and of OWN.tsv
                                         (train/events; of news.tsv a fifth is hidden: eval/acts.py); DATA - for these alone
    folds.py count DATA                  how many rows and sentences each fold has
    folds.py input DATA FOLD OUT [OWN.tsv …]    OUT/rel.jsonl, pairs.jsonl, class.jsonl, spans.jsonl, own.jsonl: the documents of one fold
    folds.py score DATA OUT [hidden | OWN.tsv …]    the scores of relations.py, false_alarms.py and dyads.py over the five folds (or the hidden part alone);
                                         OUT/rel.out … hold what was coded of each fold by a model that did not learn from it; with OWN.tsv the
                                         confidence of events, too, over these sentences as well

The three files share hundreds of sentences, some of them edited. Two sentences, both lower-cased and cut down to their words of [a-z0-9], are of
one cluster where one contains the other, or where they share four words in a row and 60 % of the words of the shorter one; and whoever is of a
cluster with a third. A cluster lies in one fold. The order of clusters is that of a hash: the first ones, until they have 300 sentences, are
`hidden`: never trained on, never read, scored apart and seldom. The others go to the smallest of five folds, one after another.

Numbers are those of the scoring scripts' inputs: rel (plover-rel/train.tsv), spans (cameo-spans/train.txt), class (cameo-spans/class-train.tsv).
"""
import collections
import contextlib
import hashlib
import io
import json
import pathlib
import re
import sys

import common
import dyads
import entities
import false_alarms
import relations

FOLDS, HIDDEN, SHARED, RUN, CONTAINED = 5, 300, 0.6, 4, 16


def words(text):
    return re.findall("[a-z0-9]+", text.lower())


def alike(a, b):
    """a, b: lists of words that share four in a row or begin alike."""
    x, y = "".join(a), "".join(b)
    if len(x) > len(y):
        x, y, a, b = y, x, b, a
    if len(x) >= CONTAINED and x in y:
        return True
    runs = {tuple(a[i:i + RUN]) for i in range(len(a) - RUN + 1)}
    if not any(tuple(b[i:i + RUN]) in runs for i in range(len(b) - RUN + 1)):
        return False
    shared = sum((collections.Counter(a) & collections.Counter(b)).values())
    return shared >= SHARED * min(len(a), len(b))


def clusters(texts):
    """texts: lists of words. For each the number of the first of its cluster."""
    top = list(range(len(texts)))

    def find(i):
        while top[i] != i:
            top[i] = top[top[i]]
            i = top[i]
        return i

    seen = collections.defaultdict(list)
    squeezed, short = ["".join(t) for t in texts], []
    for i, t in enumerate(texts):
        near = {k for k in short if squeezed[k] in squeezed[i]}
        for k in range(len(t) - RUN + 1):
            run = tuple(t[k:k + RUN])
            near.update(seen[run])
            seen[run].append(i)
        if len(t) < RUN + 2:  # few words, cut otherwise perhaps: look at them all
            near.update(k for k in range(i) if squeezed[i] in squeezed[k] or squeezed[k] in squeezed[i])
            short.append(i)
        for k in sorted(near):
            a, b = find(i), find(k)
            if a != b and alike(t, texts[k]):
                top[max(a, b)] = min(a, b)
    return [find(i) for i in range(len(texts))]


def assign(texts):
    """For each sentence its fold and the number of its cluster."""
    unique = sorted({tuple(t) for t in texts})
    of = dict(zip(unique, clusters([list(u) for u in unique])))
    members = collections.defaultdict(list)
    for u in unique:
        members[of[u]].append(u)
    key = lambda c: hashlib.sha256(" ".join(members[c][0]).encode()).hexdigest()
    fold, sizes, hidden = {}, [0] * FOLDS, 0
    for c in sorted(members, key=key):
        if hidden < HIDDEN:
            fold[c] = "hidden"
            hidden += len(members[c])
        else:
            k = sizes.index(min(sizes))
            fold[c] = str(k)
            sizes[k] += len(members[c])
    return [(fold[of[tuple(t)]], of[tuple(t)]) for t in texts]


def read(data):
    """All rows: name, text."""
    for key, row in relations.rows(f"{data}/plover-rel/train.tsv"):
        yield f"rel:{key}", relations.unmark(row["marked_sentence"])[0]
    for i, (tokens, _) in enumerate(entities.sentences(f"{data}/cameo-spans/train.txt")):
        yield f"spans:{i}", " ".join(tokens)
    for key, text, _ in false_alarms.rows(f"{data}/cameo-spans/class-train.tsv"):
        yield f"class:{key}", text


def folds(data):
    """name -> fold"""
    rows = list(read(data))
    return {name: fold for (name, _), (fold, _) in zip(rows, assign([words(t) for _, t in rows]))}


FILES = {"rel": "rel", "pairs": "rel", "class": "class", "spans": "spans"}


def make_input(data, wanted, out, files=()):
    of = folds(data)
    makers = {"rel": lambda: relations.make_input(f"{data}/plover-rel/train.tsv", False), "pairs": lambda: relations.make_input(f"{data}/plover-rel/train.tsv", True),
              "class": lambda: [print(json.dumps({"id": k, "date": "2015-06-01", "text": t}, ensure_ascii=False))
                                for k, t, _ in false_alarms.rows(f"{data}/cameo-spans/class-train.tsv")],
              "spans": lambda: dyads.main("input", f"{data}/cameo-spans/train.txt", None)}
    for name, make in makers.items():
        text = io.StringIO()
        with contextlib.redirect_stdout(text):
            make()
        with open(f"{out}/{name}.jsonl", "w", encoding="utf-8") as handle:
            for line in text.getvalue().splitlines():
                if of[f"{FILES[name]}:{json.loads(line)['id']}"] == wanted:
                    print(line, file=handle)
    with open(f"{out}/own.jsonl", "w", encoding="utf-8") as handle:
        for name, text, fold in (row for path in files for row in own(path)):
            if fold == wanted:
                print(json.dumps({"id": name, "date": "2018-06-01", "text": text}, ensure_ascii=False), file=handle)


def judged(data, out):
    """(confidence, right) of each event of the sentences: type and both sides as annotated; in a sentence without an event none is right."""
    records, silent = common.records_by_id(f"{out}/rel.out"), common.records_by_id(f"{out}/class.out")
    for key, row in relations.rows(f"{data}/plover-rel/train.tsv"):
        _, sources, targets = relations.unmark(row["marked_sentence"])
        gold = relations.SAME.get(row["gold_root"], row["gold_root"])
        for e in common.told(records.get(key, {})):
            s, t = common.located(e["source"]), common.located(e["target"])
            fits = lambda a, b: (not sources or common.any_names(a, sources)) and (not targets or common.any_names(b, targets))
            yield e["confidence"], relations.SAME.get(e["plover"], e["plover"]) == gold and (fits(s, t) or common.two_way(e) and fits(t, s))
    for key, _, label in false_alarms.rows(f"{data}/cameo-spans/class-train.tsv"):
        for e in common.told(silent.get(key, {})) if label == "0" else []:
            yield e["confidence"], False


def judged_own(files, out):
    """The same of the sentences of our own, in which all acts are labelled: type, both sides, and nobody where nobody is labelled."""
    import acts
    import examples
    records = common.records_by_id(f"{out}/own.out")
    for path in files:
        kept = {name for name, _, fold in own(path) if fold != "hidden"}
        for key, _, spans, told in examples.own(path):
            if key not in kept or key not in records:
                continue
            mentions = {x["id"]: [(m["begin"], m["end"]) for m in x["mentions"]] for x in records[key]["entities"]}
            for e in common.told(records[key]):
                yield e["confidence"], any(acts.fits((t, spans.get(s), spans.get(g)), e, mentions, strict=True) for t, s, g in told)


def calibration(pairs):
    bins = collections.defaultdict(list)
    for c, right in pairs:
        bins[min(int(c * 10), 9)].append((c, right))
    error = 0
    for k in sorted(bins):
        n = len(bins[k])
        sure, right = sum(c for c, _ in bins[k]) / n, sum(r for _, r in bins[k]) / n
        error += abs(sure - right) * n / len(pairs)
        print(f"   {k / 10:.1f}: {n} events, confidence {sure:.2f}, right {right:.2f}")
    print(f"calibration error in ten bins: {error:.3f} over {len(pairs)} events")


def score(data, out, hidden, files=()):
    of = folds(data)
    asked = lambda name: (of[name] == "hidden") == hidden
    all_rows, all_classes, all_sentences = relations.rows, false_alarms.rows, dyads.sentences
    relations.rows = lambda path: (r for r in all_rows(path) if asked(f"rel:{r[0]}"))
    false_alarms.rows = lambda path: (r for r in all_classes(path) if asked(f"class:{r[0]}"))
    # the sentences keep their numbers: one that is not asked for has no marks, and is passed over
    dyads.sentences = lambda path: ((w, t if asked(f"spans:{i}") else ["O"] * len(t)) for i, (w, t) in enumerate(all_sentences(path)))
    print("== from the sentence alone")
    relations.score(f"{data}/plover-rel/train.tsv", f"{out}/rel.out")
    print("== the two actors given")
    relations.score(f"{data}/plover-rel/train.tsv", f"{out}/pairs.out")
    print("== sentences without an event, and with one")
    false_alarms.score(f"{data}/cameo-spans/class-train.tsv", f"{out}/class.out")
    print("== spans")
    dyads.main("score", f"{data}/cameo-spans/train.txt", f"{out}/spans.out")
    print("== confidence of the events of the first and of sentences without an event")
    pairs = list(judged(data, out))
    calibration(pairs)
    if files:
        print("== confidence of these and of the events of sentences of our own")
        calibration(pairs + list(judged_own(files, out)))


def is_asked(text):
    """A fifth of the sentences of train/events/news.tsv is not learned from."""
    return int(hashlib.sha256(" ".join(re.findall(r"\w+", text.lower())).encode()).hexdigest(), 16) % 5 == 0


def own(path):
    """Sentences of our own are no near duplicates of anything: a fold by hash."""
    name = pathlib.Path(path).stem
    for i, line in enumerate(open(path, encoding="utf-8")):
        if line.strip() and not line.startswith("#"):
            text = re.sub(r"\[\d |\]", "", line.split("\t")[0])
            fold = str(int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS)
            yield f"{name}:{i + 1}", text, "hidden" if name == "news" and is_asked(text) else fold


def main(action, data, *files):
    rows = [] if data == "-" else list(read(data))
    places = assign([words(t) for _, t in rows])
    if action == "list":
        for (name, _), (fold, cluster) in zip(rows, places):
            print(name, fold, cluster, sep="\t")
        for path in files:
            for name, _, fold in own(path):
                print(name, fold, name, sep="\t")
        return
    table, distinct = collections.Counter(), collections.defaultdict(set)
    for (name, text), (fold, _) in zip(rows, places):
        table[fold, name.split(":")[0]] += 1
        distinct[fold].add(tuple(words(text)))
    for fold in sorted(distinct):
        print(fold, *(f"{f} {table[fold, f]}" for f in ("rel", "spans", "class")), f"sentences {len(distinct[fold])}")
    print("largest cluster:", max(collections.Counter(c for _, c in set((tuple(words(t)), c) for (_, t), (_, c) in zip(rows, places))).values()))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "count" or len(sys.argv) > 2 and sys.argv[1] == "list":
        main(*sys.argv[1:])
    elif len(sys.argv) > 4 and sys.argv[1] == "input":
        make_input(*sys.argv[2:5], sys.argv[5:])
    elif len(sys.argv) > 3 and sys.argv[1] == "score":
        score(sys.argv[2], sys.argv[3], sys.argv[4:] == ["hidden"], [] if sys.argv[4:] == ["hidden"] else sys.argv[4:])
    else:
        sys.exit(__doc__)
