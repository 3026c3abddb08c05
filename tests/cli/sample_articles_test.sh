# SPDX-License-Identifier: GPL-2.0-or-later
# The articles of the sample are found in their pages as they were written.
. "$(dirname "$0")/harness.sh"
check 'articles are found' \
    python3 "$MORGUE_SOURCE/tests/cli/sample_articles.py" "$sample"
finish
