#!/usr/bin/env python3
"""Drawing and scoring of events in sentences: what is drawn, what a row may say, what counts as found and as right. All texts are our own."""
import contextlib
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

EVAL = pathlib.Path(__file__).resolve().parents[2] / "eval"
sys.path.insert(0, str(EVAL))
sys.dont_write_bytecode = True
import events as v  # noqa: E402
import sample_sentences as s  # noqa: E402

TEXT = ("Mira Tolan met Osk Brenn on Monday. French police arrested two men, a spokesman said. "
        "She threatened to bomb the port. It rained.")
SENTENCES = list(s.split(TEXT))


def at(words, n=0):
    begin = -1
    for _ in range(n + 1):
        begin = TEXT.index(words, begin + 1)
    return begin, begin + len(words)


def span(words, n=0):
    return "%d-%d" % at(words, n)


def line(sentence, trigger, source, target, plover, cameo, **more):
    row = dict(sentence=sentence, trigger=trigger, source=source, target=target, plover=plover, base=plover, cameo=cameo, polarity="affirmed",
               reality="actual", historical="no", object="no", holder="narrator", claims="narrator:asserts", note="")
    row.update(more)
    return row


MET = line("e1", span("met"), span("Mira Tolan"), span("Osk Brenn"), "CONSULT", "040")
ARREST = line("e2", span("arrested"), span("French police") + "=FRACOP", span("two men"), "COERCE", "173", holder=span("a spokesman"),
              claims=span("a spokesman") + ":asserts")
THREAT = line("e3", span("threatened"), span("She") + "/" + span("Mira Tolan"), "-", "THREATEN", "138|1384")
BOMB = line("e3", span("bomb"), span("She") + "/" + span("Mira Tolan"), span("the port"), "ASSAULT", "195", reality="future", object="yes",
            holder=span("She") + "/narrator", claims=span("She") + ":predicts|asserts")
NONE = line("e4", "none", "-", "-", "-", "-", base="-", polarity="-", reality="-", historical="-", object="-", holder="-", claims="-")


def rows():
    return {f"e{i}": {"sentence": f"e{i}", "document": "d", "begin": b, "end": e, "source": "own", "set": "world"}
            for i, (b, e) in enumerate(SENTENCES, 1)}


def where(words, n=0):
    b, e = at(words, n)
    return {"begin": b, "end": e}


def side(*words, code=None, **more):
    return [{**where(w), "head": where(w.split()[-1]), "code": code, "entity": None, "via": "name", **more} for w in words]


def event(number, trigger, source, target, plover, cameo, **more):
    return {"id": number, "trigger": where(trigger), "source": source, "target": target, "plover": plover, "base": plover, "cameo": cameo,
            "polarity": "affirmed", "reality": "actual", "historical": False, "symmetric": False, "attributed_to": None, "about": None, "rule": "r", **more}


def claim(number, stance, statement=None, holders=()):
    return {"id": number, "event": number, "statement": statement, "holders": list(holders), "stance": stance}


def perfect():
    return {"id": "d", "entities": [{"id": 7, "mentions": [where("a spokesman")]}, {"id": 8, "mentions": [where("Mira Tolan"), where("She")]}],
            "statements": [{"id": 0, "speakers": [7], "speaker_spans": [where("a spokesman")]}, {"id": 1, "speakers": [8], "speaker_spans": []}],
            "events": [event(0, "met", side("Mira Tolan"), side("Osk Brenn"), "CONSULT", "040", symmetric=True),
                       event(1, "arrested", side("French police", code="FRACOP"), side("two men"), "COERCE", "173", attributed_to=0),
                       event(2, "threatened", side("She"), [], "THREATEN", "138", about=3),
                       event(3, "bomb", side("She"), side("the port"), "ASSAULT", "195", reality="future", attributed_to=1)],
            "claims": [claim(0, "asserts"), claim(1, "asserts", 0, [7]), claim(2, "asserts"), claim(3, "predicts", 1, [8])]}


