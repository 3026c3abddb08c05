/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An archive is a stack of layers: a file on disk at the bottom, and on it
 * what was found in it.  A layer gives records, or members that make a layer
 * of their own.
 */
#include "archive_reader.h"

#include "arc_reader.h"
#include "byte_source.h"
#include "container_reader.h"
#include "document_splitter.h"
#include "error.h"
#include "file_kind.h"
#include "inflate_gzip.h"
#include "inflate_zstd.h"
#include "limits.h"
#include "str.h"
#include "wacz_check.h"
#include "warc_assembler.h"

#include <stdio.h>
#include <stdlib.h>

#define PROBE_SIZE ((size_t)64 << 10)

typedef enum layer_kind {
    LAYER_FILE,
    LAYER_WARC,
    LAYER_ARC,
    LAYER_CONTAINER,
    LAYER_DOCUMENTS,
    LAYER_WRAPPED /* compressed twice: what is in it makes a layer */
} layer_kind;

typedef struct layer {
    layer_kind kind;
    byte_source *source; /* owned */
    char *member;        /* the name within, owned; "" at the bottom */
    warc_assembler *warc;
    arc_reader *arc;
    container_reader *container;
    document_splitter *documents;
    wacz_check *wacz;    /* of a container that is one */
    char *package;       /* its datapackage.json, told at the end */
    const char *refusal; /* a file that is no article by where it stands */
    bool is_done, is_inflated;
} layer;

struct archive_reader {
    char *file;
    byte_source *bottom; /* the file itself; owned by the first layer */
    layer layers[LIMIT_NESTING + 1];
    size_t depth; /* layers in use */
};

static void layer_close(layer *l)
{
    warc_assembler_free(l->warc);
    arc_reader_free(l->arc);
    container_reader_close(l->container);
    document_splitter_free(l->documents);
    byte_source_close(l->source);
    wacz_check_free(l->wacz);
    free(l->package);
    free(l->member);
    *l = (layer){0};
}

/* ---- What a stream holds ---- */

/* Takes `from`, which begins with these bytes. */
static byte_source *inflate(byte_source *from, morgue_str begin)
{
    return inflate_zstd_begins(begin) ? inflate_zstd_new(from)
                                      : inflate_gzip_new(from);
}

/* The first bytes with a compression of our own taken off, into out. */
static bool probe_inflated(byte_source *source, buffer *out)
{
    morgue_str raw = byte_source_peek(source, PROBE_SIZE), seen;
    byte_source *inflated;

    buffer_init(out, PROBE_SIZE * 2);
    if (!inflate_gzip_begins(raw) && !inflate_zstd_begins(raw))
        return false;
    inflated = inflate(byte_source_memory(raw), raw);
    seen = byte_source_peek(inflated, 4096);
    buffer_append_str(out, str_slice(seen, 0, PROBE_SIZE));
    byte_source_close(inflated);
    return true;
}

static bool begins_warc(morgue_str begin)
{
    while (begin.size && (begin.data[0] == '\r' || begin.data[0] == '\n'))
        begin = str_slice(begin, 1, begin.size);
    return warc_reader_is_head(begin);
}

/* What comes through a pipe or has no ending: the name tells nothing, and a
 * head behind its beginning does.  A page that quotes one begins as a page. */
static bool may_hold_warc(morgue_str begin, morgue_str name)
{
    const char *type = file_kind_media_type(name);

    return type && type[0] == 0 &&
           !str_starts_with(str_trim(str_slice(begin, 0, 256)), STR("<")) &&
           warc_reader_has_head(begin);
}

static bool begins_compressed(morgue_str begin)
{
    return inflate_gzip_begins(begin) || inflate_zstd_begins(begin);
}

/* Files of many documents: told by a name that may hold articles, or by a root
 * element that nothing else has. */
static bool holds_documents(morgue_str begin, morgue_str name)
{
    document_kind kind = document_kind_of(begin, name);

    return kind != DOCUMENT_WHOLE &&
           (file_kind_media_type(name) || kind == DOCUMENT_DOC ||
            kind == DOCUMENT_REUTERS || kind == DOCUMENT_NEWS_ITEMS);
}

