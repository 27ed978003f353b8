#!/usr/bin/env python3
"""The student: the small network that casus runs (src/net), trained on the treebanks and on the teacher's trees.

    student.py train --features build/train_features --gold F.conllu[.gz] … [--silver F …] [--vectors wink-embeddings.json] --dev F … --out net.pt
    student.py eval  --features … --model net.pt F.conllu …
    student.py pack  --model net.pt --out net.raw

    word, parts ──sum──▶ 2 x E ──window of 3──▶ D ──recurrent layers──▶ D ──▶ tag; dependent, head, relation

The recurrent layers are those of quasi-recurrent networks (Bradbury et al. 2017) with the highway of simple recurrent units (Lei et al. 2018), half of
the channels from left to right and half from right to left; arcs are scored by a product (Dozat and Manning 2017), with a vector for each
distance. All activations are hard (clipped lines), so that integers can repeat them exactly; the last part of the training rounds
weights and activations as the program does.
"""
import argparse
import json
import math
import os
import random
import subprocess
import sys
import time

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

import trees
from mst import mst

PARTS = 11
# signed distances head - dependent: the bucket's lower bound
STEPS = [1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 32, 48]


def bucket_table(most=512):
    """bucket of a distance from -most to most; 0 … 12 to the right, 13 … 25 to the left"""
    t = numpy.zeros(2 * most + 1, dtype=numpy.int64)
    for d in range(-most, most + 1):
        k = sum(abs(d) >= s for s in STEPS) - 1
        t[d + most] = max(k, 0) + (len(STEPS) if d < 0 else 0)
    return torch.from_numpy(t)


BUCKETS = 2 * len(STEPS)
BUCKET = bucket_table()


class Round(torch.autograd.Function):
    @staticmethod
    def forward(_, x):
        return torch.round(x)

    @staticmethod
    def backward(_, g):
        return g


class Scan(torch.autograd.Function):
    """c[t] = f[t] c[t-1] + b[t], over the first axis."""

    @staticmethod
    def forward(ctx, f, b):
        c = torch.empty_like(b)
        c[0] = b[0]
        for t in range(1, b.shape[0]):
            torch.addcmul(b[t], f[t], c[t - 1], out=c[t])
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, g):
        f, c = ctx.saved_tensors
        db, df = torch.empty_like(g), torch.zeros_like(f)
        n = g.shape[0]
        db[n - 1] = g[n - 1]
        for t in range(n - 2, -1, -1):
            torch.addcmul(g[t], f[t + 1], db[t + 1], out=db[t])
        torch.mul(db[1:], c[:-1], out=df[1:])
        return df, db


class Dense(nn.Linear):
    """A linear layer whose weights are rounded to 8 bits, a scale for each output, once `exact` is set."""
    exact = False

    def forward(self, x):
        w = self.weight
        if Dense.exact:
            s = w.detach().abs().amax(1, keepdim=True).clamp_min(1e-6) / 127
            w = Round.apply(w / s) * s
        return F.linear(x, w, self.bias)


def act8(x, low=-1.0, high=1.0, unit=127.0):
    x = x.clamp(low, high)
    return Round.apply(x * unit) / unit if Dense.exact else x


def sigmoid(x):
    return (x * 0.25 + 0.5).clamp(0, 1)


