#!/usr/bin/env python3
"""Checks that each folder of src/ includes only what lies below it (docs/adr/0007-layers.md).

    python3 tools/check_layers.py        from the project's root; exit status 1 where a line is wrong
"""
import pathlib
import re
import sys

STAGES = ["tok", "syntax", "coref", "prop", "actor", "place", "said", "time", "event", "claim", "count", "health"]
BELOW = {"base": [], "doc": ["base"], "model": ["base"], "net": ["base", "model"], "lex": ["base", "model"],
         "tag": ["base", "doc", "model", "net"], "parse": ["base", "doc", "model", "net"],
         "name": ["base", "doc", "model", "net"],
         "engine": ["base", "doc", "model", "lex", *STAGES], "input": ["casus"], "cli": ["input", "casus"]}
BELOW.update({stage: ["base", "doc", "lex", "model"] for stage in STAGES})
BELOW["said"] = ["base", "doc", "lex", "model", "net"]
BELOW["event"].append("net")  # vectors of words
BELOW["syntax"] = ["base", "doc", "model", "net", "tag", "parse", "name"]


def main():
    wrong = 0
    for path in sorted(pathlib.Path("src").rglob("*.[ch]")):
        layer = path.parts[1]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not found:
                continue
            target = found[1].split("/")[0] if "/" in found[1] else found[1].removesuffix(".h")
            allowed = [layer, *BELOW.get(layer, [])]
            if layer not in ("input", "cli") and target == "casus":
                allowed.append("casus")  # the public types
            if target not in allowed:
                print(f"{path}:{number}: {layer}/ may not include \"{found[1]}\"")
                wrong += 1
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
