#!/usr/bin/env python3
"""Random expressions that may tell a time, a place or a number, for people to mark.

    sample_when_where.py times|places|numbers --seed 1 --own own.jsonl --articles articles.jsonl --gum train.conllu.gz dev.conllu.gz [--without drawn.tsv …] > sheet.tsv

A sheet is stand-off, since the texts are their publishers': number, document, digest of its text, begin, end (code points), source, pool.

    source   own      marked by whoever wrote own.jsonl (its lists times, places, numbers)
             gum      news of UD English GUM
             re3d     documents whose id begins with re3d-
             polnear  all other articles
    pool     all      each match of the patterns is equally likely
             kinds    one class of patterns after another, so that what is rare in news is there to be marked. For places the classes are: a name of LIST
                      is in it; it stands behind a word like `in` or `near`
             own

The patterns over-generate on purpose (a month's name may be a verb, a name may be anybody's): what is no time, place or count is marked as such and
must be left alone. They cut wrongly too: a mark may give another span. No document that a file of --without names is used. Of the same words at most
three are drawn from a source; of own ones the same words once, as long as there are others. `alike` in own.jsonl are names that look like places and
are none, or act for their state: of these a part of the own ones is drawn.
"""
import argparse
import collections
import random
import re
import sys

from references import STOP
from sample_references import digest
from sample_sentences import FINISH, documents_of, split, without

SIZES = {  # source -> (from all, by kinds); of own ones (of `alike`, of the rest)
    "times": {"own": (0, 105), "polnear": (55, 55), "re3d": (60, 0), "gum": (40, 45)},
    "places": {"own": (65, 55), "polnear": (15, 80), "re3d": (15, 65), "gum": (15, 50)},
    "numbers": {"own": (0, 75), "polnear": (15, 45), "re3d": (15, 30), "gum": (15, 30)},
}
WORDS = {
    "month": "(?-i:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.)",
    "day": "(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    "part": "(?:morning|noon|afternoon|evening|night)s?",
    "season": "(?:spring|summer|autumn|winter)",
    "year": "(?:1[5-9]|20)\\d\\d",
    "few": "(?:\\d[\\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|several|many|some|(?:a )?few|(?:a )?couple(?: of)?|half a|the)",
    "unit": "(?:hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur(?:y|ie)|generation)s?",
    "ends": "(?:early|earlier|late|later|mid|the end|the beginning|the start|the middle|the eve)(?: in| on| of)?[ -]",
    "feast": "(?-i:Christmas|Easter|Ramadan|Eid al-\\w+|Thanksgiving|Super Tuesday|Passover|Hajj)(?: Day| Eve| Sunday| Monday| weekend)?|(?-i:Independence|Labor|Memorial|Veterans|New Year[\u2019']s|Election|Inauguration) (?:Day|Eve|weekend)",
}
POINT = ("(?:{ends})?(?:{month} \\d{{1,2}}(?:st|nd|rd|th)?(?!\\d)(?:,? {year})?|\\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {month}(?:,? {year})?|{month}(?:,? {year})?|"
         "{day}(?:,? {month} \\d{{1,2}}(?:,? {year})?)?(?: {part})?|{year}|yesterday|today|tomorrow|(?:last|next|this|the previous|the following) {unit})")