class Layer(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.all = Dense(d, 3 * d)
        self.d = d
        with torch.no_grad():
            nn.init.orthogonal_(self.all.weight[:d], 0.7)
            nn.init.normal_(self.all.weight[d:], std=0.5 / math.sqrt(d))
            self.all.bias.zero_()
            self.all.bias[d:2 * d] = torch.linspace(-1.0, 1.5, d // 2).repeat(2)

    def forward(self, x, mask): # n, b, d
        z, f, r = self.all(x).split(self.d, 2)
        z, f, r = z.clamp(-1, 1), sigmoid(f), sigmoid(r)
        b = (1 - f) * z * mask
        h = self.d // 2
        c = torch.cat([Scan.apply(f[:, :, :h].contiguous(), b[:, :, :h].contiguous()),
                       Scan.apply(f[:, :, h:].flip(0), b[:, :, h:].flip(0)).flip(0)], 2)
        return act8(x + r * (c - x))


class Student(nn.Module):
    def __init__(self, c, static=None, counts=None):
        super().__init__()
        self.c = c
        e, d = c["e"], c["d"]
        self.register_buffer("static", static if static is not None else torch.zeros(c["words"], c["static"]))
        self.register_buffer("keep", torch.ones(c["words"]) if counts is None else counts)
        self.map = nn.Linear(c["static"], e, bias=False) if c["static"] else None
        self.word = nn.Embedding(c["words"], e, sparse=True)
        self.part = nn.EmbeddingBag(c["rows"], e, mode="sum", sparse=True)
        self.window = Dense(2 * e * 3, d)
        self.layers = nn.ModuleList(Layer(d) for _ in range(c["depth"]))
        self.tag = Dense(d, c["tags"])
        self.dep, self.head = Dense(d, c["arc"]), Dense(d, c["arc"])
        self.far = nn.Parameter(torch.zeros(BUCKETS, c["arc"]))
        self.root = nn.Parameter(torch.zeros(c["arc"]))
        self.rel_dep, self.rel_head = Dense(d, c["rel"]), Dense(d, c["rel"], bias=False)
        self.rel_far = nn.Parameter(torch.zeros(BUCKETS + 1, c["rel"])) # the last: of the root
        self.rel_out = Dense(c["rel"], c["rels"])
        self.gain = nn.Parameter(torch.tensor(1.0))
        with torch.no_grad():
            nn.init.normal_(self.word.weight, std=0.1 if not c["static"] else 0.02)
            nn.init.normal_(self.part.weight, std=0.08)
            if self.map is not None:
                nn.init.normal_(self.map.weight, std=0.35 / math.sqrt(c["static"]) * 3)

    def table(self, ids=None):
        """The rows that the program has, in [-1, 1]."""
        w = self.word.weight if ids is None else self.word(ids)
        if self.map is not None:
            w = w + self.map(self.static if ids is None else self.static[ids])
        return w

    def encode(self, words, parts, mask, drop):
        t = self.training
        n, b = words.shape
        if t:
            # rare words are taken for unknown ones now and then, or for ones that only the vectors know
            u = torch.rand(n, b)
            lone = (u < 0.25 / (0.25 + self.keep[words] * 2)).float()[:, :, None]
            words = torch.where(torch.rand(n, b) < 0.03, torch.zeros_like(words), words)
            w = self.word(words) * (1 - lone)
            if self.map is not None:
                w = w + self.map(self.static[words])
        else:
            w = self.table(words)
        p = self.part(parts.view(-1, PARTS)).view(n, b, -1)
        if Dense.exact:
            w = Round.apply(w.clamp(-1, 1) * 127) / 127
        x = rows = act8(torch.cat([w, p], 2)) * mask
        x = F.dropout(x, drop / 2, t)
        zero = torch.zeros(1, b, x.shape[2])
        x = torch.cat([torch.cat([zero, x[:-1]]), x, torch.cat([x[1:], zero])], 2)
        x = act8(self.window(x)) * mask
        for i, layer in enumerate(self.layers):
            if t:
                m = (torch.rand(1, b, x.shape[2]) > drop).float() / (1 - drop)
                y = layer(x * m, mask)
                x = y
            else:
                x = layer(x, mask)
            if i == self.c["tag_at"] - 1:
                low = x
        return low * mask, x * mask, rows

    def forward(self, words, parts, mask, drop=0.0):
        low, x, _ = self.encode(words, parts, mask[:, :, None].float(), drop)
        t = self.training
        x = F.dropout(x, drop, t)
        tag = self.tag(F.dropout(low, drop, t))
        d, h = act8(self.dep(x)).transpose(0, 1), act8(self.head(x)).transpose(0, 1) # b, n, a
        far, root = act8(self.far), act8(self.root)
        n = d.shape[1]
        at = torch.arange(n)
        arc = d @ h.transpose(1, 2)
        by = d @ far.T # b, n, buckets
        arc = arc + torch.gather(by, 2, BUCKET[(at[None, :] - at[:, None] + 512).clamp(0, 1024)].expand(d.shape[0], n, n))
        arc = torch.cat([d @ root[None, :, None], arc], 2) * self.gain # head 0 is the root
        ok = torch.cat([torch.ones(d.shape[0], 1, dtype=torch.bool), mask.T], 1)
        arc = arc.masked_fill(~ok[:, None, :], -1e9)
        arc = arc.masked_fill(torch.eye(n, n + 1, dtype=torch.bool).roll(1, 1)[None], -1e9)
        return tag, arc, self.rel_dep(x).transpose(0, 1), self.rel_head(x).transpose(0, 1)

    def relation(self, a, b, heads):
        """Logits of the relations: a, b of one sentence or many (b, n, r); heads (b, n), 0 the root."""
        n = a.shape[1]
        at = torch.arange(1, n + 1)[None]
        far = self.rel_far[torch.where(heads == 0, BUCKETS, BUCKET[(heads - at + 512).clamp(0, 1024)])]
        of = torch.gather(b, 1, (heads - 1).clamp_min(0)[:, :, None].expand(-1, -1, b.shape[2])) * (heads > 0)[:, :, None]
        y = a + of + far
        y = y.clamp(0, 2)
        if Dense.exact:
            y = Round.apply(y * 63.5) / 63.5
        return self.rel_out(y)


def records(program, sentences):
    """key and parts of each word of each sentence, from the program itself."""
    text = "".join("\n".join(s["form"]) + "\n\n" for s in sentences).encode()
    out = subprocess.run([program], input=text, stdout=subprocess.PIPE, check=True).stdout
    return numpy.frombuffer(out, dtype=numpy.dtype([("key", "<u8"), ("part", "<u4", (PARTS,))]))


def featurise(program, sentences, rows, row_of):
    r = records(program, sentences)
    at = 0
    for s in sentences:
        n = len(s["form"])
        part = r[at:at + n]
        s["keys"] = part["key"]
        s["words"] = numpy.array([row_of.get(int(k), 0) for k in part["key"]]) if row_of is not None else None
        s["parts"] = (part["part"] % rows).astype(numpy.int64)
        at += n
    assert at == len(r)


def noisy(sentences, rng, share):
    """Copies of sentences as bad text has them: capitals, none, headline case, no quotation marks, no full stop."""
    out = []
    for s in sentences if share > 0 else []:
        u = rng.random() / share
        if u >= 1 or len(s["form"]) < 3:
            continue
        t = dict(s, form=list(s["form"]))
        if u < 0.25:
            t["form"] = [w.upper() for w in t["form"]]
        elif u < 0.5:
            t["form"] = [w.lower() for w in t["form"]]
        elif u < 0.75:
            t["form"] = [w[:1].upper() + w[1:] if len(w) > 3 or i == 0 else w for i, w in enumerate(t["form"])]
        else:
            leave = [i for i, w in enumerate(t["form"]) if w in ('"', "``", "''", "“", "”", "'") or (w == "." and i == len(t["form"]) - 1)]
            leave = [i for i in leave if t["upos"][i] == "PUNCT" and i + 1 not in t["head"]]
            if not leave:
                continue
            kept = [i for i in range(len(t["form"])) if i not in leave]
            if not kept:
                continue
            new = {0: 0, **{i + 1: k + 1 for k, i in enumerate(kept)}}
            for k in ("form", "upos", "xpos", "deprel", "lemma"):
                t[k] = [t[k][i] for i in kept]
            t["head"] = [new[s["head"][i]] for i in kept]
        out.append(t)
    return out


def batches(sentences, size, rng=None):
    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]["form"]) + (rng.random() * 3 if rng else 0), i))
    group, out, most = [], [], 0
    for i in order:
        most = max(most, len(sentences[i]["form"]))
        if group and (len(group) + 1) * most > size:
            out.append(group)
            group, most = [], len(sentences[i]["form"])
        group.append(i)
    out.append(group)
    if rng:
        rng.shuffle(out)
    return out


