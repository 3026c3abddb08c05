/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "plan.h"

#include "str.h"

static const char *const names[] = {
    [PLAN_ALL] = "all",       [PLAN_NOTHING] = "nothing",
    [PLAN_TERM] = "term",     [PLAN_ANY] = "any",
    [PLAN_AND] = "and",       [PLAN_OR] = "or",
    [PLAN_NOT] = "not",       [PLAN_MAYBE] = "maybe",
    [PLAN_PHRASE] = "phrase", [PLAN_NEAR] = "near",
    [PLAN_ADJ] = "adj",       [PLAN_CLOSE] = "close",
    [PLAN_EXCEPT] = "except", [PLAN_RANGE] = "range",   [PLAN_WIDE] = "wide",
};

/* More terms than this of one word are counted, not shown. */
#define TERMS_SHOWN 12

static void print_side(morgue_str side, buffer *out)
{
    buffer_append_char(out, ' ');
    buffer_append_str(out, side.size ? side : STR("*"));
}

void plan_print(const plan_node *node, buffer *out)
{
    size_t shown = node->child_count;

    if (node->kind == PLAN_ANY && shown > TERMS_SHOWN)
        shown = TERMS_SHOWN;
    if (node->kind == PLAN_TERM) {
        buffer_append_format(out, "\"%.*s\"", (int)node->term.size,
                             node->term.data);
    } else {
        buffer_append_format(out, "(%s", names[node->kind]);
        if (node->distance > 0)
            buffer_append_format(out, " %u", (unsigned)node->distance);
        if (node->kind == PLAN_RANGE) {
            buffer_append_format(out, " %u", (unsigned)node->slot);
            print_side(node->low, out);
            print_side(node->high, out);
        }
        for (size_t i = 0; i < shown; i++) {
            buffer_append_char(out, ' ');
            plan_print(node->children[i], out);
        }
        if (shown < node->child_count)
            buffer_append_format(out, " and %zu more",
                                 node->child_count - shown);
        if (node->cover_count > 0)
            buffer_append_str(out, STR(" by"));
        for (size_t i = 0; i < node->cover_count; i++) {
            buffer_append_char(out, ' ');
            plan_print(node->cover[i], out);
        }
        buffer_append_char(out, ')');
    }
    if (node->weight != 1)
        buffer_append_format(out, "^%g", node->weight);
}
