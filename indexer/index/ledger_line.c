/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger_line.h"

#include "json_string.h"
#include "str.h"

void ledger_line_append(buffer *out, const record *r)
{
    buffer_append_str(out, STR("{\"file\":"));
    json_append_string_or_null(out, r->file);
    if (r->member.size > 0) {
        buffer_append_str(out, STR(",\"member\":"));
        json_append_string(out, r->member);
    }
    if (r->offset >= 0)
        buffer_append_format(out, ",\"offset\":%lld", (long long)r->offset);
    buffer_append_str(out, STR(",\"type\":"));
    json_append_string_or_null(out, str_of(r->type));
    buffer_append_str(out, STR(",\"url\":"));
    json_append_string_or_null(out, r->url);
    buffer_append_str(out, STR(",\"fate\":\""));
    buffer_append_str(out, str_of(record_fate_name(r->fate)));
    buffer_append_str(out, STR("\",\"reason\":"));
    json_append_string_or_null(out, str_of(r->reason));
    if (r->note) {
        buffer_append_str(out, STR(",\"note\":"));
        json_append_string(out, str_of(r->note));
    }
    buffer_append_str(out, STR("}\n"));
}

static void count_fate(morgue_counts *counts, record_fate fate)
{
    uint64_t *const fates[FATE_COUNT] = {
        [FATE_INDEXED] = &counts->indexed,
        [FATE_DUPLICATE] = &counts->duplicate,
        [FATE_REVISIT] = &counts->revisit,
        [FATE_NOT_ARTICLE] = &counts->not_article,
        [FATE_MALFORMED] = &counts->malformed,
        [FATE_REFUSED] = &counts->refused,
    };

    counts->records++;
    if (fates[fate])
        ++*fates[fate];
}

void counts_add_record(morgue_counts *counts, const record *r)
{
    count_fate(counts, r->fate);
}

bool counts_add_fate(morgue_counts *counts, morgue_str fate)
{
    for (int i = FATE_INDEXED; i < FATE_COUNT; i++) {
        if (!str_equal(fate, str_of(record_fate_name((record_fate)i))))
            continue;
        count_fate(counts, (record_fate)i);
        return true;
    }
    return false;
}

void morgue_counts_add(morgue_counts *to, const morgue_counts *from)
{
    to->records += from->records;
    to->indexed += from->indexed;
    to->duplicate += from->duplicate;
    to->revisit += from->revisit;
    to->not_article += from->not_article;
    to->malformed += from->malformed;
    to->refused += from->refused;
    to->archives += from->archives;
    to->archives_skipped += from->archives_skipped;
    to->archives_failed += from->archives_failed;
    to->bytes += from->bytes;
    to->text_bytes += from->text_bytes;
    to->template_lines += from->template_lines;
}

bool counts_are_whole(const morgue_counts *c)
{
    return c->records == c->indexed + c->duplicate + c->revisit +
                             c->not_article + c->malformed + c->refused;
}
