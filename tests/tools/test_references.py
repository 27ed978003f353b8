#!/usr/bin/env python3
"""Drawing and scoring of pronouns and nominals: what is drawn, what an answer may be, what counts as right. All texts are our own."""
import contextlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

EVAL = pathlib.Path(__file__).resolve().parents[2] / "eval"
sys.path.insert(0, str(EVAL))
sys.dont_write_bytecode = True
import references as r  # noqa: E402
import sample_references as s  # noqa: E402

TEXT = ("Ruvania's premier, Mira Tolan, met Osk Brenn on Monday. The two leaders agreed. \u201cWe waited,\u201d she said.\n\n"
        "The country's president stayed away. His government is in Lodra.")


def at(words, n=0):
    begin = -1
    for _ in range(n + 1):
        begin = TEXT.index(words, begin + 1)
    return begin, begin + len(words)


def mention(words, kind="name", n=0, **more):
    begin, end = at(words, n)
    return {"begin": begin, "end": end, "type": kind, "sentence": 0, **more}


def entity(number, name, code, *mentions, actor=None):
    known = {"id": actor, "code": code} if code or actor else None
    return {"id": number, "name": name, "actor": known, "mentions": list(mentions)}


def row(words, kind, n=0):
    begin, end = at(words, n)
    return {"number": "r001", "document": "d", "begin": begin, "end": end, "kind": kind}


def span(words, n=0):
    return "%d-%d" % at(words, n)


def judge(entities, asked, answer):
    return r.judge({"entities": entities}, asked, TEXT, r.parse_answer(answer, len(TEXT)))


class Answers(unittest.TestCase):
    def test_forms(self):
        self.assertEqual(r.parse_answer("none"), ("none", []))
        self.assertEqual(r.parse_answer("open|CVL"), ("open", [[["CVL"]]]))
        self.assertEqual(r.parse_answer("1-5/7-9+20-25 | USAGOV"), ("antecedent", [[[(1, 5), (7, 9)], [(20, 25)]], [["USAGOV"]]]))
        self.assertEqual(r.parse_answer("other 3-4"), ("other", [[[(3, 4)]]]))
        self.assertEqual(r.parse_answer("other"), ("other", []))

    def test_malformed(self):
        for bad in ("", "nobody", "5-5", "9-3", "1-99", "1-5|", "1-5+", "open|3-4", "none 3-4", "usagov", "-3-4"):
            with self.subTest(bad), self.assertRaises(r.Bad):
                r.parse_answer(bad, 50)


