#!/usr/bin/env python3
"""The tools that edit the lexicon: term lines enter what they say, and touch nothing else."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools/lexicon"
FILE = """# kept by hand
[ruv]
kind     state
name     Ruvania
code     RUV
source   uncited

[ruv.president]
kind     office
post     head-of-state
title    President
code     RUVGOV
of       ruv
holder   ana-gora {2010-01-01..}
source   reign-2021

[ana-gora]
kind     person
name     Ana Gora  # a comment
of       ruv
sex      f
source   reign-2021
"""


class Terms(unittest.TestCase):
    def enter(self, text, begin=FILE):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder, "lexicon")
            (root / "actors/states").mkdir(parents=True)
            path = root / "actors/states/ruv.txt"
            path.write_text(begin, encoding="utf-8")
            lines = pathlib.Path(folder, "t.terms")
            lines.write_text(text, encoding="utf-8")
            done = subprocess.run([sys.executable, TOOLS / "terms.py", root, lines], capture_output=True, text=True)
            return path.read_text(encoding="utf-8"), done

    def test_nothing_changes_nothing(self):
        after, done = self.enter("# only a comment\n\n")
        self.assertEqual(after, FILE)
        self.assertEqual(done.returncode, 0)

    def test_a_new_holder_closes_the_open_term(self):
        after, done = self.enter("ruv.president : Ivo Lind~I. K. Lind 2018-06-01..\n")
        self.assertIn("holder   ana-gora {2010-01-01..2018-05-31}\n         ivo-lind {2018-06-01.., source=uncited}\n", after)
        self.assertIn("[ivo-lind]\nkind     person\nname     Ivo Lind | I. K. Lind\nof       ruv\nsex      m\nsource   uncited\n", after)
        self.assertIn("name     Ana Gora  # a comment\n", after)
        self.assertIn("closed: ruv.president ana-gora", done.stderr)

    def test_twice_is_once(self):
        line = "ruv.foreign-minister : Ivo Lind 2011..2014; Ana Gora 2014-03..2016 {source=factbook-2026}\n"
        once, _ = self.enter(line)
        twice, _ = self.enter(line, once)
        self.assertEqual(once, twice)
        self.assertIn("post     foreign\n", once)

    def test_a_file_of_facts_is_not_overruled_by_memory(self):
        begin = FILE.replace("{2010-01-01..}", "{2010-01-01..2015-06-30}")
        after, _ = self.enter("ruv.president : Ana Gora 2010-01-15..2015-07-10\n", begin)
        self.assertEqual(after, begin)
        after, _ = self.enter("ruv.president : Ana Gora 2008-01-15..2015-07-10\n", begin)
        self.assertIn("ana-gora {2008-01-15..2015-07-10, source=uncited}", after)

    def test_roles_drops_and_mistakes(self):
        after, done = self.enter("role Mira Voss(f) @ruv: RUVOPP 2010..2015; RUVELI 2016..\ndrop ruv.president : Ana Gora 2010\n"
                                 "nonsense\nruv.president : Ivo Lind 2019..2017\nxyz.president : A B 2010..\nruv.thing : A B 2010..\n")
        self.assertIn("role     RUVOPP {2010..2015}\n         RUVELI {2016..}\n", after)
        self.assertNotIn("holder   ana-gora", after)
        self.assertEqual(done.returncode, 1)
        for said in ("t.terms:3: cannot read it", "ends before it begins", "no state [xyz]", "a new office needs titles"):
            self.assertIn(said, done.stderr)


if __name__ == "__main__":
    unittest.main()
