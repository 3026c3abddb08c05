/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "warc_writer.h"

#include <openssl/evp.h>
#include <string.h>

#include "http_response.h"

#define SHA1_BYTES 20

static void sha1(const bytes *content, unsigned char digest[SHA1_BYTES])
{
    unsigned length = 0;

    if (EVP_Digest(content->data, content->length, digest, &length, EVP_sha1(),
                   NULL) != 1 ||
        length != SHA1_BYTES)
        die("libcrypto gives no SHA-1");
}

/* Twenty bytes are thirty-two letters: no padding is ever needed. */
const char *warc_digest(const bytes *content)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    unsigned char digest[SHA1_BYTES];
    bytes out = {0};

    sha1(content, digest);
    bytes_add_text(&out, "sha1:");
    for (size_t i = 0; i < SHA1_BYTES; i += 5) {
        unsigned long long five = 0;

        for (size_t j = 0; j < 5; j++)
            five = five << 8 | digest[i + j];
        for (int shift = 35; shift >= 0; shift -= 5)
            bytes_add(&out, &letters[five >> shift & 31], 1);
    }
    return out.data;
}

/* A version 5 UUID in all but its namespace. */
const char *warc_next_id(const warc_writer *writer, const warc_record *record)
{
    unsigned char digest[SHA1_BYTES];
    bytes name = {0};
    bytes id = {0};

    bytes_add_format(&name, "%zu %s %s %s", writer->record_count, record->type,
                     record->date, record->url == NULL ? "" : record->url);
    sha1(&name, digest);
    digest[6] = (unsigned char)(0x50 | (digest[6] & 0x0f));
    digest[8] = (unsigned char)(0x80 | (digest[8] & 0x3f));
    bytes_add_text(&id, "<urn:uuid:");
    for (int i = 0; i < 16; i++)
        bytes_add_format(&id, "%s%02x",
                         i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                         digest[i]);
    bytes_add_text(&id, ">");
    return id.data;
}

static void add_line(bytes *out, const char *name, const char *value)
{
    if (value != NULL)
        bytes_add_format(out, "%s: %s\r\n", name, value);
}

const char *warc_write(warc_writer *writer, const warc_record *record)
{
    const char *id = warc_next_id(writer, record);
    bytes out = {0};
    bytes member;

    bytes_add_text(&out, "WARC/1.1\r\n");
    add_line(&out, "WARC-Type", record->type);
    add_line(&out, "WARC-Record-ID", id);
    add_line(&out, "WARC-Warcinfo-ID", writer->warcinfo_id);
    add_line(&out, "WARC-Date", record->date);
    add_line(&out, "WARC-Target-URI", record->url);
    if (record->extra != NULL)
        bytes_add_text(&out, record->extra);
    add_line(&out, "WARC-Payload-Digest", record->payload_digest);
    add_line(&out, "WARC-Block-Digest", warc_digest(&record->block));
    add_line(&out, "Content-Type", record->content_type);
    bytes_add_format(&out, "Content-Length: %zu\r\n\r\n", record->block.length);
    bytes_add(&out, record->block.data, record->block.length);
    bytes_add_text(&out, "\r\n\r\n");

    member = zlib_pack(&out, 15 + 16);
    bytes_add(&writer->file, member.data, member.length);
    writer->record_count++;
    if (strcmp(record->type, "warcinfo") == 0)
        writer->warcinfo_id = id;
    return id;
}
