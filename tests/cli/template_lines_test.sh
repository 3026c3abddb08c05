# SPDX-License-Identifier: GPL-2.0-or-later
# Lines that many pages of a host have are left out, counted, and told of.
. "$(dirname "$0")/harness.sh"

mkdir "$tmp/pages"
for i in 1 2 3 4 5 6 7 8 9 10; do
    cat >"$tmp/pages/$i.html" <<HTML
<!DOCTYPE html><html lang="en"><head><title>Bridge, part $i</title>
<link rel="canonical" href="https://news.example/bridge/$i"></head><body>
<h1>Bridge, part $i</h1>
<p>On day $i of its meetings the council talked until nightfall about the
bridge, and at the end of it nobody could say whether it would be built.</p>
<p>The mayor said for the ${i}th time that it would be built before the next
election, and the ferryman said for the ${i}th time that it would not.</p>
<p>Letters for this series reach the desk at the old address.</p>
</body></html>
HTML
done
tar -C "$tmp/pages" -cf "$tmp/pages.tar" .

check 'the pages are extracted' status 0 morgue-extract --no-entities \
    --ledger "$tmp/ledger" "$tmp/pages.tar"
check 'all of them' [ "$(wc -l <"$out")" = 10 ]
check 'without the line of the series' [ "$(grep -c 'old address' "$out")" = 0 ]
check 'with their own' [ "$(grep -c 'the ferryman said' "$out")" = 10 ]
check 'the count is told' grep -q '^10 lines left out' "$err"
check 'the ledger says it of each' [ "$(grep -c \
    '"note":"1 line of the host.s template left out"' "$tmp/ledger")" = 10 ]
cp "$out" "$tmp/articles"
for workers in 1 3; do
    check "$workers workers" status 0 morgue-extract --no-entities \
        -j $workers "$tmp/pages.tar"
    check 'say the same' cmp "$out" "$tmp/articles"
done
check 'an index is made' status 0 morgue-index --no-entities "$tmp/index" \
    "$tmp/pages.tar"
check 'its stats' status 0 morgue-admin stats "$tmp/index"
check 'have the count' grep -qx 'template_lines 10' "$out"

# The same article under ten addresses is one: it keeps its lines.
mkdir "$tmp/again"
for i in 1 2 3 4 5 6 7 8 9 10; do
    sed "s,bridge/1,bridge/1?from=$i," "$tmp/pages/1.html" \
        >"$tmp/again/$i.html"
done
tar -C "$tmp/again" -cf "$tmp/again.tar" .
check 'ten captures' status 0 morgue-extract --no-entities "$tmp/again.tar"
check 'keep the line' [ "$(grep -c 'old address' "$out")" = 10 ]
finish
