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

# The folder in which a quoted header stands, told by its (unique) name.
home_of() {
    find include common shim indexer searcher server -name "$1" 2>/dev/null |
        head -1
}

includes() { # FOLDER: "file header" lines of quoted includes
    grep -HrnoE '^ *# *include "[^"]+"' "$1" --include='*.[ch]' \
        --include='*.cc' 2>/dev/null |
        sed -E 's/^([^:]+):[0-9]+: *# *include "([^"]+)"/\1 \2/'
}

forbid() { # FOLDER HOME-PATTERN
    complain "$1 must not include $2" "$(includes "$1" |
        grep -v '_main\.c ' |
        while read -r file header; do
            home_of "$(basename "$header")" | grep -Eq "^($2)/" &&
                echo "  $file includes $header"
        done)"
}

forbid common 'shim|indexer|searcher|server'
forbid shim 'indexer|searcher|server'
forbid indexer 'searcher|server'
forbid searcher 'indexer|server'
forbid indexer/archive 'indexer/article|indexer/enrich|indexer/index|shim'
forbid indexer/enrich 'indexer/article|indexer/index|indexer/archive|shim'
forbid searcher/query 'shim|searcher/plan|searcher/match|searcher/snippet'
forbid searcher/snippet 'shim|searcher/plan|searcher/match'

# Programs see the public header, their own folder and the C library.
for program in indexer/*_main.c indexer/program/*.[ch] \
    searcher/search_main.c searcher/output/*.[ch] \
    server/*.[ch]; do
    [ -f "$program" ] || continue
    case $program in *train_main.c) continue ;; esac
    complain "programs include morgue.h and their own folder alone" "$(
        includes "$program" | while read -r file header; do
            case $(home_of "$(basename "$header")") in
            include/* | indexer/program/* | searcher/output/* | server/*) ;;
            *) echo "  $file includes $header" ;;
            esac
        done)"
done

only() { # HEADER-PATTERN ALLOWED-FILES-PATTERN
    complain "<$1> is for $2 alone" "$(
        grep -rnE "^ *# *include <$1" include common shim indexer searcher \
            server 2>/dev/null | grep -Ev "^($2):" | sed 's/^/  /')"
}

only 'archive(_entry)?\.h>' 'indexer/archive/[a-z_]*\.[ch]'
only 'zlib\.h>' 'indexer/archive/inflate_[a-z]*\.[ch]'
only 'zstd\.h>' 'indexer/archive/inflate_[a-z]*\.[ch]'
only 'xapian' 'shim/[a-z_]*\.(cc|h)'
only 'cld2' 'shim/[a-z_]*\.cc'
only 'libxml/' 'indexer/article/[a-z_]*\.[ch]'

complain "C++ lives in shim/ (and in tests) alone" "$(
    find include common indexer searcher server \
        \( -name '*.cc' -o -name '*.cpp' -o -name '*.hh' \) 2>/dev/null)"

[ "$failed" = 0 ] && echo "1 passed, 0 failed"
exit "$failed"
