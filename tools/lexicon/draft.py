#!/usr/bin/env python3
"""draft.py [cabinets|diplomats|visitors|heads|all] FACTS LEXICON > drafts.terms

Compares files of facts with the lexicon and writes, as term lines (docs/formats/terms.md), what the lexicon does not have. Read the
lines, take out what is wrong, and enter them with terms.py. What the lexicon tells otherwise is told on standard error, and so is how much of each
file it confirms: two sources that know nothing of each other are a check of both. Nothing is written into the lexicon.

    cabinets   cabinets-cia-2019-06.tsv: who was in office in June 2019; no dates, so the terms are marked `open`
    diplomats  us-state-department-2026.tsv: officers of the State Department and chiefs of mission, with days
    visitors   visitors-to-us-1980-2026.tsv: who visited as what on which day; `open`
    heads      countries-factbook-2026.tsv and leaders-g20-asean-2026-08.tsv: who leads, and since when
"""
import csv
import datetime
import os
import re
import sys

from blocks import fold
from terms import Lexicon, USUAL, first, last

PARTICLES = set('al el ben bin ibn ould de da do dos das del della di du van von der den la le y e wa zu ter abu bint ul i'.split())
# States whose names are given family name first, or are not to be cut to first and last name.
WHOLE = set('gnb chn twn hkg kor prk vnm khm lao mmr tha idn mys brn btn mng are sau qat bhr kwt omn jor yem eri eth som tls'.split())
# Surnames so common that a first name and one of these is anybody's name.
COMMON = set('ali khan hassan hasan ahmed ahmad mohamed mohammed muhammad mohamud singh ba sow diallo barry man obama omar ibrahim abdullah hussein silva santos jones smith'.split())
COUNTRY = {  # names of countries in the fact files that the lexicon does not have
    'congo democratic republic of the': 'cod', 'congo republic of the': 'cog', 'congo republic of': 'cog', 'congo democratic republic of': 'cod',
    'democratic republic of the congo zaire': 'cod', 'china peoples republic of': 'chn', 'germany federal republic of': 'deu',
    'bosnian federation': 'bih', 'korea': 'kor', 'macedonia former yugoslav republic of': 'mkd', 'u s s r': 'sun', 'ussr': 'sun',
    'yugoslavia': 'yug', 'czechoslovakia': 'csk', 'german democratic republic': 'ddr', 'somoa': 'wsm', 'afghanistan interim authority': 'afg',
    'st christopher and nevis': 'kna', 'holy see vatican city': 'vat', 'yemen arab republic': 'yem', 'korea south': 'kor', 'korea north': 'prk',
    'bahamas the': 'bhs', 'gambia the': 'gmb', 'micronesia federated states of': 'fsm', 'turkiye': 'tur', 'holy see': 'vat', 'burma': 'mmr',
    'czech republic': 'cze', 'cote divoire': 'civ', 'macedonia': 'mkd', 'swaziland': 'swz', 'timor leste': 'tls', 'cabo verde': 'cpv',
    'saint kitts and nevis': 'kna', 'saint vincent and the grenadines': 'vct', 'sao tome and principe': 'stp', 'zaire': 'cod', 'china': 'chn',
    'slovak republic': 'svk', 'the gambia': 'gmb', 'the bahamas': 'bhs', 'papua new guinea': 'png', 'united kingdom': 'gbr', 'eswatini': 'swz',
}
# States whose list tells of a government that was gone by June 2019.
STALE = {'cod', 'lbr', 'svn', 'slb', 'dza', 'sdn', 'usa'}
SLIPS = {('eth', 'tito mboweni')}
CABINET = [
    (r'^(acting |interim )?pres(ident|\.)?$', 'president'), (r'^(acting |interim )?prime minister\b(?!.s)', 'prime-minister'),
    (r'^(first |second |executive )?vice president$', 'vice-president'), (r'^(first |second |senior )?deputy prime minister$', 'deputy-prime-minister'),
    (r'^(min\.|minister) (of|for) (foreign|external)( (affairs|relations|policy)\b.*)?$', 'foreign-minister'),
    (r'^(foreign (affairs )?(minister|secretary))$', 'foreign-minister'),
    (r"^(min\.|minister) (of|for) (the )?(national )?(people's )?(defen[sc]e|armed forces)\b.*", 'defence-minister'),
    (r'^(min\.|minister) (of|for) (the )?(interior|internal affairs|home affairs)\b.*', 'interior-minister'),
    (r'^(min\.|minister) (of|for) (economy & |economic affairs & )?finance\b.*', 'finance-minister'),
    (r'^(min\.|minister) (of|for) justice\b.*', 'justice-minister'), (r'^attorney general$', 'attorney-general'),
    (r'^prosecutor general$', 'prosecutor-general'),
    (r'^(governor|president|chairman|chmn\.),? (of )?(the )?(central|national|reserve) bank\b.*', 'central-bank-governor'),
    (r'^permanent representative to the un, new york$', 'un-ambassador'), (r'^ambassador to the us$', 'us-ambassador'),
]
PORTFOLIO = [  # the first word of a portfolio that fits makes the office
    ('oil', 'oil|petroleum|hydrocarbons'), ('energy', 'energy|electricity|power'), ('health', '(public |national )?health'),
    ('education', '(national |basic |primary )?education'), ('agriculture', 'agriculture|food'), ('transport', 'transport(ation)?'),
    ('labour', 'labou?r|employment'), ('environment', '(the )?environment|environmental protection|climate'), ('trade', '(foreign |international )?trade|commerce'),
    ('economy', 'economy|(national )?economic (affairs|development)'), ('industry', 'industry|industries'), ('information', 'information|media'),
    ('communications', 'communications?|telecommunications?|posts?'), ('planning', '(national )?planning|development planning'),
    ('water', 'water( resources)?|irrigation'), ('public-works', '(public )?works|infrastructure|construction'), ('culture', 'culture'),
    ('tourism', 'tourism'), ('sports', '(youth( affairs)? & )?sports?|youth'), ('science', 'science|research'), ('housing', 'housing|urban'),
    ('women', 'women|gender'), ('fisheries', 'fisheries'), ('mines', 'mines|mining|mineral'), ('religious-affairs', 'religious|islamic|endowments|awqaf'),
    ('security', '(national |public |state )?security'), ('emergency', 'emergency|emergencies|disaster'), ('refugees', 'refugees'),
]
SHORT = {'Warren Minor Christopher': 'Warren Christopher', 'James Addison Baker III': 'James Baker', 'Strobe (Nelson Strobridge) Talbott III': 'Strobe Talbott',
         'Michael R. Pompeo': 'Mike Pompeo', 'Rex W. Tillerson': 'Rex Tillerson', 'Hillary Rodham Clinton': 'Hillary Clinton'}
