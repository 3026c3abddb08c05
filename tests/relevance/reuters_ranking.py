#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How well loose queries rank, by the topics of Reuters-21578.

    reuters_ranking.py INDEX reuters21578.tar.gz [--floor-ndcg X --floor-map X]

INDEX was made of that file.  An article counts as relevant to a query of
corpus/queries/reuters_topics.tsv when its topics name that topic: editors
filed them for other ends, so the figures compare ways of ranking and say
little by themselves.  Prints nDCG@10 and MAP (over the first 1000); exit
status 1 when one is below its floor.
"""
import argparse, html, json, math, os, re, subprocess, sys, tarfile

ap = argparse.ArgumentParser()
ap.add_argument("index"); ap.add_argument("archive")
ap.add_argument("--search", default="morgue-search")
ap.add_argument("--floor-ndcg", type=float, default=0)
ap.add_argument("--floor-map", type=float, default=0)
ap.add_argument("--each", action="store_true", help="print each query's figures")
a = ap.parse_args()

topics = {}
with tarfile.open(a.archive) as tar:
    for m in tar:
        if not m.name.endswith(".sgm"): continue
        data = tar.extractfile(m).read()
        for story in re.finditer(rb"<REUTERS.*?</REUTERS>", data, re.S):
            filed = re.search(rb"<TOPICS>(.*?)</TOPICS>", story[0], re.S)
            names = re.findall(rb"<D>(.*?)</D>", filed[1]) if filed else []
            topics[m.name.lstrip("./"), story.start()] = {html.unescape(n.decode("latin-1")) for n in names}

here = os.path.dirname(os.path.abspath(__file__))
rows = [l.rstrip("\n").split("\t") for l in open(os.path.join(here, "../../corpus/queries/reuters_topics.tsv"), encoding="utf-8")
        if l.strip() and not l.startswith("#")]
ndcgs, aps = [], []
for topic, query in rows:
    relevant = sum(topic in t for t in topics.values())
    if relevant < 3: continue
    out = subprocess.run([a.search, "--match=any", "--format=ndjson", "-n", "1000", "--snippet=0", "--all-copies", a.index, query],
                         capture_output=True, text=True, check=True).stdout
    hits = []
    for line in out.splitlines():
        where = json.loads(line)["locator"]
        hits.append(topic in topics[where["member"].lstrip("./"), where["offset"]])
    gain = sum(h / math.log2(i + 2) for i, h in enumerate(hits[:10]))
    ideal = sum(1 / math.log2(i + 2) for i in range(min(10, relevant)))
    found, precision = 0, 0.0
    for i, h in enumerate(hits):
        found += h
        precision += h * found / (i + 1)
    ndcgs.append(gain / ideal); aps.append(precision / relevant)
    if a.each: print(f"{topic}\t{gain / ideal:.3f}\t{precision / relevant:.3f}\t{query}")
ndcg, ap_mean = sum(ndcgs) / len(ndcgs), sum(aps) / len(aps)
print(f"queries {len(ndcgs)}, nDCG@10 {ndcg:.4f}, MAP {ap_mean:.4f}")
sys.exit(ndcg < a.floor_ndcg or ap_mean < a.floor_map)
