# SPDX-License-Identifier: GPL-2.0-or-later
# A run that is killed, and gone on with, gives what one gives that never was.
. "$(dirname "$0")/harness.sh"
[ -d "$shared/data/extraction" ] || skip "needs ../shared/data/extraction"

# Small batches, so that there are durable segments to go on from.
archives=("$shared/data/extraction/news.warc.gz"
    "$shared/data/extraction/articles.warc.gz"
    "$shared/data/extraction/dates.warc.gz" "$sample")
index() { # INDEX [SECONDS until it is killed]
    timeout -s KILL "${2:-600}" morgue-index --no-entities --memory 32M "$1" \
        "${archives[@]}"
}
ledger() { # each record once, and its fate
    zcat "$1"/ledger/*.gz | sort
}
counts() { sed -n '/"counts"/,$p' "$1/manifest.json"; }

begin=$(date +%s%N)
check 'a run that is not killed' status 0 index "$tmp/whole"
took=$((($(date +%s%N) - begin) / 1000000))
for part in 5 15 30 45 60 75 90 97; do
    rm -rf "$tmp/killed"
    for again in 1 2; do # killed twice
        moment=$((took * part / 100 / again))
        index "$tmp/killed" "$((moment / 1000)).$(printf %03d \
            $((moment % 1000)))" >/dev/null 2>&1
    done
    check "killed at $part% it can be gone on with" \
        status 0 index "$tmp/killed"
    check 'each record has the same fate' \
        cmp <(ledger "$tmp/whole") <(ledger "$tmp/killed")
    check 'and the counts are the same' \
        cmp <(counts "$tmp/whole") <(counts "$tmp/killed")
    check 'nothing is left over' \
        [ -z "$(ls -A "$tmp/killed/pending")" ]
done
finish
