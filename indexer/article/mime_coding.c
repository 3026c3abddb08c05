/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mime_coding.h"

#include "charset.h"
#include "limits.h"
#include "str.h"

/* ---- Transfer encodings ---- */

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (ascii_is_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void mime_decode_base64(buffer *out, morgue_str s)
{
    uint32_t held = 0;
    int bits = 0;

    for (size_t i = 0; i < s.size; i++) {
        int value = base64_value(s.data[i]);

        if (s.data[i] == '=') /* padding: another run may follow */
            bits = 0;
        if (value < 0)
            continue;
        held = held << 6 | (uint32_t)value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            buffer_append_char(out, (char)(held >> bits & 0xff));
        }
    }
}

static int hex_value(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int mime_hex_byte(morgue_str s, size_t at)
{
    int high, low;

    if (at + 2 > s.size)
        return -1;
    high = hex_value(s.data[at]);
    low = hex_value(s.data[at + 1]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* Bytes of white space and a line end at the place; 0: something else. */
static size_t blank_line_end(morgue_str s, size_t at)
{
    size_t begin = at;

    while (at < s.size && (s.data[at] == ' ' || s.data[at] == '\t' ||
                           s.data[at] == '\r'))
        at++;
    return at == s.size || s.data[at] == '\n' ? at + 1 - begin : 0;
}

void mime_decode_quoted_printable(buffer *out, morgue_str s)
{
    size_t at = 0;

    while (at < s.size) {
        int byte = s.data[at] == '=' ? mime_hex_byte(s, at + 1) : -1;
        size_t soft = s.data[at] == '=' ? blank_line_end(s, at + 1) : 0;

        if (byte >= 0) {
            buffer_append_char(out, (char)byte);
            at += 3;
        } else if (soft) {
            at += 1 + soft;
        } else {
            buffer_append_char(out, s.data[at++]);
        }
    }
}

morgue_str mime_decode(arena *a, morgue_str body, morgue_str encoding)
{
    buffer out;
    morgue_str decoded;

    buffer_init(&out, LIMIT_PAYLOAD);
    if (str_equal_nocase(encoding, STR("base64")))
        mime_decode_base64(&out, body);
    else if (str_equal_nocase(encoding, STR("quoted-printable")))
        mime_decode_quoted_printable(&out, body);
    else
        return body;
    decoded = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return decoded;
}

/* ---- Encoded words ---- */

/* "=?charset*language?Q?text?=": its parts. */
typedef struct encoded_word {
    morgue_str charset, text;
    char coding;
    size_t size; /* of all of it */
} encoded_word;

static bool read_word(encoded_word *w, morgue_str s)
{
    morgue_str rest;
    size_t end;

    if (!str_starts_with(s, STR("=?")))
        return false;
    rest = str_slice(s, 2, s.size);
    end = str_find_char(rest, '?');
    if (end == SIZE_MAX || end == 0 || end + 2 >= rest.size ||
        rest.data[end + 2] != '?')
        return false;
    w->charset = str_slice(rest, 0, end);
    w->charset = str_slice(w->charset, 0, str_find_char(w->charset, '*'));
    w->coding = ascii_lower(rest.data[end + 1]);
    rest = str_slice(rest, end + 3, rest.size);
    end = str_find(rest, STR("?="));
    if (end == SIZE_MAX || (w->coding != 'q' && w->coding != 'b'))
        return false;
    w->text = str_slice(rest, 0, end);
    w->size = (size_t)(w->text.data + end + 2 - s.data);
    return true;
}

static void decode_word(buffer *out, const encoded_word *w)
{
    if (w->coding == 'b') {
        mime_decode_base64(out, w->text);
        return;
    }
    /* "_" is a blank; a real "_" comes as =5F. */
    for (size_t i = 0; i < w->text.size; i++) {
        int byte = w->text.data[i] == '=' ? mime_hex_byte(w->text, i + 1) : -1;
        char c = w->text.data[i] == '_' ? ' ' : w->text.data[i];

        buffer_append_char(out, byte >= 0 ? (char)byte : c);
        i += byte >= 0 ? 2 : 0;
    }
}

/* Bytes of one charset, to be converted together: mailers cut characters in
 * two between words. */
typedef struct word_run {
    buffer bytes, converted;
    morgue_str charset;
} word_run;

static void end_run(word_run *run, buffer *out)
{
    if (run->bytes.size)
        buffer_append_str(out, charset_to_utf8(&run->converted,
                                               buffer_view(&run->bytes),
                                               run->charset, false));
    buffer_clear(&run->bytes);
}

static bool is_blank(morgue_str s)
{
    return str_trim(s).size == 0;
}

/* Where the next "=?" stands from `from` on, or the end. */
static size_t next_word(morgue_str s, size_t from)
{
    size_t at = str_find(str_slice(s, from, s.size), STR("=?"));

    return at == SIZE_MAX ? s.size : from + at;
}

static void resolve_words(buffer *out, word_run *run, morgue_str s)
{
    bool after_word = false;
    size_t plain = 0, at = next_word(s, 0);
    encoded_word w;

    while (at < s.size) {
        if (!read_word(&w, str_slice(s, at, s.size))) {
            at = next_word(s, at + 2);
            continue;
        }
        /* White space between two words is the mailer's. */
        if (!after_word || !is_blank(str_slice(s, plain, at))) {
            end_run(run, out);
            run->charset = STR("");
            buffer_append_str(&run->bytes, str_slice(s, plain, at));
        }
        if (!str_equal_nocase(run->charset, w.charset))
            end_run(run, out);
        run->charset = w.charset;
        decode_word(&run->bytes, &w);
        after_word = true;
        plain = at + w.size;
        at = next_word(s, plain);
    }
    end_run(run, out);
    run->charset = STR("");
    buffer_append_str(&run->bytes, str_slice(s, plain, s.size));
    end_run(run, out);
}

morgue_str mime_words(arena *a, morgue_str value)
{
    buffer out;
    word_run run = {.charset = STR("")};
    morgue_str text;

    buffer_init(&out, LIMIT_RECORD_HEAD * 4);
    buffer_init(&run.bytes, LIMIT_RECORD_HEAD);
    buffer_init(&run.converted, LIMIT_RECORD_HEAD * 4);
    resolve_words(&out, &run, value);
    text = arena_copy(a, str_trim(buffer_view(&out)));
    buffer_free(&out);
    buffer_free(&run.bytes);
    buffer_free(&run.converted);
    return text;
}