TIMES = [  # (class, pattern): the longest of what overlaps is taken
    ("range", "(?:from|between) " + POINT + " (?:to|and|until|till|through) " + POINT),
    ("bound", "(?:since|until|till|by|before|after|prior to|through|as of) (?:the )?(?:then|now|" + POINT + "|{ends}{unit})|(?:since|until) the \\w+"),
    ("anchored", "{few}(?: more)? {unit} (?:after|before|earlier|later|into|prior|since)(?: the \\w+)?"),
    ("ago", "(?:(?:more than|about|almost|over|just) )?{few} {unit} ago"),
    ("date", "(?:{day}, )?(?:{month} \\d{{1,2}}(?:st|nd|rd|th)?(?!\\d)(?:,? {year})?|\\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {month}(?:,? {year})?)|\\d{{1,2}}[/.-]\\d{{1,2}}[/.-]\\d{{2,4}}|9/11"),
    ("month", "(?:{ends})?{month}(?:,? {year})?"),
    ("weekday", "(?:(?:early|late|last|next|this|earlier|every) )?{day}s?(?: {part})?"),
    ("year", "(?:{ends})?(?<![$\u00a3\u20ac\\d,.]){year}(?![\\d%]|[,.]\\d)"),
    ("decade", "(?:the )?(?:{ends})?{year}s|(?:the )?(?:{ends})?(?:\\d\\dth|\\w+eenth|twentieth|twenty-first|21st|this|last) century"),
    ("season", "(?:(?:the|this|last|next) )?(?:{ends})?{season}(?: of)?(?: {year})?"),
    ("relative", "(?:earlier |later |the )?(?:last|next|this|past|previous|following|coming|same|that|current|recent)(?: {few})? (?:{unit}|{part}|time)"),
    ("deictic", "today|yesterday|tomorrow|tonight|overnight|now|nowadays|currently|recently|lately|soon|previously|formerly|at present|at the moment|at the time|so far|these days"),
    ("feast", "{feast}"),
    ("hour", "\\d{{1,2}}(?::\\d\\d)? ?[ap]\\.?m\\.?|\\d{{1,2}}:\\d\\d|noon|midnight|dawn|dusk|sunrise|sunset"),
    ("span", "(?:for|over|within|in|during|throughout)(?: just| only| about| almost| more than)?(?: the)?(?: past| last| next| coming| first)? {few}(?: \\w+)? {unit}"),
    ("habit", "(?:every|each|per|once a|a) {unit}|daily|weekly|monthly|annual(?:ly)?|\\w+-(?:hour|day|week|month|year)(?:-old|-long)?"),
]
TIMES = [(name, re.compile(r"(?<![\w-])(?:" + p.format(**WORDS) + r")(?!\w)", re.IGNORECASE)) for name, p in TIMES]

ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
BASE = rf"(?:[$\u00a3\u20ac]? ?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|(?:{TENS})(?:-(?:{ONES}))?|{ONES}|half an?|an?(?= (?:dozen|hundred|thousand|million|billion|couple|handful)))"
SCALE = "dozens?|scores?|hundreds?|thousands?|millions?|billions?|trillions?|couple|handful"
NUMBER = re.compile(
    rf"(?<![\w.$'\u2019-])(?:(?:at least|at most|more than|fewer than|less than|no fewer than|no more than|up to|about|around|some|nearly|almost|over|roughly|approximately|an estimated|only|between|as many as) )?"
    rf"(?:{BASE}(?: (?:to|and|or) {BASE})?(?:[ -](?:{SCALE}))*|(?:tens|hundreds) of (?:thousands|millions)|dozens|scores|hundreds|thousands|millions|several|a few)(?![\w%]|[.,:/-]\d| percent| per cent|[ -](?:year|month|week|day|hour|minute|point|decade|time)s?)", re.IGNORECASE)
NO_COUNT = re.compile(r"(?:1[5-9]|20)\d\d|\d{1,2}")  # alone, a year or the day of a month
NEAR = [  # (kind, beginnings of words in the sentence within sixty characters)
    ("killed", "kill dead death died dies casualt fatal slain murder massacre bod toll victim"), ("injured", "injur wound hurt hospital"),
    ("arrested", "arrest detain detention jail prisoner captur hostage charged suspect"), ("displaced", "displac refugee migrant flee fled asylum homeless evacuat"),
    ("present", "protest march demonstrat crowd rall attend participant people supporters gather spectator"), ("troops", "troop soldier fighter militant force officer personnel marine policem"),
    ("weapons", "missile rocket tank aircraft airstrike strikes bomb gun rifle vehicle warplane weapon mortar drone ship boat jets buildings positions"), ("money", "dollar euro pound million billion fund aid cost worth pay tax")]
NEAR = [(k, re.compile(r"(?<!\w)(?:" + "|".join(w.split()) + r")", re.IGNORECASE)) for k, w in NEAR]

CAPITAL = r"(?:(?:al|ash|as|el|an|ar|ad|deir)[- ])?(?:(?:[A-Z]\.){2,}|(?:St|Mt|Ft)\.|(?:[OD]['\u2019])?[A-Z\u00c0-\u00de][\w-]*\w)"
DAYS = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
NAME = re.compile(rf"(?<![\w-])(?:(?:University|Gulf|Sea|Bay|Isle|State|District|Strait|Port|Bank|Republic|Kingdom|Church)[ \u00a0]of[ \u00a0](?:the )?)?{DAYS}{CAPITAL}(?:[ \u00a0]{DAYS}{CAPITAL})*")
BEHIND = re.compile(r"(?:^|[\s(])(?:in|at|near|from|outside|around|across|through|over|into|to|towards?|throughout|north|south|east|west|(?:northern|southern|eastern|western|central|city|town|village|"
                    r"province|district|state|region) (?:of )?)\s+(?:the\s+)?$", re.IGNORECASE)
