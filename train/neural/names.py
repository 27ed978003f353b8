#!/usr/bin/env python3
"""The layer that marks names (src/name), on top of a trained encoder, which stays as it is.

    names.py marks TREEBANK.conllu IN.tsv … > marks.tsv         what people wrote (id, TYPE:words …) as places of words
    names.py agreement FIRST.tsv SECOND.tsv                      how far two markings agree
    names.py train --features build/train_features --model net.pt --ewt train.conllu --marks ewt.tsv … [--gum train.conllu.gz] [--wikigold FILE]
                   --out net-with-names.pt

Where a corpus does not tell what is asked here (wikigold's LOC: a state or a mountain?), every label that it allows is right.
"""
import argparse
import math
import random
import sys
import time

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

import shipped
import student
import trees
from student import Dense, Round

TYPES = ["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "WEAPON"]
LABELS = ["O"] + [f"{b}-{t}" for t in TYPES for b in "BI"]
INDEX = {l: i for i, l in enumerate(LABELS)}


class Head(nn.Module):
    def __init__(self, c, labels=len(LABELS), hidden=96):
        super().__init__()
        self.window = Dense(3 * c["d"], hidden)
        self.own = Dense(2 * c["e"], hidden, bias=False)
        self.out = Dense(hidden, labels)

    def forward(self, top, rows, drop=0.0): # n, b, d
        t = self.training
        top, rows = F.dropout(top, drop, t), F.dropout(rows, drop, t)
        zero = torch.zeros(1, top.shape[1], top.shape[2])
        x = torch.cat([torch.cat([zero, top[:-1]]), top, torch.cat([top[1:], zero])], 2)
        x = (self.window(x) + self.own(rows)).clamp(0, 2)
        if Dense.exact:
            x = Round.apply(x * 63.5) / 63.5
        return self.out(F.dropout(x, drop, t))


def allowed(label):
    """The labels that fit what a corpus says: a vector of 0 and 1."""
    v = numpy.zeros(len(LABELS), numpy.float32)
    if label == "?":
        v[:] = 1
    elif label == "O":
        v[0] = 1
    else:
        b, t = label.split("-")
        for u in {"PLACE": ["GPE", "LOC", "FAC"], "MISC": ["NORP", "EVENT", "WEAPON"], "NORP?": ["NORP"]}.get(t, [t]):
            v[INDEX[f"{b}-{u}"]] = 1
        if t in ("MISC", "NORP?"):
            v[0] = 1
    return v


def marks(args):
    """Places of the marked words; tells what does not stand in its sentence."""
    sentences = {s["id"]: s for s in trees.read(args.files[0])}
    lost = found = 0
    for f in args.files[1:]:
        for line in open(f, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            s = sentences.get(cells[0])
            if s is None:
                lost += 1
                continue
            text, begin, end = "", [], []
            for form, space in zip(s["form"], s["space"]):
                begin.append(len(text))
                text += form
                end.append(len(text))
            at = 0
            print(cells[0], end="")
            for cell in cells[1:]:
                if ":" not in cell:
                    continue
                t, words = cell.split(":", 1)
                squeezed = "".join(words.split())
                k = text.find(squeezed, at)
                if k < 0:
                    k = text.find(squeezed)
                if t not in TYPES or not squeezed or k not in begin or k + len(squeezed) not in end:
                    # the words of multiword tokens lie apart: look at any place where it fits
                    lost += 1
                    continue
                at = k + len(squeezed)
                print(f"\t{t}:{begin.index(k) + 1}-{end.index(at) + 1}", end="")
                found += 1
            print()
    print(f"{found} names, {lost} lost", file=sys.stderr)


def marked(treebank, files):
    """Sentences of a treebank with labels; a sentence that nobody was shown has no proper noun."""
    spans = {}
    for f in files:
        for line in open(f, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            spans[cells[0]] = [(c.split(":")[0], *map(int, c.split(":")[1].split("-"))) for c in cells[1:]]
    out = []
    for s in trees.read(treebank):
        if s["id"] not in spans and any(u == "PROPN" for u in s["upos"]):
            continue
        labels = ["O"] * len(s["form"])
        for t, a, z in spans.get(s["id"], []):
            for i in range(a - 1, z):
                labels[i] = ("B-" if i == a - 1 else "I-") + t
        out.append({"form": s["form"], "labels": labels})
    return out


def agreement(args):
    """F1 of two markings, over the sentences of the second."""
    first, second = ({c[0]: set(c[1:]) for c in (line.rstrip("\n").split("\t") for line in open(f, encoding="utf-8"))} for f in args.files)
    both = [s for s in second if s in first]
    same, a, b = (sum(map(len, x)) for x in ([first[s] & second[s] for s in both], [first[s] for s in both], [second[s] for s in both]))
    print(f"{len(both)} sentences, {a} and {b} names, {same} the same: F1 {200 * same / max(a + b, 1):.1f}")


def gum(path):
    """Names among GUM's entities: the run of proper nouns around the head of a mention."""
    kinds = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "event": "EVENT"}
    out, rows = [], []

    def flush():
        n = len(rows)
        if not n:
            return
        labels = ["?" if r[4].startswith("NNP") else "B-NORP?" if r[3] == "ADJ" and r[1][:1].isupper() and i else "O" for i, r in enumerate(rows)]
        for kind, a, z in flush.mentions:
            heads = [i for i in range(a, z) if not a <= int(rows[i][6]) - 1 < z]
            if kind not in kinds or len(heads) != 1 or not rows[heads[0]][4].startswith("NNP"):
                continue
            name = lambda i: a <= i < z and rows[i][4].startswith("NNP") and rows[i][7] != "nmod:desc"
            b = e = heads[0]
            while name(b - 1):
                b -= 1
            while name(e + 1) or (name(e + 2) and rows[e + 1][1].lower() in ("of", "and", "the", "for", "-", "&", "'s")):
                e += 1 if name(e + 1) else 2
            for i in range(b, e + 1):
                labels[i] = ("B-" if i == b else "I-") + kinds[kind]
        out.append({"form": [r[1] for r in rows], "labels": labels})

    flush.mentions, open_ones = [], []
    for line in trees.open_text(path):
        line = line.rstrip("\n")
        if not line:
            flush()
            rows, flush.mentions, open_ones = [], [], []
            continue
        cells = line.split("\t")
        if line.startswith("#") or not cells[0].isdigit():
            continue
        rows.append(cells)
        for part in cells[9].split("|"):
            if not part.startswith("Entity="):
                continue
            piece = part[7:]
            at = 0
            while at < len(piece):
                if piece[at] == "(":
                    z = at + 1
                    while z < len(piece) and piece[z] not in "()":
                        z += 1
                    fields = piece[at + 1:z].split("-")
                    open_ones.append((fields[0], fields[1] if len(fields) > 1 else "", len(rows) - 1))
                    at = z
                    if at < len(piece) and piece[at] == ")": # a mention of one word
                        i, kind, begin = open_ones.pop()
                        flush.mentions.append((kind, begin, len(rows)))
                        at += 1
                else:
                    z = piece.find(")", at)
                    if z < 0:
                        break
                    i = piece[at:z]
                    for k in range(len(open_ones) - 1, -1, -1):
                        if open_ones[k][0] == i:
                            _, kind, begin = open_ones.pop(k)
                            flush.mentions.append((kind, begin, len(rows)))
                            break
                    at = z + 1
    flush()
    return out


def wikigold(path):
    kinds = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "MISC"}
    out, form, labels, last = [], [], [], "O"
    for line in list(open(path, encoding="utf-8")) + [""]:
        cells = line.split()
        if not cells:
            if form:
                out.append({"form": form, "labels": labels})
            form, labels, last = [], [], "O"
            continue
        form.append(cells[0])
        t = cells[-1].split("-")[-1]
        labels.append("O" if t == "O" else ("I-" if t == last else "B-") + kinds[t])
        last = t
    return out


def taught(path, sure):
    """Sentences that names_teacher.py labelled and was sure enough of."""
    out = []
    for line in trees.open_text(path):
        form, labels, p = line.rstrip("\n").split("\t")
        if float(p) > sure:
            out.append({"form": form.split(" "), "labels": labels.split(" ")})
    return out


def decode(scores):
    """The best sequence in which I- follows its own name."""
    n, m = scores.shape
    ok = numpy.full((m, m), -1e9)
    for a, x in enumerate(LABELS):
        for b, y in enumerate(LABELS):
            if not y.startswith("I-") or (x != "O" and x[2:] == y[2:]):
                ok[a, b] = 0
    best, back = scores[0] + numpy.array([-1e9 if l.startswith("I-") else 0 for l in LABELS]), []
    for i in range(1, n):
        t = best[:, None] + ok
        back.append(t.argmax(0))
        best = t.max(0) + scores[i]
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return [LABELS[i] for i in reversed(path)]


def spans_of(labels):
    out, now = [], None
    for i, l in enumerate(labels + ["O"]):
        if now and not (l.startswith("I-") and l[2:] == now[0]):
            out.append((now[0], now[1], i))
            now = None
        if l.startswith("B-"):
            now = (l[2:], i)
    return out


def prepare(program, m, sentences):
    row_of = m["rows"] if "rows" in m else {k: i + 1 for i, k in enumerate(m["keys"])}
    student.featurise(program, sentences, m["c"]["rows"], row_of)


def logits(model, head, group, drop=0.0):
    words, parts, mask, _, _, _ = student.tensors(group, None)
    with torch.no_grad():
        _, top, rows = model.encode(words, parts, mask[:, :, None].float(), 0.0)
    return head(top, rows, drop), mask


def evaluate(model, head, sentences):
    head.eval()
    right = found = gold = 0
    with torch.no_grad():
        for g in student.batches(sentences, 4000):
            y, _ = logits(model, head, [sentences[i] for i in g])
            for k, i in enumerate(g):
                s = sentences[i]
                a = set(spans_of(decode(y[:len(s["form"]), k].numpy())))
                b = set(spans_of(s["labels"]))
                right += len(a & b)
                found += len(a)
                gold += len(b)
    return 200 * right / max(found + gold, 1), 100 * right / max(found, 1), 100 * right / max(gold, 1)


def gold(args, rng):
    """What people marked, with some of it in capitals or none; and a tenth of our own marks, held out."""
    own = marked(args.ewt, args.marks)
    rng.shuffle(own)
    held, own = own[:len(own) // 10], own[len(own) // 10:]
    data = own + (gum(args.gum) if args.gum else []) + (wikigold(args.wikigold) if args.wikigold else [])
    for s in list(data):
        u = rng.random()
        if u < 0.12 and len(s["form"]) > 2:
            data.append({"form": [w.upper() if u < 0.05 else w.lower() for w in s["form"]], "labels": s["labels"]})
    print(f"{len(data)} sentences, {sum(l.startswith('B-') for s in own for l in s['labels'])} names in {len(own)} marked ones, {len(held)} held out", flush=True)
    return data, held


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    model, m = shipped.load(args.model) if args.model.endswith(".casus") else student.load(args.model)
    Dense.exact = True
    data, held = gold(args, rng)
    silver = [s for f in args.silver for s in taught(f, args.sure)]
    for part in (data, held, silver):
        if part:
            prepare(args.features, m, part)
    print(f"{len(silver)} sentences that the teacher labelled", flush=True)
    head = Head(m["c"], hidden=args.hidden)

    def share(): # of a round: what people marked, and a third of what the teacher labelled
        return data + rng.sample(silver, len(silver) // 3)

    opt = torch.optim.Adam(head.parameters(), lr=2e-3, betas=(0.9, 0.98))
    total, step, began = len(student.batches(share(), 1500)) * args.epochs, 0, time.time()
    vectors = {l: allowed(l) for s in data + silver for l in s["labels"]}
    for epoch in range(args.epochs):
        head.train()
        seen, everything = 0.0, share()
        for g in student.batches(everything, 1500, rng):
            group = [everything[i] for i in g]
            y, mask = logits(model, head, group, 0.25)
            want = torch.zeros(*y.shape)
            for k, s in enumerate(group):
                want[:len(s["form"]), k] = torch.from_numpy(numpy.stack([vectors[l] for l in s["labels"]]))
            logp = torch.log_softmax(y, 2)
            loss = -torch.logsumexp(logp + (want.clamp_min(1e-9)).log(), 2)[mask].mean()
            for p in opt.param_groups:
                p["lr"] = 2e-3 * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * min(1, step / total)))
            opt.zero_grad()
            loss.backward()
            opt.step()
            step += 1
            seen = 0.98 * seen + 0.02 * loss.item() if seen else loss.item()
        print(f"epoch {epoch + 1} loss {seen:.4f} {time.time() - began:.0f} s" + (" held-out names F1 %.2f P %.2f R %.2f" % evaluate(model, head, held) if epoch % 3 == 2 or epoch + 1 == args.epochs else ""), flush=True)
    m["names"] = {"labels": LABELS, "model": head.state_dict()}
    m.pop("rows", None)
    torch.save(m, args.out)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["marks", "agreement", "train"])
    p.add_argument("files", nargs="*")
    for name in ("features", "model", "out", "ewt", "gum", "wikigold"):
        p.add_argument("--" + name)
    p.add_argument("--marks", nargs="*", default=[])
    p.add_argument("--silver", nargs="*", default=[])
    p.add_argument("--sure", type=float, default=0.5)
    p.add_argument("--hidden", type=int, default=96)
    p.add_argument("--epochs", type=int, default=12)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_intermixed_args()
    {"marks": marks, "agreement": agreement, "train": train}[args.what](args)


if __name__ == "__main__":
    main()
