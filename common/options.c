/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "options.h"

#include "error.h"

#include <string.h>

morgue_status options_take(void *out, size_t size, const void *given,
                           morgue_error *err)
{
    size_t given_size;

    if (given == NULL)
        return MORGUE_OK;
    memcpy(&given_size, given, sizeof given_size);
    if (given_size < sizeof given_size)
        return error_set(err, MORGUE_EINVALID, -1,
                         "expected options with their size set");
    memcpy(out, given, given_size < size ? given_size : size);
    return MORGUE_OK;
}
