# SPDX-License-Identifier: GPL-2.0-or-later
# Who may include whom: ARCHITECTURE.md, section 3.
set -u
cd "${MORGUE_SOURCE:?}" || exit 1
failed=0

# complain RULE FILES-AND-LINES
complain() {
    [ -z "$2" ] && return
    failed=1
    printf '%s\n%s\n' "$1:" "$2"
}

# Lines "file home-of-header header" of all quoted includes below FOLDER; file
# names are unique in the tree, so a header's name tells its home.
homes=$(mktemp)
trap 'rm -f "$homes"' EXIT
find include common shim indexer searcher server -name '*.h' 2>/dev/null \
    >"$homes"

includes() { # FOLDER-OR-FILE
    grep -rnoE '^ *# *include "[^"]+"' "$1" --include='*.[ch]' \
        --include='*.cc' -H 2>/dev/null |
        sed -E 's/^([^:]+):[0-9]+: *# *include "([^"]*\/)?([^"]+)"/\1 \3/' |
        awk -v homes="$homes" '
            BEGIN {
                while ((getline path < homes) > 0) {
                    name = path
                    sub(/.*\//, "", name)
                    home[name] = path
                }
            }
            $2 in home { print $1, home[$2], $2 }'
}

forbid() { # FOLDER HOME-PATTERN
    complain "$1 must not include $2" "$(includes "$1" |
        awk -v pattern="^($2)/" '
            $1 !~ /_main\.c$/ && $2 ~ pattern {
                print "  " $1 " includes " $3
            }')"
}

forbid common 'shim|indexer|searcher|server'
forbid shim 'indexer|searcher|server'
forbid indexer 'searcher|server'
forbid searcher 'indexer|server'
forbid indexer/archive 'indexer/article|indexer/enrich|indexer/index|shim'
forbid indexer/enrich 'indexer/article|indexer/index|indexer/archive|shim'
forbid searcher/query 'shim|searcher/plan|searcher/match|searcher/snippet'
forbid searcher/snippet 'shim|searcher/plan|searcher/match'

# Programs see the public header and their own folder alone; the trainer is a
# tool of the tree, not a program over the library.
for program in indexer/*_main.c indexer/program searcher/search_main.c \
    searcher/output server; do
    [ -e "$program" ] || continue
    [ "$program" = indexer/train_main.c ] && continue
    complain "programs include morgue.h and their own folder alone" "$(
        includes "$program" | awk '
            $2 !~ /^(include|searcher\/output|indexer\/program|server)\// {
                print "  " $1 " includes " $3
            }')"
done

only() { # HEADER-PATTERN ALLOWED-FILES-PATTERN
    complain "<$1> is for $2 alone" "$(
        grep -rnE "^ *# *include <$1" include common shim indexer searcher \
            server 2>/dev/null | grep -Ev "^($2):" | sed 's/^/  /')"
}

only 'archive(_entry)?\.h>' 'indexer/archive/[a-z_]*\.[ch]'
only 'zlib\.h>' 'indexer/archive/inflate_[a-z]*\.[ch]'
only 'isa-l/' 'indexer/archive/inflate_isal\.c'
only 'zstd\.h>' 'indexer/archive/inflate_[a-z]*\.[ch]|common/stored_pack\.c'
only 'xapian' 'shim/[a-z_]*\.(cc|h)'
only 'cld2' 'shim/[a-z_]*\.cc'
only 'libxml/' 'indexer/article/[a-z_]*\.[ch]'

complain "C++ lives in shim/ (and in tests) alone" "$(
    find include common indexer searcher server \
        \( -name '*.cc' -o -name '*.cpp' -o -name '*.hh' \) 2>/dev/null)"

[ "$failed" = 0 ] && echo "1 passed, 0 failed"
exit "$failed"