class Verdicts(unittest.TestCase):
    def setUp(self):
        self.she = mention("she", "pronoun")
        self.tolan = entity(1, "Mira Tolan", "RUVGOV", mention("Mira Tolan"), self.she)
        self.brenn = entity(2, "Osk Brenn", "SAAGOV", mention("Osk Brenn"))

    def test_linked(self):
        self.assertEqual(judge([self.tolan, self.brenn], row("she", "pronoun"), span("Tolan")), "right")
        self.assertEqual(judge([self.tolan, self.brenn], row("she", "pronoun"), span("Osk Brenn")), "wrong")
        self.assertEqual(judge([self.tolan, self.brenn], row("she", "pronoun"), span("Osk Brenn") + "|" + span("Mira Tolan")), "right")

    def test_left_open(self):
        self.assertEqual(judge([self.brenn], row("she", "pronoun"), span("Osk Brenn")), "left open")
        alone = entity(3, "she", None, self.she)
        self.assertEqual(judge([alone, self.brenn], row("she", "pronoun"), span("Osk Brenn")), "left open")

    def test_same_actor_of_the_dictionary_is_the_same(self):
        apart = entity(3, "she", "RUVGOV", self.she, actor="mira-tolan")
        known = entity(1, "Mira Tolan", "RUVGOV", mention("Mira Tolan"), actor="mira-tolan")
        self.assertEqual(judge([apart, known], row("she", "pronoun"), span("Mira Tolan")), "right")
        known["actor"]["id"] = "another"
        self.assertEqual(judge([apart, known], row("she", "pronoun"), span("Mira Tolan")), "wrong, same code")
        # two that are in no dictionary are not the same for that
        apart["actor"]["id"] = known["actor"]["id"] = None
        self.assertEqual(judge([apart, known], row("she", "pronoun"), span("Mira Tolan")), "wrong, same code")

    def test_people_without_a_name_are_not_one_for_their_word(self):
        asked = row("The two leaders", "nominal")
        one = entity(1, "premier", "RUVGOV", mention("premier", "nominal"), actor="agent.leader")
        other = entity(2, "leaders", "SAAGOV", mention("The two leaders", "nominal"), actor="agent.leader")
        self.assertEqual(judge([one, other], asked, span("premier")), "wrong")

    def test_the_name_inside_a_longer_one(self):
        long = entity(1, "Tolan", "RUVGOV", mention("Ruvania's premier, Mira Tolan"), mention("The country", "nominal"))
        state = entity(2, "Ruvania", "RUV", mention("Ruvania"), self.she)
        self.assertEqual(judge([long, state], row("The country", "nominal"), span("Ruvania")), "wrong")
        self.assertEqual(judge([long, state], row("she", "pronoun"), span("Ruvania")), "right")
        self.assertEqual(judge([long, state], row("The country", "nominal"), span("Tolan")), "right")

    def test_code(self):
        self.assertEqual(judge([self.tolan], row("she", "pronoun"), "RUVGOV"), "right")
        self.assertEqual(judge([self.tolan], row("she", "pronoun"), "RUVMIL"), "wrong")
        self.assertEqual(judge([], row("she", "pronoun"), "RUVGOV"), "left open")

    def test_open_and_none(self):
        for answer in ("open", "none"):
            self.assertEqual(judge([], row("she", "pronoun"), answer), "right")
            self.assertEqual(judge([self.tolan], row("she", "pronoun"), answer), "wrong")
        self.assertEqual(judge([entity(3, "she", None, self.she)], row("she", "pronoun"), "none"), "right")
        self.assertEqual(judge([self.tolan], row("she", "pronoun"), "open|RUVGOV"), "right")
        self.assertEqual(judge([self.tolan], row("she", "pronoun"), "open|CVL"), "wrong")

    def test_group_wants_all_and_nobody_else(self):
        both = mention("The two leaders", "nominal")
        third = entity(3, "Lodra", "RUV", mention("Lodra"), both)
        self.tolan["mentions"].append(both)
        want, asked = span("Mira Tolan") + "+" + span("Osk Brenn"), row("The two leaders", "nominal")
        self.assertEqual(judge([self.tolan, self.brenn], asked, want), "wrong")
        self.brenn["mentions"].append(both)
        self.assertEqual(judge([self.tolan, self.brenn], asked, want), "right")
        self.assertEqual(judge([self.tolan, self.brenn], asked, span("Mira Tolan")), "wrong")
        self.assertEqual(judge([self.tolan, self.brenn, third], asked, want), "wrong")

    def test_the_head_decides(self):
        owner = entity(1, "president", "RUVGOV", mention("The country's president", "nominal"))
        self.assertEqual(r.meant({"entities": [owner]}, row("The country", "nominal"), TEXT), [])
        state = entity(2, "Ruvania", "RUV", mention("Ruvania"), mention("The country", "nominal"))
        self.assertEqual(r.meant({"entities": [owner, state]}, row("The country", "nominal"), TEXT), [state])
        his = entity(3, "Brenn", "SAAGOV", mention("Osk Brenn"), mention("His", "pronoun"))
        house = entity(4, "government", "RUVGOV", mention("His government", "nominal"))
        self.assertEqual(r.meant({"entities": [his, house]}, row("His government", "nominal"), TEXT), [house])
        self.assertEqual(r.meant({"entities": [his, house]}, row("His", "pronoun"), TEXT), [his])
        self.assertEqual(r.meant({"entities": [house]}, row("His", "pronoun"), TEXT), [])

    def test_titles_are_another_text(self):
        self.tolan["mentions"][1] = dict(self.she, **{"in": "title"})
        self.assertEqual(r.meant({"entities": [self.tolan]}, row("she", "pronoun"), TEXT), [])


