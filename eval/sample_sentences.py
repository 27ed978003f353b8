#!/usr/bin/env python3
"""Random sentences of news, for people to mark the events that they tell.

    sample_sentences.py --seed 1 --own own.jsonl --articles articles.jsonl --gum train.conllu.gz dev.conllu.gz [--without drawn.tsv …] > sheet.tsv
    sample_sentences.py --seed 2 … --more gum=40 polnear=60 --after sheet.tsv > more.tsv    a second draw, from the pool `acts` alone

A sheet is stand-off, since the texts are their publishers': number, document, digest of its text, begin, end (code points), source, pool, set.

    source   own       every sentence of own.jsonl
             gum       50 of the news of UD English GUM (the texts are its `# text` lines; see documents_of)
             re3d      70 of the documents whose id begins with re3d-
             polnear   70 of all other articles
    pool     all, acts: half of each drawn source is drawn among all sentences, half among the rest with a word of STEMS or WORDS, so that markers find something
             to mark. Every sentence of a source (of a pool) is equally likely, whatever its document. Own sentences are of the pool `own`
    set      world: 25 random ones of each source, none of the pool `acts`. Only on these does precision and recall of a whole text mean something

No document that a file of --without names is used (those were read in development). Sentences have 8 to 60 words and end like sentences: headings are
left out. (Own ones are all taken.) The splitter is a simple one of this script, so that the sheet does not depend on the program that is scored.
"""
import argparse
import random
import re
import sys

from common import open_text, read_jsonl
from sample_references import digest

DRAWN = {"gum": 50, "re3d": 70, "polnear": 70}
WORLD = 25

# Beginnings of words with which acts of PLOVER's types are told; broad, and no measure of anything
STEMS = """abduct abolish accus acquit airlift airstrike allegation allege ambush amnest annex apolog applaud arrest assassin assault assist asylum attack
    barricad behead besieg blackmail blam blockad bomb boycott brib captur ceasefire censor clash condemn confiscat confront consult convict cooperat
    co-operat coup crackdown criticis criticiz criticism curfew declin demand demonstrat denounc deploy deport detain destroy disarm dismiss dispatch
    donat embargo endors evacuat evict execut expel extradit grant hijack hostage impeach impos imprison indict injur insurg
    interrogat interven invad invas investigat kidnap liberat loot massacr mediat mobilis mobiliz murder negotiat oust pardon patrol pledg postpon
    prais prevent probe promis prosecut protest punish ratif rebuff rebuk recaptur recognis recogniz refus reject releas renounc repel rescu resign
    restrict retaliat retreat rioter rioting sabotag sanction seiz sentenc shell shoot smuggl spied stab strik subpoena surrender suspen terroris
    threat tortur truce ultimatum unrest veto violat warn welcom withdraw withdrew withhold wound"""
# and whole words, where the beginning is that of too many others
WORDS = """accept accepted accepts agree agreed agreement agrees aid aided ally alliance appeal appealed appeals approve approved approves asked asking
    banned bans beat beaten block blocked blocking called charged charges conceded concedes declared declares defeat defeated denied denies deny denying
    discuss discussed discussing drill drills exercises exile fight fighting fired fires forced fought freed freezes froze frozen halt halted invite
    invited invites jail jailed joined kill killed killing kills launched lift lifted march marched marches meet meeting meetings met obey offered
    offers order ordered orders pact pulled raid raided raids rally rallied rape raped riot riots rejoin retake retook sack sacked sent shot sign
    signed signs slammed spy spying stormed storms struck sue sued sues summit support supported supports talks target targeted trade treaty treaties
    troops urge urged urges urging visit visited visits vote voted vow vowed vows walkout walked war withdrawn"""
ACT = re.compile(r"(?<![\w-])(?:(?:" + "|".join(STEMS.split()) + r")\w*|(?:" + "|".join(WORDS.split()) + r")(?!\w))", re.IGNORECASE)
# behind these a full stop ends no sentence
SHORT = set("""mr mrs ms dr prof sen sens rep reps gov gen lt col sgt capt cmdr maj brig adm spc pvt cpl pfc st jr sr hon rev jan feb mar apr jun jul aug
    sep sept oct nov dec vs no fig inc corp ltd co u.s u.k u.n e.g i.e a.m p.m d.c etc mt ft messrs pres""".split())
END = re.compile(r"(?:[.!?\u2026]+)(?:['\"\u201d\u2019)\]]*)(?=\s+|$)")
FINISH = re.compile(r"[.!?\u2026]['\"\u201d\u2019)\]]*$")


def documents_of(path):
    """The documents of JSON Lines, or of a CoNLL-U file (.conllu, .conllu.gz) those of GUM's news: sentences joined by a blank, paragraphs
    by a blank line, all but the date left out."""
    if ".conllu" not in path:
        yield from read_jsonl(path)
        return
    name, text, fresh, date = None, "", True, None
    with open_text(path) as handle:
        for line in handle:
            if line.startswith("# newdoc id"):
                if name and name.startswith("GUM_news"):
                    yield {"id": name, "date": date, "text": text}
                name, text, fresh, date = line.split("=", 1)[1].strip(), "", True, None
            elif line.startswith("# meta::dateCreated"):
                date = line.split("=", 1)[1].strip()
            elif line.startswith("# newpar"):
                fresh = True
            elif line.startswith("# text ="):
                text += ("\n\n" if fresh else " ") * bool(text) + line.split("=", 1)[1].strip()
                fresh = False
    if name and name.startswith("GUM_news"):
        yield {"id": name, "date": date, "text": text}