static layer_kind choose_kind(morgue_str begin, morgue_str name)
{
    if (begins_warc(begin))
        return LAYER_WARC;
    if (begins_compressed(begin) && !inflate_zstd_dictionary_size(begin))
        return LAYER_WRAPPED;
    if (arc_reader_is_head(begin) && !file_kind_is_cdx(name))
        return LAYER_ARC;
    if (container_reader_bid(begin))
        return LAYER_CONTAINER;
    if (may_hold_warc(begin, name))
        return LAYER_WARC;
    if (!file_kind_is_warc(name))
        return holds_documents(begin, name) ? LAYER_DOCUMENTS : LAYER_FILE;
    /* Its beginning is damaged: the rest may not be. */
    return str_equal_nocase(file_kind_extension(name), STR("arc"))
               ? LAYER_ARC
               : LAYER_WARC;
}

static morgue_status open_container(archive_reader *r, layer *l,
                                    morgue_str begin, morgue_error *err)
{
    morgue_str name = str_of(l->member[0] ? l->member : r->file);

    if (str_equal_nocase(file_kind_extension(name), STR("wacz")))
        l->wacz = wacz_check_new();
    if (container_reader_needs_seek(begin) &&
        !byte_source_can_seek(l->source)) {
        byte_source *spooled;
        morgue_status status =
            byte_source_spool(&spooled, l->source, err);

        if (status != MORGUE_OK)
            return status;
        byte_source_close(l->source);
        if (r->depth == 0)
            r->bottom = spooled;
        l->source = spooled;
    }
    return container_reader_open(&l->container, l->source, err);
}

static char *join(const char *outer, morgue_str inner)
{
    size_t size = strlen(outer) + inner.size + 2;
    char *joined = malloc(size);

    if (joined)
        snprintf(joined, size, "%s%s%.*s", outer,
                 outer[0] && inner.size ? "/" : "", (int)inner.size,
                 inner.data);
    return joined;
}

/* What a compressed file inflates to is its member. */
static void name_inflated(const archive_reader *r, layer *l)
{
    morgue_str name = file_kind_plain_base(
        str_of(l->member[0] ? l->member : r->file));
    char *member = join(l->member, name);

    if (member == NULL)
        return;
    free(l->member);
    l->member = member;
}

static void open_documents(const archive_reader *r, layer *l,
                           morgue_str begin, morgue_str name)
{
    document_kind kind = document_kind_of(begin, name);

    l->documents = document_splitter_new(l->source, kind, str_of(r->file),
                                         str_of(l->member));
}

/* Make a layer of source, which it then owns; also on failure. */
static morgue_status push_layer(archive_reader *r, byte_source *source,
                                morgue_str member, morgue_error *err)
{
    layer *l = &r->layers[r->depth];
    morgue_str name = member.size ? member : str_of(r->file), begin;
    morgue_status status = MORGUE_OK;
    buffer inflated;

    *l = (layer){.source = source, .member = strndup(member.data,
                                                     member.size)};
    l->is_inflated = probe_inflated(source, &inflated);
    if (r->depth == 0 && byte_source_peek(source, 1).size == 0)
        l->is_done = true; /* an empty file has no record */
    begin = l->is_inflated ? buffer_view(&inflated)
                           : byte_source_peek(source, PROBE_SIZE);
    l->kind = choose_kind(begin, name);
    if (l->is_inflated || l->kind == LAYER_WARC || l->kind == LAYER_ARC)
        l->source = inflate(source, byte_source_peek(source, 16));
    if (l->is_inflated &&
        (l->kind == LAYER_FILE || l->kind == LAYER_DOCUMENTS ||
         l->kind == LAYER_WRAPPED))
        name_inflated(r, l);
    if (l->kind == LAYER_WARC)
        l->warc = warc_assembler_new(l->source, str_of(r->file),
                                  str_of(l->member));
    else if (l->kind == LAYER_ARC)
        l->arc = arc_reader_new(l->source, str_of(r->file),
                                str_of(l->member));
    else if (l->kind == LAYER_CONTAINER)
        status = open_container(r, l, begin, err);
    else if (l->kind == LAYER_DOCUMENTS)
        open_documents(r, l, begin, name);
    buffer_free(&inflated);
    if (status == MORGUE_OK)
        r->depth++;
    else
        layer_close(l);
    return status;
}