def tensors(group, names):
    n, b = max(len(s["form"]) for s in group), len(group)
    words, parts = numpy.zeros((n, b), numpy.int64), numpy.zeros((n, b, PARTS), numpy.int64)
    mask = numpy.zeros((n, b), bool)
    tag, head, rel = (numpy.full((b, n), -100, numpy.int64) for _ in range(3))
    for i, s in enumerate(group):
        m = len(s["form"])
        words[:m, i], parts[:m, i], mask[:m, i] = s["words"], s["parts"], True
        if names:
            tag[i, :m] = [names["tag"].get(t, -100) for t in zip(s["upos"], s["xpos"])]
            head[i, :m] = s["head"]
            rel[i, :m] = [names["rel"].get(r, -100) for r in s["deprel"]]
    return [torch.from_numpy(t) for t in (words, parts, mask, tag, head, rel)]


def loss_of(model, group, names, drop, smooth):
    words, parts, mask, tag, head, rel = tensors(group, names)
    t, arc, a, b = model(words, parts, mask, drop)
    on = mask.T
    logits = model.relation(a, b, head.clamp_min(0))
    return F.cross_entropy(t.transpose(0, 1)[on], tag[on], ignore_index=-100, label_smoothing=smooth) + \
        F.cross_entropy(arc[on], head[on]) + F.cross_entropy(logits[on], rel[on], ignore_index=-100, label_smoothing=smooth)


