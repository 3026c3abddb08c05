/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whatever the bytes: every record has a place and, when it has a fate, a
 * reason; none is given twice.  The last byte chooses the file's name.
 */
#include "archive_reader.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.warc.gz", "a.arc", "a.zip",
                                        "a.jsonl",   "a.csv", "a.sgm",
                                        "a.mbox",    "a"};
    archive_reader *reader = NULL;
    record r;

    if (size == 0)
        return 0;
    if (archive_reader_open_bytes(
            &reader, names[data[size - 1] % 8],
            (morgue_str){(const char *)data, size}, NULL) != MORGUE_OK)
        return 0;
    record_init(&r);
    while (archive_reader_next(reader, &r, NULL) == MORGUE_OK) {
        record_decode(&r);
        if (r.file.size == 0 || r.type == NULL)
            abort();
        if (r.fate != FATE_NONE && r.reason == NULL)
            abort();
    }
    record_free(&r);
    archive_reader_close(reader);
    return 0;
}
