#!/usr/bin/env python3
"""The teacher of names: the pretrained transformer of teacher.py, tuned to the marked names, that labels news for the layer of names.py.

    names_teacher.py train --onnx model.onnx --tokenizer tokenizer.json --ewt train.conllu --marks ewt.tsv … [--gum …] [--wikigold …] --out names-teacher.pt
    names_teacher.py label --onnx … --tokenizer … --model names-teacher.pt IN.conllu OUT.names.gz …

OUT has a line for each sentence: its words, a tab, its labels, a tab, how sure the least sure of its labels is.
"""
import argparse
import gzip
import math
import random
import sys
import time

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

import names
import trees
from teacher import SHAPES, Bert, groups, halved, load_onnx, open_tokenizer, tuner, words_of


class Teacher(nn.Module):
    def __init__(self, w, labels=len(names.LABELS)):
        super().__init__()
        self.bert = Bert(w)
        d = self.bert.norm.weight.shape[0]
        self.shape = nn.Embedding(SHAPES, d)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.norm = nn.LayerNorm(d)
        self.out = nn.Sequential(nn.Linear(d, d), nn.GELU(), nn.Dropout(0.2), nn.Linear(d, labels))

    def forward(self, b, drop=0.0):
        x = self.bert(b["pieces"], b["mask"], drop)
        x = torch.bmm(b["mean"].to(x.dtype), x).float()
        x = self.norm(x + self.shape(b["shape"]))
        return self.out(F.dropout(x, 0.2, self.training))


def predict(model, sentences, tokenizer, size=4000, note=None):
    """Labels of each sentence, and the probability of the least sure one."""
    model.eval()
    out, done = [None] * len(sentences), 0
    with torch.no_grad():
        for g in groups(sentences, tokenizer, size):
            with halved():
                y = model(words_of([sentences[i] for i in g]))
            logp = torch.log_softmax(y.float(), 2).numpy()
            for k, i in enumerate(g):
                p = logp[k, :len(sentences[i]["form"])]
                labels = names.decode(p)
                out[i] = labels, math.exp(min(p[j, names.INDEX[l]] for j, l in enumerate(labels)))
            done += len(g)
            if note and done // 2000 != (done - len(g)) // 2000:
                print(f"{note}: {done} of {len(sentences)}", file=sys.stderr, flush=True)
    return out


def score(model, sentences, tokenizer):
    right = found = gold = 0
    for s, (labels, _) in zip(sentences, predict(model, sentences, tokenizer)):
        a, b = set(names.spans_of(labels)), set(names.spans_of(s["labels"]))
        right, found, gold = right + len(a & b), found + len(a), gold + len(b)
    return 200 * right / max(found + gold, 1), 100 * right / max(found, 1), 100 * right / max(gold, 1)


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    tokenizer = open_tokenizer(args.tokenizer)
    data, held = names.gold(args, rng)
    model = Teacher(load_onnx(args.onnx))
    total, step, began = len(groups(data, tokenizer, args.size)) * args.epochs, 0, time.time()
    opt, sched = tuner(model, (1.5e-4, 1e-3), total)
    vectors = {l: names.allowed(l) for s in data for l in s["labels"]}
    for epoch in range(args.epochs):
        model.train()
        for g in groups(data, tokenizer, args.size, rng):
            group = [data[i] for i in g]
            b = words_of(group)
            with halved():
                y = model(b, 0.1)
            want = torch.zeros(*y.shape)
            for k, s in enumerate(group):
                want[k, :len(s["form"])] = torch.from_numpy(numpy.stack([vectors[l] for l in s["labels"]]))
            loss = -torch.logsumexp(torch.log_softmax(y.float(), 2) + want.clamp_min(1e-9).log(), 2)[b["words"]].mean()
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            sched.step()
            step += 1
            if step % 20 == 0:
                print(f"step {step}/{total} loss {loss.item():.4f} {time.time() - began:.0f} s", file=sys.stderr, flush=True)
        torch.save({"model": model.state_dict()}, args.out)
        print(f"epoch {epoch + 1}: held-out names F1 %.2f P %.2f R %.2f" % score(model, held, tokenizer), flush=True)


def label(args):
    torch.set_num_threads(args.threads)
    tokenizer = open_tokenizer(args.tokenizer)
    model = Teacher(load_onnx(args.onnx))
    model.load_state_dict(torch.load(args.model)["model"])
    for source, target in zip(args.files[::2], args.files[1::2]):
        sentences = [{"form": s["form"]} for s in trees.read(source) if 3 <= len(s["form"]) <= 120]
        with gzip.open(target, "wt", encoding="utf-8") as out:
            for s, (labels, sure) in zip(sentences, predict(model, sentences, tokenizer, note=source)):
                print(" ".join(s["form"]), " ".join(labels), f"{sure:.3f}", sep="\t", file=out)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["train", "label"])
    p.add_argument("files", nargs="*")
    p.add_argument("--onnx", required=True)
    p.add_argument("--tokenizer", required=True)
    for name in ("model", "out", "ewt", "gum", "wikigold"):
        p.add_argument("--" + name)
    p.add_argument("--marks", nargs="*", default=[])
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--size", type=int, default=2200, help="pieces of a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_intermixed_args()
    {"train": train, "label": label}[args.what](args)


if __name__ == "__main__":
    main()
