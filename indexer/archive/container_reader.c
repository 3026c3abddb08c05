/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "container_reader.h"

#include "error.h"
#include "limits.h"
#include "str.h"

#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct container_reader {
    struct archive *archive;
    byte_source *source;
    size_t lent; /* bytes of the source that libarchive looks at */
    uint64_t members;
    const char *oddity; /* of the current member */
    char *name;
    bool is_raw; /* a lone compressed file */
    bool goes_on, broke_off;
};

/* ---- What libarchive reads ---- */

static la_ssize_t give(struct archive *a, void *user, const void **bytes)
{
    container_reader *c = user;
    morgue_str seen;

    byte_source_consume(c->source, c->lent);
    seen = byte_source_peek(c->source, 1);
    c->lent = seen.size;
    if (seen.size == 0 && byte_source_fault(c->source)) {
        archive_set_error(a, EIO, "%s", byte_source_fault(c->source)->message);
        return ARCHIVE_FATAL;
    }
    *bytes = seen.data;
    return (la_ssize_t)seen.size;
}

static la_int64_t seek(struct archive *a, void *user, la_int64_t offset,
                       int whence)
{
    container_reader *c = user;
    uint64_t base = 0;

    (void)a;
    if (whence == SEEK_CUR)
        base = byte_source_position(c->source) + c->lent;
    else if (whence == SEEK_END)
        base = byte_source_size(c->source);
    if (offset < 0 && (uint64_t)-offset > base)
        return ARCHIVE_FATAL;
    base += (uint64_t)offset;
    c->lent = 0;
    if (!byte_source_seek(c->source, base))
        return ARCHIVE_FATAL;
    return (la_int64_t)base;
}

static void choose_formats(struct archive *a)
{
    archive_read_support_filter_all(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_7zip(a);
    archive_read_support_format_cpio(a);
    archive_read_support_format_raw(a); /* lowest bid */
    /* Behind the end of a tar another may stand: nothing of it may be lost. */
    archive_read_set_options(a, "tar:read_concatenated_archives");
}

morgue_status container_reader_open(container_reader **out, byte_source *source,
                                    morgue_error *err)
{
    container_reader *c = calloc(1, sizeof *c);

    *out = NULL;
    if (c == NULL)
        return error_no_memory(err);
    c->source = source;
    c->archive = archive_read_new();
    if (c->archive == NULL) {
        free(c);
        return error_no_memory(err);
    }
    choose_formats(c->archive);
    archive_read_set_read_callback(c->archive, give);
    if (byte_source_can_seek(source))
        archive_read_set_seek_callback(c->archive, seek);
    archive_read_set_callback_data(c->archive, c);
    if (archive_read_open1(c->archive) != ARCHIVE_OK) {
        morgue_status status = error_set(err, MORGUE_EFORMAT, -1, "%s",
                                         archive_error_string(c->archive));
        container_reader_close(c);
        return status;
    }
    *out = c;
    return MORGUE_OK;
}

void container_reader_close(container_reader *c)
{
    if (c == NULL)
        return;
    archive_read_free(c->archive);
    free(c->name);
    free(c);
}

bool container_reader_goes_on(const container_reader *c)
{
    return c->goes_on;
}

bool container_reader_broke_off(const container_reader *c)
{
    return c->broke_off;
}

const char *container_reader_oddity(const container_reader *c)
{
    return c->oddity;
}

const char *container_reader_format(const container_reader *c)
{
    const char *name = archive_format_name(c->archive);

    return name ? name : "container";
}

/* ---- Members ---- */

static morgue_status member_read(void *self, char *to, size_t room, size_t *got,
                                 morgue_error *err)
{
    container_reader *c = self;
    la_ssize_t count = archive_read_data(c->archive, to, room);

    if (count < 0) {
        const char *why = archive_error_string(c->archive);

        c->broke_off = true;
        return error_set(err, MORGUE_EFORMAT, -1, "member breaks off: %s",
                         why ? why : "damaged");
    }
    *got = (size_t)count;
    return MORGUE_OK;
}

static const byte_source_kind member_kind = {.read = member_read};

/* The name as UTF-8 where it can be had; without "./" in front. */
static void keep_name(container_reader *c, struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);

    if (name == NULL)
        name = archive_entry_pathname(entry);
    if (name == NULL)
        name = "";
    while (name[0] == '.' && name[1] == '/')
        name += 2;
    free(c->name);
    c->name = strdup(c->is_raw ? "" : name);
}

/* A folder holds nothing itself; what else is no file is told of.  In cpio the
 * last of several names of a file has its bytes. */