/* ---- Opening and closing ---- */

/* What nothing behind it can be read without: the dictionary that a .warc.zst
 * begins with, the header row of a CSV. */
static size_t front_size(byte_source *source, morgue_str name)
{
    size_t size =
        inflate_zstd_dictionary_size(byte_source_peek(source, 16));

    return size ? size
                : document_header_size(byte_source_peek(source, PROBE_SIZE),
                                       name);
}

/* Go to where reading begins, and put the file's front before it. */
static morgue_status start_at(byte_source *source, const char *path,
                              int64_t start_offset, morgue_error *err)
{
    uint64_t start = (uint64_t)start_offset;
    size_t size = front_size(source, str_of(path));
    buffer kept;
    bool good;

    buffer_init(&kept, LIMIT_ZSTD_DICTIONARY + PROBE_SIZE);
    if (size && size <= start)
        buffer_append_str(&kept, str_slice(byte_source_peek(source, size), 0,
                                           size));
    good = byte_source_seek(source, start) &&
           byte_source_unread(source, buffer_view(&kept));
    buffer_free(&kept);
    if (good)
        return MORGUE_OK;
    return error_set(err, MORGUE_EIO, start_offset,
                     "can't be read from byte %lld on",
                     (long long)start_offset);
}

/* Read from bottom, which is owned, also on failure. */
static morgue_status open_on(archive_reader **out, const char *name,
                             byte_source *bottom, morgue_error *err)
{
    archive_reader *r = calloc(1, sizeof *r);
    morgue_status status;

    if (r == NULL || (r->file = strdup(name)) == NULL) {
        free(r);
        byte_source_close(bottom);
        return error_no_memory(err);
    }
    r->bottom = bottom;
    status = push_layer(r, bottom, STR(""), err);
    if (status != MORGUE_OK) {
        free(r->file);
        free(r);
        return status;
    }
    *out = r;
    return MORGUE_OK;
}

morgue_status archive_reader_open(archive_reader **out, const char *path,
                                  int64_t start_offset, morgue_error *err)
{
    byte_source *bottom;
    morgue_status status;

    *out = NULL;
    status = byte_source_open(&bottom, path, err);
    if (status == MORGUE_OK && start_offset > 0) {
        status = start_at(bottom, path, start_offset, err);
        if (status != MORGUE_OK)
            byte_source_close(bottom);
    }
    return status == MORGUE_OK ? open_on(out, path, bottom, err) : status;
}

morgue_status archive_reader_open_bytes(archive_reader **out, const char *name,
                                        morgue_str bytes, morgue_error *err)
{
    *out = NULL;
    return open_on(out, name, byte_source_memory(bytes), err);
}

void archive_reader_close(archive_reader *r)
{
    if (r == NULL)
        return;
    while (r->depth)
        layer_close(&r->layers[--r->depth]);
    free(r->file);
    free(r);
}

uint64_t archive_reader_position(const archive_reader *r)
{
    return r->depth ? byte_source_position(r->bottom) : 0;
}

uint64_t archive_reader_size(const archive_reader *r)
{
    return r->depth ? byte_source_size(r->bottom) : 0;
}

/* ---- Files ---- */

static void place(const archive_reader *r, const layer *l, record *out)
{
    out->file = arena_copy(out->arena, str_of(r->file));
    out->member = arena_copy(out->arena, str_of(l->member));
}

static void settle_name(record *out, morgue_str name, morgue_str begin)
{
    const char *type = file_kind_media_type(name);
    morgue_str extension = file_kind_extension(name);

    if (type == NULL && file_kind_begins_page(begin))
        type = "text/html";
    if (type)
        out->media_type = str_of(type);
    else
        record_settle(out, FATE_NOT_ARTICLE,
                      arena_format(out->arena, "a .%.*s file",
                                   (int)extension.size, extension.data)
                          .data);
}