class Files(unittest.TestCase):
    """A folder with sheet, documents, answers and records, and the script as a program."""

    def run_with(self, what, answers, record=None, second=None, *more):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            digest = v.texts_of.__globals__["digest"](TEXT)
            (folder / "sheet").write_text("sentence\tdocument\tdigest\tbegin\tend\tsource\tpool\tset\n" + "".join(
                f"{n}\td\t{digest}\t{r['begin']}\t{r['end']}\town\tall\tworld\n" for n, r in rows().items()), encoding="utf-8")
            (folder / "documents").write_text(json.dumps({"id": "d", "date": "2020-01-01", "text": TEXT}) + "\n", encoding="utf-8")
            for name, some in (("first", answers), ("second", second)):
                if some is not None:
                    (folder / name).write_text("\n".join(["\t".join(v.COLUMNS)] + ["\t".join(r[c] for c in v.COLUMNS) for r in some]) + "\n", encoding="utf-8")
            files = [what, folder / "sheet"] + ([folder / "first"] if answers is not None else [])
            if record is not None:
                (folder / "out").write_text(json.dumps(record) + "\n", encoding="utf-8")
                files.append(folder / "out")
            if second is not None:
                files.append(folder / "second")
            done = subprocess.run([sys.executable, "-B", EVAL / "events.py", *files, *more, "--documents", folder / "documents"],
                                  capture_output=True, text=True)
            return done.returncode, done.stdout, done.stderr

    def line(self, out, name, n=0):
        found = [x.strip() for x in out.splitlines() if x.strip().startswith(name + ":")]
        return re.match(r"(\d+) of (\d+)", found[n][len(name) + 2:]).groups()


class Rows(Files):
    def test_well_formed(self):
        code, out, err = self.run_with("check", [MET, ARREST, THREAT, BOMB, NONE])
        self.assertEqual((code, err), (0, ""))
        self.assertIn("4 of 4 sentences marked, 4 events", out)

    def test_malformed(self):
        for row, says in [({**MET, "trigger": "1-2"}, "cuts a word"), ({**MET, "trigger": span("arrested")}, "outside its sentence"),
                          ({**MET, "trigger": "900-905"}, "no span of the text"), ({**MET, "plover": "MEET"}, "plover"), ({**MET, "cameo": "49"}, "cameo"),
                          ({**MET, "cameo": "190"}, "cameo 190 is of ASSAULT"), ({**MET, "polarity": "yes"}, "polarity"), ({**MET, "reality": ""}, "empty: reality"),
                          ({**MET, "source": "-", "target": "-"}, "nobody on either side"), ({**MET, "source": span("Mira Tolan") + "=US"}, "no actor's code"),
                          ({**MET, "holder": "somebody"}, "no span"), ({**MET, "claims": "narrator"}, "no holder:stance"), ({**MET, "claims": "narrator:says"}, "claims"),
                          ({**BOMB, "plover": "THREATEN"}, "an object keeps its type"), ({**MET, "sentence": "e9"}, "not in the sheet")]:
            code, _, err = self.run_with("check", [row])
            self.assertNotEqual(code, 0, says)
            self.assertIn(says, err)

    def test_none_stands_alone(self):
        for some in ([MET, {**NONE, "sentence": "e1"}], [{**NONE, "sentence": "e1"}, MET]):
            self.assertIn("`none` beside other rows", self.run_with("check", some)[2])

    def test_example_of_the_guideline(self):
        page = (EVAL / "events" / "guideline.md").read_text(encoding="utf-8")
        text = re.search(r"^1\. \*(.*?)\*", page, re.M)[1]
        row = dict(zip(v.COLUMNS, re.search(r"`(e001\t[^`]*)`", page)[1].split("\t")))
        e = v.parse_event(row, {"begin": 0, "end": len(text)}, text)
        self.assertEqual([text[b:c] for b, c in e["trigger"] + e["source"][0][0] + e["target"][0][0]], ["met", "Ruvania's premier", "Osk Brenn"])
        self.assertEqual(v.COLUMNS, re.search(r"^ {4}(sentence\t.*)$", page, re.M)[1].split("\t"))


