#!/usr/bin/env python3
"""The commands as a user calls them: records against the schema, offsets, errors, threads, exit status.

    python3 tests/cli/test_cli.py build/casus
"""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASUS = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else str(ROOT / "build/casus")


def casus(*args, stdin=b"", cwd=None):
    return subprocess.run([CASUS, *map(str, args)], input=stdin, capture_output=True, cwd=cwd, timeout=300)


def records(*args, stdin=b""):
    done = casus("code", "--format", "jsonl", *args, stdin=stdin)
    if done.returncode:
        raise AssertionError(done.stderr.decode())
    return [json.loads(line) for line in done.stdout.splitlines()]


def line(**document):
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


class Usage(unittest.TestCase):
    def test_help_and_version(self):
        self.assertEqual(casus("--help").returncode, 0)
        self.assertRegex(casus("--version").stdout, rb"^casus \d+\.\d+\.\d+\n$")
        for command in ("code", "parse", "actor", "lexicon"):
            self.assertIn(b"examples:", casus(command, "--help").stdout)
            self.assertEqual(casus("help", command).stdout, casus(command, "--help").stdout)

    def test_wrong_use_is_2(self):
        for args in ([], ["nonsense"], ["code", "--no-such"], ["code", "--date", "yesterday"], ["code", "--threads", "0"],
                     ["code", "--format", "xml"], ["code", "--date"], ["lexicon", "nonsense"],
                     ["actor"], ["actor", "x", "--date", "monday"], ["actor", "x", "--format", "xml"], ["lexicon", "missing"],
                     ["lexicon", "coverage", "--years", "1990"], ["lexicon", "coverage", "--format", "pdf"],
                     ["lexicon", "missing", "--top", "none", "x"], ["lexicon", "coverage", "x"]):
            done = casus(*args)
            self.assertEqual(done.returncode, 2, args)
            self.assertTrue(done.stderr, args)


