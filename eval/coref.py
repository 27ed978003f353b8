#!/usr/bin/env python3
"""Scores coreference within documents against the entities of UD English GUM.

    coref.py input GOLD.conllu[.gz] > documents.jsonl       the raw text, a document a line
    casus code --format conllu documents.jsonl > OUT        its chains stand in MISC: Chain=3
    coref.py score GOLD.conllu[.gz] OUT.conllu
    coref.py actors GOLD.conllu[.gz] RECORDS.jsonl [DOCUMENT…]     the entities of records (casus code --format jsonl)

A mention is a word: the head of its phrase in the gold tree; of phrases that are joined ("Roe and Doe") the first
"and" or "or". Gold chains are the entities of GUM's Entity= brackets, whatever the type of the link (coref, ana, appos,
pred, cata); left out are bridging, split antecedents, mentions that are clauses (head a verb), and mentions
of an entity that has no other. The system's singletons are dropped too. Words are aligned by the characters
they cover.
MUC (Vilain et al. 1995), B3 (Bagga and Baldwin 1998), CEAF with phi4 (Luo 2005), and their mean, as in CoNLL-2012.
Intervals: bootstrap over documents, 95 %.

`actors`: of the mentions of the records alone. A pronoun or a noun of an entity that is named before is right where some
name or noun of the entity before it is of the gold chain; it could be right where any actor before it is of the chain.
"""
import random
import re
import sys

from common import open_text, records_by_id, show
from parse import sentences, surface


# ---- the measures: each takes chains (sets of mentions) and gives (hits, n) of recall and of precision ----

def links(keys, other):
    """MUC: links of the chains, and those of them that the other side has too."""
    of = {m: k for k, chain in enumerate(other) for m in chain}
    hits = total = 0
    for chain in keys:
        parts = {of.get(m, ("alone", m)) for m in chain}
        hits += len(chain) - len(parts)
        total += len(chain) - 1
    return hits, total


def muc(gold, system):
    return links(gold, system) + links(system, gold)


def shares(keys, other):
    """B3: of each mention, how much of its chain the other side has in the mention's chain."""
    of = {m: chain for chain in other for m in chain}
    hits = total = 0
    for chain in keys:
        hits += sum(len(chain & of[m]) / len(chain) for m in chain if m in of)
        total += len(chain)
    return hits, total


def b_cubed(gold, system):
    return shares(gold, system) + shares(system, gold)


def assignment(weight):
    """The greatest sum of weights, each row and each column used once at most (Kuhn and Munkres, rows <= columns)."""
    n, m = len(weight), len(weight[0]) if weight else 0
    if n > m:
        return assignment([list(column) for column in zip(*weight)])
    u, v, match = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, way, used = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], float("inf"), 0
            row = weight[i0 - 1]
            for j in range(1, m + 1):
                if not used[j]:
                    here = -row[j - 1] - u[i0] - v[j]
                    if here < least[j]:
                        least[j], way[j] = here, j0
                    if least[j] < delta:
                        delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            j1 = way[j0]
            match[j0] = match[j1]
            j0 = j1
    return sum(weight[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])


def ceaf(gold, system):
    """Chains are matched one to one; a match is worth 2 |G and S| / (|G| + |S|). Components that share nothing are apart."""
    of = {m: k for k, chain in enumerate(system) for m in chain}
    near = {g: {of[m] for m in chain if m in of} for g, chain in enumerate(gold)}
    back = {}
    for g, found in near.items():
        for s in found:
            back.setdefault(s, set()).add(g)
    hits, done = 0.0, set()
    for start in near:
        if start in done or not near[start]:
            continue
        rows, columns, new = {start}, set(), [start]
        while new:
            for s in near[new.pop()]:
                if s not in columns:
                    columns.add(s)
                    more = back[s] - rows
                    rows |= more
                    new.extend(more)
        done |= rows
        hits += assignment([[2 * len(gold[g] & system[s]) / (len(gold[g]) + len(system[s])) for s in sorted(columns)]
                            for g in sorted(rows)])
    return hits, len(gold), hits, len(system)


MEASURES = {"MUC": muc, "B3": b_cubed, "CEAF-e": ceaf}


