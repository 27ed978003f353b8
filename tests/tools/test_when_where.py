#!/usr/bin/env python3
"""Drawing and scoring of times, places and numbers: what is drawn, what a row may say, what counts as right. All texts are our own."""
import contextlib
import copy
import datetime
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
import sample_when_where as s  # noqa: E402
import when_where as w  # noqa: E402

PAGE = (EVAL / "when-where" / "guideline.md").read_text(encoding="utf-8")
TEXT = re.search(r"^> \*(.*)\*$", PAGE, re.M)[1]
EXAMPLES = {m[1]: m[0].strip().split("\t") for m in re.finditer(r"^ {4}([tpn]\d)\t.*$", PAGE, re.M)}
WORDS = {"t1": "Tuesday", "t2": "Two days later", "t3": "2013", "p1": "Ruvania", "p2": "Lodra", "p3": "Lodra Vance", "n1": "at least 80", "n2": "400", "n3": "three"}
DAY = datetime.date(2016, 3, 4)


def where(words):
    begin = TEXT.index(words)
    return {"begin": begin, "end": begin + len(words)}


def event(number, trigger, low, high, **more):
    return {"id": number, "trigger": where(trigger), "date": {"from": low, "to": high, "grain": "day", "basis": "text"}, "places": [], "attributed_to": None, **more}


def perfect():
    lodra = {**where("Lodra"), "country": "RUV", "admin1": "Coast", "lat": 50.15, "lon": 14.0, "precision": "city", "role": "place"}
    return {"id": "d",
            "times": [{**where("on Tuesday"), "from": "2016-03-01", "to": "2016-03-01", "grain": "day"},
                      {**where("Two days later"), "from": "2016-03-03", "to": "2016-03-03", "grain": "day"},
                      {**where("in 2013"), "from": "2013-01-01", "to": "2013-12-31", "grain": "year"}],
            "places": [{**where("Ruvania"), "country": "RUV", "lat": 49.0, "lon": 13.0, "precision": "country", "role": "actor"}, lodra],
            "counts": [{**where("80"), "kind": "killed", "min": 80, "max": None, "exact": False, "event": 1, "claim": 0},
                       {**where("400"), "kind": "troops", "min": 400, "max": 400, "exact": True, "event": 2, "claim": None},
                       {**where("three"), "kind": "other", "min": 3, "max": 3, "exact": True, "event": 3, "claim": None}],
            "entities": [{"id": 5, "mentions": [where("the mayor")]}], "statements": [{"id": 0, "speakers": [5], "speaker_spans": [where("the mayor")]}],
            "claims": [{"id": 0, "event": 1, "statement": 0, "holders": [5], "stance": "asserts"}],
            "events": [event(0, "shelled", "2016-03-01", "2016-03-01", places=[lodra]), event(1, "killing", "2016-03-01", "2016-03-01", attributed_to=0),
                       event(2, "sent", "2016-03-03", "2016-03-03"), event(3, "sold", "2013-01-01", "2013-12-31")]}


class Files(unittest.TestCase):
    def run_with(self, what, kind, answers, record=None, second=None, date="2016-03-04", more=()):
        """The script as a program, in a folder with sheet, documents, answers and records."""
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            digest = s.digest(TEXT)
            (folder / "sheet").write_text("number\tdocument\tdigest\tbegin\tend\tsource\tpool\n" + "".join(
                f"{n}\td\t{digest}\t{where(x)['begin']}\t{where(x)['end']}\town\town\n" for n, x in WORDS.items() if n[0] == kind), encoding="utf-8")
            (folder / "documents").write_text(json.dumps({"id": "d", "text": TEXT, **({"date": date} if date else {})}) + "\n", encoding="utf-8")
            for name, some in (("first", answers), ("second", second)):
                if some is not None:
                    (folder / name).write_text("\n".join("\t".join(r) for r in [w.COLUMNS[kind], *some]) + "\n", encoding="utf-8")
            files = [what, folder / "sheet"] + ([folder / "first"] if answers is not None else [])
            if record is not None:
                (folder / "out").write_text(json.dumps(record) + "\n", encoding="utf-8")
                files.append(folder / "out")
            if second is not None:
                files.append(folder / "second")
            done = subprocess.run([sys.executable, "-B", EVAL / "when_where.py", *files, *more, "--documents", folder / "documents"], capture_output=True, text=True)
            return done.returncode, done.stdout, done.stderr

    def gold(self, kind):
        return [copy.copy(EXAMPLES[n]) for n in sorted(EXAMPLES) if n[0] == kind]

    def change(self, of, row, /, **columns):
        rows = self.gold(of)
        for name, value in columns.items():
            rows[row - 1][w.COLUMNS[of].index(name)] = value
        return rows

    def score(self, kind, record, rows=None, **more):
        code, out, err = self.run_with("score", kind, rows or self.gold(kind), record, **more)
        self.assertEqual((code, err), (0, ""))
        return out

    def line(self, out, name, n=0):
        found = [x.strip() for x in out.splitlines() if x.strip().startswith(name + ":")]
        self.assertTrue(found, name + " in " + out)
        return re.match(r"(\d+) of (\d+)", found[n][len(name) + 2:]).groups()


