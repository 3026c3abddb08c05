# SPDX-License-Identifier: GPL-2.0-or-later
# The same over news pages and newswire, where they stand beside the repository.
. "$(dirname "$0")/harness.sh"
[ -d "$shared/data" ] || skip "no public data beside the repository"
for archive in "$shared/data/extraction/news.warc.gz" \
    "$shared/data/news/reuters21578.tar.gz"; do
    check "$(basename "$archive") is indexed" status 0 \
        morgue-index --no-entities "$tmp/index" "$archive"
    check 'fields find what a scan finds' python3 \
        "$MORGUE_SOURCE/tests/cli/field_oracle.py" "$tmp/index" "$archive"
    rm -rf "$tmp/index"
done
finish
