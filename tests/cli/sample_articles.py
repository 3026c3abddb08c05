#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Hold what morgue-extract finds in the sample against what was put there.

    sample_articles.py FOLDER-OF-THE-SAMPLE [-v]

Each key must be right on the given share of the articles, at least; what is
below is a step back.  No page that is no article may be taken for one.
"""
import json, os, subprocess, sys

FLOORS = {"text": 0.85, "title": 0.90, "byline": 0.80, "language": 0.95,
          "published": 0.90}


def key(article):
    """A member's name without folder and ending, or the URL."""
    member = (article.get("locator") or {}).get("member")
    if member:
        return os.path.splitext(os.path.basename(member))[0]
    return article["url"]


def extract(path):
    done = subprocess.run(["morgue-extract", "--no-entities", path],
                          capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def value(article, name):
    if name == "published":
        return (article[name] or "")[:10]
    return " ".join((article[name] or "").split())


def main():
    folder, verbose = sys.argv[1], "-v" in sys.argv
    expected = [json.loads(line) for line in
                open(folder + "/expected.ndjson", encoding="utf-8")]
    got = {key(a): a for name in ("sample.warc.gz", "sample.tar.gz")
           for a in extract(os.path.join(folder, name))}
    pairs = [(e, got.get(e["url"]) or got.get(e["slug"])) for e in expected]
    known = {k for e in expected for k in (e["url"], e["slug"])}
    others = [k for k in got if k not in known]
    failed = len(others) + sum(g is None for _, g in pairs)
    for other in others:
        print("no article, but taken for one:", other)
    for e, g in pairs:
        if g is None:
            print("an article, but not found:", e["slug"])
    for name, floor in FLOORS.items():
        wrong = [(e, g) for e, g in pairs
                 if g and value(e, name) != value(g, name)]
        share = 1 - len(wrong) / len(pairs)
        print(f"{name}: right {share:.3f} of {len(pairs)}, floor {floor}")
        failed += share < floor
        for e, g in wrong if verbose else []:
            print("  ", e["slug"], repr(value(e, name)[:200]),
                  repr(value(g, name)[:200]))
    print(f"{len(FLOORS)} passed, {failed} failed")
    sys.exit(failed > 0)


main()
