"""eval/acts.py: events against sentences in which every act is labelled."""
import io
import json
import pathlib
import sys
import tempfile
import unittest
from contextlib import redirect_stdout

EVAL = pathlib.Path(__file__).resolve().parents[2] / "eval"
sys.path.insert(0, str(EVAL))
import acts  # noqa: E402

OWN = ["[1 Tovia] shelled [2 Ruvania].\tASSAULT 1>2", "[1 Tovia] met [2 Ruvania].\tCONSULT 1>2", "[1 Tovia] is large.\t-"]


def event(text, kind, source, target, number=0, about=None):
    span = lambda w: {"begin": text.index(w), "end": text.index(w) + len(w)}
    return {"id": f"v{number}", "plover": kind, "about": about, "rule": "r", "source": [span(source)] if source else [], "target": [span(target)] if target else []}


class Acts(unittest.TestCase):
    def score(self, records):
        with tempfile.TemporaryDirectory() as folder:
            own, out = pathlib.Path(folder) / "own.tsv", pathlib.Path(folder) / "out.jsonl"
            own.write_text("\n".join(OWN) + "\n", encoding="utf-8")
            out.write_text("".join(json.dumps({"id": f"own:{i + 1}", "entities": [], "events": e}) + "\n" for i, e in enumerate(records)), encoding="utf-8")
            said = io.StringIO()
            with redirect_stdout(said):
                acts.score(str(own), str(out), None, None, None)
        return [line.split(": ")[1].split(",")[0] for line in said.getvalue().splitlines()]

    def test_scores(self):
        a, b, c = "Tovia shelled Ruvania.", "Tovia met Ruvania.", "Tovia is large."
        self.assertEqual(self.score([[event(a, "ASSAULT", "Tovia", "Ruvania")], [event(b, "CONSULT", "Ruvania", "Tovia")], []]),
                         ["2 of 2", "2 of 2", "2 of 2", "2 of 2", "2 of 2", "0 of 1"])
        self.assertEqual(self.score([[event(a, "ASSAULT", "Ruvania", "Tovia")], [event(b, "REJECT", "Tovia", "Ruvania")], [event(c, "AID", "Tovia", "")]]),
                         ["0 of 2", "1 of 2", "0 of 3", "0 of 2", "0 of 3", "1 of 1"])
        # an event that another is about is none of its own
        self.assertEqual(self.score([[event(a, "THREATEN", "Tovia", "", 1, "v0"), event(a, "ASSAULT", "Tovia", "Ruvania")], [], []])[0], "0 of 2")

    def test_strictly_nobody_where_nobody_is_labelled(self):
        text = "Tovia shelled Ruvania."
        both, one = event(text, "ASSAULT", "Tovia", "Ruvania"), event(text, "ASSAULT", "Tovia", "")
        for strict, wanted in ((False, [True, True]), (True, [False, True])):
            self.assertEqual([acts.fits(("ASSAULT", (0, 5), None), e, strict=strict) for e in (both, one)], wanted)

    def test_parts(self):
        said = [acts.is_asked(f"Sentence {i} of many.") for i in range(500)]
        self.assertTrue(60 < sum(said) < 140)


if __name__ == "__main__":
    unittest.main()
