/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_place.h"

#include "str.h"

#define TELLING 12u /* bytes of a heading that are no accident in a title */

size_t page_headline(const html_page *p, morgue_str title)
{
    size_t first = SIZE_MAX;

    for (size_t i = 0; i < p->block_count; i++) {
        morgue_str text = html_block_text(p, &p->blocks[i]);

        if (p->blocks[i].heading == 0 || text.size < 3)
            continue;
        if (str_equal(text, title) ||
            (text.size >= TELLING && str_find(title, text) != SIZE_MAX))
            return i;
        if (p->blocks[i].heading == 1 && first == SIZE_MAX)
            first = i;
    }
    return first;
}

bool page_is_elsewhere(const html_page *p, uint32_t e, size_t headline,
                       html_marks marks)
{
    for (; e != HTML_NONE; e = p->elements[e].parent) {
        const html_element *el = &p->elements[e];

        if (el->tag == TAG_BODY ||
            (headline >= el->first_block && headline < el->end_block))
            return false;
        if (el->tag == TAG_NAV || el->tag == TAG_ASIDE ||
            ((el->marks & marks) && !(el->marks & MARK_BODY)))
            return true;
    }
    return false;
}
