/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field.h"

const char *morgue_version(void)
{
    return "0.1.0";
}

unsigned morgue_schema_version(void)
{
    return SCHEMA_VERSION;
}
