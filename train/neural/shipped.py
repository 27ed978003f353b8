"""The encoder of a model file (docs/formats/model.md), to train layers on top of it: names.py train --model models/en.casus.

What the file holds is rounded already, so the encoder comes back as the program runs it. Trees and tags are not read.
"""
import struct

import numpy
import torch

import student


def sections(path):
    data = open(path, "rb").read()
    if data[:8] != b"CASUSMDL":
        raise SystemExit(f"{path}: no model of casus")
    out = {}
    for i in range(struct.unpack_from("<I", data, 12)[0]):
        name, at, n, _ = struct.unpack_from("<24sQQQ", data, 32 + 48 * i)
        out[name.rstrip(b"\0").decode()] = data[at:at + n]
    return out


class Rows:
    """The row of a word's key; as a dict's get."""
    def __init__(self, slots):
        a = numpy.frombuffer(slots, dtype="<u4").reshape(-1, 2)
        self.tag, self.row, self.n = a[:, 0], a[:, 1], len(a)

    def get(self, key, unknown):
        at, tag = (key & 0xffffffff) * self.n >> 32, (key >> 32) or 1
        while self.tag[at]:
            if self.tag[at] == tag:
                return int(self.row[at])
            at = at + 1 if at + 1 < self.n else 0
        return unknown


def fill(layer, section, parts, unit_in=127):
    """parts: outputs that share unit, gain and offset, as train/add_net.c has them."""
    n_in, n_out, used, _ = struct.unpack_from("<4I", section, 0)
    w = numpy.frombuffer(section, dtype=numpy.int8, count=n_in * n_out, offset=16)
    w = w.reshape(n_out // 16, n_in // 4, 16, 4).transpose(0, 2, 1, 3).reshape(n_out, n_in)[:used, :layer.weight.shape[1]]
    scale = numpy.frombuffer(section, dtype="<f4", count=n_out, offset=16 + n_in * n_out)[:used].copy()
    bias = numpy.frombuffer(section, dtype="<f4", count=n_out, offset=16 + n_in * n_out + 4 * n_out)[:used].copy()
    for begin, end, unit, gain, offset in parts:
        scale[begin:end] *= unit_in / (unit * gain)
        bias[begin:end] = (bias[begin:end] / unit - offset) / gain
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(w * scale[:, None]))
        if layer.bias is not None:
            layer.bias.copy_(torch.from_numpy(bias))


def load(path):
    """The network, and what student.load gives beside it; its rows are looked up by `rows`."""
    s = sections(path)
    words, rows, e, d, depth, low = struct.unpack_from("<6I", s["net.dims"], 0)
    c = dict(words=words, rows=rows, e=e, d=d, depth=depth, tag_at=low, arc=16, rel=16, tags=1, rels=1, static=0)
    model, m = student.Student(c), {"c": c, "rows": Rows(s["net.keys"])}
    with torch.no_grad():
        model.word.weight.copy_(torch.from_numpy(numpy.frombuffer(s["net.word"], dtype=numpy.int8).reshape(words, e).astype(numpy.float32) / 127))
        model.part.weight.copy_(torch.from_numpy(numpy.frombuffer(s["net.part"], dtype=numpy.int8).reshape(rows, e).astype(numpy.float32) / 127))
    fill(model.window, s["net.window"], [(0, d, 127, 1, 0)])
    for i, layer in enumerate(model.layers):
        fill(layer.all, s[f"net.layer{i}"], [(0, d, 16256, 1, 0), (d, 3 * d, 32767, 0.25, 0.5)])
    model.eval()
    if "name.labels" in s:
        import names

        hidden = [(0, None, 63.5 * 16, 1, 0)]
        head = names.Head(c, len(s["name.labels"]), struct.unpack_from("<4I", s["name.out"], 0)[0])
        fill(head.window, s["name.window"], hidden)
        fill(head.own, s["name.own"], hidden)
        fill(head.out, s["name.out"], [(0, None, 256, 1, 0)], 63.5)
        m["head"] = head
    return model, m
