/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher.h"

#include "buffer.h"
#include "error.h"
#include "field.h"
#include "str.h"

#include <stdlib.h>
#include <unistd.h>

/* In the directory of an index: taken without being asked for. */
#define ALIASES_NAME "aliases"

/* Of the indexes that are opened as one. */
typedef struct schema_check {
    morgue_status status;
    morgue_error *err;
} schema_check;

/* Every segment says by which schema it was written. */
static bool check_schema(void *user, morgue_str schema)
{
    schema_check *check = user;
    uint64_t version = 0;

    if (schema.size == 0)
        check->status = error_set(check->err, MORGUE_EVERSION, -1,
                                  "no index of morgue's: it names no schema");
    else if (!str_to_u64(schema, UINT32_MAX, &version) ||
             version < SCHEMA_OLDEST || version > SCHEMA_VERSION)
        check->status =
            error_set(check->err, MORGUE_EVERSION, -1,
                      "the index has schema %.*s, expected %d to %d",
                      (int)schema.size, schema.data, SCHEMA_OLDEST,
                      SCHEMA_VERSION);
    return check->status == MORGUE_OK;
}

static morgue_status look(morgue_searcher *searcher, morgue_error *err)
{
    schema_check check = {MORGUE_OK, err};
    morgue_status status = xap_reader_each_metadata(
        searcher->reader, STR(METADATA_SCHEMA), check_schema, &check, err);

    if (status == MORGUE_OK)
        status = check.status;
    if (status == MORGUE_OK)
        status = vocabulary_init(&searcher->vocabulary, searcher->reader, err);
    return status;
}

/* The file of the first index that has one. */
static morgue_status find_aliases(morgue_searcher *searcher,
                                  const char *const *paths, size_t count,
                                  morgue_error *err)
{
    morgue_status status = MORGUE_OK;
    buffer path;

    buffer_init(&path, SIZE_MAX / 2);
    for (size_t i = 0; i < count && searcher->aliases == NULL &&
                       status == MORGUE_OK;
         i++) {
        buffer_clear(&path);
        buffer_append_format(&path, "%s/" ALIASES_NAME, paths[i]);
        if (access(buffer_view(&path).data, F_OK) == 0)
            status = alias_file_open(&searcher->aliases,
                                     buffer_view(&path).data, err);
    }
    buffer_free(&path);
    return status;
}

morgue_status morgue_searcher_set_aliases(morgue_searcher *searcher,
                                          const char *path, morgue_error *err)
{
    alias_file *aliases = NULL;
    morgue_status status =
        path ? alias_file_open(&aliases, path, err) : MORGUE_OK;

    if (status != MORGUE_OK)
        return status;
    alias_file_free(searcher->aliases);
    searcher->aliases = aliases;
    return MORGUE_OK;
}

morgue_status morgue_searcher_open(morgue_searcher **out,
                                   const char *const *paths, size_t count,
                                   morgue_error *err)
{
    morgue_searcher *searcher;
    morgue_status status;

    *out = NULL;
    if (count == 0)
        return error_set(err, MORGUE_EINVALID, -1, "expected an index");
    searcher = calloc(1, sizeof *searcher);
    if (searcher == NULL)
        return error_no_memory(err);
    status = xap_reader_open(&searcher->reader, paths, count, err);
    if (status == MORGUE_ENOTFOUND && count == 1)
        error_set(err, status, -1, "no index is there");
    if (status == MORGUE_OK)
        status = look(searcher, err);
    if (status == MORGUE_OK)
        status = find_aliases(searcher, paths, count, err);
    if (status != MORGUE_OK) {
        morgue_searcher_close(searcher);
        return status;
    }
    *out = searcher;
    return MORGUE_OK;
}

morgue_status morgue_searcher_refresh(morgue_searcher *searcher,
                                      morgue_error *err)
{
    morgue_status status = xap_reader_reopen(searcher->reader, err);

    if (status != MORGUE_OK)
        return status;
    searcher->opening++;
    vocabulary_free(&searcher->vocabulary);
    return look(searcher, err);
}

bool morgue_searcher_is_in_place(const morgue_searcher *searcher)
{
    return xap_reader_segments(searcher->reader) != NULL;
}

void morgue_searcher_close(morgue_searcher *searcher)
{
    if (searcher == NULL)
        return;
    alias_file_free(searcher->aliases);
    vocabulary_free(&searcher->vocabulary);
    xap_reader_close(searcher->reader);
    free(searcher);
}
