#!/usr/bin/env python3
"""How many entries of the dictionaries have shown that they work?

    entries.py CASUS LEXICON out.jsonl [out.jsonl …]

out.jsonl is what `casus code` wrote of real texts. An entry has shown it where it resolved a mention there (an office: where it was held
that day by a person who was resolved), or where it carries a `yes` and a `no` example that hold (casus lexicon check).
"""
import collections
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../tools/lexicon"))

from blocks import load  # noqa: E402
from common import read_jsonl  # noqa: E402
from terms import first, last  # noqa: E402


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    casus, root, outs = sys.argv[1], sys.argv[2], sys.argv[3:]
    blocks = {b.id: b for folder in ("actors", "agents") for f in load(root, folder) for b in f.blocks}
    held = collections.defaultdict(list)
    for b in blocks.values():
        for h in b.items("holder"):
            held[h.text].append((b.id, *(h.term() or ("", ""))))
    seen, documents, mentions = set(), 0, 0
    for path in outs:
        for record in read_jsonl(path):
            documents += 1
            day = record.get("date") or ""
            for e in record.get("entities", []):
                if not e["actor"]:
                    continue
                mentions += sum(m["type"] != "pronoun" for m in e["mentions"])
                ids = {e["actor"].get("id")}
                for office, a, b in held.get(e["actor"].get("id"), []):
                    if day and (first(a) if a else "0") <= day[:10] <= last(b):
                        ids.add(office)
                seen |= {i for i in ids if i in blocks}
    out = subprocess.run([casus, "lexicon", "check", root], capture_output=True, text=True).stdout
    failed = {(m[1], int(m[2])) for m in re.finditer(r"^(\S+\.txt):(\d+):\d+: warning: \[[^\]]*\] live: ", out, re.M)}
    proven = set()
    for b in blocks.values():
        path = os.path.relpath(b.file.path, root)
        start = sum(len(x.lines) + 1 for x in b.file.blocks[:b.file.blocks.index(b)]) + len(b.file.head) + 1 if b.get("yes") else 0
        good = {k for k, _, i in b.pairs() if k in ("yes", "no") and (path, start + i + 1) not in failed}
        if len(good) == 2:
            proven.add(b.id)
    print(f"{documents} documents, {mentions} coded mentions (pronouns left out)")
    kinds = collections.Counter(b.get("kind") or "agent" for b in blocks.values())
    for kind, n in [*sorted(kinds.items()), ("all", len(blocks))]:
        mine = {i for i, b in blocks.items() if kind in ("all", b.get("kind") or "agent")}
        s, p = len(mine & seen), len(mine & proven)
        both = len(mine & (seen | proven))
        print(f"{kind:10} {n:6} entries: {s} resolved a mention in real text, {p} have examples that hold; either: {both}, {100 * both / n:.1f} %")


if __name__ == "__main__":
    main()