def f1(recall_hits, gold, precision_hits, system):
    r = recall_hits / gold if gold else 0.0
    p = precision_hits / system if system else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


# ---- documents ------------------------------------------------------------------------------------------------

def documents(path):
    """Yields (id, [rows of a sentence], [does a paragraph begin])."""
    name, rows, begins, last = None, [], [], None
    for comments, sentence in sentences(path):
        new = next((c.partition("=")[2].strip() for c in comments if c.startswith("# newdoc")), None)
        if new is not None:
            if rows:
                yield name, rows, begins
            name, rows, begins, last = new, [], [], None
        number = next((c.rpartition("-")[2] for c in comments if c.startswith("# sent_id")), "")
        here = int(number) if number.isdigit() else None
        # after a sentence that was left out, a paragraph begins
        begins.append(any(c.startswith("# newpar") for c in comments) or (last is not None and here != last + 1))
        last = here
        rows.append(sentence)
    if rows:
        yield name, rows, begins


def characters(rows_of_sentences):
    """Of each sentence: a list of (word's row, key), the key of a word being the characters it covers and its place in
    its token; and all characters."""
    at, out, text = 0, [], []
    for rows in rows_of_sentences:
        words = []
        for form, _, word_rows in surface(rows):
            bare = "".join(form.split())
            for k, row in enumerate(word_rows):
                words.append((row, (at, at + len(bare), k)))
            at += len(bare)
            text.append(bare)
        out.append(words)
    return out, "".join(text)


def counts_at(words, begin, end):
    """The word at which the mention of words begin to end (included) counts."""
    inside = lambda k: begin <= k <= end
    heads = [int(row[6]) - 1 for row, _ in words]
    head = next(k for k in range(begin, end + 1) if not inside(heads[k]))
    for c in range(begin, end + 1):
        if heads[c] == head and words[c][0][7] == "conj":
            for k in range(begin, end + 1):
                if heads[k] == c and words[k][0][7] == "cc":
                    return k
    return head


def gold_chains(rows_of_sentences):
    chains, taken = {}, set()
    for words in characters(rows_of_sentences)[0]:
        opened, found = {}, []
        for k, (row, _) in enumerate(words):
            entity = next((item[7:] for item in row[9].split("|") if item.startswith("Entity=")), "")
            for opens, name, closes in re.findall(r"(\()?(\d+)[^()]*(\))?", entity):
                if opens:
                    opened.setdefault(name, []).append(k)
                if closes:
                    found.append((opened[name].pop(), k, name))
        for begin, end, name in found:
            head = counts_at(words, begin, end)
            if words[head][0][3] not in ("VERB", "AUX") and words[head][1] not in taken:
                taken.add(words[head][1])
                chains.setdefault(name, set()).add(words[head][1])
    return [c for c in chains.values() if len(c) > 1]


def system_chains(rows_of_sentences):
    chains = {}
    for words in characters(rows_of_sentences)[0]:
        for row, key in words:
            for item in row[9].split("|"):
                if item.startswith("Chain="):
                    chains.setdefault(item[6:], set()).add(key)
    return [c for c in chains.values() if len(c) > 1]


def text_of(rows_of_sentences, begins):
    paragraphs = []
    for rows, new in zip(rows_of_sentences, begins):
        if new or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].extend(form + (" " if space else "") for form, space, _ in surface(rows))
    return "\n\n".join("".join(p).strip() for p in paragraphs)


def write_input(path):
    import json
    for name, rows, begins in documents(path):
        print(json.dumps({"id": name, "text": text_of(rows, begins)}, ensure_ascii=False))


def mean_f1(counts):
    """counts: of each document {measure: four numbers}. The figures of all together."""
    sums = {name: [sum(d[name][k] for d in counts) for k in range(4)] for name in MEASURES}
    scores = {name: f1(*sums[name]) for name in MEASURES}
    return scores, sum(s[2] for s in scores.values()) / len(scores)