LIST = set("""Afghanistan|Africa|Alabama|Alaska|Albania|Aleppo|Algeria|America|Amman|Anbar|Ankara|Arabia|Argentina|Arizona|Arkansas|Armenia|Asia|Athens|Atlanta|Austin|Australia|Austria|Azerbaijan|Baghdad|Bahrain|
    Bangladesh|Basra|Beijing|Beirut|Belarus|Belgium|Benghazi|Berlin|Bosnia|Boston|Brazil|Britain|Brooklyn|Brussels|Bulgaria|Burma|Burundi|Cairo|California|Cambodia|Cameroon|Canada|Canberra|Carolina|Charleston|Charlotte|
    Chicago|Chile|China|Cleveland|Colombia|Colorado|Columbia|Columbus|Congo|Connecticut|Crimea|Croatia|Cuba|Cyprus|Dakota|Dallas|Damascus|Denmark|Denver|Detroit|Dubai|Egypt|England|Erbil|Eritrea|Estonia|
    Ethiopia|Europe|Fallujah|Ferguson|Finland|Florida|France|Gaza|Geneva|Georgia|Germany|Ghana|Greece|Guantanamo|Haiti|Hama|Hampshire|Hawaii|Hilla|Hollywood|Homs|Honduras|Houston|Hungary|Idaho|Idlib|Illinois|
    India|Indiana|Indonesia|Iowa|Iran|Iraq|Ireland|Israel|Istanbul|Italy|Jakarta|Jamaica|Japan|Jersey|Jerusalem|Jordan|Kansas|Kazakhstan|Kentucky|Kenya|Kirkuk|Kobani|Korea|Kosovo|Kurdistan|Kuwait|Kyiv|Kiev|
    Latakia|Latvia|Lebanon|Levant|Libya|Lithuania|London|Louisiana|Macedonia|Madrid|Maine|Malaysia|Mali|Manbij|Manchester|Manhattan|Maryland|Massachusetts|Mecca|Mexico|Miami|Michigan|Milwaukee|Minnesota|Mississippi|
    Missouri|Moldova|Mongolia|Montana|Morocco|Moscow|Mosul|Munich|Myanmar|Nebraska|Nepal|Netherlands|Nevada|Nice|Nicaragua|Niger|Nigeria|Ninewa|Nineveh|Norway|Ohio|Oklahoma|Oman|Ontario|Oregon|Orlando|Oxford|Pakistan|
    Palestine|Palmyra|Panama|Paris|Pennsylvania|Peru|Philadelphia|Philippines|Phoenix|Poland|Portland|Portugal|Pyongyang|Qatar|Ramadi|Raqqa|Raqqah|Romania|Rome|Russia|Rwanda|Salvador|Scotland|Seattle|Seoul|Serbia|
    Sinai|Sinjar|Singapore|Slovakia|Slovenia|Somalia|Spain|Stockholm|Sudan|Sweden|Switzerland|Sydney|Syria|Taipei|Taiwan|Tajikistan|Tampa|Tehran|Tennessee|Texas|Thailand|Tibet|Tikrit|Tokyo|Toronto|Tunisia|Turkey|
    Uganda|Ukraine|Utah|Uzbekistan|Venezuela|Vegas|Vermont|Vietnam|Vienna|Virginia|Wales|Warsaw|Washington|Wisconsin|Wyoming|Yemen|York|Yorkshire|Zimbabwe|Zealand|Zurich""".replace("\n", "").replace(" ", "").split("|"))
DATELINE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\w+) (\d{1,2}), (\d{4})")
MONTHS = "January February March April May June July August September October November December".split()


def documents(path):
    """As sample_sentences.documents_of, but news of GUM have the date that is printed at their head, where there is one: the other is that of a web page."""
    for d in documents_of(path):
        found = DATELINE.search(d["text"][:400]) if str(d["id"]).startswith("GUM_") else None
        if found and found[1] in MONTHS:
            d["date"] = f"{found[3]}-{MONTHS.index(found[1]) + 1:02}-{int(found[2]):02}"
        yield d


def source_of(document):
    name = str(document["id"])
    return "own" if name.startswith("ww-") else "gum" if name.startswith("GUM_") else "re3d" if name.startswith("re3d-") else "polnear"


def running(text):
    """The sentences of running text: no headings, datelines, captions."""
    for b, e in split(text):
        words = text[b:e].split()
        if len(words) >= 7 and FINISH.search(text[b:e]) and 2 * sum(w[0].isupper() for w in words) < len(words):
            yield b, e


def longest(found):
    """Of (begin, end, class) that overlap, the longest; of equal ones the first."""
    kept = []
    for f in sorted(found, key=lambda f: f[0] - f[1]):
        if all(f[1] <= k[0] or k[1] <= f[0] for k in kept):
            kept.append(f)
    return sorted(kept)


def times(text, begin, end):
    return longest([(m.start(), m.end(), name) for name, pattern in TIMES for m in pattern.finditer(text, begin, end)])