class Scores(Files):
    GOLD = [MET, ARREST, THREAT, BOMB, NONE]

    def score(self, record, gold=None):
        code, out, err = self.run_with("score", gold or self.GOLD, record)
        self.assertEqual((code, err), (0, ""))
        return out

    def test_all_right(self):
        out = self.score(perfect())
        for name in ("found, of any type", "right: type and both sides, of all", "PLOVER type", "source", "target", "polarity", "reality", "holder",
                     "claims, all of them", "precision, type and both sides", "recall, type and both sides"):
            self.assertEqual(self.line(out, name), ("4", "4"), name)
        self.assertEqual(self.line(out, "precision, type and both sides", 1), ("3", "3"))  # without the object
        self.assertEqual(self.line(out, "silent, of sentences without an event"), ("1", "1"))
        self.assertIn("wrong per right: 0.00", out)

    def test_each_field_is_asked(self):
        for change, name, hits in [({"plover": "ASSAULT"}, "PLOVER type", "3"), ({"polarity": "negated"}, "polarity", "3"), ({"reality": "future"}, "reality", "3"),
                                   ({"attributed_to": None}, "holder", "3"), ({"source": []}, "source", "3"), ({"target": side("French police")}, "target", "3"),
                                   ({"cameo": "190"}, "CAMEO root", "3"), ({"historical": True}, "historical", "3")]:
            record = perfect()
            record["events"][1].update(change)
            out = self.score(record)
            self.assertEqual(self.line(out, name), (hits, "4"), name)
            self.assertEqual(self.line(out, "found, of any type"), ("4", "4"))

    def test_claims(self):
        record = perfect()
        record["claims"][3]["stance"] = "denies"
        out = self.score(record)
        self.assertEqual(self.line(out, "claims, all of them"), ("3", "4"))
        record = perfect()
        record["claims"][1].update(statement=1, holders=[8])
        self.assertEqual(self.line(self.score(record), "claims, all of them"), ("3", "4"))
        record = perfect()
        record["claims"].append({**claim(1, "denies"), "id": 9})
        out = self.score(record)
        self.assertEqual((self.line(out, "claims: of those asked"), self.line(out, "claims: of those made")), (("4", "4"), ("4", "5")))

    def test_all_participants_and_no_other(self):
        record = perfect()
        record["events"][1]["source"] += side("the port")
        out = self.score(record)
        self.assertEqual((self.line(out, "source"), self.line(out, "one of the sources, where there are")), (("3", "4"), ("4", "4")))
        gold = [MET, {**ARREST, "target": span("two men") + "+" + span("Osk Brenn")}, THREAT, BOMB, NONE]
        out = self.score(perfect(), gold)
        self.assertEqual((self.line(out, "target"), self.line(out, "one of the targets, where there are")), (("3", "4"), ("3", "3")))

    def test_missed_and_invented(self):
        record = perfect()
        record["events"][0].update(trigger=where("rained"), source=[], target=side("two men"), plover="AID", base="AID")
        out = self.score(record)
        self.assertEqual(self.line(out, "found, of any type"), ("3", "4"))
        self.assertEqual(self.line(out, "precision, type and both sides"), ("3", "4"))
        self.assertEqual(self.line(out, "recall, type and both sides"), ("3", "4"))
        self.assertEqual(self.line(out, "silent, of sentences without an event"), ("0", "1"))
        self.assertIn("wrong per right: 0.33", out)

    def test_optional_is_neither_missed_nor_wrong(self):
        gold = [{**MET, "note": "optional: a meeting"}, ARREST, THREAT, BOMB, NONE]
        self.assertEqual(self.line(self.score(perfect(), gold), "precision, type and both sides"), ("3", "3"))
        record = perfect()
        del record["events"][0]
        self.assertEqual(self.line(self.score(record, gold), "recall, type and both sides"), ("3", "3"))

    def test_found_by_type_and_side_without_the_trigger(self):
        record = perfect()
        record["events"][1]["trigger"] = where("said")
        self.assertEqual(self.line(self.score(record), "found, of any type"), ("4", "4"))
        record["events"][1].update(plover="AID", base="AID")
        self.assertEqual(self.line(self.score(record), "found, of any type"), ("3", "4"))

    def test_sides_of_mutual_acts_alone_may_be_turned(self):
        record = perfect()
        record["events"][0].update(source=side("Osk Brenn"), target=side("Mira Tolan"))
        self.assertEqual(self.line(self.score(record), "source"), ("4", "4"))
        record["events"][1].update(source=side("two men"), target=side("French police"), symmetric=True)
        self.assertEqual(self.line(self.score(record), "source"), ("3", "4"))

    def test_code_alone_will_do(self):
        record = perfect()
        record["events"][1]["source"] = [{"begin": None, "end": None, "code": "FRACOP", "via": "implied", "entity": None}]
        self.assertEqual(self.line(self.score(record), "source"), ("4", "4"))
        record["events"][1]["source"][0]["code"] = "FRAGOV"
        self.assertEqual(self.line(self.score(record), "source"), ("3", "4"))

    def test_each_system_event_once(self):
        record = perfect()
        del record["events"][2]
        twice = [MET, ARREST, THREAT, {**BOMB, "trigger": span("to bomb"), "base": "ASSAULT"}, BOMB]
        self.assertEqual(self.line(self.score(record, twice), "found, of any type"), ("3", "5"))

    def test_mere_statements_are_left_out(self):
        record = perfect()
        record["events"].append(event(9, "said", side("two men"), [], None, "010"))
        self.assertEqual(self.line(self.score(record), "precision, type and both sides"), ("4", "4"))


