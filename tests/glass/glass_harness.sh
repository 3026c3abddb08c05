# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by the tests of segments against libxapian's own writer.
. "${MORGUE_SOURCE:?}/tests/cli/harness.sh"
tools=$MORGUE_BUILD/tests
command -v xapian-check >/dev/null || skip 'xapian-check is not installed'

write() { # WAY SET SEED COUNT
    "$tools/glass_documents" "$1" "$2" "$3" "$4" "$tmp/$1-$2"
}

agree() { # SET
    status 0 "$tools/glass_compare" "$tmp/bulk-$1" "$tmp/xapian-$1" &&
        grep -Eq '^[1-9][0-9]* compared, 0 differ$' "$out"
}

clean() { # DIRECTORY
    status 0 xapian-check "$1" F && grep -q 'No errors found' "$out"
}

# Both ways, and again after changes by libxapian with each seed.
compare_set() { # SET SEED COUNT SEEDS...
    local set=$1 what="$1 $2 $3" seed
    rm -rf "$tmp/bulk-$set" "$tmp/xapian-$set"
    check "$what is written in bulk" write bulk "$1" "$2" "$3"
    check "$what is written by libxapian" write xapian "$1" "$2" "$3"
    check "$what is sound" clean "$tmp/bulk-$set"
    check "$what is the same both ways" agree "$set"
    shift 3
    for seed; do
        check "$what takes changes $seed" \
            "$tools/glass_churn" "$seed" "$tmp/bulk-$set" "$tmp/xapian-$set"
        check "$what is the same after changes $seed" agree "$set"
        check "$what is sound after changes $seed" clean "$tmp/bulk-$set"
    done
}
