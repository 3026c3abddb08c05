# SPDX-License-Identifier: GPL-2.0-or-later
# Phrases find what a plain scan of the same texts finds, no more and no less.
. "$(dirname "$0")/harness.sh"
archive=$shared/data/extraction/news.warc.gz
oracle=$shared/eval/phrase_oracle.py
[ -f "$archive" ] && [ -f "$oracle" ] ||
    skip "no news pages or no oracle beside the repository"
check 'the pages are indexed' status 0 \
    morgue-index --no-entities "$tmp/index" "$archive"
morgue-extract --no-entities "$archive" >"$tmp/articles" 2>"$err"
check 'phrases answer as a scan does' status 0 \
    python3 "$oracle" "$tmp/index" "$tmp/articles" --phrases 300 --seed 3
cat "$out"
finish