/* All bytes of the source, up to the limit. */
static void read_all(byte_source *source, record *out)
{
    const morgue_error *fault;
    morgue_str seen;

    while ((seen = byte_source_peek(source, 1)).size) {
        if (!buffer_append_str(&out->block, seen)) {
            record_settle(out, FATE_REFUSED, "file is over the limit");
            return;
        }
        byte_source_consume(source, seen.size);
    }
    fault = byte_source_fault(source);
    if (fault)
        record_settle(out,
                      fault->status == MORGUE_ELIMIT ? FATE_REFUSED
                                                     : FATE_MALFORMED,
                      arena_strdup(out->arena, str_of(fault->message)));
}

/* A file that is no archive is one record. */
static void read_file(archive_reader *r, layer *l, record *out)
{
    morgue_str name = str_of(l->member[0] ? l->member : r->file);

    l->is_done = true;
    out->type = "file";
    place(r, l, out);
    if (l->refusal)
        record_settle(out, FATE_NOT_ARTICLE, l->refusal);
    settle_name(out, name, byte_source_peek(l->source, PROBE_SIZE));
    if (out->fate != FATE_NONE)
        return;
    read_all(l->source, out);
    if (out->block.size == 0)
        record_settle(out, FATE_NOT_ARTICLE, "empty file");
    if (out->fate != FATE_NONE) {
        buffer_clear(&out->block);
        return;
    }
    out->digest = digest_sha1(buffer_view(&out->block));
    out->has_digest = true;
}

/* ---- Members ---- */

/* A member that is not gone into. */
static void fill_unread(const archive_reader *r, const char *member,
                        record *out, record_fate fate, const char *reason)
{
    out->type = "file";
    out->file = arena_copy(out->arena, str_of(r->file));
    out->member = arena_copy(out->arena, str_of(member));
    record_settle(out, fate, reason);
}

static void fill_failure(const archive_reader *r, const char *member,
                         record *out, const morgue_error *err)
{
    fill_unread(r, member, out,
                err->status == MORGUE_ELIMIT ? FATE_REFUSED : FATE_MALFORMED,
                arena_strdup(out->arena, str_of(err->message)));
}

/* ---- WACZ ---- */

/* Lists and indexes of what the WARCs beside them hold. */
static bool is_wacz_list(morgue_str name)
{
    return str_starts_with(name, STR("pages/")) ||
           str_starts_with(name, STR("indexes/"));
}

static void read_json(buffer *json, byte_source *bytes)
{
    morgue_str seen;

    while ((seen = byte_source_peek(bytes, 1)).size) {
        buffer_append_str(json, seen);
        byte_source_consume(bytes, seen.size);
    }
}

/* What states digests is kept: datapackage.json for the end, when all are
 * known.  True: out is filled, with the other one. */
static bool take_package(archive_reader *r, layer *l, byte_source *bytes,
                         const char *member, morgue_str name, record *out)
{
    bool is_package = str_equal(name, STR("datapackage.json"));
    buffer json;

    buffer_init(&json, LIMIT_RECORD_BLOCK);
    read_json(&json, bytes);
    if (is_package) {
        wacz_check_package(l->wacz, buffer_view(&json));
        free(l->package);
        l->package = strdup(member);
    } else {
        wacz_check_package_digest(l->wacz, buffer_view(&json));
        fill_unread(r, member, out, FATE_NOT_ARTICLE, "a WACZ's own list");
    }
    buffer_free(&json);
    return !is_package;
}

static bool tell_package(const archive_reader *r, layer *l, record *out)
{
    if (l->package == NULL)
        return false;
    fill_unread(r, l->package, out, FATE_NOT_ARTICLE,
                "a WACZ's list of its members");
    record_note(out, wacz_check_result(l->wacz, out->arena));
    free(l->package);
    l->package = NULL;
    return true;
}

