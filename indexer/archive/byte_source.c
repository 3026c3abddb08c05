/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "byte_source.h"

#include "error.h"
#include "heap.h"
#include "limits.h"
#include "str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Most pages fit: a gzip member that does is inflated in one go. */
#define READ_SIZE ((size_t)512 << 10)

typedef struct mark {
    uint64_t at, stored;
    bool plain;
} mark;

struct byte_source {
    const byte_source_kind *kind;
    void *self;
    char *window;
    size_t begin, end, capacity;
    uint64_t position; /* of window[begin] */
    uint64_t kept;     /* position that may be gone back to */
    uint64_t size;     /* 0: not known */
    bool at_end, has_fault;
    morgue_error fault;
    mark *marks; /* ascending; the first is where position stands in */
    size_t mark_count, mark_capacity;
    uint64_t stored_end, stored_size;
};

byte_source *byte_source_new(const byte_source_kind *kind, void *self)
{
    byte_source *s = heap_new(1, sizeof *s);

    *s = (byte_source){.kind = kind, .self = self};
    return s;
}

void byte_source_close(byte_source *s)
{
    if (s == NULL)
        return;
    if (s->kind->close)
        s->kind->close(s->self);
    free(s->window);
    free(s->marks);
    free(s);
}

/* Bytes in front of the window's begin that must stay. */
static size_t kept_size(const byte_source *s)
{
    uint64_t size = s->position - s->kept;

    return size <= BYTE_SOURCE_KEPT && size <= s->begin ? (size_t)size : 0;
}

/* Room for READ_SIZE at the window's end, the front cut off when it pays. */
static void make_room(byte_source *s, size_t want)
{
    size_t kept = kept_size(s), held = s->end - s->begin + kept;
    size_t wanted = (want + kept > held ? want + kept : held) + READ_SIZE;

    if (s->begin > kept && s->capacity - s->end < READ_SIZE) {
        memmove(s->window, s->window + s->begin - kept, held);
        s->begin = kept;
        s->end = held;
    }
    if (s->capacity - s->end >= READ_SIZE)
        return;
    s->capacity = s->capacity * 2 > wanted ? s->capacity * 2 : wanted;
    s->window = heap_resize(s->window, s->capacity, 1);
}

static void drop_marks(byte_source *s)
{
    size_t passed = 0;

    while (passed + 1 < s->mark_count &&
           s->marks[passed + 1].at <= s->position)
        passed++;
    if (passed == 0)
        return;
    s->mark_count -= passed;
    memmove(s->marks, s->marks + passed, s->mark_count * sizeof *s->marks);
}

morgue_str byte_source_peek(byte_source *s, size_t want)
{
    while (s->end - s->begin < want && !s->at_end) {
        size_t got = 0;

        make_room(s, want);
        if (s->kind->read(s->self, s->window + s->end, s->capacity - s->end,
                          &got, &s->fault) != MORGUE_OK)
            s->at_end = s->has_fault = true;
        else if (got == 0)
            s->at_end = true;
        s->end += got;
    }
    drop_marks(s);
    return str_make(s->window ? s->window + s->begin : "", s->end - s->begin);
}

void byte_source_consume(byte_source *s, size_t size)
{
    if (size > s->end - s->begin)
        size = s->end - s->begin;
    s->begin += size;
    s->position += size;
    drop_marks(s);
}

uint64_t byte_source_skip(byte_source *s, uint64_t size)
{
    uint64_t skipped = 0;

    while (skipped < size) {
        morgue_str seen = byte_source_peek(s, 1);
        size_t step = seen.size;

        if (step == 0)
            break;
        if (step > size - skipped)
            step = (size_t)(size - skipped);
        byte_source_consume(s, step);
        skipped += step;
    }
    return skipped;
}

bool byte_source_unread(byte_source *s, morgue_str bytes)
{
    size_t held = s->end - s->begin;

    if (bytes.size > s->position)
        return false;
    if (bytes.size > s->begin) {
        size_t room = bytes.size + held + READ_SIZE;
        char *window = heap_new(room, 1);
        memcpy(window + bytes.size, s->window + s->begin, held);
        free(s->window);
        s->window = window;
        s->capacity = room;
        s->begin = bytes.size;
        s->end = bytes.size + held;
    }
    s->begin -= bytes.size;
    memcpy(s->window + s->begin, bytes.data, bytes.size);
    s->position -= bytes.size;
    return true;
}