def source_of(document):
    name = str(document["id"])
    return "own" if name.startswith("own-") else "gum" if name.startswith("GUM_") else "re3d" if name.startswith("re3d-") else "polnear"


def split(text):
    """Spans of sentences. A line break ends one; a full stop does, unless it is an abbreviation's, an initial's, or a small letter follows."""
    for line in re.finditer(r"[^\n]+", text):
        begin = line.start()
        for stop in END.finditer(text, line.start(), line.end()):
            after = text[stop.end():line.end()].lstrip()
            word = re.search(r"[^\s(\u201c\"]*$", text[begin:stop.start()])[0].lower()
            if stop[0][0] == "." and len(stop[0]) == 1 and after and (word in SHORT or re.fullmatch(r"[a-z]|(?:[a-z]\.)+[a-z]", word)):
                continue
            if after and (after[0].islower() or not re.search(r"\w", text[begin:stop.end()])):
                continue
            yield from trimmed(text, begin, stop.end())
            begin = stop.end()
        yield from trimmed(text, begin, line.end())


def trimmed(text, begin, end):
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        yield begin, end


def is_sentence(words):
    return 8 <= len(words.split()) <= 60 and bool(FINISH.search(words)) and not words.isupper()


def tells_act(words):
    return bool(ACT.search(words))


def without(paths):
    names = set()
    for path in paths:
        lines = open(path, encoding="utf-8").read().splitlines()
        column = lines[0].split("\t").index("document")
        names |= {line.split("\t")[column] for line in lines[1:] if line.strip()}
    return names


def draw(documents, seed, drawn=DRAWN, world=WORLD):
    """Rows (document, digest, begin, end, source, pool, set) in an order that tells nothing of the pool or the set."""
    rng = random.Random(seed)
    pools = {"own": [], **{s: [] for s in drawn}}
    for d in sorted(documents, key=lambda d: str(d["id"])):
        source = source_of(d)
        for begin, end in split(d["text"]):
            if source == "own" or is_sentence(d["text"][begin:end]):
                pools[source].append((str(d["id"]), digest(d["text"]), begin, end, d["text"][begin:end]))
    rows = []
    for source in sorted(pools):
        if source == "own":
            chosen = [(r, "own") for r in pools["own"]]
        else:
            n = drawn[source]
            first = rng.sample(pools[source], n - n // 2)
            taken = set(first)
            acts = [r for r in pools[source] if r not in taken and tells_act(r[4])]
            chosen = [(r, "all") for r in first] + [(r, "acts") for r in rng.sample(acts, n // 2)]
        marked = set(rng.sample([i for i, (_, pool) in enumerate(chosen) if pool != "acts"], world))
        rows += [r[:4] + (source, pool, "world" if i in marked else "-") for i, (r, pool) in enumerate(chosen)]
        print(f"{source}: {len(pools[source])} sentences, {sum(tells_act(r[4]) for r in pools[source])} with a word of the list; {len(chosen)} drawn", file=sys.stderr)
    return in_order(rows, rng)


def in_order(rows, rng):
    """By document, since a marker reads it once, the documents at random: a part of the sheet is a fair part of the whole."""
    order = sorted({r[0] for r in rows})
    rng.shuffle(order)
    place = {name: i for i, name in enumerate(order)}
    return sorted(rows, key=lambda r: (place[r[0]], r[2]))


def draw_more(documents, seed, wanted, before):
    """Rows of the pool `acts` alone: wanted[source] sentences with a word of the list that no row of the sheet `before` has."""
    rng = random.Random(seed)
    old = {(line.split("\t")[1], line.split("\t")[3]) for line in open(before, encoding="utf-8")}
    rows = []
    for source, n in sorted(wanted.items()):
        pool = [(str(d["id"]), digest(d["text"]), begin, end, source, "acts", "-")
                for d in sorted(documents, key=lambda d: str(d["id"])) if source_of(d) == source for begin, end in split(d["text"])
                if is_sentence(d["text"][begin:end]) and tells_act(d["text"][begin:end]) and (str(d["id"]), str(begin)) not in old]
        rows += rng.sample(pool, n)
        print(f"{source}: {len(pool)} sentences with a word of the list are left; {n} drawn", file=sys.stderr)
    return in_order(rows, rng)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--own", required=True)
    p.add_argument("--articles", required=True)
    p.add_argument("--gum", nargs="+", required=True)
    p.add_argument("--without", nargs="*", default=[])
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--more", nargs="+", metavar="SOURCE=N", help="only sentences with a word of the list, so many of each source")
    p.add_argument("--after", metavar="SHEET", help="with --more: none of this sheet's, and numbers go on from its last")
    args = p.parse_args()
    if bool(args.more) != bool(args.after):
        p.error("--more and --after go together")
    no = without(args.without)
    documents = [d for path in [args.own, args.articles, *args.gum] for d in documents_of(path) if str(d["id"]) not in no]
    print("sentence\tdocument\tdigest\tbegin\tend\tsource\tpool\tset")
    first, rows = 1, None
    if args.more:
        first = len(open(args.after, encoding="utf-8").read().splitlines())
        rows = draw_more(documents, args.seed, {s: int(n) for s, n in (m.split("=") for m in args.more)}, args.after)
    for i, row in enumerate(rows or draw(documents, args.seed), first):
        print(f"e{i:03}", *row, sep="\t")


if __name__ == "__main__":
    main()
