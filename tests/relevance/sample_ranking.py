#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How well questions in plain words rank over the sample.

    sample_ranking.py INDEX [--floor-ndcg X --floor-map X] [--each]

Asks what corpus/queries/sample_ranked.tsv asks, and prints nDCG@10 and MAP; exit
status 1 when one is below its floor.
"""
import argparse, math, os, sys

sys.dont_write_bytecode = True

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from sample_queries import ask, slug, slugs_by_url, source

ap = argparse.ArgumentParser()
ap.add_argument("index")
ap.add_argument("--floor-ndcg", type=float, default=0)
ap.add_argument("--floor-map", type=float, default=0)
ap.add_argument("--each", action="store_true", help="print each query's figures")
a = ap.parse_args()

slugs, ndcgs, aps = slugs_by_url(), [], []
for line in open(source + "/corpus/queries/sample_ranked.tsv", encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    query, wanted = line.rstrip("\n").split("\t")
    wanted = set(wanted.split())
    status, matches, error = ask(a.index, query, "--match=any")
    hits = [slug(match, slugs) in wanted for match in matches]
    gain = sum(h / math.log2(i + 2) for i, h in enumerate(hits[:10]))
    ideal = sum(1 / math.log2(i + 2) for i in range(min(10, len(wanted))))
    found = [i + 1 for i, h in enumerate(hits) if h]
    ndcgs.append(gain / ideal)
    aps.append(sum((k + 1) / rank for k, rank in enumerate(found)) / len(wanted))
    if a.each or status not in (0, 1):
        print(f"{gain / ideal:.3f}\t{aps[-1]:.3f}\t{query}\t{error}")
ndcg, mean = sum(ndcgs) / len(ndcgs), sum(aps) / len(aps)
print(f"queries {len(ndcgs)}, nDCG@10 {ndcg:.4f}, MAP {mean:.4f}")
sys.exit(ndcg < a.floor_ndcg or mean < a.floor_map)