class Commands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("in.jsonl", json.dumps({"id": "d", "text": TEXT, "date": "2020-01-01", "title": "A meeting"}))
        begin, end = at("she")
        b2, e2 = at("The two leaders")
        self.write("sheet", "number\tdocument\tdigest\tbegin\tend\tkind\n"
                   f"r001\td\t{s.digest(TEXT)}\t{b2}\t{e2}\tnominal\nr002\td\t{s.digest(TEXT)}\t{begin}\t{end}\tpronoun\n")

    def write(self, name, text):
        (self.root / name).write_text(text, encoding="utf-8")

    def run_(self, *args):
        names = [str(self.root / a) if (self.root / a).exists() else a for a in args]
        return subprocess.run([sys.executable, "-B", str(EVAL / "references.py"), *names], capture_output=True, text=True)

    def test_show(self):
        out = self.run_("show", "sheet", "in.jsonl", "r001-r001").stdout
        self.assertIn("\u3010r001: The two leaders\u3011", out)
        self.assertIn("Mira Tolan %s" % span("Mira Tolan"), out)
        self.assertIn("Ruvania 0-7", out)
        self.assertNotIn("Lodra", out)  # more than two sentences behind it
        self.assertNotIn("r002", out)
        self.assertIn("Lodra", self.run_("show", "sheet", "in.jsonl", "r001", "--whole").stdout)

    def test_score(self):
        she = entity(1, "Mira Tolan", "RUVGOV", mention("Mira Tolan"), mention("she", "pronoun"))
        self.write("out.jsonl", json.dumps({"id": "d", "entities": [she]}))
        self.write("answers", f"number\tanswer\tnote\nr001\t{span('Mira Tolan')}+{span('Osk Brenn')}\t\nr002\t{span('Mira Tolan')}\t\n")
        out = self.run_("score", "sheet", "answers", "out.jsonl", "--documents", "in.jsonl").stdout
        self.assertIn("right, of all: 1 of 2, 50.0 %", out)
        self.assertIn("   group: 0 of 1", out)
        self.assertIn("not right: 0 wrong (0 of them with the code of the one meant), 1 left open", out)
        self.write("answers", f"number\tanswer\tnote\nr001\tother\t\nr002\tother {span('Osk Brenn')}\t\n")
        out = self.run_("score", "sheet", "answers", "out.jsonl", "--documents", "in.jsonl").stdout
        self.assertNotIn("right, of all", out)
        self.assertIn("told apart: others than political actors, with an antecedent: 0 of 1", out)

    def test_another_text_is_refused(self):
        self.write("in.jsonl", json.dumps({"id": "d", "text": TEXT + "!"}))
        done = self.run_("show", "sheet", "in.jsonl", "r001")
        self.assertEqual(done.returncode, 1)
        self.assertIn("not the one", done.stderr)

    def test_bad_answers_are_named(self):
        self.write("answers", "number\tanswer\tnote\nr001\tnobody\t\nr009\tnone\t\n")
        done = self.run_("check", "sheet", "answers", "--documents", "in.jsonl")
        self.assertEqual(done.returncode, 1)
        self.assertIn("r001", done.stderr)
        self.assertIn("r009", done.stderr)

    def test_agreement(self):
        self.write("a", f"number\tanswer\tnote\nr001\tnone\t\nr002\t{span('Mira Tolan')}\t\n")
        self.write("b", f"number\tanswer\tnote\nr001\topen\t\nr002\t{span('Tolan')}|{span('Ruvania')}\t\n")
        out = self.run_("agreement", "sheet", "a", "b").stdout
        self.assertIn("the same class (antecedent, open, none, other): 1 of 2", out)
        self.assertIn("the same antecedent, where both give one: 1 of 1", out)
        self.write("b", f"number\tanswer\tnote\nr001\tnone\t\nr002\t{span('Osk Brenn')}\t\n")
        out = self.run_("agreement", "sheet", "a", "b").stdout
        self.assertIn("the same antecedent, where both give one: 0 of 1", out)
        self.assertIn("the same answer: 1 of 2", out)

    def test_the_same_name_elsewhere_agrees(self):
        text = "Tolan left. Mira Tolan smiled. Tolan spoke of Brenn."
        member = lambda b, e: [[[(b, e)]]]
        self.assertTrue(r.same_answer(member(0, 5), member(31, 36), text))
        self.assertTrue(r.same_answer(member(0, 5), member(12, 22), text))
        self.assertFalse(r.same_answer(member(0, 5), member(46, 51), text))
        self.assertFalse(r.same_answer(member(0, 5), member(31, 36), None))