def numbers(text, begin, end):
    dates = [(m.start(), m.end()) for name, pattern in TIMES if name in ("date", "hour", "month") for m in pattern.finditer(text, begin, end)]
    for m in NUMBER.finditer(text, begin, end):
        words = m[0].strip()
        if NO_COUNT.fullmatch(words) and (len(words) == 4 or any(b <= m.start() < e for b, e in dates)) or words.lower() == "one":
            continue
        at = m.end() - len(m[0].lstrip())
        near = [(k, x) for k, p in NEAR for x in p.finditer(text, begin, end) if -60 < x.start() - m.start() < 60]
        kind = "money" if re.search(r"[$\u00a3\u20ac]", words) else min(near, key=lambda n: abs(n[1].start() - m.start()))[0] if near else "other"
        yield at, m.end(), kind


def places(text, begin, end):
    for m in NAME.finditer(text, begin, end):
        b, e = m.span()
        while b == begin or text[b:e].split()[0].lower() in STOP:  # the first word of a sentence is a name only if it is more than a small word
            word = re.match(r"\S+[ \u00a0]*", text[b:e])[0]
            if word.strip().lower() not in STOP:
                break
            b += len(word)
            if b >= e:
                break
        if e - b < 3 or e > end:
            continue
        kind = "list" if LIST & set(re.split(r"[ \u00a0-]", text[b:e])) else "behind" if BEHIND.search(text[begin:b]) else "any"
        yield b, e, kind


FIND = {"times": times, "places": places, "numbers": numbers}


def in_turn(rng, rows, n, taken, turns):
    """n rows, of each class one after the other."""
    classes = collections.defaultdict(list)
    for r in rows:
        if r[:4] not in taken and r[5] in turns:
            classes[r[5]].append(r)
    for some in classes.values():
        rng.shuffle(some)
    out = []
    while len(out) < n and any(classes.values()):
        for name in turns:
            if classes[name] and len(out) < n:
                out.append(classes[name].pop())
    return out


def few(rows, most):
    """Not more than so many of the same words; rows are in random order."""
    count = collections.Counter()
    for r in rows:
        count[r[4].lower()] += 1
        if count[r[4].lower()] <= most:
            yield r


def draw(what, given, seed, sizes=None):
    """Rows (document, digest, begin, end, source, pool); the documents in random order."""
    rng = random.Random(f"{what} {seed}")
    pools = collections.defaultdict(list)
    for d in sorted(given, key=lambda d: str(d["id"])):
        text, source = d["text"], source_of(d)
        if source == "own":
            found = [(b, e, "alike" if [b, e] in d.get("alike", []) else "own") for b, e in d[what]]
        else:
            found = [f for b, e in running(text) for f in FIND[what](text, b, e)]
        pools[source] += [(str(d["id"]), digest(text), b, e, text[b:e], kind) for b, e, kind in found]
    rows = []
    for source in sorted(pools):
        every, kinds = (sizes or SIZES[what])[source]
        some = pools[source][:]
        rng.shuffle(some)
        if source == "own":
            chosen = []
            for n, part in ((every, [r for r in some if r[5] == "alike"]), (kinds, [r for r in some if r[5] != "alike"])):
                once = list(few(part, 1))
                chosen += [(r, "own") for r in (once + [r for r in part if r not in once])[:n]]
        else:
            some = list(few(some, 3))
            chosen = [(r, "all") for r in some[:every]]
            turns = ["list", "list", "behind"] if what == "places" else sorted({r[5] for r in some})
            chosen += [(r, "kinds") for r in in_turn(rng, some, kinds, {r[:4] for r, _ in chosen}, turns)]
        rows += [r[:4] + (source, pool) for r, pool in chosen]
        print(f"{source}: {len(pools[source])} candidates, {len(chosen)} drawn", file=sys.stderr)
    order = sorted({r[0] for r in rows})
    rng.shuffle(order)
    place = {name: i for i, name in enumerate(order)}
    return sorted(rows, key=lambda r: (place[r[0]], r[2]))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=list(FIND))
    p.add_argument("--own", required=True)
    p.add_argument("--articles", required=True)
    p.add_argument("--gum", nargs="+", required=True)
    p.add_argument("--without", nargs="*", default=[])
    p.add_argument("--seed", type=int, required=True)
    args = p.parse_args()
    no = without(args.without)
    given = [d for path in [args.own, args.articles, *args.gum] for d in documents(path) if str(d["id"]) not in no]
    print("number\tdocument\tdigest\tbegin\tend\tsource\tpool")
    for i, row in enumerate(draw(args.what, given, args.seed), 1):
        print(f"{args.what[0]}{i:03}", *row, sep="\t")


if __name__ == "__main__":
    main()