void byte_source_keep(byte_source *s)
{
    s->kept = s->position;
}

bool byte_source_go_back(byte_source *s)
{
    uint64_t size = s->position - s->kept;

    if (size > BYTE_SOURCE_KEPT)
        size = BYTE_SOURCE_KEPT;
    if (size > s->begin)
        return byte_source_seek(s, s->position - size);
    s->begin -= (size_t)size;
    s->position -= size;
    return true;
}

uint64_t byte_source_position(const byte_source *s)
{
    return s->position;
}

uint64_t byte_source_size(const byte_source *s)
{
    return s->size;
}

bool byte_source_can_seek(const byte_source *s)
{
    return s->kind->seek != NULL && s->size > 0;
}

bool byte_source_seek(byte_source *s, uint64_t position)
{
    if (position >= s->position &&
        position - s->position <= s->end - s->begin) {
        byte_source_consume(s, (size_t)(position - s->position));
        return true;
    }
    if (!byte_source_can_seek(s) || !s->kind->seek(s->self, position))
        return false;
    s->begin = s->end = 0;
    s->position = position;
    s->at_end = s->has_fault = false;
    return true;
}

const morgue_error *byte_source_fault(const byte_source *s)
{
    return s->has_fault ? &s->fault : NULL;
}

bool byte_source_resume(byte_source *s)
{
    if (!s->has_fault || s->kind->resume == NULL ||
        !s->kind->resume(s->self))
        return false;
    s->has_fault = s->at_end = false;
    return true;
}

bool byte_source_reopen(byte_source *s)
{
    morgue_str unread = byte_source_peek(s, 16);

    if (s->kind->reopen == NULL || !s->kind->reopen(s->self, unread))
        return false;
    s->end = s->begin;
    s->at_end = s->has_fault = false;
    return true;
}

/* ---- Members ---- */

void byte_source_mark(byte_source *s, uint64_t stored, bool plain)
{
    mark m = {s->position + (s->end - s->begin), stored, plain};

    /* An empty member has no byte of its own: the next takes its place. */
    if (s->mark_count && s->marks[s->mark_count - 1].at == m.at)
        s->mark_count--;
    if (s->mark_count == s->mark_capacity) {
        s->mark_capacity = s->mark_capacity * 2 + 16;
        s->marks = heap_resize(s->marks, s->mark_capacity, sizeof *s->marks);
    }
    s->marks[s->mark_count++] = m;
}

void byte_source_set_stored_end(byte_source *s, uint64_t stored)
{
    s->stored_end = stored;
}

void byte_source_set_stored_size(byte_source *s, uint64_t size)
{
    s->stored_size = size;
}

uint64_t byte_source_rest_max(const byte_source *s)
{
    uint64_t stored;

    if (s->mark_count == 0)
        return s->size > s->position ? s->size - s->position : UINT64_MAX;
    /* In a plain stretch that goes on to the end a byte is a byte. */
    if (!s->marks[s->mark_count - 1].plain || s->mark_count > 1 ||
        s->stored_size == 0)
        return UINT64_MAX;
    stored = s->marks[0].stored + (s->position - s->marks[0].at);
    return s->stored_size > stored ? s->stored_size - stored : 0;
}

bool byte_source_stored(const byte_source *s, uint64_t *stored)
{
    const mark *m = s->marks;

    if (s->mark_count == 0) {
        *stored = s->position;
        return true;
    }
    *stored = m->stored + (s->position - m->at);
    if (m->plain || m->at == s->position)
        return true;
    if (!s->at_end || s->begin < s->end)
        return false;
    *stored = s->stored_end;
    return true;
}

size_t byte_source_member_rest(const byte_source *s)
{
    size_t next = s->mark_count && s->marks[0].at > s->position ? 0 : 1;

    if (next >= s->mark_count)
        return SIZE_MAX;
    return (size_t)(s->marks[next].at - s->position);
}

/* ---- Files ---- */

static morgue_status file_read(void *self, char *to, size_t room, size_t *got,
                               morgue_error *err)
{
    ssize_t count;

    do
        count = read(*(int *)self, to, room);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return error_set_errno(err, "can't read on");
    *got = (size_t)count;
    return MORGUE_OK;
}

static bool file_seek(void *self, uint64_t offset)
{
    return offset <= INT64_MAX &&
           lseek(*(int *)self, (off_t)offset, SEEK_SET) == (off_t)offset;
}