def predict(model, sentences, tags, rels, tree=True):
    model.eval()
    heads, rel, upos, xpos = ([None] * len(sentences) for _ in range(4))
    root = rels.index("root") if "root" in rels else None
    with torch.no_grad():
        for group in batches(sentences, 4000):
            words, parts, mask, _, _, _ = tensors([sentences[i] for i in group], None)
            t, arc, a, b = model(words, parts, mask)
            t = t.transpose(0, 1)
            if root is not None:
                pass
            for i, k in enumerate(group):
                n = len(sentences[k]["form"])
                s = arc[i, :n, :n + 1].numpy()
                h = mst(s) if tree else s.argmax(1)
                heads[k] = [int(v) for v in h]
                r = model.relation(a[i:i + 1, :n], b[i:i + 1, :n], torch.tensor(heads[k])[None])[0]
                r[:, root] = -1e9
                best = r.argmax(1).tolist()
                rel[k] = ["root" if heads[k][j] == 0 else rels[best[j]] for j in range(n)]
                pair = [tags[v] for v in t[i, :n].argmax(1).tolist()]
                upos[k], xpos[k] = [p[0] for p in pair], [p[1] for p in pair]
    return heads, rel, upos, xpos


def read_vectors(path, most):
    d = json.load(open(path))
    return d["words"][:most], d["vectors"], d["dimensions"]


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    gold = [s for f in args.gold for s in trees.mend(trees.read(f))]
    dev = {os.path.basename(os.path.dirname(f)): trees.mend(trees.read(f)) for f in args.dev}
    silver = [s for f in args.silver for s in trees.read(f) if float(s["id"].rsplit("sure=", 1)[1]) > args.sure]
    noise = noisy(gold, rng, args.noise) + noisy(silver, rng, args.noise / 2)
    names = {"tag": {}, "rel": {}}
    count = {}
    for s in gold:
        for t in zip(s["upos"], s["xpos"]):
            count[t] = count.get(t, 0) + 1
    tags = sorted((t for t in count if count[t] > (2 if len(gold) > 1000 else 0)), key=lambda t: (-count[t], t))[:127]
    rels = trees.labels(gold, "deprel")
    names = {"tag": {t: i for i, t in enumerate(tags)}, "rel": {r: i for i, r in enumerate(rels)}}
    for part in (gold, silver, noise, *dev.values()):
        if part:
            featurise(args.features, part, args.rows, None)
    count = {}
    for part, weight in ((gold, 1.0), (silver, 0.34)):
        for s in part:
            for k in s["keys"]:
                count[int(k)] = count.get(int(k), 0) + weight
    keys = [k for k in count if count[k] >= 0.9]
    static, dim = None, 0
    if args.vectors:
        words, vectors, dim = read_vectors(args.vectors, args.known)
        r = records(args.features, [{"form": [w]} for w in words])
        # a key's first word is its most frequent one
        of = {}
        for k, w in zip(r["key"], words):
            of.setdefault(int(k), w)
        keys += [k for k in of if k not in count or count[k] < 0.9]
    row_of = {k: i + 1 for i, k in enumerate(keys)}
    if args.vectors:
        static = torch.zeros(len(keys) + 1, dim)
        for k, i in row_of.items():
            if k in of:
                static[i] = torch.tensor(vectors[of[k]][:dim])
        static /= static[1:].norm(dim=1).clamp_min(1e-3).mean() / math.sqrt(dim) * math.sqrt(dim) / 3
    counts = torch.tensor([0.0] + [count.get(k, 0.0) for k in keys])
    for part in (gold, silver, noise, *dev.values()):
        for s in part:
            s["words"] = numpy.array([row_of.get(int(k), 0) for k in s["keys"]])
    c = dict(words=len(keys) + 1, rows=args.rows, e=args.e, d=args.d, depth=args.depth, tag_at=args.tag_at or args.depth, arc=args.arc, rel=args.rel, tags=len(tags), rels=len(rels), static=dim)
    model = Student(c, static, counts)
    if args.init:
        before = torch.load(args.init, weights_only=False)
        keys, tags, rels, c = before["keys"], before["tags"], before["rels"], before["c"]
        row_of = {k: i + 1 for i, k in enumerate(keys)}
        names = {"tag": {t: i for i, t in enumerate(tags)}, "rel": {r: i for i, r in enumerate(rels)}}
        for part in (gold, silver, noise, *dev.values()):
            for s in part:
                s["words"] = numpy.array([row_of.get(int(k), 0) for k in s["keys"]])
        model = Student(c)
        model.load_state_dict(before["model"])
    print(f"{len(gold)} gold, {len(silver)} silver, {len(noise)} noisy sentences; {len(keys)} words, {len(tags)} tags, {len(rels)} relations; "
          f"{sum(p.numel() for n, p in model.named_parameters() if not n.startswith(('word', 'part'))) / 1e6:.2f} M weights", flush=True)
    rows = [model.word.weight, model.part.weight] # few of them change in a step
    rest = [p for p in model.parameters() if all(p is not r for r in rows)]
    opts = [torch.optim.Adam(rest, lr=args.lr, betas=(0.9, 0.98), fused=True), torch.optim.SparseAdam(rows, lr=args.lr, betas=(0.9, 0.98))]


    def share(): # of an epoch: the treebanks twice, half of the teacher's trees
        return gold * 2 + noise + rng.sample(silver, len(silver) // 2)

    total = len(batches(share(), args.size)) * args.epochs
    shadow = {k: v.detach().clone() for k, v in model.state_dict().items()}
    moving = [(k, v) for k, v in model.state_dict(keep_vars=True).items() if isinstance(v, nn.Parameter)]
    step, began = 0, time.time()
    for epoch in range(args.epochs):
        Dense.exact = bool(args.init) or epoch >= args.epochs * 0.75
        model.train()
        seen, everything = 0.0, share()
        for g in batches(everything, args.size, rng):
            for p in opts[0].param_groups + opts[1].param_groups:
                p["lr"] = args.lr * min(1, (step + 1) / 300) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, step / total))))
            loss = loss_of(model, [everything[i] for i in g], names, args.drop, args.smooth)
            for opt in opts:
                opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(rest, 2.0)
            for opt in opts:
                opt.step()
            step += 1
            seen = 0.98 * seen + 0.02 * loss.item() if seen else loss.item()
            if step % 8 == 0:
                k = min(0.999, 1 - 10 / (step + 20)) ** 8
                with torch.no_grad():
                    for name, v in moving:
                        shadow[name].lerp_(v, 1 - k)
        line = f"epoch {epoch + 1} loss {seen:.3f} {time.time() - began:.0f} s"
        if (epoch + 1) % args.look == 0 or epoch + 1 == args.epochs:
            own = {k: v.detach().clone() for k, v in model.state_dict().items()}
            model.load_state_dict(shadow)
            torch.save({"model": model.state_dict(), "c": c, "tags": tags, "rels": rels, "keys": keys}, args.out)
            for bank, part in dev.items():
                h, r, u, _ = predict(model, part, tags, rels)
                line += f" | {bank} UPOS %.2f UAS %.2f LAS %.2f" % trees.score(part, h, r, u)
            model.load_state_dict(own)
        print(line, flush=True)


