#!/usr/bin/env python3
"""Whom do pronouns and nominals stand for, as people marked it, and does casus know?

    references.py show sheet.tsv documents.jsonl r001-r020 [--whole]      what the marker reads
    references.py check sheet.tsv answers.tsv --documents documents.jsonl  is every answer well formed?
    references.py score sheet.tsv answers.tsv out.jsonl --documents documents.jsonl [--verbose]
    references.py agreement sheet.tsv first.tsv second.tsv [--documents documents.jsonl] [--verbose]

The sheet is from eval/sample_references.py, the answers are as eval/references/guideline.md says, out.jsonl is what `casus code` wrote of the
documents (docs/records.md).

The record's mention that is meant: of a pronoun, the one that lies on it; of a nominal, the narrowest with its last word (the head) in it, no
pronoun, and no owner of something behind it ("the country" is not "the country's president"). Of its entities (several, where several have the
same span) is asked:

    antecedent   RIGHT where each entity fits one member of one permitted answer and each member is fitted. An entity fits names where it has
                 a mention that overlaps one of them, or its dictionary actor (id, not of an agent) is that of an entity that has one; it fits a code by the
                 rule of eval/actors.py (more may be said, not less). Else WRONG where it has a code or a mention by name, else LEFT OPEN
    open, none   RIGHT where no entity has a code, else WRONG. (Where a code is permitted beside `open`, that is right too.)
    other        not counted; told apart

Wrong entities whose code is the code of the entity that was meant are told apart: the code of an event is right by them, the link is not.
"""
import argparse
import collections
import re
import sys

from actors import fits, show as print_share
from common import open_text, overlap, read_jsonl, records_by_id
from sample_references import digest

WORD = (r"(?:(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Sens|Reps|Jr|Sr)\.|"
        r"(?:[OD]['\u2019])?[A-Z\u00c0-\u00de][\w&-]*)")
NAME = re.compile(rf"(?<!\w){WORD}(?:[ \u00a0](?:(?:of|the|de|al|bin|van|von|for|and)[ \u00a0]){{0,2}}{WORD})*")
# words with a capital at the beginning of a sentence that are no name
STOP = set("""a about after all also although among an and another any are as asked at because before both but by can despite did do does during each even
    every few first for from had has have he her here his how however i if in indeed instead into is it its just last later like many maybe me
    meanwhile more most much my no not now of on once one only or other our over perhaps she since so some still such than that the their them then there
    these they this those though through to two under until up was we were what when where which while who why will with would yes yet you
    your""".split())


class Bad(ValueError):
    pass


def table(path):
    with open_text(path) as handle:
        lines = [line for line in handle.read().splitlines() if line.strip()]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[1:]]


def sheet(path):
    rows = {}
    for row in table(path):
        row["begin"], row["end"] = int(row["begin"]), int(row["end"])
        if row["number"] in rows:
            sys.exit(f"{path}: {row['number']} twice")
        rows[row["number"]] = row
    return rows


def texts_of(path, rows):
    """document -> the whole of it; ends where a text is not the one that was drawn from."""
    wanted = {row["document"]: row["digest"] for row in rows.values()}
    found = {}
    for document in read_jsonl(path):
        key = str(document["id"])
        if key in wanted:
            if digest(document["text"]) != wanted[key]:
                sys.exit(f"{path}: the text of {key} is not the one that the mentions were drawn from")
            found[key] = document
    missing = sorted(set(wanted) - set(found))
    if missing:
        sys.exit(f"{path}: not there: {', '.join(missing[:5])}{' …' if len(missing) > 5 else ''}")
    return found


def parse_answer(answer, length=None):
    """(class, alternatives). class: none, open, other, antecedent. An alternative is a list of members, a member
    a list of names (begin, end) and codes; `open` and `none` have codes as alternatives only."""
    words = answer.strip().split(None, 1)
    if not words:
        raise Bad("no answer")
    kind = "antecedent"
    if words[0] == "other":
        kind, answer = "other", words[1] if len(words) > 1 else ""
        if not answer:
            return kind, []
    parts = [p.strip() for p in answer.split("|")]
    if parts[0] in ("none", "open"):
        kind, parts = parts[0], parts[1:]
    alternatives = []
    for part in parts:
        members = []
        for member in part.split("+"):
            ways = []
            for way in member.split("/"):
                way = way.strip()
                m = re.fullmatch(r"(\d+)-(\d+)", way)
                if m:
                    begin, end = int(m[1]), int(m[2])
                    if begin >= end or (length is not None and end > length):
                        raise Bad(f"no span of the text: {way}")
                    ways.append((begin, end))
                elif re.fullmatch(r"[A-Z]{3,15}", way):
                    ways.append(way)
                else:
                    raise Bad(f"neither a span nor a code: {way!r}")
            members.append(ways)
        if kind in ("none", "open") and any(not isinstance(w, str) for m in members for w in m):
            raise Bad(f"beside `{kind}` only codes are permitted: {part!r}")
        alternatives.append(members)
    return kind, alternatives