MONTHS = {m: i + 1 for i, m in enumerate('january february march april may june july august september october november december'.split())}
HONOR = (r"^(Dr\.|Sir|Dame|Lord|Lt\. Gen\.|Gen\.|Sr\. Gen\.|Col\.|Maj\. Gen\.|Capt\.|General|Brig\. Gen\.|Sheikh|Shaykh|Prince|Princess|Grand Chief|Rear Adm\.|"
         r"Adm\.|Vice Adm\.|Prof\.|Rev\.|Maulana|Chief|Ratu|Cardinal|\([^)]*\)|[A-Z]{2,4},) ")


def tell(*a):
    print(*a, file=sys.stderr)


def rows(facts, name):
    with open(os.path.join(facts, name), encoding='utf-8') as f:
        yield from csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE)


# ---- names

def proper(w):
    """Proper case of a word in capitals."""
    if len(w) <= 3 and fold(w) in PARTICLES:
        return w.lower() if fold(w) in ('al', 'el', 'bin', 'e', 'y') else w.capitalize()
    out = re.sub(r"[^\W\d_]+", lambda m: m.group(0).capitalize(), w.lower())
    out = re.sub(r"(['’])([A-Z])\b", lambda m: m.group(1) + m.group(2).lower(), out)
    out = re.sub(r"^(Al|El|As|Ad|An|Ar)-", lambda m: m.group(1).lower() + '-', out)
    return 'Mc' + w[2:].capitalize() if re.fullmatch(r'M[Cc][A-Z]{3,}', w) else out


