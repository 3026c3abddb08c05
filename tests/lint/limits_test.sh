# SPDX-License-Identifier: GPL-2.0-or-later
# The limits that users are told are those of indexer/archive/limits.h.
set -u
cd "${MORGUE_SOURCE:?}" || exit 1
failed=0

is() { # NAME VALUE TEXT...: the constant, and what the documents call it
    local name=$1 value=$2
    shift 2
    grep -qE "^#define $name +\(?$value\)?$" indexer/archive/limits.h || {
        echo "$name is not $value"
        failed=1
    }
    for text in "$@"; do
        for document in docs/archive-formats.md docs/man/morgue-index.1; do
            grep -qF "$text" "$document" || {
                echo "$document does not say: $text ($name)"
                failed=1
            }
        done
    done
}

is LIMIT_RECORD_BLOCK '\(size_t\)64 << 20' '64 MiB'
is LIMIT_PAYLOAD '\(size_t\)64 << 20' '64 MiB'
is LIMIT_RECORD_HEAD '\(size_t\)1 << 20' '1 MiB'
is LIMIT_HTTP_HEAD '\(size_t\)1 << 20' '1 MiB'
is LIMIT_RATIO 200 '200 times'
is LIMIT_RATIO_FROM '\(uint64_t\)32 << 20' '32 MiB'
is LIMIT_CODINGS 4 'ontent encodings on one payload'
is LIMIT_NESTING 4 'rchives within archives'
is LIMIT_MEMBERS '\(uint64_t\)100 \* 1000 \* 1000' '100 million'
is LIMIT_SPOOL '\(uint64_t\)16 << 30' '16 GiB'
is LIMIT_ZSTD_WINDOW_LOG 27 '128 MiB'
is LIMIT_ZSTD_DICTIONARY '\(size_t\)16 << 20' '16 MiB'
exit $failed
