#!/usr/bin/env python3
"""The layer that finds statements (src/said/hear.c), on top of the encoder and of what the rules make of a text.

    said.py train --articles DIR --inputs RECORDS [--held DIR] --out said.pt
    said.py score --articles DIR --inputs RECORDS --model said.pt
    said.py pack  --model said.pt --out said.net

DIR holds PolNeAR's text/*.txt and attributions/*.ann; RECORDS is what build/train_said wrote of text/*.txt, in name order.
A word's label: none; a source; a cue, with the side on which its source stands; content, with the side on which its cue stands. Thus the nearest
one on that side is meant, which in PolNeAR is wrong for one statement in a hundred.
"""
import argparse
import math
import pathlib
import random
import sys
import time

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

import student
from student import Dense, Layer, Round, act8

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "eval"))
import attribution # noqa: E402

ROLES = ["none", "source", "cue<", "cue>", "cue", "content<", "content>"]
LABELS = 2 * len(ROLES) - 1
BITS = 160 # of a record, behind the vectors: src/said/input.c
NEVER = -1e4


def records(path):
    data = numpy.memmap(path, dtype=numpy.uint8, mode="r")
    at = 0
    while at < len(data):
        n, step = data[at:at + 8].view("<u4")
        body = data[at + 8:at + 8 + int(n) * (12 + int(step))].reshape(int(n), 12 + int(step))
        head = numpy.ascontiguousarray(body[:, :12]).view("<u4")
        yield head[:, 0].astype(int), head[:, 1].astype(int), head[:, 2].astype(int), body[:, 12:].view(numpy.int8)
        at += 8 + int(n) * (12 + int(step))


def labelled(statements, begin, end):
    """Labels of words from statements; begin and end: characters of the words."""
    cues = sorted({p for s in statements for p in s["cue"]})
    sources = sorted({p for s in statements for p in s["source"]})
    out = numpy.zeros(len(begin), dtype=numpy.int64)

    def put(span, role):
        a, z = numpy.searchsorted(end, span[0], "right"), numpy.searchsorted(begin, span[1], "left")
        if a < z and not out[a:z].any():
            out[a:z] = 2 * role
            out[a] = 2 * role - 1

    def nearest(spans, at, own):
        left = [p for p in spans if p[1] <= at[0] + 1]
        right = [p for p in spans if p[0] >= at[1] - 1]
        if left and left[-1] in own:
            return "<"
        if right and right[0] in own:
            return ">"
        return "<" if min(own) < at else ">"

    for s in statements:
        for p in s["source"]:
            put(p, 1)
        for p in s["cue"]:
            put(p, ROLES.index("cue" + nearest(sources, p, s["source"])) if s["source"] else ROLES.index("cue"))
    for s in statements:
        for p in s["content"]:
            put(p, ROLES.index("content" + (nearest(cues, p, s["cue"]) if s["cue"] else "<")))
    return out


def read(folder, path):
    out = []
    texts = sorted((pathlib.Path(folder) / "text").glob("*.txt"))
    gold = {key: ann for key, _, ann in attribution.articles(folder)}
    all_records = list(records(path))
    if len(all_records) != len(texts):
        raise SystemExit(f"{path}: {len(all_records)} records for {len(texts)} articles")
    for file, (begin, end, first, x) in zip(texts, all_records):
        raw = file.read_bytes()
        char = numpy.cumsum([(b & 0xC0) != 0x80 for b in raw] + [True]) - 1 # byte -> character
        if file.stem not in gold or not len(begin):
            continue
        begin, end = char[begin], char[end]
        statements = list(attribution.gold_statements(gold[file.stem]))
        out.append({"key": file.stem, "text": raw.decode(), "gold": statements, "begin": begin, "end": end, "first": first, "x": x,
                    "label": labelled(statements, begin, end)})
    return out


