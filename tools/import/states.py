#!/usr/bin/env python3
"""states.py FACTS_DIR OUT_DIR - makes the lexicon's files of states from files of facts.

Reads the fact files that README.md names and the hand-kept tables in hand/, and writes one file a
state (OUT_DIR/usa.txt …): the state, its territories and organs, offices, persons. Nothing is
guessed: a term whose ends no source gives is written as the days that are known and marked `open`.
What two sources tell differently is settled by rank (hand, then leaders-2026, factbook-2026,
reign-2021, state-department-2026, visitors-2026, cabinets-2019) and told on standard error with -v.

A file that does not begin with the line MADE is somebody's own and is never written again. Python's
standard library only; output depends on the input alone. Cost: a few seconds.
"""
import csv
import datetime
import difflib
import os
import re
import sys
import unicodedata

MADE = '# Made by tools/import/states.py. To keep this file by hand, take this line out.'
HERE = os.path.dirname(os.path.abspath(__file__))
HAND = os.path.join(HERE, 'hand')
CHECKED = '2026-11-23'
REIGN_END = datetime.date(2021, 3, 31)
RANK = ['uncited', 'leaders-2026', 'factbook-2026', 'reign-2021', 'state-department-2026',
        'visitors-2026', 'cabinets-2019']
VERBOSE = '-v' in sys.argv
notes = []

MONTHS = {m: i + 1 for i, m in enumerate(
    'january february march april may june july august september october november december'.split())}
MONTHS['sep'] = 9
MONTHS['oct'] = 10
PARTICLES = set('al el ben bin ibn ould de da do dos das del della di du van von der den la le y e wa zu ter abu bint ul i'.split())
# States whose names are given family name first, or are not to be cut to first and last name.
WHOLE = set('gnb chn twn hkg kor prk vnm khm lao mmr tha idn mys brn btn mng are sau qat bhr kwt omn jor yem eri eth som tls'.split())

# Surnames so common that a first name and one of these is anybody's name.
COMMON = set('ali khan hassan hasan ahmed ahmad mohamed mohammed muhammad mohamud singh ba sow diallo barry man obama omar ibrahim abdullah hussein silva santos jones smith'.split())

TITLES = {
    'foreign-minister': 'Foreign Minister;Minister of Foreign Affairs;Minister for Foreign Affairs;Foreign Affairs Minister',
    'defence-minister': 'Defence Minister;Defense Minister;Minister of Defence;Minister of Defense;Minister of National Defence;Minister of National Defense',
    'interior-minister': 'Interior Minister;Minister of the Interior;Minister of Interior;Home Affairs Minister;Home Minister;Minister of Internal Affairs;Internal Affairs Minister',
    'finance-minister': 'Finance Minister;Minister of Finance',
    'justice-minister': 'Justice Minister;Minister of Justice',
    'attorney-general': 'Attorney General;Attorney-General',
    'central-bank-governor': 'Central Bank Governor;Governor of the Central Bank;central bank chief',
    'un-ambassador': 'Ambassador to the United Nations;UN Ambassador;U.N. Ambassador;Ambassador to the UN;Ambassador to the U.N.;Permanent Representative to the United Nations;UN envoy;U.N. envoy',
    'us-ambassador': 'Ambassador to the United States;Ambassador to the US;Ambassador to the U.S.;Ambassador to Washington;Ambassador in Washington',
    'vice-president': 'Vice President;Vice-President',
    'deputy-prime-minister': 'Deputy Prime Minister;Deputy Premier;Vice Premier',
    'prime-minister': 'Prime Minister',
    'monarch': 'King;Queen',
    'president': 'President',
}
CABINET = [  # office names of the cabinet lists; the first that fits
    (r'^(acting |interim )?pres(ident|\.)?$', 's'),
    (r'^(acting |interim )?prime minister\b', 'g'), (r'^(premier|chancellor|taoiseach)$', 'g'),
    (r'^(first |second |executive )?vice president$', 'vice-president'),
    (r'^(first |second |senior )?deputy prime minister$', 'deputy-prime-minister'),
    (r'^(min\.|minister) (of|for) (foreign|external)( (affairs|relations|policy)\b.*)?$', 'foreign-minister'),
    (r'^(foreign (affairs )?(minister|secretary))$', 'foreign-minister'),
    (r'^(min\.|minister) (of|for) (the )?(national )?(people\'s )?(defen[sc]e|armed forces)\b.*', 'defence-minister'),
    (r'^(min\.|minister) (of|for) (the )?(interior|internal affairs|home affairs)\b.*', 'interior-minister'),
    (r'^(min\.|minister) (of|for) (economy & |economic affairs & )?finance\b.*', 'finance-minister'),
    (r'^(min\.|minister) (of|for) justice\b.*', 'justice-minister'),
    (r'^attorney general$', 'attorney-general'),
    (r'^(governor|president|chairman|chmn\.),? (of )?(the )?(central|national|reserve) bank\b.*', 'central-bank-governor'),
    (r'^permanent representative to the un, new york$', 'un-ambassador'),
    (r'^ambassador to the us$', 'us-ambassador'),
]
COUNTRY = {  # names of countries in the fact files that the table of states does not have
    'congo democratic republic of the': 'cod', 'congo republic of the': 'cog', 'congo republic of': 'cog',
    'democratic republic of the congo zaire': 'cod', 'congo democratic republic of': 'cod',
    'china peoples republic of': 'chn', 'germany federal republic of': 'deu', 'bosnian federation': 'bih',
    'germany': 'deu', 'korea': 'kor', 'macedonia former yugoslav republic of': 'mkd', 'u s s r': 'sun',
    'ussr': 'sun', 'yugoslavia': 'yug', 'czechoslovakia': 'csk', 'german democratic republic': 'ddr',
    'somoa': 'wsm', 'afghanistan interim authority': 'afg', 'st christopher and nevis': 'kna',
    'holy see vatican city': 'vat', 'yemen arab republic': 'yem', 'korea south': 'kor', 'korea north': 'prk',
    'bahamas the': 'bhs', 'gambia the': 'gmb', 'micronesia federated states of': 'fsm', 'saint lucia': 'lca',
    'turkiye': 'tur', 'french polynesia': None, 'new caledonia': None, 'cook islands': None, 'niue': None,
    'aruba': None, 'bermuda': None,
}
FORMER = {
    'sun': dict(names='Soviet Union;USSR {case};U.S.S.R.;Union of Soviet Socialist Republics', adj='Soviet',
                people='Soviets;Soviet', capital='', code='SUN', iso3='SUN', iso2='SU', cow='365', fro='1922-12-30', to='1991-12-26'),
    'ddr': dict(names='East Germany;German Democratic Republic;GDR {case};G.D.R.', adj='East German',
                people='East Germans;East German', capital='East Berlin', code='DDR', iso3='DDR', iso2='DD', cow='265', fro='1949-10-07', to='1990-10-02'),
    'yug': dict(names='Yugoslavia;Federal Republic of Yugoslavia;Socialist Federal Republic of Yugoslavia;Serbia and Montenegro;FRY {case, weak}',
                adj='Yugoslav;Yugoslavian', people='Yugoslavs;Yugoslav;Yugoslavians', capital='', code='YUG',
                iso3='YUG', iso2='YU', cow='345', fro='1918-12-01', to='2006-06-04'),
    'csk': dict(names='Czechoslovakia;Czechoslovak Republic;Czechoslovak Socialist Republic',
                adj='Czechoslovak;Czechoslovakian', people='Czechoslovaks;Czechoslovakians', capital='', code='CSK',
                iso3='CSK', iso2='CS', cow='315', fro='1918-10-28', to='1992-12-31'),
}
WAS = {'rus': 'sun', 'srb': 'yug', 'cze': 'csk', 'svk': 'csk'}
# When a state began, where that matters in the years covered (uncited).
BEGAN = {'ssd': '2011-07-09', 'eri': '1993-05-24', 'tls': '2002-05-20', 'cze': '1993-01-01', 'svk': '1993-01-01'}