def load(path):
    m = torch.load(path, weights_only=False)
    model = Student(m["c"])
    model.load_state_dict(m["model"])
    model.eval()
    return model, m


def evaluate(args):
    model, m = load(args.model)
    Dense.exact = not args.float
    row_of = {k: i + 1 for i, k in enumerate(m["keys"])}
    for f in args.files:
        part = trees.mend(trees.read(f))
        featurise(args.features, part, m["c"]["rows"], row_of)
        h, r, u, x = predict(model, part, m["tags"], m["rels"])
        print(f"{f}: UPOS %.2f UAS %.2f LAS %.2f" % trees.score(part, h, r, u))
        if args.out:
            for s, hh, rr, uu, xx in zip(part, h, r, u, x):
                s.update(head=hh, deprel=rr, upos=uu, xpos=xx)
            trees.write(part, args.out)


class Packer:
    """Writes what train/add_net.c reads: name, length and bytes of each table."""
    def __init__(self, path):
        self.out = open(path, "wb")

    def put(self, name, a):
        a = numpy.ascontiguousarray(a)
        self.out.write(name.encode().ljust(24, b"\0") + numpy.uint64(a.nbytes).tobytes() + a.tobytes())

    def dense(self, name, layer, scale_in):
        w, b = layer.weight.detach(), layer.bias.detach() if layer.bias is not None else torch.zeros(layer.weight.shape[0])
        s = w.abs().amax(1).clamp_min(1e-6) / 127
        self.put(name + ".w", numpy.rint((w / s[:, None]).numpy()).astype(numpy.int8))
        self.put(name + ".s", (s / scale_in).numpy().astype(numpy.float32))
        self.put(name + ".b", b.numpy().astype(numpy.float32))

    def names(self, c, saved):
        import names

        head = names.Head(c, len(saved["labels"]), saved["model"]["out.weight"].shape[1])
        head.load_state_dict(saved["model"])
        self.dense("namewindow", head.window, 127)
        self.dense("nameown", head.own, 127)
        self.dense("nameout", head.out, 63.5)
        self.put("namelabels", numpy.frombuffer("".join(f"{l}\n" for l in saved["labels"]).encode(), numpy.uint8))


