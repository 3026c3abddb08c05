# SPDX-License-Identifier: GPL-2.0-or-later
# Broken inputs as users hold them: each record has one fate, however it comes.
. "$(dirname "$0")/harness.sh"
broken=$MORGUE_SOURCE/corpus/broken

mkdir "$tmp/in"
for file in "$broken"/*; do
    case $file in *.golden | *.py | *.md) continue ;; esac
    cp "$file" "$tmp/in"
done
inputs=$(ls "$tmp/in" | wc -l)

sums() { # the last lines' counts add up
    tail -2 "$err" | sed -n '1s/[^0-9]\+/ /gp' | {
        read -r records a b c d e f
        [ "$records" -gt 0 ] && [ "$records" = $((a + b + c + d + e + f)) ]
    }
}
# Fates of records, with the archive that they come in left out.
fates() { # LEDGER
    sed 's/^.*"type":/"type":/' "$1" | sort
}
gives_what() { # NAME ARCHIVE...: status 0, and the sums are right
    local name=$1
    shift
    rm -rf "$tmp/i" "$tmp/$name"
    status 0 morgue-index --ledger "$tmp/$name" "$tmp/i" "$@" && sums
}

check 'all as files' gives_what files "$tmp/in"
check 'are all in the ledger' [ "$(sed 's/","offset.*//; s/","member.*//;
    s/","type.*//' "$tmp/files" | sort -u | wc -l)" = "$inputs" ]
check 'each line has a fate and a reason' \
    [ -z "$(grep -v '"fate":"indexed"' "$tmp/files" |
        grep -v '"fate":"[a-z_]*","reason":"[^"]')" ]
check 'the ledger in the index is the same' \
    cmp <(morgue-admin ledger "$tmp/i") "$tmp/files"

# Through a pipe there is no name: what that alone tells is not known, and what
# a compressed file inflates to is called otherwise.
differs=
for file in "$tmp/in"/*; do
    name=${file##*/}
    case $name in
    *.csv | *.tsv | *.pl | *.wacz | named-warc-and-is-text.warc | \
        directory-breaks-off.zip | dictionary-breaks-off.warc.zst) continue ;;
    esac
    "$MORGUE_BUILD/tests/corpus_broken_test" - <"$file" | cut -d' ' -f1,2,4- |
        cmp -s - <(cut -d' ' -f1,2,4- "$broken/$name.golden") ||
        differs+=" $name"
done
check 'through a pipe each gives the same' [ -z "$differs" ]
[ -z "$differs" ] || echo "  differ:$differs"

tar -C "$tmp" -cf "$tmp/all.tar" in
check 'all in a tar' gives_what tar "$tmp/all.tar"
seven=$(command -v 7z || command -v 7zz || command -v 7za)
if [ "$seven" ]; then
    (cd "$tmp" && "$seven" a -bd all.7z in >/dev/null)
    check 'all in a 7z' gives_what 7z "$tmp/all.7z"
    check 'gives what the tar gives' \
        cmp <(fates "$tmp/tar") <(fates "$tmp/7z")
fi
finish
