#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask an index of the sample what corpus/queries/sample.tsv asks.

    sample_queries.py INDEX

Prints each query whose answer is not what the file says.
"""
import glob, json, os, re, subprocess, sys

source = os.environ["MORGUE_SOURCE"]


def slugs_by_url():
    out = {}
    for path in glob.glob(source + "/corpus/sample/articles/*.md"):
        head = open(path, encoding="utf-8").read().split("\n---", 1)[0]
        url = re.search(r"^url: *[\"']?([^\"'\n]+)", head, re.M)
        out[url.group(1).strip()] = os.path.basename(path)[:-3]
    return out


def ask(index, query, *options):
    done = subprocess.run(
        ["morgue-search", "--format=ndjson", "--limit=0", "--all-copies",
         *options, index, query], capture_output=True, text=True)
    matches = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, matches, done.stderr.strip()


def slug(match, slugs):
    """By URL; texts without one by their name in the tar."""
    name = os.path.basename(match["locator"].get("member") or "")
    return slugs.get(match["url"]) or os.path.splitext(name)[0]


def is_answered(kind, want, got):
    if kind == "exact":
        return set(got) == set(want)
    if kind == "has":
        return set(want) <= set(got)
    if kind == "top":
        return got[:1] == want[:1]
    return got == []


def main():
    index, slugs = sys.argv[1], slugs_by_url()
    passed = failed = 0
    path = source + "/corpus/queries/sample.tsv"
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        query, kind, want, when = (
            line.rstrip("\n").split("\t") + ["", ""])[:4]
        status, matches, error = ask(index, query)
        got = [slug(match, slugs) for match in matches]
        if status in (0, 1) and is_answered(kind, want.split(), got):
            passed += 1
            continue
        is_later = "later" in (when, want)  # "none" has no slugs before it
        failed += not is_later
        print(f"{'later: ' if is_later else ''}{query}\n"
              f"  {kind}: {want}\n  got: {' '.join(got)} {error}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed == 0)


if __name__ == "__main__":
    main()