def note(*a):
    notes.append(' '.join(str(x) for x in a))


def fold(s):
    s = unicodedata.normalize('NFKD', s.replace('ı', 'i').replace('ø', 'o').replace('Ø', 'O').replace('đ', 'd').replace('Đ', 'D').replace('ł', 'l').replace('Ł', 'L').replace('ə', 'a'))
    s = ''.join(c for c in s if not unicodedata.combining(c)).lower()
    s = re.sub(r"['’`ʻ‘´.]", '', s)
    return ' '.join(re.sub(r'[^a-z0-9]+', ' ', s).split())


def slug(s):
    return fold(s).replace(' ', '-')


def day(y, m, d):
    return datetime.date(y, m, d)


def month_end(y, m):
    return (day(y + m // 12, m % 12 + 1, 1) - datetime.timedelta(1))


def last(name):
    """Surname as the reader takes it: the last word, less Jr and numbers."""
    w = [x for x in fold(name).split() if x not in ('jr', 'sr', 'ii', 'iii', 'iv')]
    return w[-1] if w else ''


class Person:
    def __init__(self, state, name):
        self.state, self.names, self.sex, self.id = state, [name], None, None
        self.roles, self.flags, self.sources, self.wikidata = [], {}, [], None

    def add(self, name):
        if not any(fold(name) == fold(n) for n in self.names):
            self.names.append(name)

    def keys(self):
        return {fold(n) for n in self.names}


class Term:
    def __init__(self, person, a, b, source, open_=False):
        self.person, self.a, self.b, self.source, self.open = person, a, b, source, open_
        self.cite = source  # what is written: a fact file, where it tells the same as the hand

    def covers(self, d, slack=0):
        s = datetime.timedelta(slack)
        return (not self.a or self.a - s <= d) and (not self.b or d <= self.b + s)

    def overlaps(self, a, b):
        return (not self.a or not b or self.a <= b) and (not self.b or not a or a <= self.b)


class State:
    def __init__(self, iso3):
        self.iso3, self.persons, self.offices, self.titles, self.codes = iso3, [], {}, {}, {}
        self.orgs, self.territories, self.cities, self.fb, self.row = [], [], [], None, None


states = {}
unalias = set()


# Persons who held office in a state and in one before or after it: (state, name) -> where they are kept.
HOME = {('sun', 'eduard shevardnadze'): 'geo', ('yug', 'slobodan milosevic'): 'srb',
        ('yug', 'vojislav kostunica'): 'srb', ('csk', 'vaclav havel'): 'cze'}


def find(st, name):
    k = fold(name)
    st = states[HOME.get((st.iso3, k), st.iso3)]
    for p in st.persons:
        if k in p.keys():
            return p
    return None


def person(st, name, source, sex=None):
    """The person of this name in this state; made where there is none yet."""
    st = states[HOME.get((st.iso3, fold(name)), st.iso3)]
    p = find(st, name)
    if not p:
        w = fold(name).split()
        if len(w) > 1:  # "Rex W. Tillerson" is "Rex Tillerson"
            for q in st.persons:
                for n in q.names:
                    v = fold(n).split()
                    if len(v) > 1 and v[-1] == w[-1] and (len(v) == 2 or len(w) == 2) and \
                            (v[0] == w[0] or len(v) == len(w) and difflib.SequenceMatcher(None, v[0], w[0]).ratio() > 0.79):
                        p = q
        if p:
            p.add(name)
    if not p:
        p = Person(st.iso3, name)
        st.persons.append(p)
    if source not in p.sources:
        p.sources.append(source)
    if sex and not p.sex:
        p.sex = sex
    return p


def term(st, office, p, a, b, source, open_=False):
    st.offices.setdefault(office, []).append(Term(p, a, b, source, open_))


def confirm(t, a, b, source):
    """A file of facts tells of this hand-written term, give or take a month: then it is the source."""
    near = lambda x, y: x == y or x and y and abs((x - y).days) <= 31
    if t.cite == 'uncited' and near(t.a, a) and near(t.b, b):
        t.cite = source


def like(a, b):
    """Do two names share a word of four letters or more, but for its spelling?"""
    for x in fold(a).split():
        for y in fold(b).split():
            if len(x) > 3 and len(y) > 3 and (x == y or difflib.SequenceMatcher(None, x, y).ratio() > 0.79):
                return True
    return False


def same(a, b):
    """Are these two spellings of one person's name? Stricter than like(): the surnames have to agree."""
    x, y = fold(a).split(), fold(b).split()
    if x == y or (len(set(x) & set(y)) > 1 and (set(x) <= set(y) or set(y) <= set(x))):
        return True
    if sorted(''.join(x)) == sorted(''.join(y)):
        return True
    near = lambda u, v, r: difflib.SequenceMatcher(None, u, v).ratio() >= r
    if len(x) > 1 and len(y) > 1 and near(last(a), last(b), .8) and (near(x[0], y[0], .6) or x[0][0] == y[0][0]):
        return True
    return len(set(x) | set(y)) > 2 and len({u for u in x for v in y if len(u) > 2 and near(u, v, .8)} - PARTICLES) > 1


def holder_like(st, office, d, name, slack=60, like=like):
    best = None
    for t in st.offices.get(office, []):
        if t.covers(d, slack) or (t.open and t.a and abs((d - t.a).days) < 400):
            for n in t.person.names:
                if like(n, name):
                    best = t
    return best


# ---- hand-kept tables ------------------------------------------------------------------------

def parse_term(s):
    a, b = s.split('..')
    f = datetime.date.fromisoformat
    return (f(a) if a else None, f(b) if b else None)


def parse_names(s):
    sex = 'm'
    if '(f)' in s:
        s, sex = s.replace('(f)', ''), 'f'
    out = []
    for n in s.split('~'):
        n = n.strip()
        m = re.match(r'^(.*?)\s*\{(.*)\}$', n)
        if m:
            out.append((m.group(1), m.group(2)))
        elif n:
            out.append((n, None))
    return out, sex


def hand_person(st, text):
    names, sex = parse_names(text)
    p = find(st, names[0][0]) or person(st, names[0][0], 'uncited', sex)
    if sex == 'f' or not p.sex:
        p.sex = sex
    for n, flag in names:
        p.add(n)
        if flag:
            p.flags[fold(n)] = flag
    return p


def split(s, sep=';'):
    return [x.strip() for x in s.split(sep) if x.strip()]


def read_states():
    for line in open(os.path.join(HAND, 'states.psv'), encoding='utf-8'):
        line = line.rstrip('\n')
        if not line or line[0] == '#':
            continue
        f = line.split('|')
        st = State(f[0])
        st.row = dict(iso2=f[1], fips=f[2], reign=split(f[3], ','), names=split(f[4]), adj=split(f[5]),
                      people=f[6], capital=split(f[7]), seat=split(f[8]), lead=f[11])
        for key, cell in (('s', f[9]), ('g', f[10])):
            if cell == '-':
                st.row[key] = None
            else:
                o, _, t = cell.partition(':')
                st.row[key] = o
                st.titles[o] = split(t, ',')
        states[f[0]] = st
    for iso3, r in FORMER.items():
        st = State(iso3)
        st.row = dict(iso2=r['iso2'], fips='', reign=[], names=split(r['names']), adj=split(r['adj']), people=r['people'],
                      capital=split(r['capital']), seat=[], lead='s', s='president', g='prime-minister')
        st.titles = {'president': ['President'], 'prime-minister': ['Prime Minister', 'Premier']}
        states[iso3] = st
    states['yug'].row['reign'] = ['YUG']
    states['ddr'].row.update(reign=['GDR'], s='general-secretary')
    states['ddr'].titles['general-secretary'] = ['General Secretary', 'East German leader', 'leader']
    states['csk'].row['reign'] = ['CZE']
    states['csk'].row['lead'] = 'g'


def read_offices():
    """hand/offices.txt; its syntax is told at its top."""
    for no, line in enumerate(open(os.path.join(HAND, 'offices.txt'), encoding='utf-8'), 1):
        line = line.strip()
        if not line or line[0] == '#':
            continue
        word = line.split()[0]
        if word == 'unalias':
            unalias.update(fold(x.split('{')[0]) for x in split(line[8:]))
        elif word == 'org':
            _, oid, code, rest = line.split(None, 3)
            parts = split(rest, '|')
            seat = [x for p in parts[1:] if p.startswith('seat ') for x in split(p[5:])]
            st = states.get(oid.split('.')[0]) or states[code[:3].lower()]
            st.orgs.append((oid, code, split(parts[0]), seat))
        elif word == 'territory':
            m = re.match(r'territory (\S+) of (\S+) (\S+) (.*)$', line)
            parts = split(m.group(4), '|')
            d = {p.split()[0]: split(p.split(None, 1)[1]) for p in parts[1:]}
            states[m.group(2)].territories.append((m.group(1), m.group(3), split(parts[0]), d))
        elif word == 'cities':
            m = re.match(r'cities (\S+?):(.*)$', line)
            states[m.group(1)].cities += split(m.group(2))
        elif word == 'role':
            who, _, rest = line[5:].partition(':')
            who, _, at = who.partition('@')
            # the state is that of the first code that is one's
            codes = [x.split() for x in split(rest)]
            home = at.strip() or next((c[0][:3].lower() for c in codes if c[0][:3].lower() in states), None)
            name = parse_names(who)[0][0][0]
            owners = [s for s in states.values() if find(s, name)]
            if len(owners) != 1 and home not in states:
                sys.exit("offices.txt:%d: whose person? %s" % (no, who))
            st = owners[0] if len(owners) == 1 else states[home]
            p = hand_person(st, who)
            for code, t in codes:
                p.roles.append((code, *parse_term(t), 'uncited'))
        elif word == 'alias':
            who, _, rest = line[6:].partition(':')
            for st in states.values():
                p = find(st, who.strip())
                if p:
                    for n in parse_names(rest.replace(';', '~'))[0]:
                        p.add(n[0])
                        if n[1]:
                            p.flags[fold(n[0])] = n[1]
                    break
            else:
                aliases_later.append((who.strip(), rest))
        elif word == 'sex':
            sexes.append((line.split()[1].rstrip(':'), split(line.partition(':')[2])))
        else:
            m = re.match(r'^(\w+)\.([\w-]+)\s*(?:\[(\w+)\])?\s*(?:=\s*(.*?))?\s*:\s(.*)$', line)
            if not m:
                sys.exit('offices.txt:%d: cannot read: %s' % (no, line[:60]))
            st, office = states[m.group(1)], m.group(2)
            if m.group(3):
                st.codes[office] = m.group(3)
            if m.group(4):
                st.titles[office] = split(m.group(4))
            for x in split(m.group(5)):
                mm = re.match(r'^(.*?)\s+(\S*\.\.\S*)$', x)
                if not mm:
                    sys.exit('offices.txt:%d: no term: %s' % (no, x))
                p = hand_person(st, mm.group(1))
                term(st, office, p, *parse_term(mm.group(2)), 'uncited')


aliases_later = []
sexes = []


# ---- reign-2021 ------------------------------------------------------------------------------

def read_reign(facts):
    full = {}
    for line in open(os.path.join(HAND, 'leaders.txt'), encoding='utf-8'):
        if line[0] == '#' or ':' not in line:
            continue
        abb, _, rest = line.partition(':')
        for x in split(rest):
            k, _, v = x.partition('=')
            name, _, year = k.partition('@')
            v, _, where = v.partition('/')
            full[(abb, ' '.join(name.split()), year)] = (v, where)
    by_abb = {a: st for st in states.values() for a in st.row['reign']}
    by_abb.update(SER=states['srb'])
    rows = {}
    with open(os.path.join(facts, 'leaders-reign-2021-03.csv'), encoding='utf-8', errors='replace') as f:
        for r in csv.DictReader(f):
            abb = r['stateabb']
            if abb in ('SNM', 'YAR', 'YPR', 'RVN', 'ZAN'):
                continue
            if r['eyear'] and r['eyear'].lstrip('-').isdigit() and 0 < int(r['eyear']) < 1980:
                continue
            rows.setdefault(abb, []).append(r)
    for abb, rr in rows.items():
        st = by_abb.get(abb)
        if not st:
            note('reign: no state for', abb)
            continue
        if not st.row.get('cow'):
            st.row['cow'] = rr[0]['ccode']
        starts = []
        for r in rr:
            starts.append(day(int(r['syear']), int(r['smonth']), int(r['sdate'])))
        for i, r in enumerate(rr):
            a, b = starts[i], None
            if r['eyear']:
                y, m = int(r['eyear']), int(r['emonth'])
                b = month_end(y, m)
                later = [s for s in starts if s > a and (s.year, s.month) == (y, m)]
                if later:
                    b = min(later)
            raw = ' '.join(r['leader'].split())
            v, where = full.get((abb, raw, r['syear'])) or full.get((abb, raw, '')) or (None, '')
            if v is None:
                v = re.sub(r'\s*\(.*?\)', '', raw)
                if ',' in v:
                    v = ' '.join(reversed([x.strip() for x in v.split(',')]))
                if ' ' not in v:
                    note('reign: surname only', abb, raw, r['syear'])
                    continue
            if where == '-':
                continue
            names = parse_names(v)[0]
            home = st
            if abb == 'RUS' and a < day(1991, 8, 1):
                continue  # the Soviet Union is in offices.txt
            if abb == 'YUG' and a >= day(2006, 6, 1):
                home = states['srb']
            sex = {'1': 'm', '0': 'f'}.get(r['gender'])
            p = person(home, names[0][0], 'reign-2021', sex)
            if 'reign-2021' not in p.sources:
                p.sources.append('reign-2021')
            if sex:
                p.sex = sex
            for n, flag in names:
                p.add(n)
                if flag:
                    p.flags[fold(n)] = flag
            if where == 'x':
                if not any(c[0][3:6] in ('GOV', 'MIL', 'REB', 'LEG') for c in p.roles):
                    p.roles.append((home.iso3.upper() + 'GOV', a, b if b else REIGN_END, 'reign-2021'))
                continue
            key = where if where in ('s', 'g') else home.row['lead']
            office = home.row.get(key) if where in ('', 's', 'g') else where
            if home.iso3 == 'yug':
                office = 'president'
            office = office or home.row.get('s') or home.row.get('g')
            if not office:
                continue
            told = [t for t in home.offices.get(office, []) if t.person is p and t.source == 'uncited' and t.overlaps(a, b)]
            for t in told:
                confirm(t, a, b if r['eyear'] else t.b, 'reign-2021')
            if told:
                continue
            clash = [t for t in home.offices.get(office, []) if t.source == 'uncited' and t.person is not p and
                     t.a and t.a < (b or REIGN_END) and (not t.b or t.b > a)]
            if any(t.a <= a and (not t.b or t.b >= (b or REIGN_END)) for t in clash):
                note('reign: hand has another', home.iso3, office, raw, a, b)
                continue
            for t in clash:  # the hand's terms cut what they overlap
                if t.a > a and (b is None or b > t.a):
                    b = t.a
                elif t.b and t.b < (b or REIGN_END):
                    a = t.b
            if not r['eyear'] and b is None:
                term(home, office, p, a, REIGN_END, 'reign-2021', True)
            else:
                term(home, office, p, a, b, 'reign-2021')


# ---- factbook-2026 ---------------------------------------------------------------------------

def proper(w):
    """Proper case of a word in capitals."""
    if len(w) <= 3 and fold(w) in PARTICLES:
        return w.lower() if fold(w) in ('al', 'el', 'bin', 'e', 'y') else w.capitalize()
    out = re.sub(r"[^\W\d_]+", lambda m: m.group(0).capitalize(), w.lower())
    out = re.sub(r"(['’])([A-Z])\b", lambda m: m.group(1) + m.group(2).lower(), out)  # Shara'A
    out = re.sub(r"^(Al|El|As|Ad|An|Ar)-", lambda m: m.group(1).lower() + '-', out)
    if re.fullmatch(r'M[Cc][A-Z]{3,}', w):
        out = 'Mc' + w[2:].capitalize()
    return out


def is_caps(w):
    if re.fullmatch(r"[A-Z]{3,}-[A-Z][a-z]+", w):  # OSMANI-Sadriu
        return True
    letters = [c for c in w if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= len(letters) - 1 and letters[-1].isupper() \
        and not re.fullmatch(r'[IVX]+|[A-Z]\.[A-Z]\.?', w)


def caps_name(s, iso3):
    """"Vladimir Vladimirovich PUTIN" -> ["Vladimir Putin", "Vladimir Vladimirovich Putin"]; [] if no name."""
    s = re.sub(r'"[^"]*"|\([^)]*\)', '', s).replace(',', ' ')
    words = [w for w in s.split() if w]
    if not words or not any(is_caps(w) or re.fullmatch(r"al-[A-Z'’]+|el-[A-Z]+|bin", w) for w in words):
        return []
    caps = [i for i, w in enumerate(words) if is_caps(re.sub(r'^(al|el|d)[-\'’]', '', w)) and not re.fullmatch(r'[IVX]+', w)]
    if not caps:
        return []
    words_p = [proper(w) if is_caps(w) else
               (w[:3] + proper(w[3:]) if re.match(r"(al|el)-[A-Z'’]{2,}", w) else w) for w in words]
    full = ' '.join(words_p)
    first, lastc = caps[0], caps[-1]
    while first > 0 and fold(words[first - 1]) in PARTICLES:
        first -= 1
    tail = words_p[lastc + 1:] if lastc + 1 < len(words) and re.fullmatch(r'[IVX]+|Jr\.?', words[lastc + 1]) else []
    sur = words_p[first:lastc + 1] + tail[:1]
    if first == 0 or iso3 in WHOLE:
        return [full]
    given = words_p[0]
    if len(given.rstrip('.')) == 1 or given in ('Dr.', 'Sir', 'Gen.', 'Col.'):
        return [full]
    if fold(sur[-1]) in COMMON:
        return [full]
    short = ' '.join([given] + sur)
    return [short] if fold(short) == fold(full) else [short, full]


HONOR = r"^(Dr\.|Sir|Dame|Lord|Lt\. Gen\.|Gen\.|Sr\. Gen\.|Col\.|Maj\. Gen\.|Capt\.|General|Brig\. Gen\.|Sheikh|Shaykh|Prince|Princess|Grand Chief|Rear Adm\.|Adm\.|Vice Adm\.|Prof\.|Rev\.|Maulana|Chief|Ratu|Cardinal|\([^)]*\)|[A-Z]{2,4},) "


def strip_honors(s):
    while True:
        t = re.sub(HONOR, '', s.strip())
        if t == s.strip():
            return t
        s = t


def since(s):
    m = re.search(r'since (\d{1,2}) (\w+) (\d{4})', s)
    if m and m.group(2).lower() in MONTHS:
        return day(int(m.group(3)), MONTHS[m.group(2).lower()], int(m.group(1)))
    m = re.search(r'since (?:(\w+) )?(\d{4})', s)
    if m:
        return day(int(m.group(2)), MONTHS.get((m.group(1) or 'january').lower(), 1), 1)
    return None


TITLE = re.compile(r"^(?:Acting |Interim |Transition(?:al)? |Caretaker |GNU Interim |CNSP )*(?:President of the Swiss Confederation|President of the Government of Spain \(prime minister-equivalent\)|President of the National Council for the Safeguard of the Homeland \(CNSP\)|State Affairs Commission President|Supreme People's Assembly President|Chairperson of the Presidency|Chairperson of the Council of Ministers|Chairman of the Cabinet of Ministers|Presidential Leadership Council Chairperson|Sovereign Council Chair and Commander-in-Chief of the Sudanese Armed Forces|President, Presidential Council,|President of Council of Ministers|Prime Minister and Foreign Minister|Prime Minister and Co-Vice President|Prime Minister Crown Prince|Crown Prince and Prime Minister|Sultan and Prime Minister|Taoiseach \(Prime Minister\)|Secretary of State for Foreign and Political Affairs|Minister of State|Supreme Leader|Taliban Leader|President|Prime Minister|Premier|Chancellor|King|Queen|Emperor|Sultan|Amir|Grand Duke|Prince|Pope|Vice President|Chief Executive) ")


def read_factbook(facts):
    by_fips = {st.row['fips']: st for st in states.values() if st.row.get('fips')}
    with open(os.path.join(facts, 'countries-factbook-2026.tsv'), encoding='utf-8') as f:
        for r in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
            st = by_fips.get(r['fips'])
            if not st:
                continue
            st.fb = r
            for key, cell in (('s', r['chief_of_state']), ('g', r['head_of_government'])):
                office = st.row[key]
                if not office or not cell or st.iso3 in ('bih', 'and', 'vat', 'afg', 'prk', 'smr', 'hkg'):
                    continue
                if key == 'g' and cell == r['chief_of_state']:
                    continue
                if office == 'governor-general':
                    m = re.search(r'represented by (?:Acting )?Governor[- ]General (.*?)\s*\(', cell)
                    if not m:
                        continue
                    text = 'President ' + m.group(1)
                    d = since(cell.split('represented')[1])
                elif key == 's' and re.match(r'King CHARLES', cell) and st.iso3 != 'gbr':
                    continue
                else:
                    text, d = cell, since(cell)
                m = TITLE.match(text)
                name = text[m.end():] if m else text
                if m and key == 'g' and m.group(0).strip() in ('Vice President', 'President') and office == 'prime-minister':
                    continue
                name = re.split(r'\(since|\(chair|;| of the | also spelled|\(for |\(\d|\(President', name)[0].strip()
                name = strip_honors(re.sub(r'^(Col\.|General|Gen\.) ', '', name))
                kings = re.match(r"^([A-Z][A-Z'’-]+)( [IVX]+)?$", name)
                names = caps_name(name, st.iso3)
                if not names:
                    note('factbook: no name', st.iso3, key, cell[:80])
                    continue
                if len(names[0].split()) == 1 and m:  # a king by his first name alone
                    names = [m.group(0).strip() + ' ' + names[0]]
                if not d:
                    note('factbook: no day', st.iso3, key, cell[:80])
                    continue
                held = st.offices.setdefault(office, [])
                fit = [t for t in held if any(same(n, m) for n in t.person.names for m in names) and
                       (t.b is None or t.open or t.b > d)]
                fit.sort(key=lambda t: (not any(fold(m) in t.person.keys() for m in names), not (t.open or t.b is None)))
                t = fit[0] if fit else holder_like(st, office, d, names[-1], like=same)
                if t:
                    confirm(t, d, None, 'factbook-2026')
                    for n in names:
                        t.person.add(n) if not kings else None
                    if 'factbook-2026' not in t.person.sources:
                        t.person.sources.append('factbook-2026')
                    if t.open and t.source == 'reign-2021':
                        t.b, t.open = None, False
                    continue
                if any(x.source == 'uncited' and (x.b is None or x.b > d) for x in held):
                    note('factbook: hand has another', st.iso3, office, names[0], d)
                    continue
                p = person(st, names[0], 'factbook-2026')
                for n in names:
                    p.add(n)
                for x in held:
                    if x.person is not p and x.b is None:
                        x.b = d
                    elif x.open and x.b and x.b > d:
                        x.b, x.open = d, False
                term(st, office, p, d, None, 'factbook-2026')


def read_leaders_2026(facts):
    iso2 = {st.row['iso2']: st for st in states.values()}
    with open(os.path.join(facts, 'leaders-g20-asean-2026-08.tsv'), encoding='utf-8') as f:
        for r in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
            st = iso2.get(r['iso2'])
            if not st or r['name'] == 'Charles III' and st.iso3 != 'gbr' or r['position'] == 'head_of_state' and r['iso2'] == 'SA':
                continue
            office = st.row['s' if r['position'] == 'head_of_state' else 'g'] or st.row['s']
            d = datetime.date.fromisoformat(r['from']) if r['from'] else None
            if office in ('prime-minister', 'premier') and r['title'].startswith('President'):
                continue  # Turkey, South Korea: the president heads the government
            held = st.offices.setdefault(office, [])
            t = next((t for t in held if t.b is None and any(same(n, r['name']) for n in t.person.names)), None)
            if t:
                t.person.wikidata = r['wikidata']
                if fold(r['name']) not in t.person.keys():
                    t.person.add(r['name'])
                continue
            if not d or r['position'] == 'head_of_government' and st.row['g'] is None:
                note('leaders-2026: skipped', r['iso2'], r['name'])
                continue
            for x in held:
                if x.b is None:
                    x.b = d
            p = person(st, r['name'], 'leaders-2026')
            p.wikidata = r['wikidata']
            term(st, office, p, d, None, 'leaders-2026')


# ---- cabinets, visitors, the State Department ------------------------------------------------

by_name = {}


def country(name):
    if not by_name:
        for st in states.values():
            for n in st.row['names']:
                by_name.setdefault(fold(n.split('{')[0]), st.iso3)
    k = fold(name)
    if k in COUNTRY:
        return states.get(COUNTRY[k]) if COUNTRY[k] else None
    k2 = ' '.join(reversed([x.strip() for x in name.split(',')])) if ',' in name else name
    iso = by_name.get(k) or by_name.get(fold(k2)) or by_name.get('saint ' + k[3:] if k.startswith('st ') else '')
    return states.get(iso) if iso else None


# States whose list tells of a government that was gone by June 2019: left out.
STALE = {'cod', 'lbr', 'svn', 'slb', 'dza', 'sdn'}
# Slips of the fact files.
DROP = {('eth', 'tito mboweni')}


def read_cabinets(facts):
    d0, d1 = day(2019, 6, 1), day(2019, 6, 30)
    done, missing = {}, set()
    with open(os.path.join(facts, 'cabinets-cia-2019-06.tsv'), encoding='utf-8') as f:
        for r in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
            st = country(r['country'])
            if not st:
                missing.add(r['country'])
                continue
            if st.iso3 == 'usa' or st.iso3 in STALE:
                continue
            off = r['office'].strip()
            kind = next((k for rx, k in CABINET if re.match(rx, off, re.I)), None)
            if not kind:
                continue
            office = st.row[kind] if kind in 'sg' else kind
            if not office:
                continue
            if kind in 's' and office not in ('president',):
                continue
            names = caps_name(strip_honors(r['name']), st.iso3)
            if not names or ' ' not in names[0] or (st.iso3, fold(names[0])) in DROP:
                continue
            if kind.endswith('-minister') and kind in TITLES:
                t = re.sub(r'&', 'and', off).replace('Intl.', 'International').replace('Min.', 'Minister').replace('Dept.', 'Department')
                extra = st.titles.setdefault(office, split(TITLES.get(office) or office.replace('-', ' ').title()))
                if fold(t) not in {fold(x) for x in extra} and len(t) < 70 and ',' not in t and '.' not in t:
                    extra.append(t)
            n_max = 1 if kind not in ('vice-president', 'deputy-prime-minister') else 4
            done[(st.iso3, office)] = done.get((st.iso3, office), 0) + 1
            if done[(st.iso3, office)] > n_max:
                continue
            held = st.offices.setdefault(office, [])
            t = holder_like(st, office, d0, names[-1], 30, same) or holder_like(st, office, d0, names[0], 30, same)
            if t:
                if 'cabinets-2019' not in t.person.sources:
                    t.person.sources.append('cabinets-2019')
                continue
            if any(x.covers(d0) and x.source != 'cabinets-2019' for x in held):
                note('cabinets: another holds it', st.iso3, office, names[0])
                continue
            p = None
            for q in st.persons:  # the same person in another office of the list
                if any(fold(n) == fold(m) for n in q.names for m in names):
                    p = q
            p = p or person(st, names[0], 'cabinets-2019')
            if 'cabinets-2019' not in p.sources:
                p.sources.append('cabinets-2019')
            for n in names:
                p.add(n)
            term(st, office, p, d0, d1, 'cabinets-2019', True)
    for m in sorted(missing):
        note('cabinets: no state', m)


VTITLE = [('President', 's'), ('Prime Minister', 'g'), ('Premier', 'g'), ('Chancellor', 'g'), ('Taoiseach', 'g'),
          ('King', 'monarch'), ('Queen', 'monarch'), ('Emir', 'monarch'), ('Amir', 'monarch'), ('Sultan', 'monarch'),
          ('Emperor', 'monarch'), ('Crown Prince', 'crown-prince'), ('Foreign Minister', 'foreign-minister'),
          ('Vice President', 'vice-president'), ('Pope', 'pope')]


def read_visitors(facts):
    seen = {}
    with open(os.path.join(facts, 'visitors-to-us-1980-2026.tsv'), encoding='utf-8') as f:
        for r in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
            st = country(r['country'])
            if not st:
                continue
            for title, kind in VTITLE:
                if r['visitor'].startswith(title + ' '):
                    break
            else:
                continue
            office = st.row.get(kind) if kind in ('s', 'g') else kind
            if kind == 's' and office != 'president':
                office = 'president' if 'president' in st.offices or st.row.get('g') == 'president' else st.row.get('g')
            if kind == 'monarch' and st.row.get('s') not in ('monarch',):
                continue
            if not office:
                continue
            name = strip_honors(re.sub(r'\s*\([^)]*\)', '', r['visitor'][len(title) + 1:]).strip())
            name = ' '.join(name.split())
            if len(name.split()) < 2 or kind == 'monarch' or name[0].islower():
                continue
            d = datetime.date.fromisoformat(r['date'])
            seen.setdefault((st.iso3, office), []).append((d, name))
    for (iso3, office), visits in sorted(seen.items()):
        st = states[iso3]
        for d, name in sorted(visits):
            held = st.offices.setdefault(office, [])
            t = holder_like(st, office, d, name)
            if t:
                if t.source == 'visitors-2026' and t.open:
                    t.a, t.b = min(t.a, d), max(t.b, d)
                if 'visitors-2026' not in t.person.sources and t.source == 'visitors-2026':
                    t.person.sources.append('visitors-2026')
                continue
            # a term seen before, widened while nobody else held the office between
            same = [t for t in held if t.source == 'visitors-2026' and any(like(n, name) for n in t.person.names)]
            if same and not any(x.person is not same[-1].person and x.a and same[-1].a <= x.a <= d for x in held):
                same[-1].b = max(same[-1].b, d)
                continue
            if any(x.covers(d) for x in held):
                note('visitors: another holds it', iso3, office, name, d, '/', [x.person.names[0] for x in held if x.covers(d)])
                continue
            p = None
            for q in st.persons:
                if fold(name) in q.keys() or any(last(n) == last(name) and fold(n).split()[0] == fold(name).split()[0] for n in q.names):
                    p = q
            p = p or person(st, name, 'visitors-2026')
            if 'visitors-2026' not in p.sources:
                p.sources.append('visitors-2026')
            term(st, office, p, d, d, 'visitors-2026', True)


MISSIONS = {  # envoys of the United States whom the news names
    'russia': 'rus', 'china': 'chn', 'united-kingdom': 'gbr', 'france': 'fra', 'germany': 'deu', 'israel': 'isr',
    'iraq': 'irq', 'afghanistan': 'afg', 'syria': 'syr', 'libya': 'lby', 'egypt': 'egy', 'pakistan': 'pak', 'india': 'ind',
    'japan': 'jpn', 'korea': 'kor', 'turkey': 'tur', 'ukraine': 'ukr', 'lebanon': 'lbn', 'saudi-arabia': 'sau',
    'mexico': 'mex', 'venezuela': 'ven', 'yemen': 'yem', 'philippines': 'phl', 'somalia': 'som', 'south-sudan': 'ssd',
}
SHORT = {'Warren Minor Christopher': 'Warren Christopher', 'James Addison Baker III': 'James Baker', 'Alexander Meigs Haig Jr.': 'Alexander Haig',
         'Edmund Sixtus Muskie': 'Edmund Muskie', 'George Pratt Shultz': 'George Shultz', 'Lawrence Sidney Eagleburger': 'Lawrence Eagleburger',
         'Madeleine Korbel Albright': 'Madeleine Albright', 'Colin Luther Powell': 'Colin Powell', 'Hillary Rodham Clinton': 'Hillary Clinton',
         'John Forbes Kerry': 'John Kerry', 'Rex W. Tillerson': 'Rex Tillerson', 'Michael R. Pompeo': 'Mike Pompeo', 'Antony John Blinken': 'Antony Blinken',
         'Strobe (Nelson Strobridge) Talbott III': 'Strobe Talbott', 'John Dimitri Negroponte': 'John Negroponte', 'William Joseph Burns': 'William Burns'}


def read_state_department(facts):
    st = states['usa']
    with open(os.path.join(facts, 'us-state-department-2026.tsv'), encoding='utf-8') as f:
        for r in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
            a, b = partial(r['from'], False), partial(r['to'], True)
            off, mis = r['office'], r['mission']
            if not a:
                continue
            if off in ('Secretary of State', 'Deputy Secretary of State', 'Under Secretary of State for Political Affairs'):
                office = {'S': 'foreign-minister', 'D': 'deputy-secretary-of-state', 'U': 'under-secretary-political'}[off[0]]
            elif 'representative-to-un' in (mis, off):
                office = 'un-ambassador'
            elif mis in MISSIONS and off.startswith('Ambassador') and (not b or b.year >= 1990):
                office = 'ambassador-' + MISSIONS[mis]
                ost = states[MISSIONS[mis]]
                nm = ost.row['names'][0].split(' {')[0]
                more = {'rus': ['Ambassador to the Russian Federation', 'Ambassador to Moscow'], 'gbr': ['Ambassador to Britain', 'Ambassador to the UK'],
                        'chn': ['Ambassador to Beijing']}.get(MISSIONS[mis], [])
                st.titles.setdefault(office, ['Ambassador to ' + ('the ' if nm in ('United Kingdom', 'Philippines') else '') + nm] + more + ['Ambassador in ' + ost.row['capital'][0].split(' {')[0]] if ost.row['capital'] else [])
            else:
                continue
            raw = re.sub(r'\s*\([^)]*\)', '', r['name']).strip()
            w = raw.split()
            name = SHORT.get(r['name'])
            if not name:
                tail = w[-1:] if re.fullmatch(r'(Jr|Sr)\.?|I+V?', w[-1]) else []
                core = w[:-1] if tail else w
                name = core[0] + ' ' + core[-1] if len(core[0].rstrip('.')) > 1 else ' '.join(core)
            p = find(st, name) or find(st, raw) or person(st, name, 'state-department-2026')
            p.add(name)
            p.add(raw)
            if len(w) > 2 and len(w[1].rstrip('.')) > 1 and not tail_like(w[-1]):
                p.add('%s %s. %s' % (w[0], w[1][0], w[-1]))
            if 'state-department-2026' not in p.sources:
                p.sources.append('state-department-2026')
            if not b and a < day(2025, 1, 20):
                b, opened = a, True  # no end is known
            else:
                opened = False
            told = [t for t in st.offices.get(office, []) if t.person is p and t.source == 'uncited' and t.overlaps(a, b)]
            for t in told:
                confirm(t, a, b, 'state-department-2026')
            if told:
                continue
            term(st, office, p, a, b, 'state-department-2026', opened)
    st.titles.setdefault('deputy-secretary-of-state', ['Deputy Secretary of State'])
    st.titles.setdefault('under-secretary-political', ['Under Secretary of State for Political Affairs', 'Under Secretary of State', 'Undersecretary of State'])


def partial(s, end):
    """A day, or the first or last of a month or year that is given without one."""
    f = [int(x) for x in s.split('-')] if s else []
    if not f:
        return None
    if len(f) == 1:
        return day(f[0], 12 if end else 1, 31 if end else 1)
    if len(f) == 2:
        return month_end(*f) if end else day(f[0], f[1], 1)
    return day(*f)


def tail_like(w):
    return bool(re.fullmatch(r'(Jr|Sr)\.?|I+V?', w))


# ---- places ----------------------------------------------------------------------------------

JUNK = re.compile(r'\b(RIVER|LAKE|DESERT|MOUNT|MT|CAPE|ALPS|VOLCANO|FALLS|ISLES?|STRAIT|GULF|SEA|BAY|MOUNTAINS?|GLACIER|PENINSULA|PLAIN|CANAL|REPUBLIC|KINGDOM|COUNTRY|STATES OF|PEOPLE|GOVERNMENT|NATION|COAST|PROVINCES?|DISTRICT|REGION|ISLANDS?|ST)\b')
NOT_PLACE = set(fold(x) for x in 'Fatah;Sana;Doris;Argos;Actium;Delphi;Ithaca;Arcadia;Athos;Abila;Abyla;Timor;Nemea;Sardis;Abydos;Sava;Tara;Volta;Nam;Are;Qara;Orange;Nice;Mobile;Reading;Bath;Cork;Split;Of;Male;Victoria;Dominica;Para;Ho;Po;Man;Ica;Beni;Bar;Ben;Gore;Moron;Lund;Granz;Naze;Nias;Long;Ore;Bo;Eden;Berry;Most;Buri;San Juan;San Jose;Santa Cruz;Santiago;Georgetown;Kingston;Progreso;La Union;La Paz;Sur;Southern;Northern;Eastern;Western;Central;Centre;Center;East;West;North;South;Capital;Upper East;Upper West;North West;Fuego;Soledad;Lindi;Mara;Union;Colon;Libertad;La Libertad;Amazonas;Florida;Colorado;Rivera;Artigas;Salto;Flores;Bolivar;Sucre;Miranda;Merida;Cordoba;Guadalajara;Valencia;Toledo;Leon;Granada;Cartagena;Trujillo;Montana;Pleasant;Paradise;Hope;Christmas;Friendly;Independence;Batman;Van;Bursa;Mus;Hippo;Silver;Rose;Bank;Mecca;Ore;Oro;Maritimes'.split(';'))


def read_cities(facts):
    lists = {}
    with open(os.path.join(facts, 'actors.tsv'), encoding='utf-8', errors='replace') as f:
        for r in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
            if r['kind'] == 'country' and len(r['code']) == 3 and r['code'].lower() in states and r['aliases']:
                lists.setdefault(r['code'].lower(), []).append(r['aliases'].split('|'))
    taken = {}
    for st in states.values():
        for c in st.row['capital']:
            taken[fold(c.split(' {')[0])] = st.iso3
        for n in st.row['names'] + st.row['adj'] + st.row['seat']:
            taken[fold(n.split(' {')[0])] = st.iso3
        for tid, code, names, d in st.territories:
            for n in names + d.get('cities', []) + d.get('adj', []):
                taken[fold(n.split(' {')[0])] = st.iso3
    for st in states.values():
        for c in st.cities:
            taken.setdefault(fold(c.split(' {')[0]), st.iso3)
    got = {}
    for iso3, ll in lists.items():
        st = states[iso3]
        caps = {fold(c.split(' {')[0]) for c in st.row['capital']}
        if iso3 in ('usa', 'gbr'):
            continue
        for al in ll:
            at = max([i for i, x in enumerate(al) if fold(x) in caps] or [10**6])
            for x in al[at + 1:]:
                k = fold(x)
                if not re.fullmatch(r"[A-Z][A-Z '.-]+", x) or JUNK.search(x) or k in NOT_PLACE or k in taken or len(k) < 4 or len(k.split()) > 3:
                    continue
                if any(difflib.SequenceMatcher(None, k, fold(n.split(' {')[0])).ratio() > 0.72 for n in st.row['names'] + st.row['adj']):
                    continue
                name = ' '.join(w.lower() if w.lower() in ('de', 'del', 'do', 'da', 'dos', 'of', 'and', 'sur') and i and i + 1 < len(x.split()) else
                                re.sub(r'[A-Z]+', lambda m: m.group(0).capitalize(), w) for i, w in enumerate(x.split()))
                name = re.sub(r"^(Al|El|Ad|Ar|As|Az)-", lambda m: m.group(1).lower() + '-', name)
                name = re.sub(r"-(Al|El|Ez|E|I|De|Du|Sur|La|Le|Au|Am|On|Ul|Ud)-", lambda m: m.group(0).lower(), name)
                name = re.sub(r"'([A-Z])\b", lambda m: "'" + m.group(1).lower(), name)
                got.setdefault(k, []).append((iso3, name))
    count = {}
    for k, where in got.items():
        isos = {i for i, _ in where}
        if len(isos) > 1:
            continue
        iso3, name = where[0]
        if count.get(iso3, 0) >= 40:
            continue
        count[iso3] = count.get(iso3, 0) + 1
        states[iso3].cities.append(name)
        states[iso3].from_petrarch = True


# ---- ids -------------------------------------------------------------------------------------

def given_ids(out_dir):
    """(state, name) -> id of the persons in the files of an earlier run: an id is for ever."""
    known = {}
    for iso3 in states:
        path = os.path.join(out_dir, iso3 + '.txt')
        if not os.path.exists(path):
            continue
        with open(path, encoding='utf-8') as f:
            pid, key, person_ = None, '', False
            for line in f:
                if line[0] == '[':
                    pid, person_ = line.strip()[1:-1], False
                elif line.strip():
                    k, _, v = line.rstrip('\n').partition(' ')
                    key = k or key
                    if key == 'kind':
                        person_ = v.strip() == 'person'
                    elif key == 'name' and person_:
                        for n in v.split('|'):
                            k = fold(n.split(' {')[0])
                            if ' ' in k:
                                known.setdefault((iso3, k), pid)
    return known


def give_ids(out_dir):
    known = given_ids(out_dir)
    wanted, used = {}, set()
    for iso3 in sorted(states):
        for p in states[iso3].persons:
            p.id = next((known[(iso3, fold(n))] for n in p.names if (iso3, fold(n)) in known), None)
            if p.id in used:
                p.id = None
            if p.id:
                used.add(p.id)
    for iso3 in sorted(states):
        for p in states[iso3].persons:
            if not p.id:
                wanted.setdefault(slug(p.names[0]), []).append(p)
    for s, pp in wanted.items():
        pp.sort(key=lambda p: (RANK.index(p.sources[0]), p.state))
        for p in pp:
            p.id = s
            for more in ['-' + p.state] + ['-%s-%d' % (p.state, i) for i in range(2, 20)]:
                if p.id not in used:
                    break
                p.id = s + more
            used.add(p.id)


def elsewhere(out_dir):
    """Ids of blocks in the rest of the lexicon's actors: persons that are kept there are only named here."""
    ids = set()
    root = os.path.normpath(os.path.join(out_dir, '..'))
    for folder, _, files in os.walk(root):
        if os.path.samefile(folder, out_dir):
            continue
        for name in files:
            if name.endswith('.txt'):
                with open(os.path.join(folder, name), encoding='utf-8') as f:
                    ids.update(m.group(1) for m in re.finditer(r'(?m)^\[([a-z0-9.-]+)\]', f.read()))
    return ids


def written_before(out_dir):
    ids = set()
    for iso3 in states:
        path = os.path.join(out_dir, iso3 + '.txt')
        if os.path.exists(path):
            with open(path, encoding='utf-8') as f:
                ids.update(m.group(1) for m in re.finditer(r'(?m)^\[([a-z0-9.-]+)\]', f.read()))
    return ids


# ---- writing ---------------------------------------------------------------------------------

def iso(d):
    return d.isoformat() if d else ''


def lines(key, items, width=100):
    """A list over as many lines as it needs."""
    if not items:
        return []
    out, cur = [], ''
    for x in items:
        if cur and len(cur) + len(x) > width:
            out.append(cur)
            cur = x
        else:
            cur = cur + ' | ' + x if cur else x
    out.append(cur)
    return ['%-8s %s' % (key if i == 0 else '', x) for i, x in enumerate(out)]


def dedupe(items):
    seen, out = set(), []
    for x in items:
        k = x.split(' {')[0]
        if k not in seen:
            seen.add(k)
            out.append(x)
    return out


def clean_terms(ts):
    """Terms in order; the open ones that a better source covers are left out."""
    ts = [t for t in ts if not t.b or not t.a or t.a <= t.b]
    keep = []
    for t in ts:
        if t.open and any(o is not t and o.person is t.person and o.overlaps(t.a, t.b) and
                          (not o.open or o.source != t.source and RANK.index(o.source) < RANK.index(t.source)) for o in ts):
            continue
        keep.append(t)
    ts = sorted(keep, key=lambda t: (t.a or datetime.date.min, t.b or datetime.date.max, t.person.id))
    for i, t in enumerate(ts):  # days that are known of one person, with nobody between
        if t.open and i and ts[i - 1] and ts[i - 1].open and ts[i - 1].person is t.person:
            t.a, t.b = min(t.a, ts[i - 1].a), max(t.b, ts[i - 1].b)
            ts[i - 1] = None
    ts = [t for t in ts if t]
    out = []
    for t in ts:  # two terms of one person that overlap or touch are one
        prev = next((o for o in reversed(out) if o.person is t.person), None)
        if prev and not prev.open and not t.open and (prev.b is None or t.a and t.a <= prev.b):
            if prev.b is not None and (t.b is None or t.b > prev.b):
                prev.b = t.b
            continue
        out.append(t)
    return out


def write(out_dir):
    n = dict(files=0, offices=0, persons=0, terms=0, bytes=0)
    used = {id(t.person) for st in states.values() for ts in st.offices.values() for t in clean_terms(ts)}
    others = set()
    if os.path.basename(os.path.normpath(os.path.join(out_dir, '..'))) == 'actors':
        others = elsewhere(out_dir) - written_before(out_dir)
    for iso3 in sorted(states):
        st = states[iso3]
        r, up = st.row, iso3.upper()
        o = [MADE, '']
        o += ['[%s]' % iso3, 'kind     ' + ('territory' if iso3 in ('hkg', 'esh') else 'state')]
        names = dedupe(r['names'])
        o += lines('name', names)
        o.append('code     ' + up)
        if iso3 == 'hkg':
            o.append('of       chn')
        adj = r['adj']
        o += lines('adj', adj)
        if r['people'] == '*':
            people = [x for a in adj if fold(a) != fold(names[0]) for x in plural(a)]
        elif r['people'] == '=':
            people = [a for a in adj if fold(a.split(' {')[0]) != fold(names[0].split(' {')[0])]
        else:
            people = split(r['people'])
        o += lines('people', dedupe(people))
        o += lines('capital', dedupe(r['capital']))
        o += lines('seat', dedupe(r['seat']))
        own = {fold(x.split(' {')[0]) for x in r['capital'] + r['names'] + r['seat']}
        o += lines('cities', [c for c in dedupe(st.cities) if fold(c.split(' {')[0]) not in own])
        if iso3 in FORMER:
            o += ['from     ' + FORMER[iso3]['fro'], 'to       ' + FORMER[iso3]['to']]
        if iso3 in BEGAN:
            o.append('from     ' + BEGAN[iso3])
        if iso3 in WAS:
            o.append('was      ' + WAS[iso3])
        o += ['iso2     ' + r['iso2'], 'iso3     ' + ('XKX' if iso3 == 'kos' else up)]
        if r.get('fips'):
            o.append('fips     ' + r['fips'])
        if r.get('cow') or iso3 in FORMER:
            o.append('cow      ' + (r.get('cow') or FORMER[iso3]['cow']))
        o.append('source   ' + ('factbook-2026' if st.fb else 'uncited'))
        if st.cities and getattr(st, 'from_petrarch', False):
            o.append('source   petrarch-actors  # cities')
        o += ['checked  ' + CHECKED, '']
        for tid, code, tn, d in st.territories:
            o += ['[%s]' % tid, 'kind     territory'] + lines('name', tn) + ['code     ' + code, 'of       ' + iso3]
            for k in ('adj', 'people', 'cities'):
                o += lines(k, d.get(k, []))
            o += ['source   uncited', '']
        for oid, code, on, seat in st.orgs:
            on = [x for x in on if ', x}' not in x]
            if oid in others:
                note('kept elsewhere', oid)
                continue
            o += ['[%s]' % oid, 'kind     org'] + lines('name', on) + ['code     ' + code, 'of       ' + iso3]
            o += lines('seat', seat) + ['source   uncited', '']
        order = [r.get('s'), r.get('g'), 'foreign-minister', 'defence-minister', 'interior-minister', 'finance-minister']
        offs = [x for x in order if x in st.offices] + sorted(x for x in st.offices if x not in order)
        for office in dict.fromkeys(offs):
            ts = clean_terms(st.offices[office])
            if not ts:
                continue
            titles = dedupe(st.titles.get(office) or split(TITLES.get(office) or office.replace('-', ' ').title()))
            src = max(RANK, key=lambda s: sum(t.cite == s for t in ts))
            o += ['[%s.%s]' % (iso3, office), 'kind     office'] + lines('title', titles)
            o += ['code     ' + st.codes.get(office, up + 'GOV'), 'of       ' + iso3]
            for i, t in enumerate(ts):
                at = ['%s..%s' % (iso(t.a), iso(t.b))]
                if t.cite != src:
                    at.append('source=' + t.cite)
                if t.open:
                    at.append('open')
                o.append('%-8s %s {%s}' % ('holder' if i == 0 else '', t.person.id, ', '.join(at)))
                n['terms'] += 1
            o += ['source   ' + src, '']
            n['offices'] += 1
        for p in sorted(st.persons, key=lambda p: p.id):
            if id(p) not in used and not p.roles:
                continue
            if p.id in others:
                note('kept elsewhere', p.id)
                continue
            shown = []
            for i, x in enumerate(p.names):
                k = fold(x)
                one = len(k.split()) == 1
                if one and i and k in unalias:
                    continue
                fl = p.flags.get(k)
                shown.append('%s {%s}' % (x, fl) if fl else x)
            o += ['[%s]' % p.id, 'kind     person'] + lines('name', dedupe_fold(shown)) + ['of       ' + iso3]
            if p.sex:
                o.append('sex      ' + p.sex)
            for i, (code, a, b, s) in enumerate(sorted(p.roles, key=lambda x: x[1] or datetime.date.min)):
                at = '%s..%s' % (iso(a), iso(b)) + ('' if s == p.sources[0] else ', source=' + s)
                o.append('%-8s %s {%s}' % ('role' if i == 0 else '', code, at))
            if p.wikidata:
                o.append('wikidata %s' % p.wikidata)
            src = min((s for s in p.sources if s in RANK and s != 'uncited'), key=RANK.index, default='uncited')
            o += ['source   ' + src, '']
            n['persons'] += 1
        text = '\n'.join(o).rstrip('\n') + '\n'
        path = os.path.join(out_dir, iso3 + '.txt')
        n['files'] += 1
        n['bytes'] += len(text.encode())
        if os.path.exists(path):
            with open(path, encoding='utf-8') as f:
                if f.readline().rstrip('\n') != MADE:
                    note('kept by hand', path)
                    continue
        with open(path + '.tmp', 'w', encoding='utf-8') as f:
            f.write(text)
        os.replace(path + '.tmp', path)
    return n


def dedupe_fold(items):
    seen, out = set(), []
    for x in items:
        k = fold(x.split(' {')[0])
        if k not in seen:
            seen.add(k)
            out.append(x)
    return out


def plural(a):
    word, brace, rest = a.partition(' {')
    w = word + ('' if word.endswith('s') or word.endswith('ese') or '.' in word or word.isupper() else 's')
    t = brace + rest
    return [w + t, a] if w != word else [a]


def main():
    args = [a for a in sys.argv[1:] if a != '-v']
    if len(args) != 2:
        sys.exit(__doc__)
    facts, out = args
    read_states()
    read_offices()
    read_reign(facts)
    read_state_department(facts)
    read_factbook(facts)
    read_leaders_2026(facts)
    read_visitors(facts)
    read_cabinets(facts)
    for who, rest in aliases_later:
        p = next((find(s, who) for s in states.values() if find(s, who)), None)
        if not p:
            note('alias: nobody is', who)
            continue
        for x, flag in parse_names(rest.replace(';', '~'))[0]:
            p.add(x)
            if flag:
                p.flags[fold(x)] = flag
    for sex, names in sexes:
        for name in names:
            for p in (find(s, name) for s in states.values()):
                if p:
                    p.sex = sex
    read_cities(facts)
    give_ids(out)
    n = write(out)
    if VERBOSE:
        print('\n'.join(notes), file=sys.stderr)
    print('%(files)d files, %(offices)d offices, %(persons)d persons, %(terms)d terms, %(bytes)d bytes' % n)


if __name__ == '__main__':
    main()
