#!/usr/bin/env python3
"""The teacher of acts: the pretrained transformer of teacher.py, tuned to marked pairs of actors, that labels pairs of news for the coder.

    acts_teacher.py folds --onnx model.onnx --tokenizer tokenizer.json EXAMPLES.tsv FOLDS.tsv --out OUT    OUT-K.pt (without fold K), and scores
    acts_teacher.py train … EXAMPLES.tsv FOLDS.tsv --out OUT       OUT.pt, of all but the hidden ones
    acts_teacher.py label … --model FILE.pt PAIRS.tsv > LABELLED.tsv

EXAMPLES and PAIRS are as train/events/examples.py writes them; LABELLED has another column: `LABEL probability` of the best ones.
The two actors stand between marks of their own. What joins them and which of them acts are two layers over the marks and the sentence's own vector.
"""
import argparse
import pathlib
import random
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

from teacher import Bert, halved, load_onnx, open_tokenizer, tuner

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "events"))
from examples import TYPES  # noqa: E402

NAMES = ["NONE", *TYPES]
LABELS = ["NONE"] + [t + d for t in TYPES for d in "><"]
MARKS = [1, 2, 3, 4]  # pieces that the pretrained model never met


class Teacher(nn.Module):
    def __init__(self, w):
        super().__init__()
        self.bert = Bert(w)
        d = self.bert.norm.weight.shape[0]
        self.mix = nn.Sequential(nn.Linear(3 * d, d), nn.GELU(), nn.Dropout(0.2))
        self.kind, self.order = nn.Linear(d, len(NAMES)), nn.Linear(d, 2)

    def forward(self, b, drop=0.0):
        x = self.bert(b["pieces"], b["mask"], drop).float()
        rows = torch.arange(x.shape[0])
        h = self.mix(F.dropout(torch.cat([x[:, 0], x[rows, b["at"][:, 0]], x[rows, b["at"][:, 1]]], 1), 0.1, self.training))
        t, o = torch.log_softmax(self.kind(h), 1), torch.log_softmax(self.order(h), 1)
        return torch.cat([t[:, :1], (t[:, 1:, None] + o[:, None, :]).flatten(1)], 1)


def read(path):
    out = []
    for line in open(path, encoding="utf-8"):
        key, *at, labels, text = line.rstrip("\n").split("\t")[:7]
        raw, at = text.encode(), list(map(int, at))
        out.append({"id": key, "labels": labels.split("|"), "row": line.rstrip("\n"),
                    "cut": [raw[i:j].decode() for i, j in zip([0, *at], [*at, len(raw)])]})
    return out


def prepare(examples, tokenizer):
    for e in examples:
        p = [tokenizer.encode(c, add_special_tokens=False).ids for c in e["cut"]]
        ids = [101, *p[0], MARKS[0], *p[1], MARKS[1], *p[2], MARKS[2], *p[3], MARKS[3], *p[4]][:250] + [102]
        e["ids"], e["at"] = ids, [ids.index(MARKS[0]), ids.index(MARKS[2]) if MARKS[2] in ids else 0]


def batches(examples, size, rng=None):
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i]["ids"]) + (rng.random() * 8 if rng else 0), i))
    out, g = [], []
    for i in order:
        if g and (len(g) + 1) * len(examples[i]["ids"]) > size:
            out.append(g)
            g = []
        g.append(i)
    out.append(g)
    if rng:
        rng.shuffle(out)
    for g in out:
        n = max(len(examples[i]["ids"]) for i in g)
        b = {"pieces": torch.zeros(len(g), n, dtype=torch.long), "mask": torch.zeros(len(g), n, dtype=torch.bool), "at": torch.tensor([examples[i]["at"] for i in g])}
        for k, i in enumerate(g):
            b["pieces"][k, :len(examples[i]["ids"])] = torch.tensor(examples[i]["ids"])
            b["mask"][k, :len(examples[i]["ids"])] = True
        yield g, b


