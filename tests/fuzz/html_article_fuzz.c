/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as a page of HTML.  The first byte chooses the declared charset.
 */
#include "article.h"
#include "str.h"
#include "utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {
        "text/html",
        "text/html; charset=utf-8",
        "text/html; charset=big5",
        "text/html; charset=shift_jis",
        "text/html; charset=iso-2022-jp",
    };
    static article_extractor *x;
    static record r;
    article out;

    if (x == NULL) {
        x = article_extractor_new();
        record_init(&r);
    }
    if (size == 0)
        return 0;
    record_clear(&r);
    r.url = STR("http://news.example/2014/12/18/story.html");
    r.media_type = str_of(types[data[0] % (sizeof types / sizeof *types)]);
    buffer_append(&r.block, data + 1, size - 1);
    r.payload = buffer_view(&r.block);
    article_extract(x, &out, &r);
    if (r.fate == FATE_NONE &&
        (!utf8_is_valid(out.text) || !utf8_is_valid(out.title) ||
         !utf8_is_valid(out.byline)))
        abort();
    return 0;
}
