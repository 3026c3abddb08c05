#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Time searches beside Xapian alone and SQLite FTS5, in one run.

    search_latency.py BUILD ARCHIVE [--articles 50000] [--queries 100]
                      [--work DIR]

BUILD is the folder of a release build with its bench programs.  The articles
of ARCHIVE are indexed together with generated ones, whose paragraphs are drawn
from them, until there are enough.  Each class of draw_queries.py is then timed
warm to the first ten hits, with snippets: mean, median and 99th percentile in
ms.  Xapian alone gives the stored articles instead of snippets, and no copies
are folded (xapian_times.cc says more); it is timed with snippets too, in lines
of their own.  FTS5 gives the articles' text instead of snippets, and knows neither
persons nor dates.
"""
import argparse, collections, io, json, os, random, sqlite3, subprocess
import sys, tarfile, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))


def run(*command, **options):
    return subprocess.run(command, check=True, **options)


def read_articles(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def generate(articles, count, path):
    """A tar of `count` text files, each of 4 to 12 paragraphs of others."""
    rng = random.Random(11)
    paragraphs = [p for a in articles for p in a["text"].split("\n")
                  if 80 < len(p) < 900]
    titles = [a["title"] for a in articles if a["title"]]
    with tarfile.open(path, "w") as tar:
        for i in range(count):
            day = f"{rng.randint(1995, 2020)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            title = rng.choice(titles).replace('"', "'")
            body = "\n\n".join(rng.choices(paragraphs, k=rng.randint(4, 12)))
            data = (f'---\ntitle: "{title}"\ndate: {day}\nsource_url: '
                    f"https://generated.example/{day}/{i}\n---\n\n{body}\n").encode()
            member = tarfile.TarInfo(f"generated/{i:06}.md")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def fts5_index(paths):
    c = sqlite3.connect(":memory:")
    c.execute("create virtual table d using fts5(url unindexed, title, body,"
              " tokenize='porter unicode61')")
    with c:
        for path in paths:
            c.executemany("insert into d values(?,?,?)", (
                (a["url"], a["title"] or "", a["text"] or "")
                for a in read_articles(path)))
        c.execute("insert into d(d) values('optimize')")
    return c


def fts5_times(c, queries):
    ms = collections.defaultdict(list)
    for turn in range(2):
        for kind, query in queries:
            if kind in ("person", "dated"):
                continue
            begin = time.perf_counter()
            c.execute("select url, body from d where d match ?"
                      " order by rank limit 10", (query,)).fetchall()
            if turn:
                ms[kind].append((time.perf_counter() - begin) * 1e3)
    for kind, x in ms.items():
        x.sort()
        print(f"fts5   {kind:10} {len(x):5} queries: mean {sum(x) / len(x):7.3f} ms,"
              f" p50 {x[len(x) // 2]:7.3f}, p99 {x[len(x) * 99 // 100]:7.3f},"
              f" max {x[-1]:7.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build")
    parser.add_argument("archive")
    parser.add_argument("--articles", type=int, default=50000)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--work")
    a = parser.parse_args()
    work = a.work or tempfile.mkdtemp(prefix="search-latency-")
    os.makedirs(work, exist_ok=True)
    at = lambda name: os.path.join(work, name)
    extract = os.path.join(a.build, "bin/morgue-extract")
    bench = lambda name: os.path.join(a.build, "bench", name)

    if not os.path.exists(at("index")):
        with open(at("first.ndjson"), "w") as out:
            run(extract, a.archive, stdout=out, stderr=subprocess.DEVNULL)
        first = [x for x in read_articles(at("first.ndjson")) if x["text"]]
        generate(first, max(0, a.articles - len(first)), at("generated.tar"))
        with open(at("second.ndjson"), "w") as out:
            run(extract, "--no-entities", at("generated.tar"), stdout=out,
                stderr=subprocess.DEVNULL)
        with open(at("first.ndjson")) as articles, open(at("queries"), "w") as out:
            run(sys.executable, os.path.join(HERE, "draw_queries.py"),
                str(a.queries), stdin=articles, stdout=out)
        run(os.path.join(a.build, "bin/morgue-index"), at("index"), a.archive,
            at("generated.tar"))
    queries = [line.rstrip("\n").split("\t") for line in open(at("queries"))]
    run(bench("search_times"), at("index"), at("queries"), "2")
    run(bench("xapian_times"), at("index"), at("queries"), "2")
    fts5_times(fts5_index([at("first.ndjson"), at("second.ndjson")]), queries)


if __name__ == "__main__":
    main()