/* As enter_member(); frees member. */
static bool enter_wacz_member(archive_reader *r, layer *l, byte_source *bytes,
                              morgue_str name, char *member, record *out)
{
    morgue_error err = {0};
    bool is_list = is_wacz_list(name);
    morgue_status status = MORGUE_OK;

    if (str_equal(name, STR("datapackage.json")) ||
        str_equal(name, STR("datapackage-digest.json"))) {
        bool is_filled = take_package(r, l, bytes, member, name, out);

        byte_source_close(bytes);
        free(member);
        return is_filled;
    }
    bytes = wacz_check_watch(l->wacz, bytes, name);
    if (is_list) {
        layer *top = &r->layers[r->depth++];
        *top = (layer){.kind = LAYER_FILE, .source = bytes,
                       .member = strdup(member),
                       .refusal = "a WACZ's own list"};
    } else {
        status = push_layer(r, bytes, str_of(member), &err);
    }
    if (status != MORGUE_OK)
        fill_failure(r, member, out, &err);
    free(member);
    return status != MORGUE_OK;
}

/* Step into the next member.  True: out is a record that tells of a fault. */
static bool enter_member(archive_reader *r, layer *l, record *out)
{
    morgue_error err = {0};
    byte_source *bytes = NULL;
    morgue_str name;
    char *member;
    morgue_status status = container_reader_next(l->container, &name, &bytes,
                                                 &err);

    if (status != MORGUE_OK) {
        l->is_done = !container_reader_goes_on(l->container);
        if (status == MORGUE_END)
            return tell_package(r, l, out);
        if (container_reader_broke_off(l->container))
            return false;
        fill_failure(r, l->member, out, &err);
        return true;
    }
    if (name.size == 0) /* a lone file, compressed */
        name = file_kind_plain_base(
            str_of(l->member[0] ? l->member : r->file));
    member = join(l->member, name);
    if (member && container_reader_oddity(l->container)) {
        byte_source_close(bytes);
        fill_unread(r, member, out, FATE_NOT_ARTICLE,
                    container_reader_oddity(l->container));
        free(member);
        return true;
    }
    if (member == NULL || r->depth > LIMIT_NESTING) {
        byte_source_close(bytes);
        error_set(&err, MORGUE_ELIMIT, -1,
                  "archives within archives, over %d deep", LIMIT_NESTING);
        status = MORGUE_ELIMIT;
    } else if (l->wacz) {
        return enter_wacz_member(r, l, bytes, name, member, out);
    } else {
        status = push_layer(r, bytes, str_of(member), &err);
    }
    if (status != MORGUE_OK)
        fill_failure(r, member ? member : "", out, &err);
    free(member);
    return status != MORGUE_OK;
}

/* As enter_member(). */
static bool unwrap(archive_reader *r, layer *l, record *out)
{
    morgue_error err = {0};
    morgue_status status = MORGUE_ELIMIT;

    l->is_done = true;
    if (r->depth > LIMIT_NESTING)
        error_set(&err, status, -1, "archives within archives, over %d deep",
                  LIMIT_NESTING);
    else
        status = push_layer(r, byte_source_borrow(l->source),
                            str_of(l->member), &err);
    if (status != MORGUE_OK)
        fill_failure(r, l->member, out, &err);
    return status != MORGUE_OK;
}

/* One step of the topmost layer.  True: out is filled. */
static bool step(archive_reader *r, record *out)
{
    layer *l = &r->layers[r->depth - 1];

    if (l->is_done) {
        /* The bottom stays: it tells the position. */
        layer_close(l);
        r->depth--;
        return false;
    }
    switch (l->kind) {
    case LAYER_WARC:
        if (warc_assembler_next(l->warc, out))
            return true;
        l->is_done = true;
        return false;
    case LAYER_ARC:
        if (arc_reader_next(l->arc, out))
            return true;
        l->is_done = true;
        return false;
    case LAYER_CONTAINER:
        return enter_member(r, l, out);
    case LAYER_DOCUMENTS:
        if (document_splitter_next(l->documents, out))
            return true;
        l->is_done = true;
        return false;
    case LAYER_WRAPPED:
        return unwrap(r, l, out);
    case LAYER_FILE:
        read_file(r, l, out);
        return true;
    }
    return false;
}

morgue_status archive_reader_next(archive_reader *r, record *out,
                                  morgue_error *err)
{
    record_clear(out);
    while (r->depth) {
        if (r->depth == 1 && r->layers[0].is_done)
            return MORGUE_END;
        if (step(r, out))
            return MORGUE_OK;
    }
    (void)err;
    return MORGUE_END;
}