class Agreement(Files):
    def test_same_and_different(self):
        other = {**ARREST, "reality": "attempted", "source": span("police")}
        code, out, err = self.run_with("agreement", [MET, ARREST, THREAT, BOMB, NONE], None, [MET, other, THREAT, NONE])
        self.assertEqual((code, err), (0, ""))
        self.assertIn("4 and 3 events, 3 shared: F1 85.7", out)
        self.assertEqual((self.line(out, "source"), self.line(out, "reality"), self.line(out, "stances")), (("3", "3"), ("2", "3"), ("3", "3")))


class Sheets(unittest.TestCase):
    def test_split(self):
        text = "Mr. Brenn, of the U.S. office, left. \u201cWhy?\u201d she asked. It cost 3.5 million.\nA heading\n\nJ. Tolan stayed."
        self.assertEqual([text[b:e] for b, e in s.split(text)],
                         ["Mr. Brenn, of the U.S. office, left.", "\u201cWhy?\u201d she asked.", "It cost 3.5 million.", "A heading", "J. Tolan stayed."])

    def test_what_is_a_sentence(self):
        self.assertTrue(s.is_sentence("The army left the town before the winter came."))
        self.assertFalse(s.is_sentence("The army left the town before the winter came"))
        self.assertFalse(s.is_sentence("The army left."))

    def test_act_words(self):
        self.assertTrue(s.tells_act("Police arrested him"))
        self.assertTrue(s.tells_act("an Airstrike"))
        self.assertFalse(s.tells_act("The band was calm and warm"))

    def documents(self):
        for kind in ("own-", "GUM_", "re3d-", "x-"):
            for i in range(12):
                yield {"id": f"{kind}{i:02}", "text": f"The army attacked the old town on day {i} again. The cat slept on the mat all of day {i}."}

    def test_draw(self):
        drawn = {"gum": 8, "re3d": 8, "polnear": 8}
        with contextlib.redirect_stderr(io.StringIO()):
            one, two, other = (s.draw(list(self.documents()), n, drawn, 3) for n in (1, 1, 2))
        self.assertEqual(one, two)
        self.assertNotEqual(one, other)
        count = lambda *what: sum(r[4:] == what for r in one)
        self.assertEqual(len({r[:4] for r in one}), len(one))
        for source in drawn:
            self.assertEqual((count(source, "acts", "-"), count(source, "all", "world"), count(source, "all", "-")), (4, 3, 1))
        self.assertEqual((count("own", "own", "world"), count("own", "own", "-")), (3, 21))
        texts = {d["id"]: d["text"] for d in self.documents()}
        self.assertTrue(all("attacked" in texts[r[0]][r[2]:r[3]] for r in one if r[5] == "acts"))

    def test_documents_of_conllu(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "x.conllu"
            path.write_text("# newdoc id = GUM_news_a\n# meta::dateCreated = 2015-01-02\n# newpar\n# text = One.\n1\tOne\n\n# text = Two.\n\n# newpar\n# text = Three.\n\n"
                            "# newdoc id = GUM_bio_b\n# newpar\n# text = No.\n\n# newdoc id = GUM_news_c\n# newpar\n# text = Four.\n", encoding="utf-8")
            self.assertEqual(list(s.documents_of(str(path))), [{"id": "GUM_news_a", "date": "2015-01-02", "text": "One. Two.\n\nThree."},
                                                              {"id": "GUM_news_c", "date": None, "text": "Four."}])


if __name__ == "__main__":
    unittest.main()