def pack(args):
    """The tables of a network, or of its layer of names alone where it came from a model file."""
    m = torch.load(args.model, weights_only=False)
    c, out = m["c"], Packer(args.out)
    if "model" not in m:
        out.names(c, m["names"])
        return
    model, m = load(args.model)
    put, dense = out.put, out.dense

    def int8(x, unit=127.0):
        return numpy.clip(numpy.rint(x.detach().numpy() * unit), -127, 127).astype(numpy.int8)

    put("dims", numpy.array([c["words"], c["rows"], c["e"], c["d"], c["depth"], c["tag_at"], c["arc"], c["rel"], c["tags"], c["rels"], BUCKETS, 0], dtype=numpy.uint32))
    put("keys", numpy.array([0] + m["keys"], dtype=numpy.uint64))
    put("word", int8(model.table()))
    put("part", int8(model.part.weight))
    dense("window", model.window, 127)
    for i, layer in enumerate(model.layers):
        dense(f"layer{i}", layer.all, 127)
    dense("tag", model.tag, 127)
    dense("dep", model.dep, 127)
    dense("head", model.head, 127)
    dense("reldep", model.rel_dep, 127)
    dense("relhead", model.rel_head, 127)
    dense("relout", model.rel_out, 63.5)
    if "names" in m:
        out.names(c, m["names"])
    put("far", int8(model.far))
    put("root", int8(model.root))
    put("relfar", model.rel_far.detach().numpy().astype(numpy.float32))
    put("steps", numpy.array(STEPS, dtype=numpy.uint32))
    put("tags", numpy.frombuffer("".join(f"{u} {x}\n" for u, x in m["tags"]).encode(), numpy.uint8))
    put("rels", numpy.frombuffer("".join(f"{r}\n" for r in m["rels"]).encode(), numpy.uint8))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["train", "eval", "pack"])
    p.add_argument("files", nargs="*")
    p.add_argument("--features")
    p.add_argument("--gold", nargs="*", default=[])
    p.add_argument("--silver", nargs="*", default=[])
    p.add_argument("--dev", nargs="*", default=[])
    p.add_argument("--vectors")
    p.add_argument("--known", type=int, default=50000, help="words of the vectors")
    p.add_argument("--model")
    p.add_argument("--init", help="a trained network to go on from, rounded from the beginning")
    p.add_argument("--out")
    p.add_argument("--float", action="store_true")
    for name, value in (("e", 64), ("d", 192), ("depth", 3), ("tag-at", 0), ("arc", 96), ("rel", 96), ("rows", 16384), ("epochs", 24), ("size", 1500), ("seed", 1), ("threads", 2), ("look", 4)):
        p.add_argument("--" + name, type=int, default=value)
    for name, value in (("lr", 2e-3), ("drop", 0.25), ("smooth", 0.03), ("noise", 0.2), ("sure", 0.6)):
        p.add_argument("--" + name, type=float, default=value)
    args = p.parse_intermixed_args()
    {"train": train, "eval": evaluate, "pack": pack}[args.what](args)


if __name__ == "__main__":
    main()
