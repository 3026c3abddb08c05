# SPDX-License-Identifier: GPL-2.0-or-later
# What a reviewer would otherwise have to say.
set -u
export LC_ALL=C.UTF-8
cd "${MORGUE_SOURCE:?}" || exit 1
failed=0

complain() { # RULE OFFENDERS
    [ -z "$2" ] && return
    failed=1
    printf '%s:\n%s\n' "$1" "$2"
}

mapfile -t sources < <(find include common shim indexer searcher server \
    corpus tests \( -name '*.[ch]' -o -name '*.cc' \) 2>/dev/null | sort)
mapfile -t product < <(printf '%s\n' "${sources[@]}" | grep -v '^tests/')
mapfile -t headers < <(printf '%s\n' "${sources[@]}" | grep '\.h$')

complain "two files have one name" "$(printf '%s\n' "${product[@]}" |
    sed 's|.*/||' | sort | uniq -d)"

complain "a source says its licence in the first line" "$(awk '
    FNR == 1 && !/SPDX-License-Identifier: GPL-2.0-or-later/ {
        print "  " FILENAME
    }' "${sources[@]}")"

# A table or a string may stand out; code may not.
complain "lines over 80 columns" "$(awk '
    length($0) > 80 && !/"/ { print "  " FILENAME ":" FNR ": " $0 }
    ' "${sources[@]}" | head -20)"

complain "tabs" "$(grep -nP '\t' "${sources[@]}" | grep -v '"' | head)"

complain "functions that no buffer survives" "$(
    grep -nE '\b(strcpy|strcat|sprintf|gets|strtok|vsprintf)\(' \
        "${product[@]}" | head)"

complain "promises in place of work" "$(
    grep -nE '\b(TODO|FIXME|XXX)\b' "${sources[@]}" | head)"

complain "a header has no guard" "$(
    grep -L '^#ifndef [A-Z0-9_]*_H$' "${headers[@]}")"

complain "a source includes its own header first" "$(awk '
    FNR == 1 {
        own = FILENAME
        sub(/\.c$/, ".h", own)
        seen = (getline line < own) < 0
        close(own)
        sub(/.*\//, "", own)
    }
    !seen && /^ *# *include/ {
        seen = 1
        if (index($0, "\"" own "\"") == 0)
            print "  " FILENAME
    }' $(printf '%s\n' "${product[@]}" | grep '\.c$'))"

complain "links of the documents lead nowhere" "$(
    for document in *.md docs/*.md corpus/*.md tests/*.md; do
        [ -f "$document" ] || continue
        grep -oE '\]\([^)#:]+' "$document" | cut -c3- | while read -r link; do
            [ -e "$(dirname "$document")/$link" ] || echo "  $document: $link"
        done
    done)"

[ "$failed" = 0 ] && echo "1 passed, 0 failed"
exit "$failed"
