/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "url_term.h"

#include "digest.h"
#include "field.h"
#include "str.h"

#include <stdio.h>

#define URL_KEPT 200

/* Xapian counts a NUL twice, so a URL with one is told by its hash alone. */
static size_t kept_size(morgue_str url)
{
    if (url.size > 0 && memchr(url.data, 0, url.size) != NULL)
        return 0;
    return url.size < URL_KEPT ? url.size : URL_KEPT;
}

morgue_str url_term(char out[URL_TERM_MAX], morgue_str url)
{
    const char *prefix = fields[FIELD_URL].prefix;
    size_t kept = kept_size(url), size = strlen(prefix);

    memcpy(out, prefix, size);
    if (kept > 0)
        memcpy(out + size, url.data, kept);
    size += kept;
    if (kept < url.size)
        size += (size_t)snprintf(
            out + size, URL_TERM_MAX - size, "#%016llx",
            (unsigned long long)hash_bytes(url, 0));
    return str_make(out, size);
}
