#!/usr/bin/env python3
"""Random pronouns and nominals of news articles, for people to say whom they stand for.

    casus parse documents.jsonl > parsed.conllu
    sample_references.py documents.jsonl parsed.conllu --lexicon lexicon --seed 1 --n 300 [--without drawn.tsv …] > sheet.tsv

A sheet is stand-off, since the texts are their publishers': number, document, digest of its text, begin, end (code points), kind. Half of
the mentions are drawn at random from the articles with a date, half from all sources in turn, so that a small source counts as much as a large
one; at most three of an article, none of an article that a file of --without names (those were read in development).

The kinds, and what finds them: words, tags and dependencies of the parse, never what was resolved.

    pronoun   3/8 of all: he, she, it, they and their forms; not an `it` that a cheap test takes for pleonastic
    first     1/8: I, we, us, our inside a quotation
    nominal   1/2: a noun phrase with the, this, these, those, both or a possessive pronoun, whose head is a noun of lexicon/agents or of
              GENERAL below, and that contains no name. The span is from the determiner to the head

No head of a nominal is drawn more than eight times. A mention in a predicate (`is the president`) or an apposition is left out: the sentence itself says who it is.
"""
import argparse
import collections
import hashlib
import pathlib
import random
import re
import sys
import unicodedata

from common import open_text, read_jsonl

THIRD = set("he she it they him her them his hers its their theirs".split())
FIRST = set("i we us our".split())
DETERMINERS = set("the this that these those both".split())
POSSESSIVES = set("his her its their our my".split())
UNSURE = set("presidency front general".split())  # nouns of the lexicon that with an article are mostly the office, the line, the election
GENERAL = set("""actor administration adversary agency ally alliance army assembly authority body bloc board brigade cabinet camp campaign candidate
    capital chairman chairwoman chancellor coalition commander commission committee company congressman congresswoman contender council country
    couple court delegate delegation department deputy dictator diplomat duo enemy envoy faction firm fighter force foe
    government governor group incumbent institution investigator judge junta lawmaker leader leadership man militant militia minister ministry
    monarch monarchy movement nation negotiator nominee official opponent organisation organization pair parliament partner party politician
    premier president prosecutor protester rebel regime regulator republic rival ruler secretary senator side spokesman spokesperson
    spokeswoman state successor superpower trio troop union watchdog woman""".split())
# written with a capital by some where no name follows
TITLES = set("president government minister senator governor ambassador secretary coalition regime party council".split())
EXPLETIVE = set("seem appear happen turn rain snow matter take remain follow".split())
TIMES = set("time hour day week month year morning night o'clock late early".split())
PHRASE = {"nmod", "nmod:poss", "amod", "compound", "appos", "flat", "nummod", "nmod:desc", "det:predet", "nmod:unmarked"}
KINDS = [("nominal", 4), ("pronoun", 3), ("first", 1)]  # of eight


class Word:
    __slots__ = ("form", "lemma", "upos", "head", "rel", "begin", "end", "below")

    def __init__(self, form, lemma, upos, head, rel):
        self.form, self.lemma, self.upos, self.head, self.rel = form, lemma, upos, head, rel
        self.begin = self.end = 0
        self.below = []


