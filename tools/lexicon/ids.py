#!/usr/bin/env python3
"""ids.py [--begin] LEXICON - keeps the ledger of ids, LEXICON/ids.txt.

Adds every id that is defined and does not stand there yet, with the day (an id, a tab, a date, in
order of the ids). An id that stands there and is defined no more goes to LEXICON/retired.txt only
by --retire, for that is for ever. --begin writes the ledger anew: before a first release only.
"""
import datetime
import os
import re
import sys


def read(path):
    ids = {}
    if os.path.exists(path):
        with open(path, encoding='utf-8') as f:
            for line in f:
                if line.strip() and line[0] != '#':
                    i, _, d = line.rstrip('\n').partition('\t')
                    ids[i] = d
    return ids


def write(path, head, ids):
    with open(path + '.tmp', 'w', encoding='utf-8') as f:
        f.write('# %s\n' % head)
        for i in sorted(ids):
            f.write('%s\t%s\n' % (i, ids[i]))
    os.replace(path + '.tmp', path)


def main():
    flags = {a for a in sys.argv[1:] if a[:2] == '--'}
    args = [a for a in sys.argv[1:] if a[:2] != '--']
    if len(args) != 1 or flags - {'--begin', '--retire'}:
        sys.exit(__doc__)
    root = args[0]
    ledger, grave = os.path.join(root, 'ids.txt'), os.path.join(root, 'retired.txt')
    given = {} if '--begin' in flags else read(ledger)
    retired = read(grave)
    today = datetime.date.today().isoformat()
    defined, bad = {}, 0
    for folder, dirs, files in os.walk(root):
        dirs.sort()
        for name in sorted(files):
            path = os.path.join(folder, name)
            if not name.endswith('.txt') or path in (ledger, grave):
                continue
            with open(path, encoding='utf-8') as f:
                for no, line in enumerate(f, 1):
                    m = re.match(r'\[([a-z0-9.-]+)\]\s*$', line)
                    if not m:
                        continue
                    i = m.group(1)
                    if i in defined:
                        print('%s:%d: [%s] stands already in %s' % (path, no, i, defined[i]), file=sys.stderr)
                        bad = 1
                    elif i in retired:
                        print('%s:%d: [%s] is retired' % (path, no, i), file=sys.stderr)
                        bad = 1
                    defined.setdefault(i, '%s:%d' % (path, no))
    if bad:
        sys.exit(1)
    new = [i for i in defined if i not in given]
    gone = [i for i in given if i not in defined and i not in retired]
    for i in new:
        given[i] = today
    if gone and '--retire' in flags:
        for i in gone:
            retired[i] = today
    write(ledger, 'Every id that was ever given, with the day. Kept by tools/lexicon/ids.py.', given)
    write(grave, 'Ids that are no longer defined, with the day. They are never given to anything else.', retired)
    print('%d ids, %d new, %d gone%s' % (len(given), len(new), len(gone), ' (now retired)' if gone and '--retire' in flags else ''))
    for i in gone if '--retire' not in flags else []:
        print('gone: ' + i, file=sys.stderr)
    sys.exit(1 if gone and '--retire' not in flags else 0)


if __name__ == '__main__':
    main()