def answers(path, rows, documents=None):
    """number -> (class, alternatives). Rows not answered yet are left out; wrong ones end the program, all named."""
    out, bad = {}, []
    for row in table(path):
        number = row.get("number", "")
        if number not in rows:
            bad.append(f"{number!r} is not in the sheet")
        elif number in out:
            bad.append(f"{number} twice")
        elif row.get("answer", "").strip():
            text = documents[rows[number]["document"]]["text"] if documents else None
            try:
                out[number] = parse_answer(row["answer"], len(text) if text is not None else None)
            except Bad as e:
                bad.append(f"{number}: {e}")
    if bad:
        sys.exit("\n".join(f"{path}: {b}" for b in bad))
    return out


# --- show


def paragraphs(text):
    at = 0
    for m in re.finditer(r"\n[ \t\r\f\v\u00a0]*\n\s*|\Z", text):
        if text[at:m.start()].strip():
            yield at, m.start()
        at = m.end()


def sentence_ends(text, at):
    """Offsets behind the sentences from `at` on, roughly: where they end matters to nobody but the reader's patience."""
    for m in re.finditer(r"(?:[.!?]['\"\u201d\u2019)]*)(?=\s+['\"\u201c\u2018(]?[A-Z])|\n\s*\n", text[at:]):
        yield at + m.end()
    yield len(text)


def names(text, begin, end):
    for m in NAME.finditer(text, begin, end):
        b, words = m.start(), m[0]
        while words and words.split()[0].lower() in STOP:
            rest = words.split(None, 1)[1:]
            b, words = m.end() - len(rest[0]) if rest else b, rest[0] if rest else ""
        if len(words) > 1 and words[0].isupper():
            yield b, m.end(), words


def numbers_of(what, rows):
    first, _, last = what.partition("-")
    number = lambda s: int(re.sub(r"\D", "", s) or 0)
    low, high = number(first), number(last or first)
    return [r for n, r in rows.items() if low <= number(n) <= high]


def show(args):
    rows = sheet(args.files[0])
    documents = texts_of(args.files[1], rows)
    by_document = collections.OrderedDict()
    for row in numbers_of(args.files[2], rows):
        by_document.setdefault(row["document"], []).append(row)
    for key, asked in by_document.items():
        document = documents[key]
        text = document["text"]
        ends = sentence_ends(text, max(r["end"] for r in asked))
        end = len(text)
        for _ in range(3):  # its own and two more
            end = next(ends, len(text))
        if args.whole:
            end = len(text)
        print(f"===== {key}\n{document.get('date') or 'no date'}  {document.get('source') or document.get('publisher') or ''}  {document.get('title') or ''}\n")
        for number, (b, e) in enumerate(paragraphs(text), 1):
            if b >= end:
                break
            e = min(e, end)
            words, at = "", b
            for r in asked:
                if b <= r["begin"] < e:
                    words += text[at:r["begin"]] + f"【{r['number']}: {text[r['begin']:r['end']]}】"
                    at = r["end"]
            print(f"¶{number}  {' '.join((words + text[at:e]).split())}")
            found = [f"{words} {nb}-{ne}" for nb, ne, words in names(text, b, e)]
            if found:
                print("    names: " + "; ".join(found))
        if end < len(text):
            print("    […]")
        print()
        for r in asked:
            print(f"{r['number']}  {r['kind']}  {text[r['begin']:r['end']]!r}  {r['begin']}-{r['end']}")
        print()


# --- score


