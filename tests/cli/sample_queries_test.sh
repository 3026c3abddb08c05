# SPDX-License-Identifier: GPL-2.0-or-later
# The sample archives answer the queries of corpus/queries as they must.
. "$(dirname "$0")/harness.sh"
check 'the sample is indexed' status 0 \
    morgue-index "$tmp/index" "$sample/sample.warc.gz" "$sample/sample.tar.gz"
check 'queries are answered' \
    python3 "$MORGUE_SOURCE/tests/cli/sample_queries.py" "$tmp/index"
check 'questions in plain words rank above the floor' \
    python3 "$MORGUE_SOURCE/tests/relevance/sample_ranking.py" \
    --floor-ndcg 0.93 --floor-map 0.91 "$tmp/index"
finish
