/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glass_merge TO FROM...: merge segments into a new one.
 */
#include "segment_merge.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    morgue_error err = {.message = "wrong arguments"};
    morgue_status status = MORGUE_EINVALID;

    if (argc > 2)
        status = segment_merge((const char *const *)argv + 2,
                               (size_t)argc - 2, argv[1], &err);
    if (status != MORGUE_OK)
        fprintf(stderr, "glass_merge: %s\n", err.message);
    return status != MORGUE_OK;
}
