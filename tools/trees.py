#!/usr/bin/env python3
"""Trees for the examples of rules: drafts by the live parser, corrections by a reader.

    trees.py draft CASUS RULES.txt > review.txt     examples that have no tree yet, parsed, for reading
    trees.py apply CASUS RULES.txt fixes.txt        drafts + corrections -> rules/trees/RULES.conllu
    trees.py list RULES.txt                         texts without a tree
    trees.py prune RULES.txt                        drops trees whose example is gone

A line of review.txt is a word:  N.T form  UPOS/XPOS lemma  HEAD relation.
A line of fixes.txt is a correction:  N.T key=value …   keys: upos xpos lemma head rel
N is the number of the example in the draft, so draft and apply have to see the same file.
"""
import pathlib
import re
import subprocess
import sys


def examples(path):
    """The texts of all yes and no lines; a line that begins with a blank goes on with the key above it."""
    out, key = [], ""
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line[0] in "#[":
            continue
        value = line
        if not line[0].isspace():
            key = line.split()[0]
            value = line[len(key):]
        if key in ("yes", "no"):
            text = re.split(r"  #|\t#", value.split("=>")[0].rstrip() + " ")[0].strip()
            if text and text not in out:
                out.append(text)
    return out


def sentences(text):
    for block in text.split("\n\n"):
        rows = [r.split("\t") for r in block.splitlines() if r and r[0] != "#"]
        head = [r for r in block.splitlines() if r.startswith("# text = ")]
        if rows:
            yield (head[0][9:] if head else ""), rows


def trees_path(rules):
    rules = pathlib.Path(rules)
    return rules.parent / "trees" / (rules.stem + ".conllu")


def known(rules):
    path = trees_path(rules)
    return dict(sentences(path.read_text(encoding="utf-8"))) if path.exists() else {}


def drafts(casus, rules):
    have = known(rules)
    todo = [t for t in examples(rules) if t not in have]
    out = []
    for text in todo:
        done = subprocess.run([casus, "parse", "--input-format", "txt"], input=text.encode(), capture_output=True, check=True)
        parts = list(sentences(done.stdout.decode()))
        if len(parts) == 1:
            out.append((text, parts[0][1]))
            continue
        rows, shift = [], 0  # cut into several: joined under the first root, for the reader to mend
        root = None
        for _, part in parts:
            n = 0
            for r in part:
                r = list(r)
                if "-" in r[0]:
                    a, b = r[0].split("-")
                    r[0] = f"{int(a) + shift}-{int(b) + shift}"
                else:
                    n = int(r[0])
                    r[0] = str(n + shift)
                    if r[6] == "0":
                        if root is None:
                            root = r[0]
                        else:
                            r[6], r[7] = root, "parataxis"
                    else:
                        r[6] = str(int(r[6]) + shift)
                rows.append(r)
            shift += n
        out.append((text, rows))
    return out


def show(number, text, rows):
    print(f"== {number}  {text}")
    forms = {r[0]: r[1] for r in rows}
    for r in rows:
        if "-" not in r[0]:
            print(f"{number}.{r[0]}\t{r[1]}\t{r[3]}/{r[4]}\t{r[2]}\t{r[6]}:{forms.get(r[6], 'ROOT')}\t{r[7]}")
    print()


def check(text, rows):
    words = [r for r in rows if "-" not in r[0]]
    heads = {int(r[0]): int(r[6]) for r in words}
    roots = [w for w, h in heads.items() if h == 0]
    bad = []
    if len(roots) != 1:
        bad.append(f"{len(roots)} roots")
    for r in words:
        if (r[6] == "0") != (r[7] == "root"):
            bad.append(f"word {r[0]}: head {r[6]} as {r[7]}")
        if int(r[6]) > len(words):
            bad.append(f"word {r[0]}: no word {r[6]}")
        at, steps = int(r[0]), 0
        while at and steps <= len(words):
            at, steps = heads.get(at, 0), steps + 1
        if at:
            bad.append(f"word {r[0]} is in a cycle")
    return bad


def write(path, trees):
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        for text, rows in trees.items():
            f.write(f"# text = {text}\n" + "".join("\t".join(r) + "\n" for r in rows) + "\n")


def main():
    action, args = sys.argv[1], sys.argv[2:]
    if action == "list":
        have = known(args[0])
        print("\n".join(t for t in examples(args[0]) if t not in have))
    elif action == "draft":
        for number, (text, rows) in enumerate(drafts(*args), 1):
            show(number, text, rows)
    elif action == "apply":
        casus, rules, fixes = args
        new = drafts(casus, rules)
        column = {"lemma": 2, "upos": 3, "xpos": 4, "head": 6, "rel": 7}
        for line in open(fixes, encoding="utf-8"):
            line = line.split("#")[0].strip()
            if not line:
                continue
            where, *pairs = line.split()
            number, word = where.split(".")
            row = next(r for r in new[int(number) - 1][1] if r[0] == word)
            for pair in pairs:
                key, _, value = pair.partition("=")
                row[column[key]] = value
        failed = 0
        for number, (text, rows) in enumerate(new, 1):
            for what in check(text, rows):
                print(f"{number} ({text}): {what}")
                failed += 1
        if failed:
            sys.exit(1)
        write(trees_path(rules), {**known(rules), **dict(new)})
    elif action == "prune":
        keep = set(examples(args[0]))
        write(trees_path(args[0]), {t: r for t, r in known(args[0]).items() if t in keep})
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main()