static const char *oddity_of(struct archive_entry *entry)
{
    if (archive_entry_symlink(entry) ||
        (archive_entry_hardlink(entry) && archive_entry_size(entry) == 0))
        return "a link to another file";
    return archive_entry_filetype(entry) == AE_IFREG ? NULL : "not a file";
}

static morgue_status damaged(container_reader *c, morgue_error *err)
{
    const char *why = archive_error_string(c->archive);

    return error_set(err, MORGUE_EFORMAT, -1, "%s", why ? why : "damaged");
}

/*
 * The next head.  ARCHIVE_RETRY says that one can't be read and a later one
 * perhaps can: told once, for what follows it in blocks of 512 bytes is the
 * same fault.
 */
static int next_head(container_reader *c, struct archive_entry **entry)
{
    bool was_told = c->goes_on;
    int result;

    do
        result = archive_read_next_header(c->archive, entry);
    while (result == ARCHIVE_RETRY && was_told);
    c->goes_on = result == ARCHIVE_RETRY;
    return result;
}

morgue_status container_reader_next(container_reader *c, morgue_str *name,
                                    byte_source **bytes, morgue_error *err)
{
    struct archive_entry *entry;

    *bytes = NULL;
    for (;;) {
        int result = next_head(c, &entry);

        if (result == ARCHIVE_EOF) {
            byte_source_consume(c->source, c->lent);
            c->lent = 0;
            return MORGUE_END;
        }
        if (c->goes_on || result < ARCHIVE_WARN)
            return damaged(c, err);
        c->broke_off = false;
        if (++c->members > LIMIT_MEMBERS)
            return error_set(err, MORGUE_ELIMIT, -1, "over %llu members",
                             (unsigned long long)LIMIT_MEMBERS);
        if (archive_entry_filetype(entry) != AE_IFDIR)
            break;
    }
    c->is_raw = archive_format(c->archive) == ARCHIVE_FORMAT_RAW;
    c->oddity = c->is_raw ? NULL : oddity_of(entry);
    keep_name(c, entry);
    if (c->name == NULL)
        return error_no_memory(err);
    *name = str_of(c->name);
    *bytes = byte_source_new(&member_kind, c);
    return MORGUE_OK;
}

/* ---- Bids ---- */

static bool is_tar(morgue_str s)
{
    unsigned long sum = 0, stated;
    char octal[9] = "";

    if (s.size < 512)
        return false;
    /* POSIX's magic and GNU's: "mustard" may stand there in a text. */
    if (memcmp(s.data + 257, "ustar\0", 6) == 0 ||
        memcmp(s.data + 257, "ustar  \0", 8) == 0)
        return true;
    /* Before 1988 there was no magic, only a checksum in octal. */
    memcpy(octal, s.data + 148, 8);
    stated = strtoul(octal, NULL, 8);
    for (size_t i = 0; i < 512; i++)
        sum += i >= 148 && i < 156 ? ' ' : (unsigned char)s.data[i];
    return s.data[0] && stated == sum;
}

/* What begins like bzip2 or cpio, and goes on like a text ("070701 was the day
 * ..."), is none: a block's magic must follow, or digits. */
static bool is_text_of_that_name(morgue_str s)
{
    if (str_starts_with(s, STR("BZh")))
        return memchr("123456789", s.size > 3 ? s.data[3] : 'x', 9) == NULL ||
               (!str_starts_with(str_slice(s, 4, s.size), STR("1AY&SY")) &&
                !str_starts_with(str_slice(s, 4, s.size), STR("\x17rE8P\x90")));
    if (!str_starts_with(s, STR("0707")))
        return false;
    for (size_t i = 6; i < 30; i++)
        if (i >= s.size || !isxdigit((unsigned char)s.data[i]))
            return true;
    return false;
}

int container_reader_bid(morgue_str s)
{
    static const struct {
        const char *magic;
        size_t size;
    } magics[] = {
        {"PK\3\4", 4},          {"PK\5\6", 4},
        {"7z\xbc\xaf\x27\x1c", 6}, {"BZh", 3},
        {"\xfd" "7zXZ", 5},     {"\x04\x22\x4d\x18", 4},
        {"LZIP", 4},            {"\x1f\x9d", 2},
        {"\x89LZO", 4},         {"070701", 6},
        {"070702", 6},          {"070707", 6},
        {"\xc7\x71", 2},        {"\x5d\0\0", 3},
    };

    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (str_starts_with(s, str_make(magics[i].magic, magics[i].size)))
            return is_text_of_that_name(s) ? 0 : 100;
    return is_tar(s) ? 100 : 0;
}

bool container_reader_needs_seek(morgue_str s)
{
    return str_starts_with(s, STR("7z\xbc\xaf\x27\x1c"));
}
