# SPDX-License-Identifier: GPL-2.0-or-later
# What a reviewer would otherwise have to say.
set -u
cd "${MORGUE_SOURCE:?}" || exit 1
failed=0

complain() {
    [ -z "$2" ] && return
    failed=1
    printf '%s\n%s\n' "$1:" "$2"
}

sources() {
    find include common shim indexer searcher server corpus tests \
        \( -name '*.[ch]' -o -name '*.cc' \) 2>/dev/null | sort
}

complain "two files have one name" "$(sources | grep -v '^tests/' |
    sed 's|.*/||' | sort | uniq -d)"

complain "a source says its licence in the first line" "$(
    sources | while read -r f; do
        head -1 "$f" | grep -q 'SPDX-License-Identifier: GPL-2.0-or-later' ||
            echo "  $f"
    done)"

# A table or a string may stand out; code may not.
complain "lines over 80 columns" "$(sources | while read -r f; do
    expand "$f" | grep -nE '^.{81,}' | grep -vE '"' | sed "s|^|  $f:|"
done | head -20)"

complain "tabs" "$(sources | xargs grep -nP '\t' | grep -v '"' | head)"

complain "functions that no buffer survives" "$(sources | grep -v '^tests/' |
    xargs grep -nE '\b(strcpy|strcat|sprintf|gets|strtok|vsprintf)\(' |
    head)"

complain "promises in place of work" "$(sources |
    xargs grep -nE '\b(TODO|FIXME|XXX)\b' | head)"

complain "a header has no guard" "$(sources | grep '\.h$' |
    while read -r f; do
        grep -q '^#ifndef [A-Z0-9_]*_H$' "$f" || echo "  $f"
    done)"

complain "a source includes its own header first" "$(
    sources | grep '\.c$' | grep -v '^tests/' | while read -r f; do
        own=$(basename "$f" .c).h
        [ -f "$(dirname "$f")/$own" ] || continue
        grep -m1 -E '^# *include' "$f" | grep -q "\"$own\"" || echo "  $f"
    done)"

complain "links of the documents lead nowhere" "$(
    for document in *.md docs/*.md corpus/*.md tests/*.md; do
        [ -f "$document" ] || continue
        grep -oE '\]\([^)#:]+' "$document" | cut -c3- | while read -r link; do
            [ -e "$(dirname "$document")/$link" ] || echo "  $document: $link"
        done
    done)"

[ "$failed" = 0 ] && echo "1 passed, 0 failed"
exit "$failed"