def meant(record, row, text):
    """The entities of the record's mention that is meant; an empty list where there is none."""
    begin, end = row["begin"], row["end"]
    found = collections.defaultdict(list)
    last = re.search(r"\S+$", text[begin:end])
    head = (begin + last.start(), end) if last else (begin, end)
    for entity in record["entities"]:
        for m in entity["mentions"]:
            span = (m["begin"], m["end"])
            if m.get("in", "text") != "text":
                continue
            if row["kind"] == "nominal":
                if m["type"] == "pronoun" or not overlap(span, head) or re.match(r"['\u2019]s?\s+\w", text[end:max(end, span[1])]):
                    continue
            elif not (overlap(span, (begin, end)) and (begin <= span[0] and span[1] <= end or m["type"] == "pronoun")):
                continue
            found[span].append(entity)
    if not found:
        return []
    # the narrowest; of two as wide, the one with more of the phrase in it
    best = min(found, key=lambda s: (s[1] - s[0], -overlap(s, (begin, end)), s))
    return found[best]


def code_of(entity):
    return (entity.get("actor") or {}).get("code")


def id_of(entity):
    """The dictionary's actor; None for people without a name (agent.police), who are of many countries."""
    found = (entity.get("actor") or {}).get("id")
    return None if found and found.startswith("agent.") else found


def called(record, span):
    """The entities with a mention by name on the span, or by nominal where there is none. Of several the mention that is most
    like the span: `Ruvanian` is not the minister in `Ruvanian minister Tolan`, where both are mentions."""
    for kind in ("name", "nominal", "pronoun"):
        at = []
        for e in record["entities"]:
            for m in e["mentions"]:
                shared = overlap((m["begin"], m["end"]), span)
                if m["type"] == kind and m.get("in", "text") == "text" and shared:
                    at.append((shared / (max(m["end"], span[1]) - min(m["begin"], span[0])), e))
        if at:
            top = max(likeness for likeness, _ in at)
            return [e for likeness, e in at if likeness == top]
    return []


def entity_fits(record, entity, member):
    for way in member:
        if isinstance(way, str):
            if code_of(entity) and fits(code_of(entity), [way]):
                return True
            continue
        there = called(record, way)
        if any(e["id"] == entity["id"] or (id_of(e) and id_of(e) == id_of(entity)) for e in there):
            return True
    return False


def all_fit(record, entities, members):
    table = [[entity_fits(record, e, m) for m in members] for e in entities]
    return bool(table) and all(any(r) for r in table) and all(any(r[i] for r in table) for i in range(len(members)))


def judge(record, row, text, answer):
    """right, wrong, wrong but of the same code, left open"""
    kind, alternatives = answer
    entities = meant(record, row, text)
    if kind in ("none", "open"):
        if not any(code_of(e) for e in entities):
            return "right"
        return "right" if any(all_fit(record, entities, a) for a in alternatives) else "wrong"
    if any(all_fit(record, entities, a) for a in alternatives):
        return "right"
    says = [e for e in entities if code_of(e) or any(m["type"] == "name" for m in e["mentions"])]
    if not says:
        return "left open"
    codes = {code_of(e) for e in says}
    for members in alternatives:
        want = [{code_of(e) for w in m if not isinstance(w, str) for e in called(record, w)} for m in members]
        if None not in codes and codes <= set().union(*want) and all(codes & w for w in want):
            return "wrong, same code"
    return "wrong"


def is_group(answer):
    return answer[0] == "antecedent" and len(answer[1][0]) > 1


def score(args):
    rows = sheet(args.files[0])
    if not args.documents:
        sys.exit("score needs --documents")
    documents = texts_of(args.documents, rows)
    marked = answers(args.files[1], rows, documents)
    records = records_by_id(args.files[2])
    verdicts, apart = [], []
    for number, answer in marked.items():
        row = rows[number]
        record = records.get(row["document"])
        if record is None:
            sys.exit(f"{args.files[2]}: no record of {row['document']}")
        text = documents[row["document"]]["text"]
        if answer[0] == "other" and not answer[1]:
            continue
        verdict = judge(record, row, text, answer)
        (apart if answer[0] == "other" else verdicts).append((row, answer, verdict))
        if args.verbose and verdict != "right":
            got = "; ".join(f"{e['name']} [{code_of(e) or 'no code'}]" for e in meant(record, row, text)) or "nothing"
            print(f"   - {number}\t{row['kind']}\t{text[row['begin']:row['end']]}\t{answer[0]}\t{verdict}\tgot {got}")
    others = sum(a[0] == "other" for a in marked.values())
    print(f"{len(marked)} of {len(rows)} marked; {others} of them no political actor, left out")

    def line(name, some):
        if some:
            print_share(name, sum(v == "right" for _, _, v in some), len(some))

    line("right, of all", verdicts)
    for kind in ("pronoun", "first", "nominal"):
        line(f"   {kind}", [v for v in verdicts if v[0]["kind"] == kind])
    antecedent = [v for v in verdicts if v[1][0] == "antecedent"]
    line("right, where there is an antecedent", antecedent)
    for kind in ("pronoun", "first", "nominal"):
        line(f"   {kind}", [v for v in antecedent if v[0]["kind"] == kind])
    line("   group", [v for v in antecedent if is_group(v[1])])
    count = collections.Counter(v for _, _, v in antecedent)
    wrong = count["wrong"] + count["wrong, same code"]
    print(f"   not right: {wrong} wrong ({count['wrong, same code']} of them with the code of the one meant), {count['left open']} left open")
    if count["right"] + wrong:
        print_share("   right, of those resolved", count["right"], count["right"] + wrong)
    line("right (no code), where nobody can say who", [v for v in verdicts if v[1][0] == "open"])
    line("right (no code), where it stands for no actor", [v for v in verdicts if v[1][0] == "none"])
    line("told apart: others than political actors, with an antecedent", apart)