def is_caps(w):
    if re.fullmatch(r"[A-Z]{3,}-[A-Z][a-z]+", w):
        return True
    letters = [c for c in w if c.isalpha()]
    return (len(letters) > 1 and sum(c.isupper() for c in letters) >= len(letters) - 1 and letters[-1].isupper()
            and not re.fullmatch(r'[IVX]+|[A-Z]\.[A-Z]\.?', w))


def caps_name(s, state):
    """"Vladimir Vladimirovich PUTIN" -> ["Vladimir Putin", "Vladimir Vladimirovich Putin"]; [] if no name."""
    s = re.sub(r'"[^"]*"|\([^)]*\)', '', strip_honors(s)).replace(',', ' ')
    words = s.split()
    caps = [i for i, w in enumerate(words) if is_caps(re.sub(r"^(al|el|d)[-'’]", '', w)) and not re.fullmatch(r'[IVX]+', w)]
    if not caps:
        return []
    out = [proper(w) if is_caps(w) else (w[:3] + proper(w[3:]) if re.match(r"(al|el)-[A-Z'’]{2,}", w) else w) for w in words]
    full = ' '.join(out)
    begin, end = caps[0], caps[-1]
    while begin > 0 and fold(words[begin - 1]) in PARTICLES:
        begin -= 1
    given = out[0]
    if begin == 0 or state in WHOLE or len(given.rstrip('.')) == 1 or fold(out[end]) in COMMON:
        return [full]
    short = ' '.join([given] + out[begin:end + 1])
    return [short] if fold(short) == fold(full) else [short, full]


def strip_honors(s):
    while True:
        t = re.sub(HONOR, '', s.strip())
        if t == s.strip():
            return t
        s = t


def usable(names):
    return names and ' ' in names[0] and all(re.match(r"^[\w .,'’()-]+$", n) for n in names)


# ---- the lexicon, asked

class Known:
    def __init__(self, root):
        self.lex = Lexicon(root)
        self.names = {}
        for b in self.lex.blocks.values():
            if b.get('kind') == 'state':
                for n in b.items('name'):
                    self.names.setdefault(fold(n.text), b.id)

    def state(self, name):
        k = fold(name)
        turned = fold(' '.join(reversed([x.strip() for x in name.split(',')])))
        for key in (k, turned, 'saint ' + k[3:] if k.startswith('st ') else k, k.removesuffix(' the')):
            if key in COUNTRY:
                return COUNTRY[key]
            if key in self.names:
                return self.names[key]
        return None

    def offices(self, state, post):
        return [b for b in self.lex.file_of(state).blocks if b.get('kind') == 'office' and post in [i.text for i in b.items('post')]]

    def holders(self, office, day, firm=False):
        out = []
        for h in office.items('holder'):
            a, b = h.term() or ('', '')
            if (first(a) if a else '0') <= day <= last(b) and not (firm and h.flag('open')):
                out.append(h.text)
        return out

    def like(self, pid, name):
        p = self.lex.persons.get(pid)
        words = set(fold(name).split())
        return bool(p) and any(f.split()[-1] in words or fold(name).split()[-1] in f.split() for f in p.folded if f)


# ---- the files

