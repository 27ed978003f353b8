#!/usr/bin/env python3
"""Times and counts of whole sentences against tests/golden/times/*.txt, with the whole pipeline.

    python3 tests/tools/test_times.py build/casus            fails where a probe comes out otherwise than its mark says
    python3 tests/tools/test_times.py build/casus --score    counts; names each probe that is wrong
    python3 tests/tools/test_times.py build/casus --mark     rewrites the marks '!'; review the diff
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATE = "2016-03-04"


def read(path, columns):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            fields = [x.strip() for x in line.lstrip("! ").split(";", columns - 1)]
            yield {"line": number, "known": line.startswith("!"), "fields": fields}


def code(casus, texts):
    lines = "".join(json.dumps({"id": str(i), "date": DATE, "text": t}) + "\n" for i, t in enumerate(texts))
    done = subprocess.run([casus, "code", "--format", "jsonl"], input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def at(things, text, words):
    """The thing that overlaps the last place where the words stand most, or None."""
    begin = text.rfind(words)
    if begin < 0:
        begin = text.lower().rfind(words.lower())
    assert begin >= 0, f"{words!r} does not stand in {text!r}"
    best = max(things, key=lambda t: min(t["end"], begin + len(words)) - max(t["begin"], begin), default=None)
    return best if best and min(best["end"], begin + len(words)) > max(best["begin"], begin) else None


def interval(a, b):
    return f"{a}" if a == b else f"{a if a is not None else ''}..{b if b is not None else ''}"


def date_of(date):
    return "?" if not date or date["from"] is None and date["to"] is None else interval(date["from"], date["to"])


def told_time(fields, record):
    words, value, grain, text = fields
    found = at(record["times"], text, words)
    got = "none" if found is None else date_of(found)
    return got == value and (grain == "-" or found["grain"] == grain), f"{got} {found and found['grain']}"


def told_event(fields, record):
    words, value, basis, text = fields
    found = at([dict(e, **e["trigger"]) for e in record["events"] if e["trigger"]], text, words)
    date = found and found["date"]
    got = "no event" if found is None else date_of(date) + (" historical" if found["historical"] else "")
    return got == value and (basis == "-" or date["basis"] == basis), f"{got} {date and date['basis']}"


def told_count(fields, record):
    words, value, kind, event, holder, text = fields
    found = at(record["counts"], text, words)
    if found is None:
        return value == "none", "none"
    low, high = (None if x is None else f"{x:g}" if x < 1e6 else str(int(x)) for x in (found["min"], found["max"]))
    got = interval(low, high) if found["exact"] or low != high else f"~{low}"
    events = {e["id"]: text[e["trigger"]["begin"]:e["trigger"]["end"]] for e in record["events"]}
    statements = {s["id"]: " ".join(text[x["begin"]:x["end"]] for x in s["speaker_spans"]) for s in record["statements"]}
    act, who = events.get(found["event"], "-"), statements.get(found["attributed_to"], "-")
    right = got == value and found["kind"] == kind and (act == event or event != "-" and event in act) and (holder == who or holder != "-" and holder in who)
    return right, f"{got} {found['kind']} {act} {who}"


FILES = {"times.txt": (4, told_time), "events.txt": (4, told_event), "counts.txt": (6, told_count)}


def main():
    casus, flags = sys.argv[1], set(sys.argv[2:])
    failed = 0
    for name, (columns, told) in FILES.items():
        path = ROOT / "tests/golden/times" / name
        probes = list(read(path, columns))
        lines = path.read_text(encoding="utf-8").splitlines()
        hits = 0
        for probe, record in zip(probes, code(casus, [p["fields"][-1] for p in probes])):
            right, got = told(probe["fields"], record)
            hits += right
            if not right and "--score" in flags or right == probe["known"] and not flags:
                print(f"{name}:{probe['line']}: {'right now' if right else 'got ' + got}: {'; '.join(probe['fields'])}")
                failed += not flags
            line = lines[probe["line"] - 1].lstrip("! ")
            lines[probe["line"] - 1] = line if right else "! " + line
        print(f"{name}: {hits} of {len(probes)} right")
        if "--mark" in flags:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