class Records(unittest.TestCase):
    def test_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.fail("python3-jsonschema is not installed (apt-get install python3-jsonschema)")
        schema = json.loads((ROOT / "docs/record.schema.json").read_text(encoding="utf-8"))
        check = jsonschema.Draft202012Validator(schema["$defs"]["record"] | {"$defs": schema["$defs"]})
        found = records(ROOT / "samples/articles.jsonl") + records("--date", "2024-03-15", ROOT / "samples/article.txt")
        self.assertEqual(len(found), 4)
        for record in found:
            check.validate(record)
        self.assertTrue(any(r["events"] for r in found))
        self.assertTrue(any(r["statements"] for r in found))

    def test_ids_point_somewhere(self):
        for r in records("--date", "2024-03-15", ROOT / "samples/article.txt"):
            entities = {e["id"] for e in r["entities"]}
            statements = {s["id"] for s in r["statements"]}
            events = {e["id"] for e in r["events"]}
            for e in r["events"]:
                self.assertIn(e["attributed_to"], statements | {None})
                self.assertIn(e["about"], events | {None})
                self.assertLess(e["sentence"], len(r["sentences"]))
                for p in e["source"] + e["target"]:
                    self.assertIn(p["entity"], entities | {None})
                self.assertTrue(e["source"] or e["target"])
            for s in r["statements"]:
                self.assertTrue(set(s["speakers"]) <= entities)
                self.assertIn(s["parent"], (statements - {s["id"]}) | {None})

    def test_code_points(self):
        text = "“Élysée” 😀 said nothing.\n\nPrésident Macron met Angela Merkel in Zürich. “We agreed,” Merkel said — “twice”."
        title = "Ürümqi: France recalls its ambassador from Türkiye"
        r = records(stdin=line(text=text, title=title, date="2018-05-01"))[0]
        where = {"text": text, "title": title}
        spans = [("sentence", s) for s in r["sentences"]]
        for e in r["entities"]:
            spans += [(e["name"], m) for m in e["mentions"]]
        for s in r["statements"]:
            spans += [("statement", p) for p in s["content"] + s["speaker_spans"]]
        for e in r["events"]:
            spans += [("event", p) for p in e["source"] + e["target"] + [e["trigger"]] if "begin" in p]
        self.assertTrue(any("in" in s for _, s in spans), "nothing was found in the title")
        for what, s in spans:
            words = where[s.get("in", "text")][s["begin"]:s["end"]]
            self.assertTrue(words and words == words.strip(), (what, s, words))
        merkel = [m for e in r["entities"] if "Merkel" in e["name"] for m in e["mentions"]]
        self.assertIn("Angela Merkel", [text[m["begin"]:m["end"]] for m in merkel])

    def test_title_with_which_the_text_begins_is_coded_once(self):
        text = "Ruritania expels envoy\n\nRuritania expelled an envoy of France."
        r = records(stdin=line(text=text, title="Ruritania expels envoy"))[0]
        self.assertFalse(any("in" in s for s in r["sentences"]))

    def test_given_back(self):
        r = records(stdin=line(id=7, text="Nothing.", source="Wire", url="http://example.org/", lang="en", extra_field=[1, {"a": None}]))[0]
        self.assertEqual((r["id"], r["publisher"], r["url"], r["lang"]), ("7", "Wire", "http://example.org/", "en"))
        self.assertEqual(r["extra"], {"extra_field": [1, {"a": None}]})
        self.assertNotIn("text", r)
        self.assertEqual(records("--input-format", "txt", stdin=b"Some text.")[0]["text"], "Some text.")

    def test_known_mentions_are_actors(self):
        text = "Zubrowka attacked Freedonia."
        r = records(stdin=line(text=text, mentions=[{"begin": 0, "end": 8, "code": "ZUB"}, {"begin": 18, "end": 27}]))[0]
        e = [e for e in r["events"] if e["base"] == "ASSAULT"]
        self.assertEqual(len(e), 1)
        self.assertEqual(text[e[0]["source"][0]["begin"]:e[0]["source"][0]["end"]], "Zubrowka")
        self.assertEqual(e[0]["source"][0]["code"], "ZUB")
        self.assertEqual(text[e[0]["target"][0]["begin"]:e[0]["target"][0]["end"]], "Freedonia")

    def test_threads_change_nothing(self):
        text = (ROOT / "samples/articles.jsonl").read_bytes()
        many = b"".join(text.replace(b"sample-", b"%d-" % i) for i in range(40))
        one = casus("code", "--format", "jsonl", "--threads", "1", stdin=many)
        self.assertEqual(one.returncode, 0, one.stderr)
        for n in (2, 7):
            self.assertEqual(casus("code", "--format", "jsonl", "--threads", n, stdin=many).stdout, one.stdout)

    def test_compressed(self):
        plain = (ROOT / "samples/articles.jsonl").read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.jsonl.gz")
            path.write_bytes(gzip.compress(plain))
            self.assertEqual([r["id"] for r in records(path)], ["sample-1", "sample-2", "3"])

    def test_table(self):
        done = casus("code", "--format", "table", "--date", "2024-03-15", ROOT / "samples/article.txt")
        self.assertEqual(done.returncode, 0)
        self.assertNotIn(b"\033", done.stdout)
        self.assertIn("→".encode(), done.stdout)

    def test_hostile_terminal_text_is_disarmed(self):
        done = casus("code", "--format", "table", stdin=b"France \x1b[31mattacked\x07 Germany.")
        self.assertEqual(done.returncode, 0)
        self.assertNotIn(b"\x1b", done.stdout)


