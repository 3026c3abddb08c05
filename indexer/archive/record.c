/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record.h"

const char *record_fate_name(record_fate fate)
{
    static const char *const names[FATE_COUNT] = {
        "undecided",   "indexed",   "duplicate", "revisit",
        "not_article", "malformed", "refused",
    };

    return (unsigned)fate < FATE_COUNT ? names[fate] : "unknown";
}
