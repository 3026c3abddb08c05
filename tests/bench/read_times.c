/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast records are read from gzip members, on one core, in MB of what they
 * inflate to a second:
 *
 *   read_times ARCHIVE.warc.gz...
 *
 * Three figures in one run over the same files: zlib alone, member by member;
 * records, their digests taken and checked; records, decoded (chunks and
 * content encodings taken off).
 */
#include "archive_reader.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static morgue_str slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *data;
    long size;

    if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0) {
        fprintf(stderr, "%s can't be read\n", path);
        exit(3);
    }
    rewind(f);
    data = malloc((size_t)size + 1);
    if (data == NULL || fread(data, 1, (size_t)size, f) != (size_t)size)
        exit(3);
    fclose(f);
    return str_make(data, (size_t)size);
}

/* Bytes that the members inflate to. */
static uint64_t inflate_all(morgue_str file)
{
    static unsigned char out[128 << 10];
    uint64_t total = 0;
    z_stream z = {0};

    inflateInit2(&z, 15 + 16);
    z.next_in = (Bytef *)(uintptr_t)file.data;
    z.avail_in = (uInt)file.size;
    while (z.avail_in > 0) {
        int result;

        z.next_out = out;
        z.avail_out = sizeof out;
        result = inflate(&z, Z_NO_FLUSH);
        total += sizeof out - z.avail_out;
        if (result == Z_STREAM_END)
            inflateReset(&z);
        else if (result != Z_OK)
            break;
    }
    inflateEnd(&z);
    return total;
}

static uint64_t read_all(morgue_str file, bool decodes)
{
    archive_reader *reader;
    uint64_t records = 0;
    record r;

    record_init(&r);
    if (archive_reader_open_bytes(&reader, "a.warc.gz", file, NULL) !=
        MORGUE_OK)
        exit(3);
    while (archive_reader_next(reader, &r, NULL) == MORGUE_OK) {
        if (decodes)
            record_decode(&r);
        records++;
    }
    archive_reader_close(reader);
    record_free(&r);
    return records;
}

int main(int argc, char **argv)
{
    double spent[3] = {0};
    uint64_t bytes = 0, records = 0;

    for (int i = 1; i < argc; i++) {
        morgue_str file = slurp(argv[i]);
        double begin = now();

        bytes += inflate_all(file);
        spent[0] += now() - begin;
        begin = now();
        records += read_all(file, false);
        spent[1] += now() - begin;
        begin = now();
        read_all(file, true);
        spent[2] += now() - begin;
        free((char *)(uintptr_t)file.data);
    }
    printf("%llu records, %.1f MB\n", (unsigned long long)records,
           (double)bytes / 1e6);
    printf("zlib alone        %7.1f MB/s\n", (double)bytes / 1e6 / spent[0]);
    printf("records           %7.1f MB/s, %.2f of it\n",
           (double)bytes / 1e6 / spent[1], spent[0] / spent[1]);
    printf("decoded records   %7.1f MB/s, %.2f of it\n",
           (double)bytes / 1e6 / spent[2], spent[0] / spent[2]);
    return 0;
}
