#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Hold fields and dates of queries against a plain scan of the articles.

    field_oracle.py INDEX ARCHIVE...

The articles are those that morgue-extract prints and the index holds; the
queries are made of their own values, and of ranges around their dates.  Prints
each query whose matches differ, and how many were asked.
"""
import json, random, re, subprocess, sys, unicodedata, urllib.parse

QUERIES = 12  # of each kind


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, [json.loads(l) for l in done.stdout.splitlines()], done.stderr


def place(article):
    return json.dumps(article["locator"], sort_keys=True)


def search(index, query):
    status, hits, error = run("morgue-search", "--format=ndjson", "--limit=0", "--snippet=0",
                              "--all-copies", index, query)
    if status not in (0, 1):
        sys.exit(f"{query}: {error}")
    return {place(h) for h in hits}


def words(text):
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"\w+", plain)


def has_run(text, wanted):
    text = words(text)
    return any(text[i:i + len(wanted)] == wanted for i in range(len(text) - len(wanted) + 1))


def digits(text):
    """The civil digits of a date as precise as it is, without its offset."""
    text = re.sub(r"(?<=T)(.*?)(?:Z|[+-]\d\d:?\d\d)$", r"\1", text)
    return re.sub(r"\D", "", text)[:14]


def first(d):
    return d + "00000101000000"[len(d):]


def last(d):
    if len(d) == 6:
        year, month = int(d[:4]), int(d[4:])
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return d + str([31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]) + "235959"
    return d + "99991231235959"[len(d):]


def lies_in(value, low, high):
    return bool(value) and (not low or first(digits(value)) >= first(digits(low))) \
        and (not high or last(digits(value)) <= last(digits(high)))


def host(article):
    return (urllib.parse.urlsplit(article["url"] or "").hostname or "").lower()


def domains(name):
    parts = name.split(".")
    return {".".join(parts[i:]) for i in range(max(1, len(parts) - 1))} if name else set()


def from_source(article, name):
    hosts = domains(host(article))
    return has_run(article["source"], words(name)) or name.lower() in hosts \
        or any(h.startswith(name.lower() + ".") for h in hosts)


def quoted(text):
    return '"' + text.replace('"', " ") + '"'


def date_queries(articles, field, rnd):
    dates = sorted({a[field][:size] for a in articles if a[field] for size in (4, 7, 10)
                    if len(a[field]) >= size})
    for date in rnd.sample(dates, min(QUERIES, len(dates))):
        other = rnd.choice(dates)
        low, high = sorted((date, other), key=lambda d: first(digits(d)))
        for text, bounds in ((date, (date, date)), (date + "..", (date, "")),
                             (".." + date, ("", date)), (f"{low}..{high}", (low, high))):
            yield f"{field}:{text}", lambda a, b=bounds: lies_in(a[field], *b)
        yield f"{field}:({date} OR {other})", \
            lambda a, d=(date, other): any(lies_in(a[field], one, one) for one in d)


def value_queries(articles, rnd):
    def some(values):
        values = sorted(v for v in set(values) if v and words(v))
        return rnd.sample(values, min(QUERIES, len(values)))

    for v in some(a["language"] for a in articles):
        yield f"language:{v}", lambda a, v=v: a["language"] == v
        yield f"language:({v} OR en)", lambda a, v=v: a["language"] in (v, "en")
    for v in some(a["url"] for a in articles):
        yield f"url:{quoted(v)}", lambda a, v=v: a["url"] == v
    for v in some(d for a in articles for d in domains(host(a))):
        yield f"host:{v}", lambda a, v=v: v in domains(host(a))
        yield f"source:{v}", lambda a, v=v: from_source(a, v)
        yield f"source:{v.split('.')[0]}", lambda a, v=v: from_source(a, v.split(".")[0])
        yield f"host:{v[:4]}*", lambda a, v=v: any(d.startswith(v[:4]) for d in domains(host(a)))
        yield f"host:({v} OR b.example)", lambda a, v=v: {v, "b.example"} & domains(host(a))
    for field, key in (("source", "source"), ("section", "section"), ("author", "byline"), ("title", "title")):
        for v in some(a[key] for a in articles):
            yield f"{field}:{quoted(v)}", \
                lambda a, k=key, v=v: from_source(a, v) if k == "source" else has_run(a[k], words(v))


def main():
    index, archives = sys.argv[1], sys.argv[2:]
    rnd = random.Random(1)
    held = search(index, "*")
    articles = [a for a in run("morgue-extract", "--no-entities", *archives)[1] if place(a) in held]
    asked = differ = found = 0
    for query, is_one in [*date_queries(articles, "published", rnd), *date_queries(articles, "captured", rnd),
                          *value_queries(articles, rnd)]:
        want = {place(a) for a in articles if is_one(a)}
        got = search(index, query)
        asked, found = asked + 1, found + len(got)
        if got != want:
            differ += 1
            print(f"{query}: {len(got)} found, {len(want)} wanted; "
                  f"e.g. {sorted(got ^ want)[0]}")
    print(f"{len(articles)} articles, {asked} queries, {found} matches, {differ} differences")
    sys.exit(differ > 0 or asked == 0)


main()
