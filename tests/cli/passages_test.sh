# SPDX-License-Identifier: GPL-2.0-or-later
# A passage copied from an article finds it, in every script: passages.py.
. "$(dirname "$0")/harness.sh"

# ask NAME COUNT ARCHIVE...: draw from the archives, ask their index
ask() {
    name=$1 count=$2
    shift 2
    morgue-extract --no-entities "$@" >"$tmp/$name.ndjson" 2>/dev/null
    morgue-index --no-entities "$tmp/$name" "$@" >/dev/null 2>&1
    python3 "$MORGUE_SOURCE/tests/cli/passages.py" "$tmp/$name" \
        "$tmp/$name.ndjson" "$count"
}

check 'passages of the sample' ask sample 120 \
    "$sample/sample.warc.gz" "$sample/sample.tar.gz"
news=$shared/data/extraction/news.warc.gz
if [ -e "$news" ]; then
    check 'passages of pages of 45 countries' ask news 120 "$news"
else
    echo "skipped: no $news"
fi
finish
