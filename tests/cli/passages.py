#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether passages copied from articles find them, in every script.

    morgue-extract ARCHIVE... > articles.ndjson
    passages.py INDEX articles.ndjson [COUNT]

Draws passages of titles and texts that begin and end where a word does, asks
for each as a phrase, and prints those whose article is not found; exit status
1 when there is one.  A straight quote within a passage becomes a blank: it
would end the phrase.
"""
import json, random, subprocess, sys, unicodedata

# Scripts in which a letter is a word.
ALONE = ((0x2e80, 0x9fff), (0xac00, 0xd7a3), (0xf900, 0xfaff),
         (0x0e00, 0x0eff), (0x1000, 0x109f), (0x1780, 0x17ff))


def is_wordish(c):
    category = unicodedata.category(c)
    return category[0] in "LNM" or category == "Cf" or c == "_"


def is_alone(c):
    return any(low <= ord(c) <= high for low, high in ALONE)


def is_bound(text, i):
    if i <= 0 or i >= len(text):
        return True
    before, after = text[i - 1], text[i]
    if unicodedata.category(after) == "Cf" or unicodedata.category(after)[0] == "M":
        return False
    return (not is_wordish(before) or not is_wordish(after)
            or is_alone(before) or is_alone(after))


def draw(rng, article):
    """A passage of the article, or None."""
    text = article["title" if rng.random() < 0.1 else "text"] or ""
    if not text:
        return None
    begin = rng.randrange(len(text))
    end = begin + rng.randint(1, 60)
    while not is_bound(text, begin):
        begin -= 1
    while not is_bound(text, end):
        end += 1
    passage = text[begin:end].replace('"', " ")
    has_word = any(unicodedata.category(c)[0] in "LN" for c in passage)
    return passage if has_word else None


def place(article):
    return json.dumps(article["locator"], sort_keys=True)


def finds(index, passage, article):
    told = subprocess.run(
        ["morgue-search", "--format=ndjson", "--limit=0", "--all-copies",
         "--snippet=0", "--", index, f'"{passage}"'],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
    return place(article) in {place(json.loads(line))
                              for line in told.stdout.splitlines()}


def main():
    index, path = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    rng = random.Random(5)
    with open(path, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    missed = tried = 0
    while tried < count:
        article = rng.choice(articles)
        passage = draw(rng, article)
        if passage is None:
            continue
        tried += 1
        if not finds(index, passage, article):
            missed += 1
            print(f"{article['language']}: not found by {passage!r}")
    print(f"passages {tried}, missed {missed}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
