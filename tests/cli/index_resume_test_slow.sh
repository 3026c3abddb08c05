# SPDX-License-Identifier: GPL-2.0-or-later
# A run that is killed, and gone on with, gives what one gives that never was.
# MORGUE_MOMENTS says how often, MORGUE_SEED which random moments.
. "$(dirname "$0")/harness.sh"
[ -d "$shared/data/extraction" ] || skip "needs ../shared/data/extraction"

# Small batches, so that there are durable segments to go on from.
archives=("$shared/data/extraction/news.warc.gz"
    "$shared/data/extraction/articles.warc.gz"
    "$shared/data/extraction/dates.warc.gz" "$sample")
index() { # INDEX
    exec morgue-index --no-entities --memory 32M "$1" "${archives[@]}"
}

# Waited for, so that the lock is let go before the next run asks for it.
index_and_kill() { # INDEX SECONDS
    (index "$1") >/dev/null 2>&1 &
    sleep "$2"
    kill -KILL $! 2>/dev/null
    wait $! 2>/dev/null
}
# Two segments that another command may merge meanwhile.
begun() { # INDEX
    morgue-index "$1" "$sample/sample.tar.gz" 2>/dev/null
    morgue-index "$1" "$sample/sample.warc.gz" 2>/dev/null
}
whole() { (index "$tmp/whole"); }
go_on() { (index "$tmp/killed"); }
ledger() { # each record once, and its fate
    zcat "$1"/ledger/*.gz | sort
}
counts() { sed -n '/"counts"/,/}/p' "$1/manifest.json"; }

begun "$tmp/whole"
begin=$(date +%s%N)
check 'a run that is not killed' status 0 whole
took=$((($(date +%s%N) - begin) / 1000000))
seed=${MORGUE_SEED:-$RANDOM}
RANDOM=$seed
moments=${MORGUE_MOMENTS:-8}
echo "$moments moments of $took ms, drawn with MORGUE_SEED=$seed"
for kill in $(seq "$moments"); do
    rm -rf "$tmp/killed"
    begun "$tmp/killed"
    part=$((RANDOM % 100))
    for again in $(seq $((kill % 3 + 1))); do # up to three times
        moment=$((took * part / 100 / again))
        index_and_kill "$tmp/killed" "$((moment / 1000)).$(printf %03d \
            $((moment % 1000)))"
    done
    [ $((kill % 2)) = 0 ] || morgue-admin merge "$tmp/killed"
    pending=$(ls "$tmp/killed/pending" | grep -c checkpoint)
    check "killed $again times, first at $part%, it can be gone on with" \
        status 0 go_on
    check 'and is' [ "$(grep -c 'going on with' "$err")" = "$pending" ]
    check 'each record has the same fate' \
        cmp <(ledger "$tmp/whole") <(ledger "$tmp/killed")
    check 'and the counts are the same' \
        cmp <(counts "$tmp/whole") <(counts "$tmp/killed")
    check 'nothing is left over' \
        [ -z "$(ls -A "$tmp/killed/pending")" ]
done
finish