PARSE = """# text = It rained, but the rebels left their town.
1	It	it	PRON	PRP	_	2	{it}	_	_
2	rained	rain	VERB	VBD	_	0	root	_	SpaceAfter=No
3	,	,	PUNCT	,	_	7	punct	_	_
4	but	but	CCONJ	CC	_	7	cc	_	_
5	the	the	DET	DT	_	6	det	_	_
6	rebels	rebel	NOUN	NNS	_	7	nsubj	_	_
7	left	leave	VERB	VBD	_	2	conj	_	_
8	their	their	PRON	PRP$	_	9	nmod:poss	_	_
9	town	town	NOUN	NN	_	7	obj	_	SpaceAfter=No
10	.	.	PUNCT	.	_	2	punct	_	_

"""
OWN = "It rained, but the rebels left their town."


class Drawing(unittest.TestCase):
    def found(self, text, parse, act=("rebel", "rebels"), no=()):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "p.conllu")
            path.write_text(parse, encoding="utf-8")
            (_, sentences), = s.aligned([{"id": "d", "text": text}], str(path))
        return [(text[b:e], kind) for b, e, kind in s.candidates(sentences, text, set(act), set(no))]

    def test_what_is_drawn(self):
        want = [("the rebels", "nominal"), ("their", "pronoun")]
        self.assertEqual(self.found(OWN, PARSE.format(it="nsubj")), want)
        self.assertEqual(self.found("\ufeff  " + OWN + "\n", PARSE.format(it="nsubj")), want)
        self.assertEqual(self.found(OWN, PARSE.format(it="nsubj"), no={"rebels"}), want[1:])

    def test_a_name_in_the_phrase(self):
        parse = PARSE.format(it="expl").replace("9\ttown\ttown\tNOUN\tNN\t_\t7\tobj", "9\tTown\tTown\tPROPN\tNNP\t_\t6\tnmod")
        self.assertEqual(self.found(OWN.replace("town", "Town"), parse), [("their", "pronoun")])

    def test_another_text_is_refused(self):
        with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()):
            self.found("Something else.", PARSE.format(it="nsubj"))

    def test_quotations(self):
        text = "\u201cNo,\u201d he said. \u201cWe\n\n\u201cWe stay,\u201d they said."
        inside = [s.quoted(text, text.index(w)) for w in ("No", "he", "We", "stay", "they")]
        self.assertEqual(inside, [True, False, True, True, False])

    def test_three_of_an_article_and_no_overlap(self):
        rows = [(d, "the group and the pair", b, e, "nominal") for d in "ab" for b, e in ((0, 9), (4, 9), (10, 13), (14, 22), (18, 22))]
        draw = s.Draw(s.random.Random(1), 3)
        got = draw.from_all(rows, 10)
        self.assertEqual(got, len(draw.rows))
        for d in "ab":
            spans = sorted(x[2:4] for x in draw.rows if x[0] == d)
            self.assertLessEqual(len(spans), 3)
            self.assertTrue(all(a[1] <= b[0] for a, b in zip(spans, spans[1:])))


class Sheet(unittest.TestCase):
    def test_the_frozen_sheet(self):
        rows = r.sheet(str(EVAL / "references/drawn.tsv"))
        self.assertEqual(len(rows), 300)
        self.assertEqual({x["kind"] for x in rows.values()}, {"pronoun", "first", "nominal"})
        self.assertLessEqual(max(s.collections.Counter(x["document"] for x in rows.values()).values()), 3)


if __name__ == "__main__":
    unittest.main()
