#!/usr/bin/env python3
"""Polarity, reality, history and resolved type against tests/golden/factuality/*.txt, claims against tests/golden/claims/*.txt, with
the whole pipeline.

    python3 tests/tools/test_factuality.py build/casus            fails where a probe is coded otherwise than its mark says
    python3 tests/tools/test_factuality.py build/casus --score    counts; names each probe that is wrong
    python3 tests/tools/test_factuality.py build/casus --mark     rewrites the marks '!'; review the diff
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATE = "2016-03-15"


def read(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            known = line.startswith("!")
            word, sign, reality, plover, cues, text = [x.strip() for x in line.lstrip("! ").split(";", 5)]
            yield {"file": path.name, "line": number, "known": known, "word": word, "sign": sign, "reality": reality,
                   "plover": plover, "cues": cues.split(), "text": text}


def code(casus, probes):
    """A sentence without a full stop is a headline, and goes in as the title."""
    lines = "".join(json.dumps({"id": str(i), "date": DATE, "text": p["text"] if p["text"][-1] in ".?" else "",
                                "title": "" if p["text"][-1] in ".?" else p["text"]}) + "\n" for i, p in enumerate(probes))
    done = subprocess.run([casus, "code", "--format", "jsonl"], input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def holds(text, span, word):
    return span is not None and word.lower() in text[span["begin"]:span["end"]].lower()


def judge(probe, record):
    """What is wrong, as a list of words; empty where nothing is."""
    text = probe["text"]
    found = [e for e in record["events"] if holds(text, e["trigger"], probe["word"]) and e["cameo"][:2] != "01"]
    if not found:
        return ["no event"]
    event = min(found, key=lambda e: e["trigger"]["end"] - e["trigger"]["begin"])
    wrong = []
    if event["polarity"] != {"+": "affirmed", "-": "negated"}[probe["sign"]]:
        wrong.append(event["polarity"])
    if event["reality"] != probe["reality"]:
        wrong.append(event["reality"])
    if probe["plover"] not in ("*", event["plover"]):
        wrong.append(event["plover"])
    if event["historical"] != ("h:" in probe["cues"]):
        wrong.append("historical" if event["historical"] else "not historical")
    for cue in probe["cues"]:
        kind, _, word = cue.partition(":")
        if word and not holds(text, event[{"p": "polarity_cue", "r": "reality_cue"}[kind]], word):
            wrong.append("cue " + cue)
    return wrong


def read_claims(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            word, claims, text = [x.strip() for x in line.lstrip("! ").split(";", 2)]
            yield {"file": path.name, "line": number, "known": line.startswith("!"), "word": word, "claims": claims, "text": text,
                   "sign": "", "reality": claims, "plover": ""}


def words(text, spans):
    return " ".join(text[s["begin"]:s["end"]] for s in spans)


def holder(record, text, claim):
    """The words of whoever holds it; None for the narrator."""
    if claim["statement"] is not None:
        statement = next(s for s in record["statements"] if s["id"] == claim["statement"])
        names = " ".join(e["name"] for e in record["entities"] if e["id"] in claim["holders"])
        return words(text, statement["speaker_spans"]) + " " + names
    if claim.get("by") is not None:
        event = next(e for e in record["events"] if e["id"] == claim["by"])
        return words(text, [p for p in event["source"] if "begin" in p]) + " "
    names = " ".join(e["name"] for e in record["entities"] if e["id"] in claim["holders"])
    return names or None


def judge_claims(probe, record):
    text = probe["text"]
    found = [e for e in record["events"] if holds(text, e["trigger"], probe["word"]) and e["cameo"][:2] != "01"]
    if not found:
        return ["no event"]
    event = min(found, key=lambda e: e["trigger"]["end"] - e["trigger"]["begin"])
    left = [c for c in record["claims"] if c["event"] == event["id"]]
    wrong = []
    for want in re.findall(r"([^=,]+)=(\w+)(~\w+)?(?:\[([^]]*)\])?", probe["claims"]):
        who, stance, sure, evidence = want
        for claim in left:
            name = holder(record, text, claim)
            fits = name is None if who == "-" else not claim["holders"] and name if who == "?" else name and who.lower() in name.lower()
            span = claim["evidence"]
            if (fits and claim["stance"] == stance and claim["certainty"] == (sure[1:] or "certain")
                    and (text[span["begin"]:span["end"]] if span else "").lower() == evidence.lower()):
                left.remove(claim)
                break
        else:
            wrong.append("no " + "=".join(want[:2]) + "".join(want[2:]))
    for claim in left:
        span = claim["evidence"]
        wrong.append(f"{(holder(record, text, claim) or '-').strip()}={claim['stance']}~{claim['certainty']}"
                     + (f"[{text[span['begin']:span['end']]}]" if span else ""))
    return wrong


def mark(path, wrong_lines):
    lines = path.read_text(encoding="utf-8").splitlines()
    for i, line in enumerate(lines):
        if line and not line.startswith("#"):
            lines[i] = ("! " if i + 1 in wrong_lines else "") + line.lstrip("! ")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    casus, mode = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    failed = 0
    golden = ROOT / "tests/golden"
    for path in sorted([*(golden / "factuality").glob("*.txt"), *(golden / "claims").glob("*.txt")]):
        claims = path.parent.name == "claims"
        probes = list((read_claims if claims else read)(path))
        kinds = collections.Counter()
        wrong_lines = set()
        for probe, record in zip(probes, code(casus, probes)):
            wrong = (judge_claims if claims else judge)(probe, record)
            if wrong:
                wrong_lines.add(probe["line"])
                kinds["no event" if wrong == ["no event"] else "wrong"] += 1
            if mode == "--score" and wrong:
                print(f"{probe['file']}:{probe['line']}: {probe['word']} [{probe['sign']} {probe['reality']} {probe['plover']}]: "
                      f"{', '.join(map(str, wrong))}: {probe['text']}")
            if not mode and bool(wrong) != probe["known"]:
                failed += 1
                print(f"{probe['file']}:{probe['line']}: {', '.join(map(str, wrong)) or 'is right now: take its mark away'}: {probe['text']}")
        right = len(probes) - len(wrong_lines)
        coded = len(probes) - kinds["no event"]
        print(f"{path.parent.name}/{path.name}: {right} of {len(probes)} right ({right / len(probes):.1%}); of {coded} coded {right / max(coded, 1):.1%}")
        if mode == "--mark":
            mark(path, wrong_lines)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
