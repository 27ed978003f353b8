#!/usr/bin/env python3
"""Puts figures of docs/figures.md and eval/judged into the table of README.md, so that it never tells older ones.

    python3 tools/readme.py            writes the table anew, behind its heading
    python3 tools/readme.py --check    says whether it would change; exit status 1 if so
"""
import pathlib
import re
import subprocess
import sys

from figures import ABOUT

ROOT = pathlib.Path(__file__).resolve().parents[1]
HEAD = "| what | figure |\n|---|---|\n"


class Figures:
    """What docs/figures.md tells, by the names of tools/figures.py."""

    def __init__(self, text):
        self.sections = {s.partition("\n")[0]: s for s in text.split("\n## ")[1:]}

    def find(self, name, pattern):
        """The groups of a pattern that must stand in the section."""
        title = ABOUT[name][0] if name in ABOUT else name
        found = re.search(pattern, self.sections.get(title, ""), re.M)
        if not found:
            sys.exit(f"docs/figures.md: `{title}` has no /{pattern}/")
        return found.groups()

    def f1(self, name, what):
        return self.find(name, rf"^{what}: .*?F1 ([\d.]+)")[0]

    def percent(self, name, what):
        return self.find(name, rf"^{what}: \d+ of \d+, ([\d.]+) %")[0]

    def between(self, name, what):
        return " ".join(self.find(name, rf"^{what}: .*?([\d.]+ %) (\[[\d., ]+\])"))


def judged():
    """What the judge of the newest draw said, of both kinds of texts: everything right, the type, both sides."""
    rows = {}
    for pool in ("all", "world"):
        newest = sorted((ROOT / "eval/judged").glob(f"????-??-??*-{pool}-1.tsv"))[-1]
        told = subprocess.run([sys.executable, "-B", str(ROOT / "eval/sample_events.py"), "read", str(newest)], capture_output=True, text=True, check=True).stdout
        rows[pool] = dict(re.findall(r"^(\w+): \d+ of \d+, (\d+ % \[[\d, ]+\])$", told, re.M))
    return rows["all"], rows["world"]


def table(f):
    campaign, world = judged()
    ewt, gum = [f.f1("parse-ewt-dev", x) for x in ("LAS", "UPOS", "Tokens", "Sentences")], f.f1("parse-gum-dev", "LAS")
    macro = r"^dyad: macro-F1 ([\d.]+) (\[[\d., ]+\])"
    speed = "Speed and memory"
    everything, memory = f.find(speed, r"^everything: ([\d,]+) words/s .* (\d+ MB) at most$")
    rows = [
        ("trees from raw text, UD EWT dev: LAS, UPOS, tokens, sentences", ", ".join(ewt)),
        ("the same, GUM dev: LAS; 100 news sentences and 100 headlines of our own", f"{gum}; {f.f1('parse-own-sentences', 'LAS')} and {f.f1('parse-own-headlines', 'LAS')}"),
        ("acts in news sentences that are kept back: found by type, with both sides", f"{f.between('acts', 'recall, type')}, {f.between('acts', 'recall, type and both sides')}"),
        ("events there that are right, type and both sides; sentences without an act that get one", f"{f.between('acts', 'precision, type and both sides')}; {f.between('acts', 'false alarms in silent sentences')}"),
        ("event type and both actors from the sentence alone, PLV train (15 types), macro-F1, five folds", " ".join(f.find("relations", macro))),
        ("the same, actors given", " ".join(f.find("relations-pairs", macro))),
        ("false alarms on sentences without a coded event, five folds", " ".join(f.find("false-alarms", r"^false alarms: ([\d.]+ %) (\[.*?\])"))),
        ("heads of state, of government 1990 to 2026, somebody known, member-years of UN states", ", ".join(f.find("coverage", rf"^{x}: ([\d.]+ %)")[0] for x in ("head-of-state", "head-of-government"))),
        ("foreign, defence ministers of G20 members and six more, 2000 to 2026", ", ".join(f.find("coverage", rf"^{x}: ([\d.]+ %) of .* 2000 to 2026")[0] for x in ("foreign", "defence"))),
        ("actor mentions in 200 random sentences, marked blind: get a code; the right one of these", f"{f.between('actors-all', 'resolved')}; {f.between('actors-all', 'right, of those resolved')}"),
        ("the same in 100 sentences on Syria and Iraq", f"{f.between('actors-world', 'resolved')}; {f.between('actors-world', 'right, of those resolved')}"),
        ("300 dated names (former offices, namesakes, spellings, metonyms), right code", f.between("actors-names", "right, of all")),
        ("statements, PolNeAR dev, characters F1: content, source, cue (statements within statements counted as wrong)", ", ".join(f.f1("statements", x) for x in ("content", "source", "cue"))),
        ("names, Universal NER EWT dev, exact F1", f.f1("names-ewt-dev", "exact")),
        ("coreference, UD GUM dev from raw text, CoNLL F1; 300 pronouns and nominals in news, marked blind: right", f"{f.find('coref', r'^CoNLL F1: ([0-9.]+)')[0]}; {f.between('references', 'right, of all')}"),
        ("**random events judged blind, everything right** (type, both sides, codes, reality): US campaign news; news on Syria and Iraq", f"**{campaign['right']}; {world['right']}**"),
        ("of the judged the type alone right; both sides", f"{campaign['type_ok']}, {world['type_ok']}; {campaign['actors_ok']}, {world['actors_ok']}"),
        (f"{f.find('events', '^([0-9]+) of [0-9]+ sentences marked')[0]} sentences marked blind: events found; of those found type and both sides right; polarity, reality, who says so",
         f"{f.percent('events', 'found, of any type')} %; {f.percent('events', ' +right: type and both sides')} %; " + ", ".join(f.percent("events", f" +{x}") for x in ("polarity", "reality", "holder")) + " %"),
        ("instructions a word: trees; everything", ", ".join(reversed(f.find(speed, r"everything (\d+), trees (\d+);")))),
        ("speed of the machine that made these figures, one core: trees; everything", f"{f.find(speed, r'^tokens, tags, trees: ([0-9,]+) words')[0]}; {everything} words/s"),
        ("memory; start-up with all dictionaries; of trees alone", f"{memory}; {f.find(speed, r'one short article: ([0-9]+ ms)')[0]}; {f.find(speed, r'of trees alone: ([0-9]+ ms)')[0]}"),
    ]
    return "".join(f"| {a} | {b} |\n" for a, b in rows)


def main(check):
    path = ROOT / "README.md"
    old = path.read_text(encoding="utf-8")
    before, head, rest = old.partition(HEAD)
    if not head:
        sys.exit("README.md: there is no table of figures")
    new = before + head + table(Figures((ROOT / "docs/figures.md").read_text(encoding="utf-8"))) + re.sub(r"\A(\|.*\n)+", "", rest)
    if check and new != old:
        sys.exit("README.md: the table of figures is not that of docs/figures.md; python3 tools/readme.py writes it")
    if not check:
        path.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    main("--check" in sys.argv)
