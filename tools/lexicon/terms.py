#!/usr/bin/env python3
"""terms.py [-n] LEXICON FILE… - enters who held which office, from compact lines, into the files of actors.

    STATE.OFFICE [CODE] {POST} = TITLE; TITLE : PERSON~ALIAS(f) FROM..TO {source=X}; PERSON FROM..TO; …
    role PERSON~ALIAS(f) @STATE: CODE FROM..TO; …
    drop STATE.OFFICE : PERSON FROM
    alias PERSON @STATE: NAME; NAME {weak}

docs/formats/terms.md describes them. A term replaces those of the same person in the same office that it overlaps; a term that was
open at its end is closed where somebody else begins later. Offices and persons that are not there yet are made. Everything that had to
be decided (a person taken for one under another spelling, a namesake of another state, an end that was set) is told on standard error;
-n tells without writing. What is written says its source, or `uncited`.
"""
import datetime
import os
import re
import sys

from blocks import File, Item, fold, load, slug

USUAL = {
    'president': ('', 'President'),
    'prime-minister': ('', 'Prime Minister'),
    'monarch': ('', 'King; Queen'),
    'vice-president': ('deputy-head', 'Vice President; Vice-President'),
    'deputy-prime-minister': ('deputy-head', 'Deputy Prime Minister; Deputy Premier; Vice Premier'),
    'foreign-minister': ('foreign', 'Foreign Minister; Minister of Foreign Affairs; Minister for Foreign Affairs; Foreign Affairs Minister'),
    'defence-minister': ('defence', 'Defence Minister; Defense Minister; Minister of Defence; Minister of Defense; Minister of National Defence; Minister of National Defense'),
    'interior-minister': ('interior', 'Interior Minister; Minister of the Interior; Minister of Interior; Home Affairs Minister; Home Minister; Minister of Internal Affairs; Internal Affairs Minister'),
    'finance-minister': ('finance', 'Finance Minister; Minister of Finance'),
    'justice-minister': ('justice', 'Justice Minister; Minister of Justice'),
    'central-bank-governor': ('central-bank', 'Central Bank Governor; Governor of the Central Bank; central bank chief'),
    'speaker': ('speaker', 'Parliament Speaker; Speaker; Speaker of Parliament; Speaker of the Parliament'),
    'un-ambassador': ('un-ambassador', 'Ambassador to the United Nations; UN Ambassador; U.N. Ambassador; Ambassador to the UN; Ambassador to the U.N.; Permanent Representative to the United Nations; UN envoy; U.N. envoy'),
    'us-ambassador': ('us-ambassador', 'Ambassador to the United States; Ambassador to the US; Ambassador to the U.S.; Ambassador to Washington; Ambassador in Washington'),
    'army-chief': ('army', 'Army Chief; Chief of Army Staff; Army Chief of Staff; Chief of the Army Staff; commander of the army'),
    'chief-of-staff': ('army', 'Chief of Staff; Chief of General Staff; Chief of the General Staff; Chief of Defence Staff; Chief of the Defence Staff; military chief'),
    'chief-justice': ('chief-justice', 'Chief Justice'),
    'intelligence-chief': ('intelligence', 'Intelligence Chief; Spy Chief; Intelligence Minister; head of intelligence'),
    'national-security-adviser': ('security', 'National Security Adviser; National Security Advisor'),
    'opposition-leader': ('opposition', 'Opposition Leader; Leader of the Opposition'),
    'governor-general': ('', 'Governor-General; Governor General'),
    'oil-minister': ('', 'Oil Minister; Minister of Oil; Petroleum Minister; Energy Minister'),
}
CODES = {'speaker': 'LEG', 'army-chief': 'MIL', 'chief-of-staff': 'MIL', 'chief-justice': 'JUD', 'intelligence-chief': 'SPY', 'opposition-leader': 'OPP'}
# Names of these states have few surnames, or no order that a first and a last word would tell.
SURNAME_FIRST = set('kor prk chn twn hkg mac mmr vnm khm lao tha idn mng btn'.split())
SEVERAL = re.compile(r'vice-|deputy-|spokes|ambassador-at|co-|judge|justice$|senator|commissioner|presidency|minister-of-state|adviser')
DAY_MAX = '9999-12-31'
POSTS = {'head-of-state', 'head-of-government', 'leader', 'foreign', 'defence', 'interior', 'finance', 'justice', 'central-bank', 'speaker',
         'army', 'intelligence', 'security', 'opposition', 'un-ambassador', 'us-ambassador', 'deputy-head', 'chief-justice'}


def first(s):
    return (s + '-01-01'[len(s) - 4:])[:10] if len(s) < 10 else s


