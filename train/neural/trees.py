"""Treebanks as lists of sentences.

A sentence is a dict: form, lemma, upos, xpos, head (0: root, else 1-based), deprel: lists, one item for each syntactic word;
glue: for each word whether white space follows its token; mwt: the (first, last) words of multiword tokens; id; doc.
Empty nodes are left out. Relations keep their subtypes.
"""
import gzip


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def read(path):
    sentences, s, doc = [], None, None
    for line in open_text(path):
        line = line.rstrip("\n")
        if not line:
            if s and s["form"]:
                sentences.append(s)
            s = None
            continue
        if s is None:
            s = {k: [] for k in ("form", "lemma", "upos", "xpos", "head", "deprel", "space", "mwt")}
            s["id"], s["doc"] = None, doc
        if line.startswith("#"):
            if line.startswith("# newdoc id = "):
                doc = s["doc"] = line.split(" = ", 1)[1]
            elif line.startswith("# sent_id = "):
                s["id"] = line.split(" = ", 1)[1]
            continue
        c = line.split("\t")
        if "." in c[0]:
            continue
        if "-" in c[0]:
            first, last = map(int, c[0].split("-"))
            s["mwt"].append((first - 1, last - 1, c[1], "SpaceAfter=No" not in c[9]))
            continue
        s["form"].append(c[1])
        s["lemma"].append(c[2])
        s["upos"].append(c[3])
        s["xpos"].append(c[4])
        s["head"].append(int(c[6]) if c[6] != "_" else 0)
        s["deprel"].append(c[7])
        s["space"].append("SpaceAfter=No" not in c[9])
    if s and s["form"]:
        sentences.append(s)
    return sentences


OLD = {"nmod:npmod": "nmod:unmarked", "obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked", "nmod:tmod": "nmod:unmarked"}


def mend(sentences):
    """Relations of an older guideline, of which a few are left in GUM."""
    for s in sentences:
        s["deprel"] = [OLD.get(r, r) for r in s["deprel"]]
    return sentences


def write(sentences, path):
    with (gzip.open(path, "wt", encoding="utf-8") if path.endswith(".gz") else open(path, "w", encoding="utf-8")) as out:
        for s in sentences:
            out.write(f"# sent_id = {s['id']}\n")
            first = {m[0]: m for m in s["mwt"]}
            for i, form in enumerate(s["form"]):
                if i in first:
                    m = first[i]
                    out.write(f"{m[0] + 1}-{m[1] + 1}\t{m[2]}\t_\t_\t_\t_\t_\t_\t_\t{'_' if m[3] else 'SpaceAfter=No'}\n")
                out.write("\t".join([str(i + 1), form, s["lemma"][i], s["upos"][i], s["xpos"][i], "_", str(s["head"][i]), s["deprel"][i], "_",
                                     "_" if s["space"][i] else "SpaceAfter=No"]) + "\n")
            out.write("\n")


def labels(sentences, column):
    """The values of a column, most frequent first."""
    n = {}
    for s in sentences:
        for v in s[column]:
            n[v] = n.get(v, 0) + 1
    return sorted(n, key=lambda v: (-n[v], v))


def score(gold, head, deprel, upos=None):
    """UPOS, UAS, LAS (no subtypes) in per cent, over gold tokens."""
    n = u = a = l = 0
    for k, s in enumerate(gold):
        for i in range(len(s["form"])):
            n += 1
            if upos is not None:
                u += upos[k][i] == s["upos"][i]
            if head[k][i] == s["head"][i]:
                a += 1
                l += deprel[k][i].split(":")[0] == s["deprel"][i].split(":")[0]
    return 100 * u / n, 100 * a / n, 100 * l / n