class Places(unittest.TestCase):
    TEXT = ("BEIRUT, April 12 (Herald) - Two bombs went off in Tripoli on Monday.\n\n"
            "Lebanese troops attacked rebels near the Syrian town of Azaz. The Lebanese government blamed Lebanon's rivals. "
            "Police arrested three men in Paris, Texas. In Washington, the Pentagon denied it. Jane Paris praised the police. "
            "Moscow warned that it would bomb Aleppo.")

    def coded(self, *args, text=TEXT):
        r = records(*args, "--input-format", "jsonl", "-", stdin=line(id="p", text=text))[0]
        found = {}
        for p in r["places"]:
            found.setdefault(text[p["begin"]:p["end"]], p)
        return r, found

    def test_which_places(self):
        r, found = self.coded()
        want = {"BEIRUT": ("LBN", "city", "place"), "Tripoli": ("LBN", "city", "place"), "Azaz": ("SYR", "city", "place"),
                "Paris": ("USA", "city", "place"), "Texas": ("USA", "region", "place"),
                "Washington": ("USA", "city", "place"), "Moscow": ("RUS", "city", "actor"),
                "Aleppo": ("SYR", "city", "place")}
        self.assertEqual({k: (v["country"], v["precision"], v["role"]) for k, v in found.items() if k in want}, want)
        self.assertAlmostEqual(found["Tripoli"]["lat"], 34.43, 1)
        self.assertEqual(found["Paris"]["admin1"], "Texas")
        self.assertEqual(sum(p["name"] == "Paris" for p in r["places"]), 1)  # Jane Paris is none

    def test_persons_and_papers_are_none(self):
        _, found = self.coded(text="Paris Hamilton and Jordan Roe read The Washington Post. Roe thanked Hamilton.")
        self.assertEqual(found, {})

    def test_events_have_their_own_places(self):
        r, _ = self.coded()
        told = {self.TEXT[e["trigger"]["begin"]:e["trigger"]["end"]]: [p["name"] for p in e["places"]] for e in r["events"]}
        self.assertEqual(told.get("arrested"), ["Paris"])
        self.assertEqual(told.get("attacked"), ["Azaz"])
        self.assertEqual(told.get("bomb"), ["Aleppo"])
        for e in r["events"]:
            self.assertNotIn("Beirut", [p["name"] for p in e["places"]])
            for p in e["places"]:
                self.assertIn(p["begin"], [q["begin"] for q in r["places"]])

    def test_without_gazetteer(self):
        r, found = self.coded("--places=")
        self.assertIsNone(r["version"]["places"])
        self.assertEqual(found["Aleppo"]["country"], "SYR")
        for p in r["places"]:
            if p["geonames"] is not None:
                self.fail(p)
        self.assertIsNone(found["Aleppo"]["lat"])

    def test_damaged_gazetteer(self):
        whole = bytearray((ROOT / "models/places.casus").read_bytes())
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "places.casus"
            for at, cut in ((len(whole) // 2, None), (0, None), (None, 1000000)):
                bad = whole[:cut]
                if at is not None:
                    bad[at] ^= 1
                path.write_bytes(bad)
                done = casus("code", "--places", path, stdin=b"Norway attacked.")
                self.assertEqual(done.returncode, 1)
                self.assertIn(str(path).encode(), done.stderr)
                self.assertIn(b"byte", done.stderr)
            done = casus("code", "--places", folder + "/none", stdin=b"Norway attacked.")
            self.assertEqual(done.returncode, 1)


class Statements(unittest.TestCase):
    """Through the live models: plain sentences of our own, which any later model has to get right as well."""

    def told(self, text):
        r = records(stdin=line(text=text, date="2018-05-01"))[0]
        words = lambda spans: [text[s["begin"]:s["end"]] for s in spans]
        return [(s["kind"], s["speaker_by"], words(s["speaker_spans"]), words(s["content"])) for s in r["statements"]]

    def test_indirect(self):
        self.assertEqual(self.told("The minister said that talks would start on Friday."),
                         [("indirect", "explicit", ["The minister"], ["that talks would start on Friday"])])

    def test_direct_and_its_order(self):
        for text in ("“We will leave on Friday,” the minister said.", "\"We will leave on Friday,\" said the minister."):
            self.assertEqual(self.told(text), [("direct", "explicit", ["the minister"], [text[:text.index(",") + 2]])])

    def test_goes_on_in_the_paragraph(self):
        told = self.told("\"We will leave on Friday,\" the minister said. \"Nobody can stop us now.\"")
        self.assertEqual([t[:2] for t in told], [("direct", "explicit"), ("direct", "previous sentence")])

    def test_split_quotation_is_one_statement(self):
        told = self.told("\"The faster we can help people on the ground,\" Mr. Kerry said, \"the better off we are going to be.\"")
        self.assertEqual([(t[0], t[2], len(t[3])) for t in told], [("direct", ["Mr. Kerry"], 2)])

    def test_goes_on_in_the_next_paragraph(self):
        text = "\"They are hard but we will not leave the talks,\" Ann Roe said.\n\n\"I have never seen a man who works so much for peace.\""
        r = records(stdin=line(text=text, date="2018-05-01"))[0]
        self.assertEqual([s["speaker_by"] for s in r["statements"]], ["explicit", "previous sentence"])
        self.assertEqual(r["statements"][0]["speakers"], r["statements"][1]["speakers"])
        r = records(stdin=line(text=text.replace("Ann Roe said.", "Ann Roe said. The talks went on."), date="2018-05-01"))[0]
        self.assertEqual(r["statements"][-1]["speakers"], [])

    def test_nobody_named(self):
        told = self.told("Kenya sent troops to Somalia.\n\n\"This is a dark day for all of us here.\"")
        self.assertEqual([t[:3] for t in told], [("direct", "none", [])])

    def test_according_to(self):
        told = self.told("The rebels shelled the town, according to the mayor.")
        self.assertEqual([(t[0], t[2]) for t in told], [("indirect", ["the mayor"])])
        self.assertEqual(told[0][3], ["The rebels shelled the town"])

    def test_label(self):
        told = self.told("Angela Merkel: We will not accept these terms.")
        self.assertEqual(told, [("direct", "explicit", ["Angela Merkel"], ["We will not accept these terms"])])

    def test_first_persons_are_the_speaker(self):
        text = "\"We and our friends know what I want,\" said Mira Tolan.\n\nWe asked her again."
        r = records(stdin=line(text=text, date="2018-05-01"))[0]
        mine = [e for e in r["entities"] if e["name"] == "Mira Tolan"]
        self.assertEqual(len(mine), 1)
        words = [text[m["begin"]:m["end"]] for m in mine[0]["mentions"]]
        self.assertEqual([w for w in words if w in ("We", "our", "I")], ["We", "our", "I"]) # and not the writer's "We"

    def test_scare_quotes_are_no_speech(self):
        self.assertEqual(self.told("The so-called \"Green March\" crossed the border."), [])

    def test_event_inside_a_statement_points_at_it(self):
        text = "Police arrested two men in Lima, the mayor said."
        r = records(stdin=line(text=text, date="2018-05-01"))[0]
        arrests = [e for e in r["events"] if e["base"] == "COERCE"]
        self.assertEqual([e["attributed_to"] for e in arrests], [s["id"] for s in r["statements"]])
        r = records(stdin=line(text="Police arrested two men in Lima.", date="2018-05-01"))[0]
        self.assertEqual([e["attributed_to"] for e in r["events"]], [None])


class References(unittest.TestCase):
    def names(self, text):
        r = records(stdin=line(text=text, date="2016-05-02"))[0]
        return {e["name"]: (e["type"], [text[m["begin"]:m["end"]] for m in e["mentions"]]) for e in r["entities"]}

    def test_the_party_is_the_one_named(self):
        told = self.names("The GOP met in Ohio on Monday. The party chose its candidate.")
        self.assertEqual(told["Republican Party"], ("ORG", ["GOP", "The party", "its"]))
        told = self.names("The party chose a candidate. The GOP met in Ohio on Monday.")
        self.assertEqual(told["Republican Party"], ("ORG", ["GOP"]))

    def test_people_are_not_the_state(self):
        told = self.names("Israel freed a prisoner. Israeli officials and two Israelis welcomed him.")
        self.assertEqual(told["Israel"], ("GPE", ["Israel"]))
        self.assertEqual([k for k, (t, _) in told.items() if t == "NORP"], ["Israeli"])

    def test_a_body_is_not_the_state_in_its_name(self):
        r = records(stdin=line(text="Students of Georgia Tech met in Atlanta.", date="2016-05-02"))[0]
        self.assertIn("Georgia Tech", [e["name"] for e in r["entities"]])
        self.assertEqual([e["actor"]["code"] for e in r["entities"] if e["actor"] and "GEO" in (e["actor"]["code"] or "")], [])

    def test_titles_are_no_part_of_names(self):
        told = self.names("President Barack Obama met Dr. Olga Sommer in the Hague.")
        self.assertIn(["Barack Obama"], [m for _, m in told.values()])
        self.assertIn(["Olga Sommer"], [m for _, m in told.values()])


class Trees(unittest.TestCase):
    def test_apostrophes_left_out(self):
        """"Its not" is two words, "its ministers" is one."""
        done = casus("parse", stdin="Its not over.\n\nThe party said its ministers havent met.".encode())
        forms = [line.split("\t")[1] for line in done.stdout.decode().splitlines() if "\t" in line]
        self.assertEqual(forms[:4], ["Its", "It", "s", "not"])
        self.assertIn("havent", forms)
        self.assertEqual(forms[forms.index("havent") + 1:][:2], ["have", "nt"])
        self.assertEqual(forms[forms.index("its"):][:2], ["its", "ministers"])

    def test_conllu(self):
        done = casus("parse", stdin="Police didn't arrest them.\n\nThey left\nat noon.".encode())
        self.assertEqual(done.returncode, 0)
        out = done.stdout.decode()
        self.assertEqual(out.count("# newpar"), 2)
        self.assertIn("\n2-3\tdidn't\t", out)
        for row in out.splitlines():
            if row and row[0] != "#":
                self.assertEqual(len(row.split("\t")), 10, row)


class BadInput(unittest.TestCase):
    def fails(self, *args, stdin=b"", says=(), good=None):
        done = casus("code", "--format", "jsonl", *args, stdin=stdin)
        self.assertEqual(done.returncode, 1, done.stderr)
        for piece in says:
            self.assertIn(piece, done.stderr.decode())
        if good is not None:
            self.assertEqual([json.loads(x)["id"] for x in done.stdout.splitlines()], good)
        return done

    def test_no_such_file(self):
        self.fails("no-such-file.txt", says=["no-such-file.txt"])

    def test_invalid_utf8(self):
        with tempfile.TemporaryDirectory() as folder:
            bad, good = pathlib.Path(folder, "bad.txt"), pathlib.Path(folder, "good.txt")
            bad.write_bytes(b"France met \xff Germany.")
            good.write_text("France met Germany.")
            done = self.fails(bad, good, says=["bad.txt", "byte 11"])
            self.assertEqual(len(done.stdout.splitlines()), 1)

    def test_lines(self):
        stdin = (line(id="a", text="France met Germany.") + b"not json\n" + line(id="b", text=5) + b'{"id":"c","text":"\\ud800"}\n' +
                 b'{"id":"d","text":"x \xff"}\n' + b"[1]\n" + line(id="e") + b"\n" + line(id="z", text="France met Germany."))
        done = self.fails(stdin=stdin, says=[":2:", ":3:", "document b", ":4:", ":5:", ":6:", ":7:"], good=["a", "z"])
        self.assertEqual(done.stderr.count(b"\n"), 6)

    def test_error_records(self):
        done = casus("code", "--errors=record", "--format=jsonl", stdin=line(id="a", text=5) + line(id="b", text="x"))
        out = [json.loads(x) for x in done.stdout.splitlines()]
        self.assertEqual([r["id"] for r in out], ["a", "b"])
        self.assertIn("text", out[0]["error"])
        self.assertEqual(done.returncode, 1)

    def test_empty_and_nul(self):
        for text in ("", " ", "\n\n\n", "\0", "a\0b", "\0\0 France\0met\0Germany. \0"):
            r = records(stdin=line(id="x", text=text))[0]
            for s in r["sentences"]:
                self.assertLessEqual(s["end"], len(text))
        self.assertEqual(records("--input-format=txt", stdin=b"")[0]["events"], [])
        self.assertEqual(records("--input-format=jsonl", stdin=b""), [])

    def test_huge_line(self):
        stdin = line(id="a", text="France met Germany.") + line(id="huge", text="x" * 50_000_000) + line(id="z", text="Iran met Iraq.")
        self.fails(stdin=stdin, says=[":2", "huge"], good=["a", "z"])

    def test_long_document(self):
        text = "The minister of Ruritania met “rebels” in Borduria, he said. " * 16_000  # about 1 MB
        self.assertGreater(len(records(stdin=line(text=text))[0]["sentences"]), 10_000)

    def test_hostile_runs(self):
        for text in ('"' * 200_000, "(" * 200_000, "a" * 2_000_000, "." * 200_000, "He said that " * 20_000, "’" * 100_000,
                     "U.S. " * 100_000, "and France " * 50_000, "\n\n" * 200_000, "#" * 100_000, "@a " * 50_000, "1." * 100_000,
                     '"A b c d e." ' * 20_000, "France: " * 40_000):
            records(stdin=line(text=text))

    def test_truncated_gz(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "cut.jsonl.gz")
            whole = b"".join(line(id=str(i), text="France met Germany. %d" % (i * 7919)) for i in range(3000))
            path.write_bytes(gzip.compress(whole)[:-2000])
            done = self.fails(path, says=["cut.jsonl.gz"])
            self.assertGreater(len(done.stdout.splitlines()), 100, "what could be read is coded")

    def test_damaged_model(self):
        model = (ROOT / "models/en.casus").read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "bad.casus")
            for damage in (b"", b"not a model", model[:1000], model[:len(model) // 2], model[:70] + b"\xff" * 8 + model[78:],
                           model[:-9] + bytes([model[-9] ^ 1]) + model[-8:]):
                path.write_bytes(damage)
                self.fails("--model", path, stdin=b"x", says=["bad.casus"])

    def test_damaged_lexicon(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "actors")
            path.mkdir()
            (path / "mine.txt").write_text("[ruritania]\nkind state\ncode RUR\nname Ruritania\nnonsense 5\n")
            self.fails("--overlay", folder, stdin=b"x", says=["mine.txt:5", "nonsense"])
            (path / "mine.txt").write_text("[ruritania]\nkind state\ncode RUR\nname Ruritania\n")
            r = records("--overlay", folder, stdin=line(text="Ruritania attacked France."))[0]
            self.assertIn("RUR", [e["actor"]["code"] for e in r["entities"] if e["actor"]])


class Lexicon(unittest.TestCase):
    def actor(self, *args):
        done = casus("actor", "--format", "json", *args)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_the_same_person_by_office_and_by_name(self):
        by_name = self.actor("Emmanuel Macron", "--date", "2020-05-01")["taken"]
        by_office = self.actor("the French president", "--date", "2020-05-01")["taken"]
        self.assertEqual(by_name["id"], by_office["id"])
        self.assertEqual(by_name["code"], "FRAGOV")
        self.assertNotEqual(self.actor("the French president", "--date", "2010-05-01")["taken"]["id"], by_name["id"])

    def test_terms_tell_what_holds_that_day(self):
        meaning = self.actor("Kerry", "--date", "2014-05-01")["meanings"][0]
        now = [t for t in meaning["terms"] if t["now"]]
        self.assertEqual([(t["what"], t["code"]) for t in now], [("Secretary of State", "USAGOV")])
        self.assertTrue(meaning["entry"].startswith("actors/states/usa.txt:"))

    def test_unknown_and_long_names(self):
        self.assertEqual(self.actor("Xyzzy Qwfp")["meanings"], [])
        self.assertIn(b"nothing of this name", casus("actor", "Xyzzy").stdout)
        self.assertEqual(casus("actor", "x " * 600).returncode, 2)
        self.assertEqual(casus("actor", "\udcff\udcfe").returncode, 1)

    def test_coverage(self):
        table = casus("lexicon", "coverage", "--format", "tsv", "--years", "2000..2002").stdout.decode().splitlines()
        self.assertEqual(table[0].split("\t"), ["state", "post", "2000", "2001", "2002"])
        self.assertIn("usa\thead-of-state\t100\t100\t100", table)
        self.assertIn("tls\thead-of-state\t-\t-", "\n".join(table))  # no member before September 2002
        page = casus("lexicon", "coverage", "--format", "html").stdout.decode()
        self.assertTrue(page.startswith("<!doctype html>") and page.endswith("</html>\n"))
        self.assertEqual(casus("lexicon", "coverage", "--years", "1200..1300").returncode, 2)

    def test_missing_is_a_draft_of_an_overlay(self):
        text = "Zabine Quorll met Ruritanian envoys in France. Zabine Quorll said so."
        with tempfile.TemporaryDirectory() as folder:
            news = pathlib.Path(folder, "news.jsonl")
            news.write_bytes(line(text=text, date="2020-01-01") + line(text=text, date="2021-01-01") + b"{broken\n")
            done = casus("lexicon", "missing", news)
            self.assertEqual(done.returncode, 1)  # one line is broken, the others count
            self.assertIn(b"news.jsonl:3", done.stderr)
            self.assertIn(b"# 2 documents, 4 times, PERSON, 2020-01-01 to 2021-01-01", done.stdout)
            self.assertIn(b"[zabine-quorll]\nkind     person\nname     Zabine Quorll\n", done.stdout)
            actors = pathlib.Path(folder, "overlay/actors")
            actors.mkdir(parents=True)
            draft = done.stdout.decode()
            entry = draft[draft.index("[zabine-quorll]"):].split("\n\n")[0].replace("XXX", "FRAOPP")
            (actors / "new.txt").write_text(entry)
            r = records("--overlay", folder + "/overlay", stdin=line(text=text, date="2020-06-01"))[0]
            self.assertIn("FRAOPP", [e["actor"]["code"] for e in r["entities"] if e["actor"]])
            table = casus("lexicon", "missing", "--format", "tsv", "--min", "3", news).stdout.decode()
            self.assertEqual(table.count("\n"), 1)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]], verbosity=1)
