/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mention.h"

const char *mention_kind_name(mention_kind kind)
{
    static const char *const names[] = {"person", "org", "place"};

    return (unsigned)kind < MENTION_KINDS ? names[kind] : "unknown";
}
