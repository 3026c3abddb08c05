/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The formats of articles that are no HTML.  The first byte chooses the
 * declared media type.
 */
#include "article.h"
#include "str.h"
#include "utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {
        "text/plain", "text/markdown", "application/json", "text/csv",
        "text/sgml", "application/xml", "message/rfc822",
        "text/tab-separated-values",
    };
    static article_extractor *extractor;
    article a;
    record r;

    if (size == 0)
        return 0;
    if (extractor == NULL)
        extractor = article_extractor_new();
    record_init(&r);
    r.file = STR("a");
    r.media_type = str_of(types[data[0] % 8]);
    buffer_append(&r.block, data + 1, size - 1);
    record_decode(&r);
    article_extract(extractor, &a, &r);
    if (r.fate == FATE_NONE && !utf8_is_valid(a.text))
        abort();
    record_free(&r);
    return 0;
}