def score(gold_path, system_path):
    system = {name: rows for name, rows, _ in documents(system_path)}
    counts, mentions = [], [0, 0, 0]
    genres = {}
    for name, rows, _ in documents(gold_path):
        if name not in system:
            sys.exit(f"{system_path}: no document {name!r}")
        if characters(rows)[1] != characters(system[name])[1]:
            sys.exit(f"{name}: the two files hold different text")
        gold, found = gold_chains(rows), system_chains(system[name])
        counts.append({m: MEASURES[m](gold, found) for m in MEASURES})
        genres.setdefault(name.split("_")[1] if "_" in name else name, []).append(counts[-1])
        g, s = set().union(*gold), set().union(*found)
        mentions = [a + b for a, b in zip(mentions, (len(g & s), len(g), len(s)))]
    scores, mean = mean_f1(counts)
    rng = random.Random(1)
    drawn = sorted(mean_f1(rng.choices(counts, k=len(counts)))[1] for _ in range(1000))
    p, r, f = f1(mentions[0], mentions[1], mentions[0], mentions[2])
    print(f"mentions in chains: P {100*p:.1f} R {100*r:.1f} F1 {100*f:.1f} (gold {mentions[1]}, {len(counts)} documents)")
    for name, (p, r, f) in scores.items():
        print(f"{name}: P {100*p:.1f} R {100*r:.1f} F1 {100*f:.1f}")
    print(f"CoNLL F1: {100*mean:.1f} [{100*drawn[24]:.1f}, {100*drawn[974]:.1f}]")
    if len(genres) > 1:
        print("   by genre: " + ", ".join(f"{g} {100*mean_f1(c)[1]:.1f}" for g, c in sorted(genres.items())))


def heads_of(rows, record):
    """The mentions of a record, as (key, entity, type), in text order."""
    words = [w for sentence in characters(rows)[0] for w in sentence]
    heads, base = [], 0
    for sentence in rows:
        n = sum(1 for r in sentence if r[0].isdigit())
        heads += [base + int(r[6]) - 1 if r[6] != "0" else -1 for r in sentence if r[0].isdigit()]
        base += n
    bare = [0]  # bytes of the text -> characters without white space
    for c in record["text"]:
        bare.append(bare[-1] + (not c.isspace()))
    out = []
    for k, entity in enumerate(record["entities"]):
        for mention in entity["mentions"]:
            begin, end = bare[mention["begin"]], bare[mention["end"]]
            inside = [i for i, (_, key) in enumerate(words) if begin <= key[0] and key[1] <= end]
            head = next((i for i in inside if heads[i] not in inside), None)
            if head is not None:
                out.append((words[head][1], k, mention["type"]))
    return sorted(out)


def score_actors(gold_path, record_path, only):
    records = records_by_id(record_path)
    counts = {}
    first = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself"}
    for name, rows, begins in documents(gold_path):
        if name not in records or (only and name not in only):
            continue
        record = dict(records[name], text=text_of(rows, begins))
        mentions = heads_of(rows, record)
        of = {m: k for k, chain in enumerate(gold_chains(rows)) for m in chain}
        form = {key: row[1].lower() for words in characters(rows)[0] for row, key in words}
        for i, (key, entity, kind) in enumerate(mentions):
            if kind == "pronoun" and form[key] in first:
                kind = "first person"
            before = [m for m in mentions[:i] if m[2] != "pronoun"]
            chain = of.get(key)
            c = counts.setdefault(kind, [0, 0, 0])
            linked = [m for m in before if m[1] == entity]
            c[0] += bool(linked) and any(of.get(m[0]) == chain for m in linked) and chain is not None
            c[1] += bool(linked)
            c[2] += chain is not None and any(of.get(m[0]) == chain for m in before)
        # pronouns that stand for nobody are in no entity: count those that could
        told = {m[0] for m in mentions}
        for words in characters(rows)[0]:
            for row, key in words:
                if row[3] == "PRON" and key not in told and key in of and row[4] in ("PRP", "PRP$"):
                    counts.setdefault("first person" if form[key] in first else "pronoun", [0, 0, 0])[2] += any(of.get(m[0]) == of[key] and m[2] != "pronoun"
                                                                      for m in mentions if m[0] < key)
    for kind, (hits, linked, possible) in sorted(counts.items()):
        show(f"{kind}s of an actor before", hits, linked, possible)


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] == "actors":
        score_actors(sys.argv[2], sys.argv[3], sys.argv[4:])
    elif len(sys.argv) == 3 and sys.argv[1] == "input":
        write_input(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "score":
        score(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
