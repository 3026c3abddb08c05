# SPDX-License-Identifier: GPL-2.0-or-later
# The dictionary that short articles are packed with: one an index, whatever
# wrote its segments, and read wherever the index is.
. "$(dirname "$0")/harness.sh"

# notices FIRST LAST: a tar of so many short articles, named for the first.
notices() {
    mkdir "$tmp/notices$1"
    awk -v first="$1" -v last="$2" -v folder="$tmp/notices$1" 'BEGIN {
        split("Ashwick Brenholt Carrowby Dunmere", towns)
        for (i = first; i <= last; i++) {
            town = towns[i % 4 + 1]
            file = folder "/" i ".md"
            print "# Notice " i " of " town "\n" >file
            print "The council of " town " decided in session number " \
                i * 37 % 1000 " that the bridge over the mill race is to be" \
                " mended before winter. Residents who want to be heard may" \
                " write to the town hall, room " i * 7919 % 400 ", until" \
                " the end of the month, and not later." >file
            close(file)
        }
    }'
    tar -C "$tmp/notices$1" -cf "$tmp/notices$1.tar" .
}
notices 1 300
notices 301 600

index() { # NAME ARCHIVE [OPTION]...
    name=$1 archive=$2
    shift 2
    status 0 morgue-index --no-entities "$@" "$tmp/$name" "$tmp/$archive"
}
finds() { # INDEX NUMBER
    status 0 morgue-search --format=ndjson "$1" "title:\"notice $2\"" &&
        grep -q "Notice $2 of " "$out"
}
finds_all() {
    for number in 1 150 300 301 450 600; do
        finds "$1" $number || return 1
    done
}
dictionary() { xapian-metadata get "$1" dictionary; }
docdata_size() { cat "$tmp/$1"/segments/*/docdata.glass | wc -c; }
schema() { morgue-admin stats "$tmp/$1" | sed -n 's/^schema //p'; }

check 'short articles are indexed' index one notices1.tar -j1
check 'the same by two workers' index two notices1.tar -j2
check 'have the same data' \
    cmp "$tmp/one/segments/000001/docdata.glass" \
    "$tmp/two/segments/000001/docdata.glass"
check 'and the same by libxapian' index xapian notices1.tar --writer=xapian
check 'more are added' index one notices301.tar
check 'more are added by libxapian' index xapian notices301.tar --writer=xapian
check 'all are read' finds_all "$tmp/one"
check 'all are read as libxapian wrote them' finds_all "$tmp/xapian"
if command -v xapian-metadata >/dev/null; then
    dictionary "$tmp/one/segments/000001" >"$tmp/first"
    dictionary "$tmp/one/segments/000002" >"$tmp/second"
    check 'a segment has a dictionary' [ "$(wc -c <"$tmp/first")" -gt 1000 ]
    check 'and the next one the same' cmp "$tmp/first" "$tmp/second"
fi
if command -v xapian-tcpsrv >/dev/null && command -v setsid >/dev/null; then
    port=$((20000 + $$ % 20000))
    # When told to end, it tells all of its process group.
    setsid xapian-tcpsrv --interface 127.0.0.1 --port $port "$tmp/one" \
        >"$tmp/server" 2>&1 &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        grep -q Listening "$tmp/server" && break
        sleep 0.2
    done
    check 'all are read from afar' finds_all "tcp://127.0.0.1:$port"
    kill $server
fi
check 'segments are merged' status 0 morgue-admin merge "$tmp/one"
check 'and all are read' finds_all "$tmp/one"

# An index of the schema before has no dictionary, and gets none.
: >"$tmp/empty"
check 'an index without articles' index old empty
check 'has the newest schema' [ "$(schema old)" = 4 ]
sed -i 's/"schema": 4/"schema": 3/' "$tmp/old/manifest.json"
check 'one of the schema before is added to' index old notices1.tar
check 'and once more' index old notices301.tar
check 'and keeps its schema' [ "$(schema old)" = 3 ]
check 'all are read' finds_all "$tmp/old"
check 'though packed one by one' \
    [ "$(docdata_size old)" -gt "$(docdata_size xapian)" ]
finish