class Said(nn.Module):
    def __init__(self, n_in, d, depth):
        super().__init__()
        self.first = Dense(n_in - BITS, d)
        self.bits = nn.Linear(BITS, d, bias=False)
        self.layers = nn.ModuleList(Layer(d) for _ in range(depth))
        self.out = Dense(d, LABELS)
        self.moves = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.register_buffer("allowed", torch.tensor([[0.0 if b == 0 or b % 2 or (a + 1) // 2 == (b + 1) // 2 else NEVER for b in range(LABELS)] for a in range(LABELS)]))

    def forward(self, x, mask, drop=0.0): # n, b, inputs
        t = self.training
        x = F.dropout(x, drop * 0.6, t)
        w = self.bits.weight
        if Dense.exact:
            w = Round.apply(w.clamp(-1, 1) * 127) / 127
        x = act8(act8(self.first(x[:, :, :-BITS])) + F.linear(x[:, :, -BITS:], w))
        for layer in self.layers:
            x = layer(F.dropout(x, drop, t) if t else x, mask)
        return self.out(F.dropout(x, drop, t))

    def steps(self):
        return self.moves + self.allowed

    def loss(self, y, gold, mask, fresh):
        """-log p of the gold labels; fresh: no span goes on here (a paragraph begins)."""
        further = torch.tensor([NEVER if l and l % 2 == 0 else 0.0 for l in range(LABELS)])
        y = y + fresh[:, :, None] * further
        n, move = y.shape[0], self.steps()
        good = torch.gather(y, 2, gold[:, :, None])[:, :, 0] * mask
        good = good.sum(0) + (move[gold[:-1], gold[1:]] * mask[1:]).sum(0)
        with torch.no_grad():
            top = move.max()
        e = (move - top).exp()
        a = y[0]
        for t in range(1, n): # in the log domain, with one product of matrices a word
            m = a.max(1, keepdim=True)[0]
            b = m + top + ((a - m).exp() @ e + 1e-30).log() + y[t]
            a = torch.where(mask[t][:, None] > 0, b, a)
        return (torch.logsumexp(a, 1) - good).sum() / mask.sum()


def decode(y, first, moves):
    n = len(y)
    y = y.copy()
    for l in range(2, LABELS, 2):
        y[first >= 2, l] = 2 * NEVER
    best, back = y[0] + 0.0, []
    for l in range(2, LABELS, 2):
        best[l] = 2 * NEVER
    for i in range(1, n):
        t = best[:, None] + moves
        back.append(t.argmax(0))
        best = t.max(0) + y[i]
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


def statements_of(path, begin, end):
    spans, now = [], None
    for i, l in enumerate(list(path) + [0]):
        if now is not None and not (l and l % 2 == 0):
            spans.append(((path[now] + 1) // 2, int(begin[now]), int(end[i - 1])))
            now = None
        if l % 2:
            now = i
    cues = [k for k, s in enumerate(spans) if 2 <= s[0] <= 4]
    out = {k: {"cue": [spans[k][1:]], "source": [], "content": []} for k in cues}
    for k in cues:
        side = {2: [j for j in range(k - 1, -1, -1)], 3: list(range(k + 1, len(spans))), 4: []}[spans[k][0]]
        found = next((j for j in side if spans[j][0] == 1), None)
        if found is not None:
            out[k]["source"].append(spans[found][1:])
    for k, s in enumerate(spans):
        if s[0] >= 5:
            side = [c for c in reversed(cues) if c < k] if s[0] == 5 else [c for c in cues if c > k]
            if not side:
                side = cues
            if side:
                out[side[0]]["content"].append(s[1:])
            else:
                out[-1 - k] = {"cue": [], "source": [], "content": [s[1:]]}
    return [s for s in out.values() if s["content"]]


def batches(docs, size, rng=None):
    order = sorted(range(len(docs)), key=lambda i: len(docs[i]["begin"]) * (rng.uniform(0.85, 1.15) if rng else 1))
    out, now = [], []
    for i in order:
        if now and len(docs[i]["begin"]) * (len(now) + 1) > size:
            out.append(now)
            now = []
        now.append(i)
    out.append(now)
    if rng:
        rng.shuffle(out)
    return out


def cut(docs, most, rng):
    """Pieces of articles, of whole paragraphs: many short ones are quicker than a few long ones."""
    out = []
    for d in docs:
        n, begin, want = len(d["begin"]), 0, rng.randint(most // 2, most)
        for i in [i for i in range(1, n) if d["first"][i] >= 2] + [n]:
            if i - begin >= want or i == n:
                out.append({k: d[k][begin:i] for k in ("begin", "first", "x", "label")})
                begin, want = i, rng.randint(most // 2, most)
    return out


def tensors(group):
    n = max(len(d["begin"]) for d in group)
    x = torch.zeros(n, len(group), group[0]["x"].shape[1])
    gold, mask, fresh = torch.zeros(n, len(group), dtype=torch.long), torch.zeros(n, len(group)), torch.zeros(n, len(group))
    for k, d in enumerate(group):
        m = len(d["begin"])
        x[:m, k] = torch.from_numpy(numpy.array(d["x"], dtype=numpy.float32))
        gold[:m, k] = torch.from_numpy(d["label"])
        mask[:m, k] = 1
        fresh[:m, k] = torch.from_numpy((d["first"] >= 2).astype(numpy.float32))
    x[:, :, :-BITS] /= 127
    return x, gold, mask, fresh


def predict(model, docs):
    model.eval()
    out = {}
    moves = model.steps().detach().numpy()
    with torch.no_grad():
        for g in batches(docs, 16000):
            group = [docs[i] for i in g]
            x, _, mask, _ = tensors(group)
            y = model(x, mask[:, :, None]).numpy()
            for k, d in enumerate(group):
                out[d["key"]] = statements_of(decode(y[:len(d["begin"]), k], d["first"], moves), d["begin"], d["end"])
    return out


def figures(model, docs):
    """F1 of what eval/attribution.py counts."""
    found = predict(model, docs)
    return attribution.counted([(d["text"], d["gold"], found[d["key"]]) for d in docs])


def line(figure):
    f = {k: 200 * a / max(b + c, 1) for k, (a, b, c) in figure.items()}
    return " ".join(f"{k.replace('exact ', 'x-').replace('content', 'con').replace('source', 'src')} {v:.1f}" for k, v in f.items() if "trimmed" not in k)


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    docs = read(args.articles, args.inputs)
    held = []
    if args.hold:
        held = docs[args.hold - 1::args.hold]
        docs = [d for i, d in enumerate(docs) if i % args.hold != args.hold - 1]
    model = Said(docs[0]["x"].shape[1], args.d, args.depth)
    opt = torch.optim.AdamW(model.parameters(), lr=args.lr, betas=(0.9, 0.98), weight_decay=args.decay)
    total, step, began = len(batches(cut(docs, args.most, random.Random(0)), args.size)) * args.epochs, 0, time.time()
    print(f"{len(docs)} articles, {len(held)} held out, {sum(p.numel() for p in model.parameters())} weights", flush=True)
    for epoch in range(args.epochs):
        Dense.exact = epoch >= args.epochs * 2 // 3
        model.train()
        seen = 0.0
        pieces = cut(docs, args.most, rng)
        for g in batches(pieces, args.size, rng):
            x, gold, mask, fresh = tensors([pieces[i] for i in g])
            loss = model.loss(model(x, mask[:, :, None], args.drop), gold, mask, fresh)
            for p in opt.param_groups:
                p["lr"] = args.lr * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * min(1, step / total)))
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            step += 1
            seen = 0.98 * seen + 0.02 * loss.item() if seen else loss.item()
        if epoch + 1 == args.epochs or epoch % 4 == 3:
            torch.save({"n_in": docs[0]["x"].shape[1], "d": args.d, "depth": args.depth, "model": model.state_dict()}, args.out)
        print(f"epoch {epoch + 1} loss {seen:.4f} {time.time() - began:.0f} s " + (line(figures(model, held)) if held and (epoch % 4 == 3 or epoch + 1 == args.epochs) else ""), flush=True)


def load(path):
    m = torch.load(path, weights_only=False)
    model = Said(m["n_in"], m["d"], m["depth"])
    model.load_state_dict(m["model"])
    return model, m


def score(args):
    Dense.exact = True
    model, _ = load(args.model)
    docs = read(args.articles, args.inputs)
    if args.hold:
        docs = docs[args.hold - 1::args.hold]
    for k, (a, b, c) in figures(model, docs).items():
        print(f"{k}: P {100 * a / max(b, 1):.2f} R {100 * a / max(c, 1):.2f} F1 {200 * a / max(b + c, 1):.2f}")


def pack(args):
    model, m = load(args.model)
    out = student.Packer(args.out)
    out.put("saiddims", numpy.array([m["n_in"] - BITS, m["d"], m["depth"], LABELS], dtype=numpy.uint32))
    out.dense("saidin", model.first, 127)
    for i, layer in enumerate(model.layers):
        out.dense(f"saidlayer{i}", layer.all, 127)
    out.dense("saidout", model.out, 127)
    out.put("saidbits", numpy.clip(numpy.rint(model.bits.weight.detach().numpy().T * 127), -127, 127).astype(numpy.int8))
    out.put("saidmoves", numpy.rint(numpy.clip(model.moves.detach().numpy() * 256, -32000, 32000)).astype(numpy.int16))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["train", "score", "pack"])
    for name in ("articles", "inputs", "model", "out"):
        p.add_argument("--" + name)
    for name, value in (("d", 96), ("depth", 2), ("epochs", 24), ("size", 5000), ("most", 256), ("seed", 1), ("threads", 1), ("hold", 0)):
        p.add_argument("--" + name, type=int, default=value)
    for name, value in (("lr", 3e-3), ("drop", 0.3), ("decay", 0.01)):
        p.add_argument("--" + name, type=float, default=value)
    args = p.parse_args()
    {"train": train, "score": score, "pack": pack}[args.what](args)


if __name__ == "__main__":
    main()
