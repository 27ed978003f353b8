#!/usr/bin/env python3
"""The folds: near duplicates stay together, and the same sentences give the same folds."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "eval"))
import folds  # noqa: E402

A = "Ruritania expelled two envoys of Borduria on Monday."
EDITED = "On Monday Ruritania expelled two envoys of Borduria, officials said."
CUT = "expelled two envoys of Borduria on Monday"
OTHER = "Ruritania expelled two envoys after what newspapers in the capital had written about its harbour."
FAR = "The weather in the mountains was fine."


def cluster(*texts):
    return folds.clusters([folds.words(t) for t in texts])


class Clusters(unittest.TestCase):
    def test_edited_sentences_are_together(self):
        self.assertEqual(len(set(cluster(A, EDITED))), 1)

    def test_whatever_is_contained_is_together(self):
        self.assertEqual(len(set(cluster(A, CUT))), 1)
        self.assertEqual(len(set(cluster("Envoys left Borduria", "Envoys left Borduria today, and many followed after them"))), 1)

    def test_case_and_punctuation_do_not_count(self):
        self.assertEqual(len(set(cluster(A, A.upper().replace(".", " !")))), 1)

    def test_a_shared_beginning_is_not_enough(self):
        # four words in a row, but half of the shorter one's eight
        self.assertEqual(len(set(cluster(A, OTHER))), 2)

    def test_strangers_are_apart(self):
        self.assertEqual(len(set(cluster(A, FAR))), 2)

    def test_a_friend_of_a_friend_is_together(self):
        longer = EDITED + " They left the country with their families the next day by train."
        self.assertEqual(len(set(cluster(A, longer, EDITED))), 1)


class Assign(unittest.TestCase):
    def setUp(self):
        self.texts = [folds.words(f"number {i} told story {i * 7} of the town {i * 13} in which {i} lived") for i in range(500)]

    def test_the_same_whatever_the_order(self):
        one = dict(zip(map(tuple, self.texts), folds.assign(self.texts)))
        other = dict(zip(map(tuple, reversed(self.texts)), folds.assign(list(reversed(self.texts)))))
        self.assertEqual(one, other)

    def test_sizes(self):
        place = [f for f, _ in folds.assign(self.texts)]
        self.assertEqual(place.count("hidden"), folds.HIDDEN)
        sizes = [place.count(str(k)) for k in range(folds.FOLDS)]
        self.assertLessEqual(max(sizes) - min(sizes), 1)

    def test_a_cluster_lies_in_one_fold(self):
        texts = self.texts + [t + ["and", "more"] for t in self.texts]
        of = {}
        for t, (fold, cluster) in zip(texts, folds.assign(texts)):
            self.assertEqual(of.setdefault(cluster, fold), fold)
        self.assertEqual(len(of), 500)


if __name__ == "__main__":
    unittest.main()