def predict(model, examples, size=4000):
    model.eval()
    out = [None] * len(examples)
    with torch.no_grad():
        for g, b in batches(examples, size):
            with halved():
                y = model(b)
            for k, i in enumerate(g):
                out[i] = y[k]
    return out


def tune(args, data, tokenizer):
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    model = Teacher(load_onnx(args.onnx))
    total, began = len(list(batches(data, args.size))) * args.epochs, time.time()
    opt, sched = tuner(model, (args.rate, 1e-3), total)
    index = {l: i for i, l in enumerate(LABELS)}
    for epoch in range(args.epochs):
        model.train()
        sum_loss = n = 0
        for g, b in batches(data, args.size, rng):
            with halved():
                y = model(b, 0.1)
            ok = torch.full(y.shape, -1e9)
            for k, i in enumerate(g):
                for l in data[i]["labels"]:
                    ok[k, index[l]] = 0
            w = torch.tensor([0.5 if data[i]["labels"] == ["NONE"] else 1.0 for i in g])
            loss = -(torch.logsumexp(y + ok, 1) * w).mean()
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            sched.step()
            sum_loss, n = sum_loss + loss.item(), n + 1
        print(f"epoch {epoch + 1} loss {sum_loss / n:.3f} {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return model


def scores(pairs):
    types = sorted({g for g, _ in pairs if g != "NONE"})
    f = []
    for t in types:
        hit = sum(g == p == t for g, p in pairs)
        wrong = sum(g != p and t in (g, p) for g, p in pairs)
        f.append(200 * hit / max(2 * hit + wrong, 1))
    return sum(f) / len(f), 100 * sum(g == p for g, p in pairs) / len(pairs)


def folds(args, tokenizer):
    data = read(args.files[0])
    prepare(data, tokenizer)
    fold = dict(line.split("\t")[:2] for line in open(args.files[1]))
    full, typed = [], []
    for k in "01234":
        held = [e for e in data if fold.get(e["id"]) == k]
        model = tune(args, [e for e in data if fold.get(e["id"]) not in (k, "hidden")], tokenizer)
        torch.save(model.state_dict(), f"{args.out}-{k}.pt")
        for e, y in zip(held, predict(model, held)):
            if len(e["labels"]) > 1:
                continue
            p = LABELS[int(y.argmax())]
            full.append((e["labels"][0], p))
            if e["labels"] != ["NONE"]:
                y[0] = -1e9
                typed.append((e["labels"][0][:-1], LABELS[int(y.argmax())][:-1]))
        print(f"fold {k}: with NONE macro-F1 %.1f accuracy %.1f" % scores(full), "types alone %.1f %.1f" % scores(typed), flush=True)


def label(args, tokenizer):
    model = Teacher(load_onnx(args.onnx))
    model.load_state_dict(torch.load(args.model))
    data = read(args.files[0])
    for at in range(0, len(data), 2000):
        part = data[at:at + 2000]
        prepare(part, tokenizer)
        for e, y in zip(part, predict(model, part)):
            best = sorted(range(len(LABELS)), key=lambda i: -y[i])[:4]
            print(e["row"], " ".join(f"{LABELS[i]} {y[i].exp():.3f}" for i in best), sep="\t", flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["folds", "train", "label"])
    p.add_argument("files", nargs="*")
    p.add_argument("--onnx", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--model")
    p.add_argument("--out")
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--size", type=int, default=800, help="pieces of a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_intermixed_args()
    torch.set_num_threads(args.threads)
    tokenizer = open_tokenizer(args.tokenizer)
    if args.what == "train":
        data = read(args.files[0])
        prepare(data, tokenizer)
        fold = dict(line.split("\t")[:2] for line in open(args.files[1]))
        torch.save(tune(args, [e for e in data if fold.get(e["id"]) != "hidden"], tokenizer).state_dict(), args.out + ".pt")
    else:
        {"folds": folds, "label": label}[args.what](args, tokenizer)


if __name__ == "__main__":
    main()
