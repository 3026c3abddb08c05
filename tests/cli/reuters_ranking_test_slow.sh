# SPDX-License-Identifier: GPL-2.0-or-later
# Loose queries rank no worse than they did: docs/decisions.md, "Weights".
. "$(dirname "$0")/harness.sh"
archive=$shared/data/news/reuters21578.tar.gz
[ -f "$archive" ] || skip "no Reuters-21578 beside the repository"
check 'the newswire is indexed' status 0 \
    morgue-index --no-entities "$tmp/index" "$archive"
check 'topics rank above the floor' status 0 \
    python3 "$MORGUE_SOURCE/tests/relevance/reuters_ranking.py" \
    --floor-ndcg 0.775 --floor-map 0.56 "$tmp/index" "$archive"
cat "$out"
finish