def cabinets(facts, known):
    done, confirmed, other = set(), 0, 0
    for r in rows(facts, 'cabinets-cia-2019-06.tsv'):
        state = known.state(r['country'])
        if not state or state in STALE:
            continue
        off = r['office'].strip()
        kind = next((k for rx, k in CABINET if re.match(rx, off, re.I)), None)
        titles = []
        if not kind:
            m = re.match(r'^(?:min\.|minister) (?:of|for) (?:the )?(.*)$', off, re.I)
            word = next((k for k, rx in PORTFOLIO if m and re.match(r'(%s)\b' % rx, m.group(1), re.I)), None)
            if not word:
                continue
            kind = word + '-minister'
            say = word.replace('-', ' ').title()
            titles = ['%s Minister' % say, 'Minister of %s' % say] + (['Labor Minister', 'Minister of Labor'] if word == 'labour' else [])
        if (kind.endswith('-minister') and kind not in ('prime-minister', 'deputy-prime-minister')) and re.match('min', off, re.I):
            t = off.replace('&', 'and').replace('Intl.', 'International').replace('Govt.', 'Government').replace('Min.', 'Minister').replace('Dept.', 'Department')
            if ',' not in t and '.' not in t and len(t) < 60:
                titles.append(t)
        names = caps_name(r['name'], state)
        if not usable(names) or (state, fold(names[0])) in SLIPS:
            continue
        oid = '%s.%s' % (state, kind)
        office = known.lex.blocks.get(oid)
        if kind in ('president', 'prime-minister') and not office:
            continue
        now = known.holders(office, '2019-06-15', True) if office else []
        if any(known.like(p, n) for p in now for n in names):
            confirmed += 1
            continue
        if now and kind not in ('vice-president', 'deputy-prime-minister'):
            other += 1
            tell('cabinets:', oid, 'is', names[0], 'in the file,', ', '.join(now), 'in the lexicon')
            continue
        if oid in done and kind not in ('vice-president', 'deputy-prime-minister'):
            continue
        done.add(oid)
        if kind not in USUAL and not titles:
            titles = [kind.replace('-', ' ').title()]
        print('%s%s : %s(u) 2019-06-01..2019-06-30 {open, source=cabinets-2019}' % (oid, ' = ' + '; '.join(dict.fromkeys(titles)) if titles else '', '~'.join(names)))
    tell('cabinets: %d holders confirmed, %d told otherwise, %d offices drafted' % (confirmed, other, len(done)))


SKIP_DIPLOMATS = re.compile(r'Medical|Administration|Management|Training|Institute|Overseas|Buildings|Comptroller|Budget|Career Ambassador|Executive Secretary|'
                            r'Director General|Foreign Missions|Protocol|Inspector|Principal Officer|Chargé|Counselor$|Legal Adviser|Resource|^office$|^Director$|Representative$|'
                            r'Envoy Extraordinary|usoarn|icao|Personal Rep|Policy Planning|International Communications')
TO = {'representative-to-un': ('un-ambassador', ''), 'representative-to-eu': ('eu-ambassador', 'Ambassador to the European Union; Ambassador to the EU'),
      'representative-to-nato': ('nato-ambassador', 'Ambassador to NATO; NATO Ambassador'), 'representative-to-oas': ('oas-ambassador', 'Ambassador to the OAS'),
      'representative-to-osce': ('osce-ambassador', 'Ambassador to the OSCE'), 'representative-to-iaea': ('iaea-ambassador', 'Ambassador to the IAEA')}
FIXED = {'Secretary of State': 'foreign-minister', 'Deputy Secretary of State': 'deputy-secretary-of-state', 'U.S. Trade Representative': 'trade-representative',
         'Under Secretary of State for Political Affairs': 'under-secretary-political'}


