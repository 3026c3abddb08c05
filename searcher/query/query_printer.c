/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query.h"

#include "str.h"

static const char *const names[] = {
    [QUERY_ALL] = "all",     [QUERY_WORD] = "word", [QUERY_EXACT] = "exact",
    [QUERY_PHRASE] = "phrase", [QUERY_WHOLE] = "whole",
    [QUERY_RANGE] = "range", [QUERY_AND] = "and",   [QUERY_OR] = "or",
    [QUERY_NOT] = "not",     [QUERY_NEAR] = "near", [QUERY_ADJ] = "adj",
};

static void print_quoted(morgue_str s, buffer *out)
{
    for (size_t i = 0; i < s.size; i++) {
        if (s.data[i] == '"' || s.data[i] == '\\')
            buffer_append_char(out, '\\');
        buffer_append_char(out, s.data[i]);
    }
}

static void print_words(const query_node *node, buffer *out)
{
    buffer_append(out, " \"", 2);
    if (node->kind == QUERY_WHOLE)
        print_quoted(node->text, out);
    for (size_t i = 0; i < node->word_count; i++) {
        if (i > 0)
            buffer_append_char(out, ' ');
        buffer_append_str(out, node->words[i].term);
        if (node->words[i].is_prefix)
            buffer_append_char(out, '*');
    }
    buffer_append_char(out, '"');
}

static void print_date(const civil_date *date, buffer *out)
{
    char text[DATE_TEXT_MAX];

    if (date->precision == DATE_UNKNOWN)
        buffer_append(out, " *", 2);
    else if (civil_date_format(date, text) > 0)
        buffer_append_format(out, " %s", text);
}

static bool has_field(const query_node *node)
{
    return node->field && field_id_of(node->field) != FIELD_TEXT;
}

void query_print(const query_node *node, buffer *out)
{
    if (has_field(node) && node->kind != QUERY_RANGE)
        buffer_append_format(out, "(%s ", node->field->name);
    buffer_append_format(out, "(%s", names[node->kind]);
    if (node->kind == QUERY_RANGE) {
        buffer_append_format(out, " %s", node->field->name);
        print_date(&node->from, out);
        print_date(&node->to, out);
    } else if (node->kind == QUERY_NEAR || node->kind == QUERY_ADJ) {
        buffer_append_format(out, " %u", (unsigned)node->distance);
    } else if (node->word_count || node->kind == QUERY_WHOLE) {
        print_words(node, out);
    }
    for (size_t i = 0; i < node->child_count; i++) {
        buffer_append_char(out, ' ');
        query_print(node->children[i], out);
    }
    buffer_append_char(out, ')');
    if (has_field(node) && node->kind != QUERY_RANGE)
        buffer_append_char(out, ')');
}
