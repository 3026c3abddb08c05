/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "notice_relay.h"

#include "str.h"

#include <inttypes.h>
#include <stdio.h>

#define LINE_BYTES 1000

void notice_relay_init(notice_relay *n, const morgue_writer_options *options)
{
    *n = (notice_relay){.tell = options->notice, .user = options->user};
    buffer_init(&n->file, (size_t)1 << 20);
}

void notice_relay_free(notice_relay *n)
{
    buffer_free(&n->file);
}

/* A line is: file, byte 1, the rest.  What would break the line is replaced. */
void notice_append(buffer *out, const record *r)
{
    size_t begin = out->size;

    if (r->fate != FATE_MALFORMED && r->fate != FATE_REFUSED)
        return;
    buffer_append_str(out, r->file);
    buffer_append_char(out, 1);
    if (r->member.size > 0) {
        buffer_append_str(out, r->member);
        buffer_append(out, ": ", 2);
    }
    if (r->offset >= 0)
        buffer_append_format(out, "record at %lld: ", (long long)r->offset);
    buffer_append_format(out, "%s: %s", record_fate_name(r->fate),
                         r->reason ? r->reason : "no reason");
    for (size_t i = begin; i < out->size; i++)
        if ((unsigned char)out->data[i] < 0x20 && out->data[i] != 1)
            out->data[i] = '?';
    buffer_append_char(out, '\n');
}

static void tell(notice_relay *n, morgue_str file, morgue_str what)
{
    char line[LINE_BYTES];

    snprintf(line, sizeof line, "%.*s: %.*s", (int)file.size, file.data,
             (int)what.size, what.data);
    for (char *s = line; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            *s = '?';
    n->tell(n->user, line);
}

static void change_file(notice_relay *n, morgue_str file)
{
    if (str_equal(file, buffer_view(&n->file)))
        return;
    notice_relay_finish(n);
    buffer_append_str(&n->file, file);
}

void notice_relay_take(notice_relay *n, morgue_str notices)
{
    morgue_str line;

    if (n->tell == NULL)
        return;
    while (str_next_line(&notices, &line)) {
        size_t parting = str_find_char(line, 1);
        morgue_str file = str_slice(line, 0, parting);
        change_file(n, file);
        if (n->count++ < NOTICES_MAX)
            tell(n, file, str_slice(line, parting + 1, line.size));
    }
}

void notice_relay_archive(notice_relay *n, const char *file, uint64_t bytes,
                          uint64_t records)
{
    if (n->tell && bytes == 0 && records == 0)
        tell(n, str_of(file), STR("is empty"));
    else if (n->tell && records == 0)
        tell(n, str_of(file), STR("holds no record"));
}

void notice_relay_index(notice_relay *n, const char *path)
{
    if (n->tell)
        tell(n, str_of(path), STR("is an index, and is passed over"));
}

void notice_relay_failure(notice_relay *n, const morgue_error *fault)
{
    if (n->failure.status == MORGUE_OK)
        n->failure = *fault;
    else if (n->tell)
        n->tell(n->user, fault->message);
}

morgue_status notice_relay_outcome(notice_relay *n, morgue_error *err)
{
    morgue_status status = n->failure.status;

    if (status != MORGUE_OK && err)
        *err = n->failure;
    n->failure.status = MORGUE_OK;
    return status;
}

void notice_relay_finish(notice_relay *n)
{
    char line[LINE_BYTES];

    if (n->count > NOTICES_MAX) {
        snprintf(line, sizeof line, "%.900s: and %" PRIu64
                 " more; the ledger has them all",
                 n->file.data, n->count - NOTICES_MAX);
        n->tell(n->user, line);
    }
    n->count = 0;
    buffer_clear(&n->file);
}
