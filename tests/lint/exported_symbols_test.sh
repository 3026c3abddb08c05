# SPDX-License-Identifier: GPL-2.0-or-later
# libmorgue exports what include/morgue.h declares, and nothing else.
set -u
: "${MORGUE_SOURCE:?}" "${MORGUE_BUILD:?}"
declared=$(tr '\n' ' ' <"$MORGUE_SOURCE/include/morgue.h" |
    grep -oE 'MORGUE_API [^;(]*\(' | grep -oE 'morgue_[a-z_0-9]+ *\(' |
    tr -d ' (' | sort -u)
exported=$(nm -D --defined-only "$MORGUE_BUILD/libmorgue.so" |
    awk '$2 ~ /^[TDBRV]$/ { print $3 }' |
    grep -vE '^(_init|_fini|__asan|__ubsan|__odr|_edata|_end|__bss)' | sort -u)
[ -n "$declared" ] || { echo "no declaration found"; exit 1; }
if [ "$declared" != "$exported" ]; then
    echo "declared (<) and exported (>) differ:"
    diff <(echo "$declared") <(echo "$exported")
    exit 1
fi
echo "$(echo "$declared" | wc -l) passed, 0 failed"
