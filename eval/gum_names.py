#!/usr/bin/env python3
"""Makes a file of names for entities.py from the entities of UD English GUM.

    gum_names.py DEV.conllu[.gz] [GENRE …] > names.iob2
    entities.py input names.iob2 --word 1 --column 2 > in.jsonl

GUM marks every noun phrase. A name is the run of proper nouns (NNP, NNPS, and small words between them) around the head of a person, an
organisation or a place, where that head is a proper noun and no title ("President" in front of a name). GENRE: "news", as in GUM_news_…
"""
import re
import sys

from common import open_text

FOLD = {"person": "PER", "organization": "ORG", "place": "LOC"}
SMALL = ("of", "and", "the", "for", "-", "&", "'s")


def mentions(rows):
    """(kind, begin, end) of the rows of one sentence."""
    out, stack = [], []
    for i, row in enumerate(rows):
        for part in row[9].split("|"):
            if not part.startswith("Entity="):
                continue
            for opened, name, closed in re.findall(r"(\()?([^()]+)(\))?", part[7:]):
                if opened:
                    stack.append((name.split("-")[0], name.split("-")[1], i))
                if closed:
                    number = name.split("-")[0]
                    at = max((k for k, s in enumerate(stack) if s[0] == number), default=None)
                    if at is not None:
                        _, kind, begin = stack.pop(at)
                        out.append((kind, begin, i + 1))
    return out


def labels(rows):
    out = ["O"] * len(rows)
    for kind, a, z in sorted(mentions(rows), key=lambda m: m[1] - m[2]):
        heads = [i for i in range(a, z) if not a <= int(rows[i][6]) - 1 < z]
        if kind not in FOLD or len(heads) != 1 or not rows[heads[0]][4].startswith("NNP"):
            continue

        def name(i):
            return a <= i < z and rows[i][4].startswith("NNP") and rows[i][7] != "nmod:desc"

        begin = end = heads[0]
        while name(begin - 1):
            begin -= 1
        while name(end + 1) or (name(end + 2) and rows[end + 1][1].lower() in SMALL):
            end += 1 if name(end + 1) else 2
        if all(label == "O" for label in out[begin:end + 1]):
            for i in range(begin, end + 1):
                out[i] = ("B-" if i == begin else "I-") + FOLD[kind]
    return out


def main(path, genres):
    rows, text, wanted = [], None, False
    with open_text(path) as handle:
        for line in list(handle) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                wanted = not genres or any(f"_{genre}_" in line for genre in genres)
            elif line.startswith("# text ="):
                text = line.split("=", 1)[1].strip()
            elif not line and rows:
                if wanted:
                    print(f"# text = {text}")
                    for i, (row, label) in enumerate(zip(rows, labels(rows))):
                        print(i + 1, row[1], label, sep="\t")
                    print()
                rows = []
            elif line and line.split("\t")[0].isdigit():
                rows.append(line.split("\t"))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