class Rows(Files):
    def test_examples_of_the_guideline(self):
        for kind in "tpn":
            self.assertEqual(w.COLUMNS[kind], re.search(rf"^ {{4}}(number\tspan\t{dict(t='value', p='role', n='value')[kind]}\t{dict(t='grain', p='kind', n='kind')[kind]}.*)$",
                                                        PAGE, re.M)[1].split("\t"))
            self.assertEqual([len(r) for r in self.gold(kind)], 3 * [len(w.COLUMNS[kind])])
            code, out, err = self.run_with("check", kind, self.gold(kind), more=("--verbose",))
            self.assertEqual((code, err), (0, ""))
            self.assertIn("3 of 3 marked", out)
        out = self.run_with("check", "t", self.gold("t"), more=("--verbose",))[1]
        self.assertIn("[shelled]+[killing]", out)
        self.assertIn("[the mayor]", self.run_with("check", "n", self.gold("n"), more=("--verbose",))[1])

    def test_malformed(self):
        for kind, columns, says in [("t", {"value": "2016-13-01"}, "no date"), ("t", {"value": "2016-03-02..2016-03-01"}, "no interval"), ("t", {"value": ".."}, "no interval"),
                                    ("t", {"grain": "days"}, "grain"), ("t", {"triggers": "16-22"}, "cuts a word"), ("t", {"triggers": ""}, "empty: triggers"),
                                    ("t", {"value": "none"}, "grain: `-`"), ("t", {"span": "0-7"}, "does not overlap"), ("t", {"number": "t9"}, "not in the sheet"),
                                    ("p", {"role": "town"}, "role"), ("p", {"country": "Ruvania"}, "no three letters"), ("p", {"lat": "95"}, "no coordinates"),
                                    ("p", {"kind": "city"}, "no coordinates"), ("n", {"value": "many"}, "no number"), ("n", {"value": "1,200"}, "no number"),
                                    ("n", {"kind": "dead"}, "kind"), ("n", {"trigger": "15-22+53-60"}, "one act"), ("n", {"holder": "somebody"}, "no span")]:
            code, _, err = self.run_with("check", kind, self.change(kind, 1, **columns))
            self.assertNotEqual(code, 0, says)
            self.assertIn(says, err)

    def test_twice(self):
        self.assertIn("twice", self.run_with("check", "t", self.gold("t") + self.gold("t")[:1])[2])

    def test_show_and_find(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "s").write_text(f"number\tdocument\tdigest\tbegin\tend\tsource\tpool\nn1\td\t{s.digest(TEXT)}\t61\t72\town\town\n", encoding="utf-8")
            (folder / "d").write_text(json.dumps({"id": "d", "date": "2016-03-04", "text": TEXT}) + "\n", encoding="utf-8")
            for what, argument, says in (("show", "n1", "【at least 80】"), ("show", "n1", "killing 53-60"), ("show", "n1", "Friday"), ("find", "sold", "160-164")):
                done = subprocess.run([sys.executable, "-B", EVAL / "when_where.py", what, folder / "s", *([argument] if what == "show" else ["n1", argument]),
                                       "--documents", folder / "d"], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn(says, done.stdout)


class Times(Files):
    def test_all_right(self):
        out = self.score("t", perfect())
        for name in ("found", "value right, of all with a date", "exact to the day", "grain, of those found"):
            self.assertEqual(self.line(out, name), ("3", "3"), name)
        for name in ("an event is there", "its date right, where told and there", "its date right, of all"):
            self.assertEqual(self.line(out, name), ("4", "4"), name)
        self.assertEqual(self.line(out, "(the day of publication would be right)"), ("0", "4"))

    def test_each_is_asked(self):
        for change, name, hits in [({"from": "2016-02-29"}, "value right, of all with a date", "2"), ({"to": None}, "value right, of all with a date", "2"),
                                   ({"from": "soon"}, "value right, of all with a date", "2"), ({"grain": "week"}, "grain, of those found", "2")]:
            record = perfect()
            record["times"][0].update(change)
            self.assertEqual(self.line(self.score("t", record), name)[0], hits)
        record = perfect()
        del record["times"][0]
        self.assertEqual(self.line(self.score("t", record), "found"), ("2", "3"))
        record = perfect()
        record["events"][0]["date"].update({"from": "2016-03-04", "to": "2016-03-04"})
        out = self.score("t", record)
        self.assertEqual(self.line(out, "its date right, of all"), ("3", "4"))
        del record["events"][0]
        out = self.score("t", record)
        self.assertEqual((self.line(out, "an event is there"), self.line(out, "its date right, where told and there")), (("3", "4"), ("3", "3")))

    def test_without_the_list(self):
        record = perfect()
        del record["times"]
        out = self.score("t", record)
        self.assertIn("no list `times`", out)
        self.assertNotIn("value right", out)
        self.assertEqual(self.line(out, "its date right, of all"), ("4", "4"))

    def test_none_and_skip(self):
        rows = self.change("t", 3, value="none", grain="-", triggers="-")
        self.assertEqual(self.line(self.score("t", perfect(), rows), "left alone what is no time of the calendar"), ("0", "1"))
        record = perfect()
        record["times"][2].update({"from": None, "to": None})
        self.assertEqual(self.line(self.score("t", record, rows), "left alone what is no time of the calendar"), ("1", "1"))
        rows = self.change("t", 3, value="skip", grain="-", triggers="-")
        self.assertEqual(self.line(self.score("t", perfect(), rows), "found"), ("2", "2"))

    def test_what_cannot_be_told_is_left_open(self):
        rows = self.change("t", 1, value="?", grain="-")
        out = self.score("t", perfect(), rows, date=None)
        self.assertEqual(self.line(out, "no date given where the text gives none (`?`)"), ("0", "1"))
        record = perfect()
        del record["times"][0]
        for e in record["events"][:2]:
            e["date"] = None
        out = self.score("t", record, rows, date=None)
        self.assertEqual(self.line(out, "no date given where the text gives none (`?`)"), ("1", "1"))
        self.assertEqual(self.line(out, "its date right, of all"), ("4", "4"))

    def test_within_the_grain(self):
        right = lambda value, grain, low, high, exact=False: w.same_time(w.parse_time(value), grain, w.told_date({"from": low, "to": high}), DAY, exact)
        self.assertTrue(right("2016-02-22..2016-02-28", "week", "2016-02-21", "2016-02-27"))  # weeks that begin on Sunday
        self.assertFalse(right("2016-02-22..2016-02-28", "week", "2016-02-21", "2016-02-27", exact=True))
        self.assertFalse(right("2016-02-22..2016-02-28", "week", "2016-02-20", "2016-02-26"))
        self.assertFalse(right("2016-02-01..2016-02-29", "month", "2016-02-10", "2016-02-10"))
        self.assertFalse(right("2016-01-01..2016-12-31", "year", "2016-03-04", "2016-03-04"))  # the day of publication is not "this year"
        self.assertTrue(right("2016-03-01..2016-05-31", "season", "2016-03-20", "2016-06-20"))
        self.assertTrue(right("2016-03-01..", "range", "2016-03-01", None))
        self.assertTrue(right("2016-03-01..", "range", "2016-03-01", "2016-03-04"))  # until today
        self.assertFalse(right("2016-03-01..", "range", "2016-03-01", "2016-03-01"))
        self.assertFalse(right("..2016-03-01", "range", "2016-03-04", "2016-03-01"))
        self.assertFalse(right("2016-03-01", "day", None, None))
        self.assertTrue(right("2015-12-05..2016-03-04", "vague", "2016-01-05", "2016-03-04"))
        self.assertFalse(right("2015-12-05..2016-03-04", "vague", "2015-03-04", "2016-03-04"))


class Places(Files):
    def test_all_right(self):
        out = self.score("p", perfect())
        for n in (0, 1):
            for name in ("found", "country right, of all", "the right one, of all", "kind, where the record tells it", "role, where the record tells it"):
                self.assertEqual(self.line(out, name, n), ("1", "1"), name)
        for name in ("not taken for the place of something", "names that are no place, left alone", "a place where something is or happens is one of an event's", "and then the right one"):
            self.assertEqual(self.line(out, name), ("1", "1"), name)
        self.assertEqual(self.line(out, "actors and names that are no place: of no event"), ("2", "2"))

    def test_each_is_asked(self):
        for change, name in [({"lat": 50.5}, "the right one, of all"), ({"lat": None}, "the right one, of all"), ({"country": "ZZZ"}, "country right, of all"),
                             ({"precision": "region"}, "the right one, of all"), ({"precision": "below"}, "kind, where the record tells it"), ({"role": "actor"}, "role, where the record tells it")]:
            record = perfect()
            record["places"][1].update(change)
            self.assertEqual(self.line(self.score("p", record), name), ("0", "1"), change)
        record = perfect()
        record["places"].append({**where("Lodra Vance"), "country": "RUV", "role": "place"})
        self.assertEqual(self.line(self.score("p", record), "names that are no place, left alone"), ("0", "1"))
        record["places"][-1]["role"] = "none"
        self.assertEqual(self.line(self.score("p", record), "names that are no place, left alone"), ("1", "1"))
        record = perfect()
        record["places"][0]["role"] = "place"
        self.assertEqual(self.line(self.score("p", record), "not taken for the place of something"), ("0", "1"))

    def test_places_of_events(self):
        record = perfect()
        del record["places"]
        record["events"][2]["places"] = [{**where("Lodra Vance"), "country": "RUV"}]
        out = self.score("p", record)
        self.assertIn("no list `places`", out)
        self.assertEqual(self.line(out, "and then the right one"), ("1", "1"))
        self.assertEqual(self.line(out, "actors and names that are no place: of no event"), ("1", "2"))

    def test_kinds(self):
        mark = lambda kind, country, admin1, at, note="": {"kind": kind.split("|"), "country": country, "admin1": admin1, "at": at, "note": note}
        syria, york = mark("country", ["SYR"], [], (35.0, 38.0)), mark("region", ["USA"], ["new york"], (43.0, -75.5))
        self.assertTrue(w.place_right(syria, {"country": "SYR", "lat": 33.5, "lon": 36.3}))
        self.assertFalse(w.place_right(syria, {"country": "SYR", "precision": "city"}))
        self.assertTrue(w.place_right(york, {"country": "USA", "admin1": "New York"}))
        self.assertFalse(w.place_right(york, {"country": "USA", "admin1": "New York", "precision": "city"}))
        self.assertFalse(w.place_right(york, {"country": "USA", "admin1": "Ohio", "lat": 40.4, "lon": -82.8}))
        east = mark("region", [], [], (30.0, 42.0))
        self.assertTrue(w.place_right(east, {"country": None}))
        self.assertFalse(w.place_right(east, {"country": "IRQ", "lat": 30.0, "lon": 42.0}))
        self.assertFalse(w.place_right(east, {"country": None, "lat": 52.0, "lon": 4.0}))
        homs = mark("city", ["SYR"], ["homs"], (34.73, 36.72))
        self.assertFalse(w.place_right(homs, {"country": "SYR", "lat": 35.1, "lon": 36.72}))
        self.assertTrue(w.place_right(mark("city", ["SYR"], [], (34.73, 36.72), "unsure"), {"country": "SYR", "lat": 35.1, "lon": 36.72}))

    def test_distance(self):
        self.assertAlmostEqual(w.distance((0, 0), (0, 1)), 111.2, 1)
        self.assertAlmostEqual(w.distance((51.5, -0.12), (48.86, 2.35)), 343, delta=5)


class Numbers(Files):
    def test_all_right(self):
        out = self.score("n", perfect())
        for name in ("found", "value right, of all", "kind right, of all", "right: value, kind and event, of all", "exact or not, where the record tells it", "event", "holder"):
            self.assertEqual(self.line(out, name), ("3", "3"), name)

    def test_each_is_asked(self):
        for change, name in [({"min": 79.5, "max": 80}, "value"), ({"kind": "injured"}, "kind"), ({"event": 2}, "event"), ({"event": None}, "event"), ({"claim": None, "event": 0}, "holder"),
                             ({"exact": True}, "exact or not, where the record tells it")]:
            record = perfect()
            record["counts"][0].update(change)
            self.assertEqual(self.line(self.score("n", record), name), ("2", "3"), change)
        record = perfect()
        record["counts"][0]["claim"] = None  # the statement of its event says the same
        self.assertEqual(self.line(self.score("n", record), "holder"), ("3", "3"))
        record["counts"] = record["counts"][1:]
        self.assertEqual(self.line(self.score("n", record), "found"), ("2", "3"))
        self.assertEqual(self.line(self.score("n", record), "right: value, kind and event, of all"), ("2", "3"))

    def test_counts_nothing(self):
        rows = self.change("n", 3, value="none", kind="-", trigger="-", holder="-")
        self.assertEqual(self.line(self.score("n", perfect(), rows), "left alone what counts nothing"), ("0", "1"))
        record = perfect()
        del record["counts"][2]
        self.assertEqual(self.line(self.score("n", record, rows), "left alone what counts nothing"), ("1", "1"))

    def test_belongs_to_no_act(self):
        rows = self.change("n", 3, trigger="-")
        self.assertEqual(self.line(self.score("n", perfect(), rows), "event"), ("2", "3"))
        record = perfect()
        record["counts"][2]["event"] = None
        self.assertEqual(self.line(self.score("n", record, rows), "event"), ("3", "3"))

    def test_values(self):
        same = lambda value, low, high: w.same_number(w.parse_number(value), low, high)
        for value, low, high, right in [("12", 12, 12, True), ("12", 12, None, False), ("12", 13, 13, False), ("80..", 80, None, True), ("80..", 81, None, True), ("80..", 82, None, False),
                                        ("80..", 80, 80, False), ("400000..", 400001, None, True), ("..12", None, 12, True), ("..12", 0, 12, False), ("10..20", 10, 20, True),
                                        ("10..20", 10, 19, False), ("24..99", 24, 99, True), ("200..999", 200, 1000, True), ("200..999", 100, 999, False), ("~400", 400, 400, True),
                                        ("~400", 360, 440, True), ("~400", 200, 600, False), ("~400", 400, None, False), ("1200000", 1200, 1200, False), ("3.5", 3.5, 3.5, True)]:
            self.assertEqual(same(value, low, high), right, (value, low, high))


class Agreement(Files):
    def test_same_and_different(self):
        code, out, err = self.run_with("agreement", "t", self.gold("t"), None, self.change("t", 2, value="2016-03-04", triggers="160-164"))
        self.assertEqual((code, err), (0, ""))
        self.assertEqual((self.line(out, "value"), self.line(out, "acts dated"), self.line(out, "grain")), (("2", "3"), ("2", "3"), ("3", "3")))
        code, out, err = self.run_with("agreement", "p", self.gold("p"), None, self.change("p", 2, role="actor", country="ZZZ", lat="51.00"))
        self.assertEqual((self.line(out, "role"), self.line(out, "country"), self.line(out, "within 25 km (cities and below)")), (("1", "2"), ("1", "2"), ("0", "1")))
        code, out, err = self.run_with("agreement", "n", self.gold("n"), None, self.change("n", 1, value="~80", holder="narrator"))
        self.assertEqual((self.line(out, "value"), self.line(out, "holder"), self.line(out, "act")), (("2", "3"), ("2", "3"), ("3", "3")))


class Sheets(unittest.TestCase):
    def found(self, what, text):
        return [text[b:e] for b, e, _ in s.FIND[what](text, 0, len(text))]

    def test_patterns(self):
        self.assertEqual(self.found("times", "Since Monday, two days after the raid, he may rest from May to June 2015; in the spring of 2016 he left overnight."),
                         ["Since Monday", "two days after the raid", "from May to June 2015", "the spring of 2016", "overnight"])
        self.assertEqual(self.found("numbers", "At least 80 died on March 3, 2015, and hundreds fled; 12 percent paid $3.5 million for two weeks."), ["At least 80", "hundreds", "$3.5 million"])
        self.assertEqual(self.found("places", "On Monday Lodra Vance left New Saar for the University of Lodra and Ruvania's coast."), ["Lodra Vance", "New Saar", "University of Lodra", "Ruvania"])
        self.assertEqual([k for _, _, k in s.places("He left Lodra for Syria, in Saar.", 0, 33)], ["any", "list", "behind"])

    def test_running_text(self):
        text = "Mayor of Lodra Leaves Town Hall For Good.\n\nThe mayor left the town hall for good on Monday."
        self.assertEqual([text[b:e] for b, e in s.running(text)], ["The mayor left the town hall for good on Monday."])

    def documents(self):
        for kind in ("GUM_", "re3d-", "x-"):
            for i in range(12):
                yield {"id": f"{kind}{i:02}", "text": f"The army left the old town on March {i + 1} and again in {1980 + i} with the others."}
        text = "It rained on Monday and on Tuesday in Paris and Paris Vance saw it."
        yield {"id": "ww-1", "text": text, "times": [[13, 19], [27, 34]], "places": [[38, 43], [48, 59]], "alike": [[48, 59]]}

    def test_draw(self):
        sizes = {"own": (0, 1), "gum": (3, 4), "re3d": (3, 4), "polnear": (3, 4)}
        with contextlib.redirect_stderr(io.StringIO()):
            one, two, other = (s.draw("times", list(self.documents()), n, sizes) for n in (1, 1, 2))
            alike = s.draw("places", list(self.documents()), 1, {"own": (1, 0), "gum": (0, 0), "re3d": (0, 0), "polnear": (0, 0)})
        self.assertEqual(one, two)
        self.assertNotEqual(one, other)
        self.assertEqual(len({r[:4] for r in one}), len(one))
        for source in ("gum", "re3d", "polnear"):
            self.assertEqual([sum(r[4:] == (source, pool) for r in one) for pool in ("all", "kinds")], [3, 4])
            texts = [t for r in one if r[4:] == (source, "kinds") for t in [next(d["text"] for d in self.documents() if d["id"] == r[0])[r[2]:r[3]]]]
            self.assertEqual(sum("March" in t for t in texts), 2)  # one class after the other
        self.assertEqual([r[2:4] for r in alike], [(48, 59)])

    def test_few_of_the_same(self):
        rows = [("d", "x", i, i + 1, "Syria", "list") for i in range(5)]
        self.assertEqual(len(list(s.few(rows, 3))), 3)

    def test_printed_date(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "x.conllu"
            path.write_text("# newdoc id = GUM_news_a\n# meta::dateCreated = 2015-01-02\n# newpar\n# text = A heading\n1\tA\n\n# newpar\n# text = Monday, January 5, 2015\n\n"
                            "# newdoc id = GUM_news_b\n# meta::dateCreated = 2015-01-02\n# newpar\n# text = Plain.\n", encoding="utf-8")
            self.assertEqual([d["date"] for d in s.documents(str(path))], ["2015-01-05", "2015-01-02"])

    def test_input_tells_nothing_of_the_marks(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            document = next(d for d in self.documents() if d["id"] == "ww-1")
            (folder / "own.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
            (folder / "s.tsv").write_text(f"number\tdocument\tdigest\tbegin\tend\tsource\tpool\nt1\tww-1\t{s.digest(document['text'])}\t13\t19\town\town\n", encoding="utf-8")
            done = subprocess.run([sys.executable, "-B", EVAL / "when_where.py", "input", folder / "s.tsv", folder / "own.jsonl"], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertEqual(set(json.loads(done.stdout)), {"id", "text"})


if __name__ == "__main__":
    unittest.main()