# --- agreement


def same_member(a, b, text):
    for x in a:
        for y in b:
            if isinstance(x, str) or isinstance(y, str):
                if x == y:
                    return True
            elif overlap(x, y):
                return True
            elif text:
                p, q = " ".join(text[x[0]:x[1]].split()), " ".join(text[y[0]:y[1]].split())
                if p == q or p.endswith(" " + q) or q.endswith(" " + p):
                    return True
    return False


def same_answer(a, b, text):
    for x in a:
        for y in b:
            if all(any(same_member(m, n, text) for n in y) for m in x) and all(any(same_member(m, n, text) for m in x) for n in y):
                return True
    return False


def agreement(args):
    rows = sheet(args.files[0])
    documents = texts_of(args.documents, rows) if args.documents else None
    first, second = (answers(p, rows, documents) for p in args.files[1:3])
    both = [n for n in rows if n in first and n in second]
    if not both:
        sys.exit("nothing that both have marked")
    same = [n for n in both if first[n][0] == second[n][0]]
    print_share("the same class (antecedent, open, none, other)", len(same), len(both))
    p, q = (collections.Counter(a[n][0] for n in both) for a in (first, second))
    chance = sum(p[c] * q[c] for c in p) / len(both) ** 2
    print(f"   kappa {(len(same) / len(both) - chance) / (1 - chance) if chance < 1 else 1:.2f}")
    linked = [n for n in both if first[n][0] == second[n][0] == "antecedent"]
    text = lambda n: documents[rows[n]["document"]]["text"] if documents else None
    agreed = {n for n in linked if same_answer(first[n][1], second[n][1], text(n))}
    print_share("the same antecedent, where both give one", len(agreed), len(linked))
    whole = [n for n in same if n not in linked or n in agreed]
    print_share("the same answer", len(whole), len(both))
    for kind in ("pronoun", "first", "nominal"):
        of = [n for n in both if rows[n]["kind"] == kind]
        if of:
            print_share(f"   {kind}", sum(n in whole for n in of), len(of))
    print("   classes, first by second: " + ", ".join(f"{a}/{b} {n}" for (a, b), n in sorted(collections.Counter((first[n][0], second[n][0]) for n in both).items())))
    if args.verbose:
        for n in both:
            if n not in whole:
                print(f"   - {n}\t{rows[n]['kind']}\t{first[n][0]}\t{second[n][0]}")


def check(args):
    rows = sheet(args.files[0])
    documents = texts_of(args.documents, rows) if args.documents else None
    marked = answers(args.files[1], rows, documents)
    missing = [n for n in rows if n not in marked]
    print(f"{len(marked)} of {len(rows)} marked, all well formed" + (f"; not yet: {' '.join(missing[:20])}{' …' if len(missing) > 20 else ''}" if missing else ""))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["show", "check", "score", "agreement"])
    p.add_argument("files", nargs="+")
    p.add_argument("--documents")
    p.add_argument("--whole", action="store_true", help="the whole article, not only to two sentences after the mention")
    p.add_argument("--verbose", action="store_true")
    args = p.parse_args()
    if len(args.files) != {"show": 3, "check": 2, "score": 3, "agreement": 3}[args.what]:
        p.error(f"{args.what}: wrong number of files")
    {"show": show, "check": check, "score": score, "agreement": agreement}[args.what](args)


if __name__ == "__main__":
    main()
