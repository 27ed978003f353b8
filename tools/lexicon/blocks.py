"""blocks.py - reads and edits lexicon files (docs/formats/lexicon.md) without touching what it does not change.

A File keeps its lines as they are; an edit rewrites the lines of one key of one block, or adds a block. Python's standard
library only.
"""
import os
import re
import unicodedata

HEAD = re.compile(r'\[([a-z0-9.-]+)\]\s*$')
WIDTH = 110


def fold(s):
    """Letters without case and accents, words apart by one blank: how names are compared."""
    for a, b in (('ı', 'i'), ('ø', 'o'), ('Ø', 'O'), ('đ', 'd'), ('Đ', 'D'), ('ł', 'l'), ('Ł', 'L'), ('ə', 'a'), ('ß', 'ss'), ('æ', 'ae'), ('ð', 'd'), ('þ', 'th')):
        s = s.replace(a, b)
    s = ''.join(c for c in unicodedata.normalize('NFKD', s) if not unicodedata.combining(c)).lower()
    s = re.sub(r"['’`ʻ‘´ʿʾ.]", '', s)
    return ' '.join(re.sub(r'[^a-z0-9]+', ' ', s).split())


def slug(s):
    return fold(s).replace(' ', '-')


class Item:
    """'text {attrs}': one value of a list."""

    def __init__(self, raw):
        m = re.match(r'^(.*?)\s*\{([^{}]*)\}\s*$', raw)
        self.text = (m.group(1) if m else raw).strip()
        self.attrs = [a.strip() for a in m.group(2).split(',') if a.strip()] if m else []

    def flag(self, name):
        return name in self.attrs

    def attr(self, name):
        return next((a[len(name) + 1:] for a in self.attrs if a.startswith(name + '=')), None)

    def term(self):
        return next((tuple(a.split('..')) for a in self.attrs if '..' in a), None)

    def __str__(self):
        return self.text + (' {%s}' % ', '.join(self.attrs) if self.attrs else '')


def strip_comment(line):
    m = re.search(r'(^|\t|  )#', line)
    return line[:m.start()] if m else line


class Block:
    def __init__(self, file, id_):
        self.file, self.id, self.lines = file, id_, []  # lines: without the head

    def pairs(self):
        """(key, value, index of its line), continuation lines with the key above them."""
        key = None
        for i, line in enumerate(self.lines):
            text = strip_comment(line).rstrip()
            if not text.strip():
                continue
            if not text[0].isspace():
                key, _, value = text.partition(' ')
                yield key, value.strip(), i
            elif key:
                yield key, text.strip(), i

    def get(self, key):
        return next((v for k, v, _ in self.pairs() if k == key), None)

    def items(self, key):
        return [Item(x) for k, v, _ in self.pairs() if k == key for x in v.split('|') if x.strip()]

    def put(self, key, items, one_a_line=False):
        """Writes all values of a key anew, where its first line stands (or before `source`)."""
        at = [i for k, _, i in self.pairs() if k == key]
        where = at[0] if at else next((i for k, _, i in self.pairs() if k in ('source', 'checked', 'note')), len(self.body()))
        for i in sorted(at, reverse=True):
            del self.lines[i]
        self.lines[where:where] = layout(key, items, one_a_line)

    def body(self):
        """The lines up to the trailing blank ones and comments."""
        n = len(self.lines)
        while n and not strip_comment(self.lines[n - 1]).strip():
            n -= 1
        return self.lines[:n]


def layout(key, items, one_a_line=False):
    if not items:
        return []
    texts, out, row = [str(i) for i in items], [], ''
    for t in texts:
        if row and (one_a_line or len(row) + 3 + len(t) > WIDTH - 9):
            out.append(row)
            row = ''
        row = row + ' | ' + t if row else t
    out.append(row)
    return [(key.ljust(9) if i == 0 else ' ' * 9) + r for i, r in enumerate(out)]


class File:
    def __init__(self, path):
        self.path, self.head, self.blocks, self.dirty = path, [], [], False
        if os.path.exists(path):
            with open(path, encoding='utf-8') as f:
                for line in f.read().split('\n'):
                    m = HEAD.match(line)
                    if m:
                        self.blocks.append(Block(self, m.group(1)))
                    elif self.blocks:
                        self.blocks[-1].lines.append(line)
                    else:
                        self.head.append(line)

    def add(self, id_, pairs, before=None):
        """pairs: [(key, [items], one_a_line)]. Goes before the block `before`, or to the end."""
        b = Block(self, id_)
        for key, items, one in pairs:
            b.lines += layout(key, items, one)
        b.lines.append('')
        at = self.blocks.index(before) if before else len(self.blocks)
        if not before and self.blocks and (not self.blocks[-1].lines or self.blocks[-1].lines[-1].strip()):
            self.blocks[-1].lines.append('')
        self.blocks.insert(at, b)
        self.dirty = True
        return b

    def write(self):
        out = list(self.head)
        for b in self.blocks:
            out.append('[%s]' % b.id)
            out += b.lines
        text = '\n'.join(out).rstrip('\n') + '\n'
        with open(self.path + '.tmp', 'w', encoding='utf-8') as f:
            f.write(text)
        os.replace(self.path + '.tmp', self.path)


def load(lexicon, folder='actors'):
    """All files of lexicon/folder, in order of their paths."""
    files = []
    for at, dirs, names in os.walk(os.path.join(lexicon, folder)):
        dirs.sort()
        files += [File(os.path.join(at, n)) for n in sorted(names) if n.endswith('.txt')]
    return files
