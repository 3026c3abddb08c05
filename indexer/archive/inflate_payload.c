/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inflate_payload.h"

#include "inflate_gzip.h"
#include "limits.h"
#include "str.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#define STEP ((size_t)256 << 10)

static bool is_bomb(size_t out, size_t in)
{
    return out > LIMIT_RATIO_FROM && out / LIMIT_RATIO > in;
}

/* window: zlib's windowBits: 31 gzip, 15 zlib, -15 raw deflate. */
static inflate_result with_zlib(buffer *out, int window, morgue_str in)
{
    z_stream z = {0};
    inflate_result result = INFLATE_GOOD;
    int status = Z_OK;

    if (in.size > UINT32_MAX / 2 || inflateInit2(&z, window) != Z_OK)
        return INFLATE_LIMIT;
    z.next_in = (Bytef *)(uintptr_t)in.data;
    z.avail_in = (uInt)in.size;
    while (status == Z_OK && result == INFLATE_GOOD) {
        char *room = buffer_reserve(out, STEP);
        size_t step = room ? STEP : out->limit - out->size;

        out->failed = false;
        if (step == 0) {
            result = INFLATE_LIMIT;
            break;
        }
        room = buffer_reserve(out, step);
        if (room == NULL) {
            result = INFLATE_LIMIT;
            break;
        }
        z.next_out = (Bytef *)room;
        z.avail_out = (uInt)step;
        status = inflate(&z, Z_NO_FLUSH);
        out->size += step - z.avail_out;
        out->data[out->size] = 0;
        if (is_bomb(z.total_out, z.total_in))
            result = INFLATE_LIMIT;
        else if (status == Z_STREAM_END && window == 31 &&
                 inflate_gzip_begins(str_make((const char *)z.next_in,
                                              z.avail_in)))
            status = inflateReset(&z); /* members one after the other */
    }
    inflateEnd(&z);
    if (result == INFLATE_GOOD && status != Z_STREAM_END)
        result = INFLATE_BROKEN;
    return result;
}

/* "deflate" is zlib's by the RFC and raw by many servers' custom. */
static inflate_result with_deflate(buffer *out, morgue_str in)
{
    size_t before = out->size;
    inflate_result result = with_zlib(out, 15, in);

    if (result != INFLATE_BROKEN || out->size > before)
        return result;
    return with_zlib(out, -15, in);
}

static inflate_result with_brotli(buffer *out, morgue_str in)
{
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    const uint8_t *next_in = (const uint8_t *)in.data;
    size_t avail_in = in.size, total = 0;
    BrotliDecoderResult status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    inflate_result result = INFLATE_GOOD;

    if (state == NULL)
        return INFLATE_LIMIT;
    while (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        size_t avail_out = 0, size;
        const uint8_t *bytes;

        status = BrotliDecoderDecompressStream(state, &avail_in, &next_in,
                                               &avail_out, NULL, NULL);
        size = 0;
        bytes = BrotliDecoderTakeOutput(state, &size);
        total += size;
        if (!buffer_append(out, bytes, size) || is_bomb(total, in.size)) {
            result = INFLATE_LIMIT;
            break;
        }
    }
    BrotliDecoderDestroyInstance(state);
    if (result == INFLATE_GOOD && status != BROTLI_DECODER_RESULT_SUCCESS)
        result = INFLATE_BROKEN;
    return result;
}

static inflate_result with_zstd(buffer *out, morgue_str in)
{
    ZSTD_DCtx *context = ZSTD_createDCtx();
    ZSTD_inBuffer from = {in.data, in.size, 0};
    inflate_result result = INFLATE_GOOD;
    size_t left = 1, total = 0;

    if (context == NULL)
        return INFLATE_LIMIT;
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax,
                           LIMIT_ZSTD_WINDOW_LOG);
    while (result == INFLATE_GOOD && (from.pos < from.size || left != 0)) {
        char *room = buffer_reserve(out, STEP);
        ZSTD_outBuffer to = {room, STEP, 0};
        size_t taken = from.pos;

        if (room == NULL) {
            result = INFLATE_LIMIT;
            break;
        }
        left = ZSTD_decompressStream(context, &to, &from);
        out->size += to.pos;
        total += to.pos;
        out->data[out->size] = 0;
        if (ZSTD_isError(left) || (from.pos == taken && to.pos == 0))
            result = INFLATE_BROKEN;
        else if (is_bomb(total, in.size))
            result = INFLATE_LIMIT;
    }
    ZSTD_freeDCtx(context);
    return result;
}

inflate_result inflate_payload(buffer *out, morgue_str coding, morgue_str in)
{
    if (str_equal_nocase(coding, STR("gzip")) ||
        str_equal_nocase(coding, STR("x-gzip")))
        return with_zlib(out, 31, in);
    if (str_equal_nocase(coding, STR("deflate")))
        return with_deflate(out, in);
    if (str_equal_nocase(coding, STR("br")))
        return with_brotli(out, in);
    if (str_equal_nocase(coding, STR("zstd")))
        return with_zstd(out, in);
    return INFLATE_UNKNOWN;
}

morgue_str inflate_payload_sniff(morgue_str in)
{
    if (inflate_gzip_begins(in))
        return STR("gzip");
    if (str_starts_with(in, str_make("\x28\xb5\x2f\xfd", 4)))
        return STR("zstd");
    return STR("");
}
