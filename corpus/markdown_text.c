/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown_text.h"

#include <stdbool.h>
#include <string.h>

#define BLOCKS_MAX 100

static markdown_block block_parse(const char *line, size_t length)
{
    static const struct {
        const char *mark;
        block_kind kind;
    } marks[] = {
        {"## ", BLOCK_HEADING},
        {"> ", BLOCK_QUOTE},
        {"- ", BLOCK_ITEM},
    };
    markdown_block block = {BLOCK_PARAGRAPH, NULL};
    size_t skip = 0;

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (strncmp(line, marks[i].mark, strlen(marks[i].mark)) == 0) {
            block.kind = marks[i].kind;
            skip = strlen(marks[i].mark);
        }
    }
    block.text = text_copy(line + skip, length - skip);
    return block;
}

markdown_text markdown_parse(const char *source)
{
    markdown_text out = {pool_alloc(BLOCKS_MAX * sizeof(markdown_block)), 0};

    while (*source != '\0') {
        size_t length = strcspn(source, "\n");

        if (length > 0 && out.count == BLOCKS_MAX)
            die("more than %d blocks: %.40s", BLOCKS_MAX, source);
        if (length > 0)
            out.blocks[out.count++] = block_parse(source, length);
        source += length + (source[length] == '\n');
    }
    return out;
}

/* One link: [text](address).  Gives where it ends, NULL when it is none. */
static const char *link_add_html(bytes *out, const char *at)
{
    const char *middle = strstr(at, "](");
    const char *end = middle == NULL ? NULL : strchr(middle, ')');

    if (end == NULL)
        return NULL;
    bytes_add_text(out, "<a href=\"");
    bytes_add_html(out, text_copy(middle + 2, (size_t)(end - middle) - 2));
    bytes_add_text(out, "\">");
    bytes_add_html(out, text_copy(at + 1, (size_t)(middle - at) - 1));
    bytes_add_text(out, "</a>");
    return end + 1;
}

void markdown_add_html(bytes *out, const char *text)
{
    bool is_strong = false;
    bool is_emphasis = false;
    const char *end;

    while (*text != '\0') {
        if (strncmp(text, "**", 2) == 0) {
            bytes_add_text(out, is_strong ? "</strong>" : "<strong>");
            is_strong = !is_strong;
            text += 2;
        } else if (*text == '*') {
            bytes_add_text(out, is_emphasis ? "</em>" : "<em>");
            is_emphasis = !is_emphasis;
            text++;
        } else if (*text == '[' && (end = link_add_html(out, text)) != NULL) {
            text = end;
        } else {
            bytes_add_html(out, text_copy(text, 1));
            text++;
        }
    }
}

void markdown_add_plain(bytes *out, const char *text)
{
    bool is_link = false;

    while (*text != '\0') {
        size_t plain = strcspn(text, "*[]");

        bytes_add(out, text, plain);
        text += plain;
        if (*text == '[')
            is_link = true;
        if (*text == ']' && is_link) {
            text += strcspn(text, ")");
            is_link = false;
        }
        if (*text != '\0')
            text++;
    }
}

bytes markdown_plain(const markdown_text *markdown, const char *separator)
{
    bytes out = {0};

    for (size_t i = 0; i < markdown->count; i++) {
        if (i > 0)
            bytes_add_text(&out, separator);
        markdown_add_plain(&out, markdown->blocks[i].text);
    }
    return out;
}