def diplomats(facts, known):
    n = same = 0
    for r in rows(facts, 'us-state-department-2026.tsv'):
        a, b, off, mission = r['from'], r['to'], r['office'], r['mission']
        if not a or (b or a) < '1990' or (SKIP_DIPLOMATS.search(off) and off not in TO and mission not in TO):
            continue
        title = ''
        if mission in TO or off in TO:
            kind, title = TO[mission if mission in TO else off]
        elif off.startswith('Ambassador E') and mission:
            state = known.state(mission.replace('-', ' '))
            if not state or state == 'usa':
                continue
            block = known.lex.blocks[state]
            names = [i.text for i in block.items('name') if not i.flag('weak') and not i.flag('case')][:1]
            the = {'United Kingdom', 'Philippines', 'Netherlands', 'United Arab Emirates', 'Bahamas', 'Gambia', 'Maldives', 'Solomon Islands', 'Central African Republic',
                   'Democratic Republic of the Congo', 'Republic of the Congo', 'Dominican Republic', 'Czech Republic'}
            capital = [i.text for i in block.items('capital') if not i.flag('weak')][:1]
            kind = 'ambassador-' + state
            title = '; '.join(['Ambassador to ' + ('the ' if x in the else '') + x for x in names] + ['Ambassador in ' + c for c in capital])
        elif off in FIXED:
            kind = FIXED[off]
        elif off.startswith(('Assistant Secretary of State for', 'Under Secretary', 'Deputy Secretary', 'Director of the', 'Administrator')):
            kind = fold(off.replace('Secretary of State', 'secretary').replace(' for ', ' ').replace(',', '').replace(' and ', ' ')).replace(' ', '-')
            title = off + ('; Assistant Secretary of State' if off.startswith('Assistant') else '; Under Secretary of State; Undersecretary of State' if off.startswith('Under') else '')
        else:
            continue
        raw = re.sub(r'\s*\([^)]*\)', '', r['name']).strip()
        w = raw.split()
        tail = w[-1:] if re.fullmatch(r'(Jr|Sr)\.?|I+V?', w[-1]) else []
        core = w[:-1] if tail else w
        short = SHORT.get(r['name']) or (core[0] + ' ' + core[-1] if len(core) > 1 and len(core[0].rstrip('.')) > 1 else ' '.join(core))
        names = list(dict.fromkeys([short, ' '.join(core)] + ([raw] if tail else [])))
        if len(core) > 2 and len(core[1].rstrip('.')) > 1:
            names.append('%s %s. %s' % (core[0], core[1][0], core[-1]))
        if not usable(names):
            continue
        office = known.lex.blocks.get('usa.' + kind)
        have = [h for h in office.items('holder') if known.like(h.text, short) and h.term() and h.term()[0][:7] == a[:7]] if office else []
        if have and have[0].attr('source') == 'state-department-2026':
            same += 1
            continue
        flags = ['source=state-department-2026']
        if not b and a < '2025-01-20':
            b, flags = a, ['open'] + flags
        n += 1
        print('usa.%s%s : %s(u) %s..%s {%s}' % (kind, ' = ' + title if title else '', '~'.join(names), a, b, ', '.join(flags)))
    tell('diplomats: %d terms the same, %d drafted' % (same, n))


VISITOR = [('President', 'head-of-state'), ('Prime Minister', 'head-of-government'), ('Premier', 'head-of-government'), ('Chancellor', 'head-of-government'),
           ('Taoiseach', 'head-of-government'), ('King', 'head-of-state'), ('Queen', 'head-of-state'), ('Emir', 'head-of-state'), ('Amir', 'head-of-state'),
           ('Sultan', 'head-of-state'), ('Emperor', 'head-of-state'), ('Foreign Minister', 'foreign'), ('Vice President', 'deputy-head')]


def visitors(facts, known):
    confirmed = other = unknown = 0
    open_ = {}
    for r in rows(facts, 'visitors-to-us-1980-2026.tsv'):
        state = known.state(r['country'])
        title, post = next(((t, p) for t, p in VISITOR if r['visitor'].startswith(t + ' ')), (None, None))
        if not state or not title:
            continue
        name = ' '.join(strip_honors(re.sub(r'\s*\([^)]*\)', '', r['visitor'][len(title) + 1:]).strip()).split())
        posts = {'head-of-state': ('head-of-state', 'leader', 'head-of-government'), 'head-of-government': ('head-of-government', 'leader')}.get(post, (post,))
        offices = {b.id: b for p in posts for b in known.offices(state, p)}
        now = {h for b in offices.values() for h in known.holders(b, r['date'])}
        if any(known.like(p, name) for p in now):
            confirmed += 1
        elif now:
            other += 1
            tell('visitors:', r['date'], r['visitor'], 'of', state, 'but', ', '.join(sorted(now)), 'in the lexicon')
        else:
            unknown += 1
            if offices and len(name.split()) > 1 and not name[0].islower() and r['date'] >= '1990':
                open_.setdefault((next(iter(offices)), name), []).append(r['date'])
    for (oid, name), days in open_.items():
        for d in days:
            print('%s : %s(u) %s..%s {open, source=visitors-2026}' % (oid, name, d, d))
    tell('visitors: %d visits confirmed, %d told otherwise, %d unknown' % (confirmed, other, unknown))


