#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw queries of each class from the articles themselves.

    morgue-extract ARCHIVE... | draw_queries.py [COUNT] > queries.txt

One word, two words, phrases of 2, 3, 4 words, a person, a word in a month,
and phrases of common words: "class TAB query" a line, for search_times and
xapian_times.
"""
import collections, json, random, re, sys

count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
rng = random.Random(7)
texts, persons, months, seen = [], [], [], collections.Counter()
for line in sys.stdin:
    d = json.loads(line)
    words = re.findall(r"[A-Za-z]+", d["text"] or "")
    seen.update(w.lower() for w in set(words))
    if len(words) > 50 and rng.random() < 0.2:
        texts.append(words)
        persons += [e["name"] for e in d["entities"] or [] if e["type"] == "person" and '"' not in e["name"]][:3]
        if d["published"]: months.append(d["published"][:7])
common = {w for w, n in seen.most_common(40)}

def run(n):
    w = rng.choice(texts)
    i = rng.randrange(len(w) - n)
    return w[i:i + n]

def word():
    while True:
        w = run(1)[0]
        if len(w) > 3 and w.lower() not in common: return w.lower()

def common_run(n):
    for _ in range(100000):
        w = run(n)
        if all(x.lower() in common for x in w): return w
    return ["of", "the"]

for _ in range(count):
    print("word", word(), sep="\t")
    print("and", f"{word()} {word()}", sep="\t")
    for n in (2, 3, 4):
        print(f"phrase{n}", '"' + " ".join(run(n)) + '"', sep="\t")
    print("common", '"' + " ".join(common_run(rng.choice((2, 3)))) + '"', sep="\t")
    if persons: print("person", f'person:"{rng.choice(persons)}"', sep="\t")
    if months: print("dated", f"{word()} published:{rng.choice(months)}", sep="\t")
