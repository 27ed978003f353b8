#!/usr/bin/env python3
"""Puts what tools/accuracy.sh and tools/bench.sh printed into docs/figures.md, word for word.

    make accuracy DATA=folder; make bench DATA=folder > build/bench.txt
    python3 tools/figures.py build/accuracy build/bench.txt > docs/figures.md
    python3 tools/readme.py            # and the table of README.md from it
"""
import pathlib
import sys

ABOUT = {
    "parse-ewt-dev": ("Trees, UD English EWT, development part, from raw text", "eval/parse.py",
                      "The models were not trained on it; settings were chosen on it."),
    "parse-gum-dev": ("Trees, UD English GUM, development part, from raw text", "eval/parse.py", "The same."),
    "parse-ewt-news": ("Trees, the weblogs and newsgroups of EWT", "eval/genre.py, eval/parse.py", "Its parts that are nearest to news."),
    "parse-gum-news": ("Trees, the news of GUM", "eval/genre.py, eval/parse.py", "A few documents: wide intervals."),
    "parse-gum-speech": ("Trees, the speeches of GUM", "eval/genre.py, eval/parse.py", ""),
    "parse-gum-interview": ("Trees, the interviews of GUM", "eval/genre.py, eval/parse.py", ""),
    "parse-own-headlines": ("Trees, 100 headlines of our own", "eval/trees", "Marked before any parser saw them; frozen."),
    "parse-own-sentences": ("Trees, 100 news sentences of our own", "eval/trees", "The same."),
    "coref": ("Coreference, UD English GUM, development part, from raw text", "eval/coref.py",
              "System mentions, head match, singletons dropped. Trained on its train part; settings were chosen on this one. `of an actor before`: of "
              "pronouns and nouns that the record gives to an actor mentioned before them, how many are that actor's, and of those that could be, how many."),
    "acts": ("Acts in news sentences of our own that are kept back", "eval/acts.py",
             "A fifth of train/events/news.tsv, by a hash: neither learned from nor read by who wrote the rules; the thresholds of the learned layer were chosen on it. Every act of a "
             "sentence is labelled; the sentences were written to be as various as could be. Version 0.1.0 of the day before: 26.6, 41.1, 45.3, 12.0."),
    "relations": ("Event type between two actors, from the sentence alone: the train part of PLV, by five folds", "tools/folds.sh, eval/relations.py",
                  "Each fold is coded by a model whose coder learned from the others (docs/adr/0018-learned-coder.md); the hidden part of eval/folds.py is in none. Settings "
                  "were chosen on these folds, the rules were tuned by totals over all of them, and some sentences were read for what went wrong. `dyad`: the event also "
                  "names the right source and target. `extra`: events a sentence has beyond one, right or wrong."),
    "relations-pairs": ("The same, the two actors given", "tools/folds.sh, eval/relations.py", ""),
    "false-alarms": ("Sentences without a coded event (class 0), and with one, by five folds", "tools/folds.sh, eval/false_alarms.py",
                     "Class 0 counts appeals (CAMEO 02) and statements as no event, while casus codes an appeal as REQUEST: of the alarms of rules alone about a third were "
                     "of that kind. A reader who knew neither program nor labels found 112 of the 192 to tell an act in the sense of docs/codebook.md. Its sentences were read when the rules for statements were repaired, so the figure is of development data."),
    "dyads": ("Source and target spans, train part of Multi-CoPED, by five folds", "tools/folds.sh, eval/dyads.py", "Half of it was looked at for vocabulary."),
    "confidence": ("Confidence, by five folds", "tools/folds.sh, eval/folds.py", "Events of the sentences of PLV, right with type and both sides as marked (one pair a sentence is), and of class 0, where none is right."),
    "confidence-all": ("The same, with the sentences of our own", "tools/folds.sh, eval/folds.py",
                       "And the events of the sentences of train/events that may be read, in which all acts are labelled: right with type, both sides, and nobody where nobody is labelled."),
    "statements": ("Statements: PolNeAR, development part", "eval/attribution.py", "Trained on its train part (docs/adr/0016-statements.md), settings chosen on a tenth of that; not one sentence of this part was read. PolNeAR marks what the writer "
                   "attributes and nothing inside it: statements told in statements count as wrong, except in the lines `nested left out`."),
    "names-ewt-dev": ("Names: Universal NER on EWT, development part", "eval/entities.py",
                      "Names of the record: dictionaries first, then the layer of docs/adr/0014-names.md. Its guideline is another one: hotels are places, many bodies no names."),
    "names-gum-news": ("Names: the news of GUM, development part", "eval/gum_names.py, eval/entities.py", "Two documents: a wide interval."),
    "names-re3d": ("Names and nominals: re3d", "eval/entities.py --nominals",
                   "Its entities take in whole phrases and pronouns, and states that act are organisations there, which no mention here is; part of the model's training text, without its labels."),
    "places": ("Names that are places, in news articles and GUM's news", "eval/places.py",
               "Development data: judged by one reader beside the program's answers, and rules were mended on it."),
    "events": ("Events in 492 sentences of our own, GUM's news, re3d and PolNeAR", "eval/events.py",
               "Marked by readers who saw neither program nor output; frozen. Three runs of totals were looked at while rules were written, more when thresholds were chosen. `world`: 100 of them, drawn from all."),
    "gold-times": ("Times", "eval/when_where.py", "Likewise; eval/when-where/README.md says what was drawn."),
    "gold-places": ("Places", "eval/when_where.py", "Likewise."),
    "gold-numbers": ("Numbers", "eval/when_where.py", "Likewise."),
    "own-when-where": ("Times, places and numbers in 60 texts of our own, to develop on", "eval/when_where_own.py",
                       "All of them are marked, by somebody who has not seen the program; rules were mended by what it missed: not a measure of new text."),
    "references": ("Pronouns and nominals of 231 news articles", "eval/references.py",
                   "Drawn before the resolution was built, marked by readers who saw neither program nor output; frozen (which words are wrong, not where, was seen once in development)."),
    "actors-names": ("Actors: 300 dated names in sentences of our own", "eval/actors.py names",
                     "Former offices, namesakes, spellings, metonyms, offices, bodies; written by people who did not know the dictionaries, and frozen. "
                     "`right`: the code is one of those that a careful reader accepts on that day."),
    "actors-all": ("Actors: mentions in 200 random sentences of 878 articles", "eval/actors.py mentions",
                   "Marked by people who had seen neither dictionary nor program. No entry was made from these sentences; names that were missing were looked for in the articles "
                   "that none of them is from. Groups: `s` all."),
    "actors-world": ("Actors: mentions in 100 random sentences on Syria and Iraq", "eval/actors.py mentions", "The same, from 55 articles without dates."),
    "coverage": ("Offices that somebody known holds", "casus lexicon coverage", "Whether the holder is the right one, no count tells."),
    "entries": ("Entries that have shown that they work", "eval/entries.py",
                "Most entries are of states and times that these texts do not speak of: US campaign 2015-16, Syria and Iraq 2014-17, Gujarat 2002, BBC 2004-05."),
}


def main(folder, bench):
    print("# Figures\n")
    print("Written by `make accuracy DATA=folder`, `make bench DATA=folder` and `tools/figures.py`; not edited. Intervals are at 95 %: Wilson's for "
          "counts, bootstrap for macro-F1. Nothing is called better inside three points.\n")
    for name, (title, script, note) in ABOUT.items():
        path = pathlib.Path(folder, name + ".txt")
        print(f"## {title}\n\n`{script}`" + (f". {note}" if note else "") + "\n")
        print("```\n" + (path.read_text(encoding="utf-8").rstrip() if path.exists() else "not measured") + "\n```\n")
    print("## Speed and memory\n\n`tools/bench.sh`. Words a second are of one rented machine at one moment; compare instructions.\n")
    print("```\n" + pathlib.Path(bench).read_text(encoding="utf-8").rstrip() + "\n```")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