def digest(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def sentences(path):
    """Of each sentence: its words, and the pieces of text as (form, numbers of the words in it)."""
    words, pieces, last = [], [], 0
    with open_text(path) as handle:
        for line in handle:
            if line.startswith("#"):
                continue
            if not line.strip():
                if words:
                    yield words, pieces
                words, pieces, last = [], [], 0
                continue
            f = line.rstrip("\n").split("\t")
            if "." in f[0]:
                continue
            if "-" in f[0]:
                first, last = (int(n) for n in f[0].split("-"))
                pieces.append((f[1], range(first - 1, last)))
                continue
            words.append(Word(f[1], f[2].lower(), f[3], int(f[6]) - 1, f[7]))
            if int(f[0]) > last:
                pieces.append((f[1], range(int(f[0]) - 1, int(f[0]))))
    if words:
        yield words, pieces


def blank(c):
    return c.isspace() or unicodedata.category(c) in ("Cf", "Cc")


def place(words, pieces, text, at):
    """Gives words their offsets in the text from `at` on; the offset behind them, or None where they do not stand there."""
    for form, inside in pieces:
        while at < len(text) and blank(text[at]) and not text.startswith(form, at):
            at += 1
        if not text.startswith(form, at):
            return None
        here, end = at, at + len(form)
        for n in inside:
            w = words[n]
            if text.startswith(w.form, here) and here + len(w.form) <= end:
                w.begin, w.end = here, here + len(w.form)
                here = w.end
            else:  # a contraction whose parts are not written so
                w.begin, w.end = at, end
        at = end
    return at


def aligned(documents, path):
    """(document, its sentences) for each document, in the order of both files."""
    parsed = sentences(path)
    ahead = next(parsed, None)
    for document in documents:
        text, at, found = document["text"], 0, []
        title = document.get("title") or ""
        if not text.lstrip().startswith(title.strip()):  # parsed before the text; no mention is drawn from it
            while ahead and not all(blank(c) for c in title[at:]):
                at, ahead = place(*ahead, title, at), next(parsed, None)
                if at is None:
                    sys.exit(f"{document['id']}: the parse does not fit the title")
            at = 0
        while ahead and not all(blank(c) for c in text[at:]):
            end = place(*ahead, text, at)
            if end is None:
                sys.exit(f"{document['id']}: the parse does not fit the text at {at}: {text[at:at + 40]!r}, {ahead[1][0][0]!r}")
            found.append(ahead[0])
            at, ahead = end, next(parsed, None)
        yield document, found
    if ahead:
        sys.exit("the parse has more sentences than the documents")


def nouns(folder):
    """The nouns of lexicon/agents: those that act, those that do not. Words by which family or a title is meant are left out."""
    act, no = set(), set()
    for path in sorted(pathlib.Path(folder, "agents").glob("*.txt")):
        block, acts, inside = [], True, False
        for line in path.read_text(encoding="utf-8").splitlines() + ["[end]"]:
            if line.startswith("["):
                (act if acts else no).update(block)
                block, acts = [], True
            key = line.split(" ", 1)[0]
            if key:
                inside = key in ("noun", "plural")
                acts = acts and not re.match(r"acts\s+no\b", line)
                line = line[len(key):]
            if inside:
                block += [n.strip().lower() for n in line.split("#")[0].split("|") if n.strip() and "before}" not in n and "kin}" not in n]
    plain = lambda all_: {re.sub(r"\s*\{[^}]*\}", "", n) for n in all_}
    return plain(act), plain(no)


def quoted(text, at):
    """Is the place inside a quotation? Marks are counted from the beginning of the paragraph on."""
    start = text.rfind("\n\n", 0, at) + 1
    before = text[start:at]
    if before.rfind("\u201c") > before.rfind("\u201d"):
        return True
    return before.count('"') % 2 == 1 or before.count("``") > before.count("''")


def pleonastic(words, w):
    if w.rel.startswith("expl"):
        return True
    if w.head < 0 or w.lemma != "it":
        return False
    head = words[w.head]
    below = {words[n].rel for n in head.below}
    if "csubj" in below or "csubj:pass" in below or head.lemma in EXPLETIVE or head.lemma in TIMES:
        return True
    at, h = words.index(w), w.head
    return "cop" in below and head.upos in ("ADJ", "NOUN") and at < h and any(x.lemma in ("that", "to", "whether", "if", "who") for x in words[h + 1:h + 6])


def named(words, n):
    """Has the noun phrase a name in it? Clauses and coordinated phrases are not of it."""
    todo = [c for c in words[n].below if words[c].rel in PHRASE]
    while todo:
        w = words[todo.pop()]
        if w.upos == "PROPN" or (w.form[:1].isupper() and w.begin != words[0].begin):
            return True
        todo += [c for c in w.below if words[c].rel in PHRASE]
    return False


def nominal(words, n, act, no):
    """The begin of the phrase whose head is word n, or None."""
    w = words[n]
    below = {words[c].rel for c in w.below}
    alone = [c for c in w.below if words[c].lemma in DETERMINERS and words[c].rel in ("det", "det:predet")]
    alone += [c for c in w.below if words[c].form.lower() in POSSESSIVES and words[c].rel == "nmod:poss"]
    if not alone or w.rel in ("appos", "compound", "flat", "vocative") or "cop" in below or "appos" in below or "flat" in below:
        return None
    first = min(alone)
    if first >= n or n - first > 6 or any(words[c].upos in ("PUNCT", "VERB") for c in range(first, n)):
        return None
    if w.form[:1].isupper():
        if w.lemma not in TITLES or first != n - 1:
            return None
    elif w.upos != "NOUN":
        return None
    elif named(words, n) or any(x.form[:1].isupper() for x in words[max(first, 1):n]):
        return None
    for k in range(first, n + 1):  # the longest words decide: a search party is no party
        before = [x.form.lower() for x in words[k:n]]
        phrases = {" ".join([*before, last]) for last in (w.lemma, w.form.lower())}
        if phrases & no or (k == n and phrases & UNSURE):
            return None
        if phrases & act or (k == n and phrases & GENERAL):
            return first
    return None


def candidates(found, text, act, no):
    """(begin, end, kind) of every mention that may be drawn."""
    for words in found:
        for n, w in enumerate(words):
            if w.head >= 0:
                words[w.head].below.append(n)
        for n, w in enumerate(words):
            form = w.form.lower()
            if w.upos == "PRON" and form in THIRD and w.lemma != "one":
                if not pleonastic(words, w):
                    yield w.begin, w.end, "pronoun"
            elif w.upos == "PRON" and form in FIRST and w.form not in ("i", "US"):
                if quoted(text, w.begin):
                    yield w.begin, w.end, "first"
            elif w.upos in ("NOUN", "PROPN"):
                first = nominal(words, n, act, no)
                if first is not None:
                    yield words[first].begin, w.end, "nominal"


class Draw:
    most_of_a_head = 8

    def __init__(self, rng, per_document):
        self.rng, self.most = rng, per_document
        self.taken = collections.defaultdict(list)
        self.heads = collections.Counter()
        self.rows = []

    def one(self, pool):
        """Takes the next mention of a shuffled pool that may still be taken."""
        while pool:
            document, text, begin, end, kind = row = pool.pop()
            head = text[begin:end].split()[-1].lower() if kind == "nominal" else None
            if head and self.heads[head] >= self.most_of_a_head:
                continue
            if len(self.taken[document]) < self.most and all(end <= b or e <= begin for b, e in self.taken[document]):
                self.taken[document].append((begin, end))
                self.rows.append(row)
                self.heads[head] += head is not None
                return True
        return False

    def from_all(self, rows, n):
        pool = list(rows)
        self.rng.shuffle(pool)
        return sum(self.one(pool) for _ in range(n))

    def in_turn(self, rows, n):
        pools = collections.defaultdict(list)
        for source, row in rows:
            pools[source].append(row)
        order = sorted(pools)
        self.rng.shuffle(order)
        for source in order:
            self.rng.shuffle(pools[source])
        got = 0
        while got < n and any(pools.values()):
            for source in order:
                if got < n:
                    got += self.one(pools[source])
        return got


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("documents")
    p.add_argument("parsed")
    p.add_argument("--lexicon", default="lexicon")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--n", type=int, default=300)
    p.add_argument("--per-document", type=int, default=3)
    p.add_argument("--without", nargs="*", default=[], help="sheets with a column `document`: none of these articles")
    p.add_argument("--heads", action="store_true", help="count the words of the candidates instead, by kind")
    args = p.parse_args()

    out = set()
    for path in args.without:
        with open_text(path) as handle:
            lines = handle.read().splitlines()
        column = lines[0].split("\t").index("document")
        out |= {line.split("\t")[column] for line in lines[1:]}
    act, no = nouns(args.lexicon)
    by_kind = collections.defaultdict(list)
    for document, found in aligned(read_jsonl(args.documents), args.parsed):
        if str(document["id"]) in out:
            continue
        for begin, end, kind in candidates(found, document["text"], act, no):
            row = (str(document["id"]), document["text"], begin, end, kind)
            by_kind[kind].append((bool(document.get("date")), document.get("source") or "", row))
    if args.heads:
        for kind, rows in by_kind.items():
            counted = collections.Counter(r[1][r[2]:r[3]].split()[-1].lower() for _, _, r in rows)
            print(kind, len(rows), *(f"{word} {n}" for word, n in counted.most_common(300)), sep="\t")
        return

    drawn = Draw(random.Random(args.seed), args.per_document)
    for half in (0, 1):
        share = args.n // 2 if half == 0 else args.n - args.n // 2
        left = share
        for kind, eighths in reversed(KINDS):  # the rarest first; nominals get what is left by rounding
            n = left if kind == KINDS[0][0] else (share * eighths + 4) // 8
            rows = by_kind[kind]
            left -= drawn.from_all((r for dated, _, r in rows if dated), n) if half == 0 else drawn.in_turn(((s, r) for _, s, r in rows), n)
    drawn.rows.sort(key=lambda r: (r[0], r[2]))
    print("number\tdocument\tdigest\tbegin\tend\tkind")
    for number, (document, text, begin, end, kind) in enumerate(drawn.rows, 1):
        print(f"r{number:03d}\t{document}\t{digest(text)}\t{begin}\t{end}\t{kind}")
    counts = collections.Counter(r[4] for r in drawn.rows)
    print(f"{len(drawn.rows)} drawn of {len(drawn.taken)} documents, seed {args.seed}:", *(f"{k} {counts[k]} of {len(by_kind[k])}" for k, _ in KINDS), file=sys.stderr)


if __name__ == "__main__":
    main()
