#!/usr/bin/env python3
"""Compares the places of the lexicon with the table that places.py writes.

    python3 tools/gazetteer/check.py LEXICON places.tsv

Names regions (`in=`) that the gazetteer does not have in that country, places without coordinates that it does not have, and towns whose
coordinates lie far from those of a town of the same name in the same country. For a person to read; nothing is changed.
"""
import pathlib
import re
import sys

from places import fold

FAR = 0.25  # degrees


def main():
    lexicon, table = pathlib.Path(sys.argv[1]), sys.argv[2]
    rows = [line.rstrip("\n").split("\t") for line in open(table, encoding="utf-8")]
    country, regions, towns, ids = {}, {}, {}, {}
    for i, r in enumerate(rows):
        up = i
        while rows[up][0] != "country":
            up = int(rows[up][1])
        code = rows[up][8].split()[1]
        country[i] = code
        if r[0] == "region":
            regions.setdefault(code, set()).add(r[2])
        for name in [r[2], *(r[9].split("|") if len(r) > 9 else [])]:
            towns.setdefault((code, fold(name)), []).append((r[0], float(r[3]), float(r[4]), r[2], int(r[6])))
        ids[r[5]] = (code, r[2])
    iso = {}
    for path in (lexicon / "actors" / "states").glob("*.txt"):
        block = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                block = line.strip("[]")
            elif line.startswith(("iso3 ", "iso3\t")):
                iso[block] = line.split()[1]
    same = {"city": ("city", "part"), "village": ("city", "part"), "region": ("region",), "county": ("county",)}
    for path in sorted((lexicon / "places").glob("*.txt")):
        of = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("["):
                of = ""
            found = re.match(r"(\S+)\s+(.*)", line)
            if not found or line[0] in "#[" or found[1] in ("source", "checked"):
                continue
            kind, value = found.groups()
            if kind == "of":
                of = value
                continue
            attr = dict(re.findall(r"[{ ](\w+)=([^,}]*)", value))
            where = attr.get("of", of)
            code = iso.get(where, "")
            names = [re.sub(r"\{.*", "", n).strip() for n in value.split("|")]

            def tell(text):
                print(f"{path.name}:{number}: {names[0]}: {text}")

            if where and where != "none" and not code:
                tell(f"no ISO code for {where}")
            if "in" in attr and attr["in"] not in regions.get(code, ()):
                tell(f"no region '{attr['in']}' in {code}")
            if "geonames" in attr and ids.get(attr["geonames"], ("", ""))[0] != code:
                tell(f"{attr['geonames']} is {ids.get(attr['geonames'])}, not in {code}")
            elif "geonames" in attr and not any(
                    fold(n) in fold(ids[attr["geonames"]][1]) or fold(ids[attr["geonames"]][1]) in fold(n) for n in names):
                tell(f"{attr['geonames']} is {ids[attr['geonames']]}")
            near = [t for n in names for t in towns.get((code, fold(n)), ()) if t[0] in same.get(kind, ())]
            if "at" not in attr and "geonames" not in attr and not near:
                tell("the gazetteer has none")
            if "at" in attr and near and kind in ("city", "village"):
                lat, lon = map(float, attr["at"].split())
                if not any(abs(t[1] - lat) < FAR and abs(t[2] - lon) < FAR for t in near):
                    t = max(near, key=lambda t: t[4])
                    tell(f"at {lat} {lon}, but {t[3]} ({t[4]}) at {t[1]:.2f} {t[2]:.2f}")


if __name__ == "__main__":
    main()