def last(s):
    if not s:
        return DAY_MAX
    if len(s) == 4:
        return s + '-12-31'
    if len(s) == 7:
        y, m = int(s[:4]), int(s[5:])
        return (datetime.date(y + m // 12, m % 12 + 1, 1) - datetime.timedelta(1)).isoformat()
    return s


def before(day):
    return (datetime.date.fromisoformat(day) - datetime.timedelta(1)).isoformat()


def near(a, b):
    """Within two months?"""
    if a[:4] in ('0000', '9999') or b[:4] in ('0000', '9999'):
        return a == b
    return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days) <= 60


class Person:
    def __init__(self, block, state):
        self.block, self.id, self.state = block, block.id, state
        names = block.items('name')
        self.name = names[0].text if names else block.id
        self.folded = [fold(n.text) for n in names]


class Lexicon:
    def __init__(self, root):
        self.files = load(root)
        self.root = root
        self.blocks = {b.id: b for f in self.files for b in f.blocks}
        self.ids = set(self.blocks)
        for name in ('ids.txt', 'retired.txt'):
            path = os.path.join(root, name)
            if os.path.exists(path):
                self.ids |= {line.split('\t')[0] for line in open(path, encoding='utf-8') if line.strip() and line[0] != '#'}
        self.persons, self.by_name = {}, {}
        for b in self.blocks.values():
            if b.get('kind') == 'person':
                self.enter(Person(b, b.get('of')))
        self.notes = []

    def enter(self, p):
        self.persons[p.id] = p
        for f in p.folded:
            self.by_name.setdefault(f, []).append(p)

    def note(self, *a):
        self.notes.append(' '.join(str(x) for x in a))

    def file_of(self, state):
        b = self.blocks.get(state)
        if not b:
            raise ValueError('no state [%s]' % state)
        return b.file

    # ---- persons

    def holds_in(self, p, state):
        return p.state == state or p.block.file is self.file_of(state)

    def find(self, name, state):
        """The person of this name in this state; None where there is none."""
        f = fold(name)
        same = [p for p in self.by_name.get(f, []) if self.holds_in(p, state)]
        if len({p.id for p in same}) == 1:
            return same[0]
        if same:
            main = [p for p in same if p.folded[0] == f]
            return main[0] if main else same[0]
        words = f.split()
        if len(words) < 2 or state in SURNAME_FIRST:
            return None
        near = []
        for p in self.persons.values():
            if not self.holds_in(p, state):
                continue
            for g in p.folded:
                w = g.split()
                small, big = (words, w) if len(words) <= len(w) else (w, words)
                rest = iter(big)
                if len(small) >= 2 and small[0] == big[0] and small[-1] == big[-1] and all(x in rest for x in small):
                    near.append(p)
                    break
        if len(near) == 1:
            self.note('same person:', name, '=', near[0].name, '[%s]' % near[0].id)
            return near[0]
        return None

    def person(self, text, state, source, where):
        text = text.strip()
        sex = None
        m = re.search(r'\s*\(([fmu])\)', text)
        if m:
            sex, text = m.group(1), text[:m.start()] + text[m.end():]
        names = [Item(x) for x in text.split('~') if x.strip()]
        for n in names:
            n.text = n.text.replace('|', ' ').strip()
        if not names or not re.match(r"^[\w .,'’&()/-]+$", names[0].text) or fold(names[0].text) == '':
            raise ValueError('no name: %r' % text)
        p = self.find(names[0].text, state)
        if not p:
            other = [q for q in self.by_name.get(fold(names[0].text), []) if not self.holds_in(q, state)]
            if other:
                self.note('namesake:', names[0].text, 'of', state, 'beside', ', '.join('[%s] of %s' % (q.id, q.state) for q in other), where)
            pid = slug(names[0].text)
            if pid in self.ids:
                pid = '%s-%s' % (pid, state)
            n = 2
            while pid in self.ids:
                pid, n = '%s-%s-%d' % (slug(names[0].text), state, n), n + 1
            f = self.file_of(state)
            after = next((b for b in f.blocks if b.get('kind') == 'person' and b.id > pid), None)
            b = f.add(pid, [('kind', ['person'], False), ('name', names, False), ('of', [state], False), *([] if sex == 'u' else [('sex', [sex or 'm'], False)]),
                            ('source', [source], False)], after)
            self.ids.add(pid)
            self.blocks[pid] = b
            p = Person(b, state)
            self.enter(p)
            return p
        self.alias(p, names)
        if sex == 'u':
            return p
        if sex and not p.block.get('sex'):
            p.block.put('sex', [sex])
            p.block.file.dirty = True
        elif sex and p.block.get('sex') != sex:
            self.note('sex of', p.name, 'said to be', sex)
        return p

    def alias(self, p, names):
        have = p.block.items('name')
        new = [n for n in names if fold(n.text) not in p.folded]
        if new:
            p.block.put('name', have + new)
            p.block.file.dirty = True
            for n in new:
                p.folded.append(fold(n.text))
                self.by_name.setdefault(fold(n.text), []).append(p)

    # ---- offices

    def office(self, oid, code, posts, titles):
        state, _, name = oid.partition('.')
        b = self.blocks.get(oid)
        usual = USUAL.get(name, ('', ''))
        if not posts and usual[0]:
            posts = [usual[0]]
        bad = set(posts) - POSTS
        if bad:
            raise ValueError('unknown post %s' % ', '.join(bad))
        if b:
            if b.get('kind') != 'office':
                raise ValueError('[%s] is no office' % oid)
            have = b.items('title')
            known = {fold(t.text) for t in have}
            new = [Item(t) for t in titles if fold(Item(t).text) not in known]
            if new:
                b.put('title', have + new)
                b.file.dirty = True
            old = [i.text for i in b.items('post')]
            if set(posts) - set(old) and not old:
                b.put('post', posts)
                b.file.dirty = True
            return b
        titles = titles or [t.strip() for t in usual[1].split(';') if t.strip()]
        m = re.match(r'^([a-z-]+)-minister$', name)
        if not titles and m:
            say = m.group(1).replace('-', ' ').title()
            titles = ['%s Minister' % say, 'Minister of %s' % say]
        if not titles:
            raise ValueError('a new office needs titles')
        f = self.file_of(state)
        before_ = next((x for x in f.blocks if x.get('kind') == 'person'), None)
        base = self.blocks[state].get('code')
        b = f.add(oid, [('kind', ['office'], False)] + ([('post', posts, False)] if posts else []) +
                  [('title', [Item(t) for t in titles], False), ('code', [code or base + CODES.get(name, 'GOV')], False), ('of', [state], False),
                   ('source', ['uncited'], False)], before_)
        self.ids.add(oid)
        self.blocks[oid] = b
        return b

    def term(self, office, person, span, attrs, where):
        a, b = span
        begin, end = first(a) if a else '0000-01-01', last(b)
        if begin > end:
            raise ValueError('ends before it begins: %s..%s' % (a, b))
        source = next((x[7:] for x in attrs if x.startswith('source=')), 'uncited')
        flags = [x for x in attrs if '=' not in x]
        item = Item(person.id)
        item.attrs = ['%s..%s' % (a, b)] + flags
        block_source = (office.get('source') or 'uncited').split()[0]
        if source != block_source:
            item.attrs.append('source=' + source)
        keep = []
        for h in office.items('holder'):
            t = h.term() or ('', '')
            hb, he = first(t[0]) if t[0] else '0000-01-01', last(t[1])
            touches = hb <= end and begin <= he
            if h.text == person.id and touches:
                if 'open' in flags and not h.flag('open'):
                    return  # a firm term is there already
                if source == 'uncited' and (h.attr('source') or block_source) != 'uncited' and not h.flag('open') and near(hb, begin) and near(he, end):
                    return  # a file of facts says the same
                continue  # replaced
            if h.text != person.id and touches and not h.flag('open') and 'open' not in flags and not SEVERAL.search(office.id):
                if not t[1] and hb < begin:
                    h.attrs = [('%s..%s' % (t[0], before(begin))) if '..' in x else x for x in h.attrs]
                    self.note('closed:', office.id, h.text, 'at', before(begin), where)
                elif not b and hb > begin:
                    end = before(hb)
                    item.attrs[0] = '%s..%s' % (a, end)
                    self.note('closed:', office.id, person.id, 'at', end, where)
                elif min(he, end) > (datetime.date.fromisoformat(max(hb, begin)) + datetime.timedelta(31)).isoformat():
                    self.note('overlap:', office.id, h, 'and', item, where)
            keep.append(h)
        keep.append(item)
        keep.sort(key=lambda h: (first(h.term()[0]) if h.term() and h.term()[0] else '0000', last(h.term()[1]) if h.term() else ''))
        office.put('holder', keep, True)
        office.file.dirty = True

    def role(self, person, code, span, attrs):
        a, b = span
        begin, end = first(a) if a else '0000-01-01', last(b)
        item = Item(code)
        source = next((x[7:] for x in attrs if x.startswith('source=')), 'uncited')
        item.attrs = ['%s..%s' % (a, b)] if a or b else []
        if source != (person.block.get('source') or 'uncited').split()[0]:
            item.attrs.append('source=' + source)
        keep = []
        for h in person.block.items('role'):
            t = h.term() or ('', '')
            hb, he = first(t[0]) if t[0] else '0000-01-01', last(t[1])
            if h.text == code and hb <= end and begin <= he:
                continue
            if hb < begin and he >= begin and not t[1]:
                h.attrs = [('%s..%s' % (t[0], before(begin))) if '..' in x else x for x in h.attrs]
            keep.append(h)
        keep.append(item)
        keep.sort(key=lambda h: (h.term() or ('', ''))[0])
        person.block.put('role', keep, True)
        person.block.file.dirty = True

    # ---- lines

    def line(self, text, where):
        text = text.strip()
        if not text or text[0] == '#':
            return
        m = re.match(r'^drop\s+([a-z]+\.[a-z0-9.-]+)\s*:\s*(.+?)\s+(\d{4}\S*)$', text)
        if m:
            office = self.blocks.get(m.group(1))
            p = self.find(m.group(2), m.group(1).split('.')[0]) if office else None
            hold = office.items('holder') if office else []
            gone = [h for h in hold if p and h.text == p.id and h.term() and h.term()[0].startswith(m.group(3)[:len(h.term()[0])])]
            if not gone:
                raise ValueError('nothing to drop')
            office.put('holder', [h for h in hold if h not in gone], True)
            office.file.dirty = True
            return
        m = re.match(r'^role\s+(.+?)\s*@\s*([A-Za-z]+)\s*:\s*(.+)$', text)
        if m:
            p = self.person(m.group(1), m.group(2).lower(), 'uncited', where)
            for x in m.group(3).split(';'):
                x = x.strip()
                if not x:
                    continue
                t = re.match(r'^([A-Z]{3,15})(?:\s+([\d-]*)\s*\.\.\s*([\d-]*))?\s*(?:\{([^}]*)\})?$', x.replace('} {', ', '))
                if not t or len(t.group(1)) % 3:
                    raise ValueError('no role: %r' % x)
                self.role(p, t.group(1), (t.group(2) or '', t.group(3) or ''), attrs_of(t.group(4)))
            return
        m = re.match(r'^alias\s+(.+?)\s*@\s*([a-z]+)\s*:\s*(.+)$', text)
        if m:
            p = self.find(m.group(1), m.group(2))
            if not p:
                raise ValueError('nobody of this name')
            self.alias(p, [Item(x) for x in m.group(3).split(';') if x.strip()])
            return
        m = re.match(r'^([a-z]{3})\.([a-z0-9.-]+)\s*(?:\[([A-Z]+)\])?\s*(?:\{([^}]*)\})?\s*(?:=\s*(.*?))?\s*:\s+(.*)$', text)
        if not m:
            raise ValueError('cannot read it')
        state = m.group(1)
        self.file_of(state)
        holders = []
        for x in split_terms(m.group(6)):
            t = re.match(r'^(.+?)\s+([\d-]*)\s*\.\.\s*([\d-]*)\s*(?:\{([^}]*)\})?$', x.replace('} {', ', '))
            if not t:
                self.errors.append('%s: no term: %r' % (where, x))
                continue
            holders.append(t)
        if not holders:
            return
        titles = [t.strip() for t in (m.group(5) or '').split(';') if t.strip()]
        office = self.office('%s.%s' % (state, m.group(2)), m.group(3), (m.group(4) or '').replace('|', ' ').replace(',', ' ').split(), titles)
        for t in holders:
            try:
                attrs = attrs_of(t.group(4))
                source = next((x[7:] for x in attrs if x.startswith('source=')), 'uncited')
                p = self.person(t.group(1), state, source, where)
                self.term(office, p, (t.group(2), t.group(3)), attrs, where)
            except ValueError as e:
                self.errors.append('%s: %s: %s' % (where, t.group(0)[:60], e))

    errors = []


def split_terms(s):
    """At ';', but not inside braces."""
    return [x.strip() for x in re.split(r';(?![^{]*\})', s) if x.strip()]


def attrs_of(s):
    return [x.strip() for x in (s or '').split(',') if x.strip()]


def main():
    args = [a for a in sys.argv[1:] if a != '-n']
    if len(args) < 2:
        sys.exit(__doc__)
    lex = Lexicon(args[0])
    lex.errors = []
    for path in args[1:]:
        for no, text in enumerate(open(path, encoding='utf-8'), 1):
            try:
                lex.line(text, '%s:%d' % (os.path.basename(path), no))
            except ValueError as e:
                lex.errors.append('%s:%d: %s: %s' % (os.path.basename(path), no, e, text.strip()[:80]))
    for n in lex.notes + lex.errors:
        print(n, file=sys.stderr)
    if '-n' not in sys.argv[1:]:
        for f in lex.files:
            if f.dirty:
                f.write()
    print('%d errors, %d notes, %d files changed' % (len(lex.errors), len(lex.notes), sum(f.dirty for f in lex.files)))
    sys.exit(1 if lex.errors else 0)


if __name__ == '__main__':
    main()
