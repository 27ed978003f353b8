#!/usr/bin/env python3
"""The documents of a treebank whose ids begin with one of these words.

    genre.py GOLD.conllu[.gz] PREFIX [PREFIX …] > part.conllu        such as: weblog newsgroup; GUM_news GUM_speech GUM_interview
"""
import sys

from common import open_text


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    wanted, take, block = tuple(sys.argv[2:]), False, []
    with open_text(sys.argv[1]) as handle:
        for line in handle:
            block.append(line)
            if line.startswith("# newdoc id = "):
                take = line.split(" = ", 1)[1].startswith(wanted)
            if line == "\n":
                if take:
                    sys.stdout.writelines(block)
                block = []


if __name__ == "__main__":
    main()