static void file_close(void *self)
{
    if (*(int *)self != STDIN_FILENO)
        close(*(int *)self);
    free(self);
}

static const byte_source_kind file_kind = {
    .read = file_read,
    .seek = file_seek,
    .close = file_close,
};

static byte_source *file_source(int fd, uint64_t size)
{
    int *self = heap_new(1, sizeof *self);
    byte_source *s;

    *self = fd;
    s = byte_source_new(&file_kind, self);
    s->size = size;
    return s;
}

morgue_status byte_source_open(byte_source **out, const char *path,
                               morgue_error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;

    *out = NULL;
    if (fd < 0)
        return error_set_errno(err, "can't open %s", path);
    if (fstat(fd, &st) != 0)
        st.st_mode = 0;
    if (S_ISDIR(st.st_mode)) {
        if (!is_stdin)
            close(fd);
        return error_set(err, MORGUE_EIO, -1, "%s is a directory", path);
    }
    /* A redirected file is a pipe to us: it may stand anywhere. */
    *out = file_source(fd, S_ISREG(st.st_mode) && !is_stdin
                               ? (uint64_t)st.st_size
                               : 0);
    return MORGUE_OK;
}

static int nameless_file(void)
{
    const char *folder = getenv("TMPDIR");
    int fd = open(folder ? folder : P_tmpdir, O_TMPFILE | O_RDWR | O_CLOEXEC,
                  0600);
    FILE *f;

    if (fd >= 0)
        return fd;
    f = tmpfile(); /* a file system without O_TMPFILE */
    if (f == NULL)
        return -1;
    fd = dup(fileno(f));
    fclose(f);
    return fd;
}

static bool write_all(int fd, const char *data, size_t size)
{
    while (size) {
        ssize_t count = write(fd, data, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        data += count;
        size -= (size_t)count;
    }
    return true;
}

morgue_status byte_source_spool(byte_source **out, byte_source *from,
                                morgue_error *err)
{
    int fd = nameless_file();
    uint64_t size = 0;
    morgue_str seen;

    *out = NULL;
    if (fd < 0)
        return error_set_errno(err, "can't make a temporary file");
    while ((seen = byte_source_peek(from, 1)).size) {
        size += seen.size;
        if (size > LIMIT_SPOOL || !write_all(fd, seen.data, seen.size)) {
            morgue_status status =
                size > LIMIT_SPOOL
                    ? error_set(err, MORGUE_ELIMIT, -1,
                                "over %llu bytes to set aside",
                                (unsigned long long)LIMIT_SPOOL)
                    : error_set_errno(err, "can't write a temporary file");
            close(fd);
            return status;
        }
        byte_source_consume(from, seen.size);
    }
    if (lseek(fd, 0, SEEK_SET) != 0)
        size = 0;
    *out = file_source(fd, size);
    return MORGUE_OK;
}

/* ---- Memory ---- */

static morgue_status memory_read(void *self, char *to, size_t room,
                                 size_t *got, morgue_error *err)
{
    morgue_str *rest = self;

    (void)err;
    *got = rest->size < room ? rest->size : room;
    memcpy(to, rest->data, *got);
    *rest = str_slice(*rest, *got, rest->size);
    return MORGUE_OK;
}

static const byte_source_kind memory_kind = {
    .read = memory_read,
    .close = free,
};

byte_source *byte_source_memory(morgue_str bytes)
{
    morgue_str *self = heap_new(1, sizeof *self);

    *self = bytes.data ? bytes : STR("");
    return byte_source_new(&memory_kind, self);
}

/* ---- Another's ---- */

static morgue_status borrowed_read(void *self, char *to, size_t room,
                                   size_t *got, morgue_error *err)
{
    byte_source *from = self;
    morgue_str seen = byte_source_peek(from, 1);

    *got = seen.size < room ? seen.size : room;
    memcpy(to, seen.data, *got);
    byte_source_consume(from, *got);
    if (*got || byte_source_fault(from) == NULL)
        return MORGUE_OK;
    *err = *byte_source_fault(from);
    return err->status;
}

static bool borrowed_resume(void *self)
{
    return byte_source_resume(self);
}

static const byte_source_kind borrowed_kind = {
    .read = borrowed_read,
    .resume = borrowed_resume,
};

byte_source *byte_source_borrow(byte_source *from)
{
    return byte_source_new(&borrowed_kind, from);
}
