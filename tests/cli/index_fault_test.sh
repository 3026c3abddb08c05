# SPDX-License-Identifier: GPL-2.0-or-later
# What the system refuses: no room, no permission.  The index stays as it was.
. "$(dirname "$0")/harness.sh"

morgue-index "$tmp/i" "$sample/sample.tar.gz" 2>/dev/null
before=$(morgue-admin stats "$tmp/i")
one_line() { [ "$(wc -l <"$err")" = 1 ]; }

# A file that grows over the limit is an error to the one who writes it.
limited() { # BLOCKS of 1024 bytes, command
    (trap '' XFSZ; ulimit -f "$1"; shift; "$@")
}
for blocks in 1 4 8 16 64; do
    check "no file over $blocks KiB: an error" \
        status 3 limited $blocks morgue-index "$tmp/i" \
        "$sample/sample.warc.gz"
    check 'in one line' one_line
    check 'the index is as it was' \
        [ "$(morgue-admin stats "$tmp/i")" = "$before" ]
    check 'and sound' status 0 morgue-admin check "$tmp/i"
done
check 'with room it goes on' \
    status 0 morgue-index "$tmp/i" "$sample/sample.warc.gz"
check 'and is sound' status 0 morgue-admin check "$tmp/i"

check 'a ledger that can not be written' status 3 morgue-index \
    --ledger "$tmp/none/ledger" "$tmp/l" "$sample/sample.tar.gz"
check 'a ledger that is full' status 3 morgue-index \
    --ledger /dev/full "$tmp/l" "$sample/sample.tar.gz"
check 'in one line' one_line
mkfifo "$tmp/pipe"
wc -l <"$tmp/pipe" >"$tmp/lines" &
check 'a ledger to a pipe' status 0 morgue-index --ledger "$tmp/pipe" \
    "$tmp/l" "$sample/sample.tar.gz"
wait $!
check 'has all lines' [ "$(cat "$tmp/lines")" = \
    "$(sed -n 's/^\([0-9]*\) records: .*/\1/p' "$err")" ]
cp "$sample/sample.tar.gz" "$tmp/mistyped.tar.gz"
for program in "morgue-index $tmp/l" morgue-extract; do
    check 'an archive is not written over by the ledger' \
        status 3 $program --ledger "$tmp/mistyped.tar.gz" \
        "$sample/sample.tar.gz"
    check 'but left as it was' \
        cmp "$sample/sample.tar.gz" "$tmp/mistyped.tar.gz"
done
check 'a ledger is' status 0 morgue-index --ledger "$tmp/old" \
    "$tmp/l2" "$sample/sample.tar.gz"
check 'again' status 0 morgue-index --ledger "$tmp/old" \
    "$tmp/l2" "$sample/sample.tar.gz"
check 'written over' [ ! -s "$tmp/old" ]
if [ "$(id -u)" != 0 ]; then # root may read and write all
    cp "$sample/sample.tar.gz" "$tmp/secret.tar.gz"
    chmod 0 "$tmp/secret.tar.gz"
    check 'an archive that may not be read' \
        status 3 morgue-index "$tmp/i" "$tmp/secret.tar.gz"
    mkdir "$tmp/sealed" && chmod 555 "$tmp/sealed"
    check 'an index that may not be written' \
        status 3 morgue-index "$tmp/sealed" "$sample/sample.tar.gz"
fi
finish
