/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wacz_check.h"

#include "heap.h"
#include "str.h"

#include <jansson.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

/* A WACZ has a dozen members; more than this are not compared. */
#define MEMBERS_MAX 10000
#define HEX_SIZE 64

typedef struct digest_of {
    char *path;
    char hex[HEX_SIZE + 1];
} digest_of;

typedef struct digest_list {
    digest_of *items;
    size_t count;
} digest_list;

struct wacz_check {
    digest_list found, stated;
    bool has_package, is_overfull;
};

typedef struct watched {
    wacz_check *check;
    byte_source *member;
    char *path;
    EVP_MD_CTX *context;
} watched;

wacz_check *wacz_check_new(void)
{
    return heap_new(1, sizeof(wacz_check));
}

static void free_list(digest_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].path);
    free(list->items);
}

void wacz_check_free(wacz_check *w)
{
    if (w == NULL)
        return;
    free_list(&w->found);
    free_list(&w->stated);
    free(w);
}

static void add(wacz_check *w, digest_list *list, morgue_str path,
                morgue_str hex)
{
    digest_of *item;

    if (list->count == MEMBERS_MAX) {
        w->is_overfull = true;
        return;
    }
    list->items =
        heap_resize(list->items, list->count + 1, sizeof *list->items);
    item = &list->items[list->count++];
    item->path = heap_check(strndup(path.data, path.size));
    for (size_t i = 0; i < HEX_SIZE; i++)
        item->hex[i] = i < hex.size ? ascii_lower(hex.data[i]) : 0;
    item->hex[HEX_SIZE] = 0;
}

/* ---- Watching ---- */

static morgue_status watched_read(void *self, char *to, size_t room,
                                  size_t *got, morgue_error *err)
{
    watched *m = self;
    morgue_str seen = byte_source_peek(m->member, 1);

    *got = seen.size < room ? seen.size : room;
    memcpy(to, seen.data, *got);
    EVP_DigestUpdate(m->context, to, *got);
    byte_source_consume(m->member, *got);
    if (*got == 0 && byte_source_fault(m->member)) {
        *err = *byte_source_fault(m->member);
        return err->status;
    }
    return MORGUE_OK;
}

static void add_found(wacz_check *w, const char *path, EVP_MD_CTX *context)
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    char hex[HEX_SIZE + 1];
    unsigned size = 0;

    EVP_DigestFinal_ex(context, bytes, &size);
    for (unsigned i = 0; i < HEX_SIZE / 2; i++)
        snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
    add(w, &w->found, str_of(path), str_make(hex, HEX_SIZE));
    EVP_MD_CTX_free(context);
}

static EVP_MD_CTX *new_context(void)
{
    EVP_MD_CTX *context = heap_check(EVP_MD_CTX_new());

    EVP_DigestInit_ex(context, EVP_sha256(), NULL);
    return context;
}

/* What was not read still belongs to the digest. */
static void watched_close(void *self)
{
    watched *m = self;
    morgue_str seen;

    while ((seen = byte_source_peek(m->member, 1)).size) {
        EVP_DigestUpdate(m->context, seen.data, seen.size);
        byte_source_consume(m->member, seen.size);
    }
    add_found(m->check, m->path, m->context);
    byte_source_close(m->member);
    free(m->path);
    free(m);
}

static const byte_source_kind watched_kind = {
    .read = watched_read,
    .close = watched_close,
};

byte_source *wacz_check_watch(wacz_check *w, byte_source *member,
                              morgue_str name)
{
    watched *m = heap_new(1, sizeof *m);

    m->check = w;
    m->member = member;
    m->path = heap_check(strndup(name.data, name.size));
    m->context = new_context();
    return byte_source_new(&watched_kind, m);
}

/* ---- The package ---- */

static void add_resource(wacz_check *w, const json_t *resource)
{
    const char *path = json_string_value(json_object_get(resource, "path"));
    const char *hash = json_string_value(json_object_get(resource, "hash"));

    if (path && hash && str_starts_with(str_of(hash), STR("sha256:")))
        add(w, &w->stated, str_of(path), str_of(hash + 7));
}

void wacz_check_package(wacz_check *w, morgue_str json)
{
    json_error_t error;
    json_t *root = json_loadb(json.data, json.size, 0, &error);
    const json_t *resources = json_object_get(root, "resources");
    EVP_MD_CTX *context = new_context();

    w->has_package = json_is_array(resources);
    for (size_t i = 0; i < json_array_size(resources); i++)
        add_resource(w, json_array_get(resources, i));
    json_decref(root);
    EVP_DigestUpdate(context, json.data, json.size);
    add_found(w, "datapackage.json", context);
}

void wacz_check_package_digest(wacz_check *w, morgue_str json)
{
    json_error_t error;
    json_t *root = json_loadb(json.data, json.size, 0, &error);

    add_resource(w, root);
    json_decref(root);
}

static const char *found_hex(const wacz_check *w, const char *path)
{
    for (size_t i = 0; i < w->found.count; i++)
        if (strcmp(w->found.items[i].path, path) == 0)
            return w->found.items[i].hex;
    return NULL;
}

const char *wacz_check_result(const wacz_check *w, arena *a)
{
    morgue_str faults = STR("");

    if (!w->has_package)
        return "datapackage.json can't be read";
    if (w->is_overfull)
        return "too many members to compare";
    for (size_t i = 0; i < w->stated.count; i++) {
        const digest_of *stated = &w->stated.items[i];
        const char *hex = found_hex(w, stated->path);

        if (hex && strcmp(hex, stated->hex) == 0)
            continue;
        faults = arena_format(a, "%s%s%s%s%s", faults.data,
                              faults.size ? "; " : "",
                              hex ? "digest of " : "", stated->path,
                              hex ? " differs from the one stated"
                                  : " is stated and not there");
    }
    return faults.size ? faults.data
                       : arena_format(a, "the digests of %zu members hold",
                                      w->stated.count)
                             .data;
}
