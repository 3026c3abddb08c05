# SPDX-License-Identifier: GPL-2.0-or-later
# What the documents show is what the programs do.
. "$(dirname "$0")/harness.sh"
cd "$MORGUE_SOURCE" || exit 1
for document in README.md docs/*.md; do
    grep -q '^```console' "$document" || continue
    check "$document shows real output" \
        python3 tests/cli/console.py "$document"
done
finish