TITLE_WORDS = (r'^(Acting|Interim|Transitional?|President|Prime|Minister|Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Grand|Duke|Prince|Chairperson|Chairman|of|the|'
               r'General|Lt\.|Gen\.|Gen|Col\.|Maj\.|Head|Government|GNU|Captain|Supreme|Leader|Governor-General|Pope|Taoiseach|State|Presidential|Council|'
               r'Sovereign|Commander|Brig\.|Sr\.|Dr\.|Sir|Dame|His|Her|Majesty|Chief|Executive|Federal|Ayatollah|Secretary|Party)$')


def since(s):
    m = re.search(r'since (\d{1,2}) (\w+) (\d{4})', s)
    if m and m.group(2).lower() in MONTHS:
        return '%s-%02d-%02d' % (m.group(3), MONTHS[m.group(2).lower()], int(m.group(1)))
    m = re.search(r'since (\w+) (\d{4})', s)
    return '%s-%02d' % (m.group(2), MONTHS[m.group(1).lower()]) if m and m.group(1).lower() in MONTHS else None


def heads(facts, known):
    confirmed = dated = other = 0
    today = datetime.date.today().isoformat()
    found = []
    for r in rows(facts, 'countries-factbook-2026.tsv'):
        state = known.state(r['name'])
        for post, cell in (('head-of-state', r['chief_of_state']), ('head-of-government', r['head_of_government'])):
            cell = re.sub(r'\((?!since)[^)]*\)', '', cell or '').split(';')[0]
            words = cell.split('(since')[0].split()
            words = [w for w in words if not re.match(TITLE_WORDS, w)]
            caps = [i for i, w in enumerate(words) if is_caps(re.sub(r"^(al|el)[-'’]", '', w))]
            if state and caps:
                found.append((state, post, ' '.join(words[max(0, caps[0] - 2):caps[-1] + 1]), since(cell), 'factbook-2026'))
    for r in rows(facts, 'leaders-g20-asean-2026-08.tsv'):
        state = next((b.id for b in known.lex.blocks.values() if b.get('iso2') == r['iso2']), None)
        if state:
            found.append((state, r['position'].replace('_', '-'), r['name'], r['from'] or None, 'leaders-2026'))
    for state, post, name, start, source in found:
        offices = known.offices(state, post)
        now = [(b, h) for b in offices for h in b.items('holder') if h.term() and not h.term()[1] and (h.term()[0] or '0') <= today]
        match = [(b, h) for b, h in now if known.like(h.text, name)]
        if match:
            confirmed += 1
            if start and not any((h.term()[0] or '')[:7] == start[:7] for _, h in match):
                dated += 1
                tell('heads: %s: %s since %s (%s), the lexicon says %s' % (match[0][0].id, name, start, source, match[0][1].term()[0]))
        else:
            other += 1
            names = caps_name(name, state) if any(is_caps(w) for w in name.split()) else [name]
            tell('heads: %s: %s since %s (%s), the lexicon says %s' % (post, name, start, source, ', '.join('%s %s' % (b.id, h.text) for b, h in now) or 'nobody'))
            if offices and start and usable(names):
                print('%s : %s(u) %s.. {source=%s}' % (offices[0].id, '~'.join(names), start, source))
    tell('heads: %d confirmed (%d with another date), %d told otherwise' % (confirmed, dated, other))


def main():
    what = {'cabinets': cabinets, 'diplomats': diplomats, 'visitors': visitors, 'heads': heads}
    if len(sys.argv) != 4 or (sys.argv[1] != 'all' and sys.argv[1] not in what):
        sys.exit(__doc__)
    known = Known(sys.argv[3])
    for name, f in what.items():
        if sys.argv[1] in (name, 'all'):
            f(sys.argv[2], known)


if __name__ == '__main__':
    main()
