#!/usr/bin/env python3
"""The scorer of coreference against examples that are worked by hand, and its readers against rows of our own."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "eval"))
import coref  # noqa: E402

GOLD = [set("abc"), set("defg")]
SYSTEM = [set("ab"), set("cd"), set("fghi")]
# "Ms Roe and Doe met ; she spoke .": Roe 1, Doe 2, both of them 3, a talk 4, that is a clause
ROWS = [[line.split() for line in """
1 Ms _ PROPN NNP _ 2 compound _ Entity=(3-person-new(1-person-new
2 Roe _ PROPN NNP _ 5 nsubj _ Entity=1)
3 and _ CCONJ CC _ 4 cc _ _
4 Doe _ PROPN NNP _ 2 conj _ Entity=(2-person-new)3)
5 met _ VERB VBD _ 0 root _ Entity=(4-event-new)
6 ; _ PUNCT : _ 5 punct _ _
7 she _ PRON PRP _ 8 nsubj _ Entity=(1-person-giv)
8 spoke _ VERB VBD _ 5 parataxis _ SpaceAfter=No
9 . _ PUNCT . _ 5 punct _ _
""".strip().splitlines()],
        [line.split() for line in """
1 They _ PRON PRP _ 2 nsubj _ Entity=(3-person-giv)|Chain=7
2 liked _ VERB VBD _ 0 root _ _
3 it _ PRON PRP _ 2 obj _ Entity=(4-event-giv)|SpaceAfter=No
4 . _ PUNCT . _ 2 punct _ _
""".strip().splitlines()]]


class Measures(unittest.TestCase):
    def test_muc(self):
        # recall: abc falls into ab|c: 3 - 2 = 1 of 2 links; defg into d|e|fg: 4 - 3 = 1 of 3: 2/5
        # precision: ab 1 of 1, cd 0 of 1, fghi into fg|h|i 1 of 3: 2/5
        self.assertEqual(coref.muc(GOLD, SYSTEM), (2, 5, 2, 5))

    def test_b_cubed(self):
        r, n, p, m = coref.b_cubed(GOLD, SYSTEM)
        # recall: a 2/3, b 2/3, c 1/3, d 1/4, e 0, f 2/4, g 2/4: 35/12 of 7
        self.assertAlmostEqual(r, 35 / 12)
        # precision: a 1, b 1, c 1/2, d 1/2, f 2/4, g 2/4, h 0, i 0: 4 of 8
        self.assertAlmostEqual(p, 4)
        self.assertEqual((n, m), (7, 8))

    def test_ceaf(self):
        # abc-ab 2*2/5 = 0.8, abc-cd 2*1/5 = 0.4, defg-cd 2*1/6, defg-fghi 2*2/8 = 0.5: best 0.8 + 0.5
        hits, n, again, m = coref.ceaf(GOLD, SYSTEM)
        self.assertAlmostEqual(hits, 1.3)
        self.assertAlmostEqual(again, 1.3)
        self.assertEqual((n, m), (2, 3))
        # R 0.65, P 1.3/3: F 2 * 0.65 * 0.4333 / 1.0833 = 0.52
        self.assertAlmostEqual(coref.f1(hits, n, hits, m)[2], 0.52)

    def test_the_best_match_is_not_the_greedy_one(self):
        self.assertEqual(coref.assignment([[5, 4], [4, 1]]), 8)
        self.assertEqual(coref.assignment([[1, 9, 2], [3, 9, 1]]), 12)
        self.assertEqual(coref.assignment([[1, 3], [9, 9], [2, 1]]), 12)

    def test_perfect_and_nothing(self):
        scores, mean = coref.mean_f1([{m: f(GOLD, GOLD) for m, f in coref.MEASURES.items()}])
        self.assertAlmostEqual(mean, 1)
        scores, mean = coref.mean_f1([{m: f(GOLD, []) for m, f in coref.MEASURES.items()}])
        self.assertEqual(mean, 0)
        self.assertEqual(scores["MUC"], (0, 0, 0))


class Readers(unittest.TestCase):
    def test_gold(self):
        # characters: Ms 0-2, Roe 2-5, and 5-8, Doe 8-11, met 11-14, ; 14-15, she 15-18, spoke 18-23, . 23-24, They 24-28
        chains = sorted(map(sorted, coref.gold_chains(ROWS)))
        self.assertEqual(chains, [[(2, 5, 0), (15, 18, 0)],     # Roe … she
                                  [(5, 8, 0), (24, 28, 0)]])    # Roe and Doe, at the "and" … they
        # Doe stands alone; "met … it": a clause is no mention, and so "it" is alone too

    def test_system(self):
        self.assertEqual(coref.system_chains(ROWS), [])  # one word of chain 7: alone

    def test_text(self):
        self.assertEqual(coref.text_of(ROWS, [True, True]), "Ms Roe and Doe met ; she spoke.\n\nThey liked it.")
        self.assertEqual(coref.text_of(ROWS, [True, False]), "Ms Roe and Doe met ; she spoke. They liked it.")


if __name__ == "__main__":
    unittest.main()
