/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "charset.h"

#include "str.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <uchardet/uchardet.h>

#define META_WITHIN  8192u   /* browsers look at 1024; pages need more */
#define GUESS_WITHIN 262144u /* bytes shown to uchardet */
#define LABEL_MAX    40

/* Labels that browsers take for a larger set, in lower case. */
static const struct {
    const char *label, *charset;
} aliases[] = {
    {"iso-8859-1", "WINDOWS-1252"},
    {"iso8859-1", "WINDOWS-1252"},
    {"iso_8859-1", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"latin-1", "WINDOWS-1252"},
    {"us-ascii", "WINDOWS-1252"},
    {"ascii", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"tis-620", "CP874"},
    {"iso-8859-11", "CP874"},
    {"windows-874", "CP874"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"x-gbk", "GB18030"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"sjis", "CP932"},
    {"x-sjis", "CP932"},
    {"windows-31j", "CP932"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
    {"ksc5601", "CP949"},
    {"big5", "BIG5-HKSCS"},
    {"x-euc-jp", "EUC-JP"},
    {"unicode", "UTF-16LE"},
    {"utf-16", "UTF-16LE"},
    {"x-x-big5", "BIG5-HKSCS"},
    {"windows-1252", "WINDOWS-1252"},
    {"ansi", "WINDOWS-1252"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"x-mac-roman", "MACINTOSH"},
    {"x-cp1251", "CP1251"},
    {"win-1251", "CP1251"},
};

static bool is_label_char(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_' ||
           c == ':' || c == '.' || c == '+';
}

/* The label behind "charset=" in text, in lower case; empty when none. */
static void find_label(char out[LABEL_MAX], morgue_str text)
{
    size_t at, n = 0;

    out[0] = '\0';
    while ((at = str_find_nocase(text, STR("charset"))) != SIZE_MAX) {
        text = str_slice(text, at + 7, text.size);
        text = str_trim(text);
        if (!str_starts_with(text, STR("=")))
            continue;
        text = str_trim(str_slice(text, 1, text.size));
        if (text.size && (text.data[0] == '"' || text.data[0] == '\''))
            text = str_trim(str_slice(text, 1, text.size));
        while (n < text.size && n + 1 < LABEL_MAX &&
               is_label_char(text.data[n])) {
            out[n] = ascii_lower(text.data[n]);
            n++;
        }
        out[n] = '\0';
        if (n)
            return;
    }
}

static void label_of(char out[LABEL_MAX], morgue_str declared)
{
    size_t n;

    find_label(out, declared);
    if (out[0] || str_find_char(declared, '/') != SIZE_MAX)
        return;
    declared = str_trim(declared);
    for (n = 0; n < declared.size && n + 1 < LABEL_MAX &&
                is_label_char(declared.data[n]);
         n++)
        out[n] = ascii_lower(declared.data[n]);
    out[n] = '\0';
}

static bool is_utf8_label(const char *label)
{
    return !strcmp(label, "utf-8") || !strcmp(label, "utf8");
}

/* Escape sequences of 7-bit encodings look like ASCII. */
static bool is_seven_bit_label(const char *label)
{
    return !strncmp(label, "iso-2022-", 9) || !strcmp(label, "hz-gb-2312");
}

static const char *iconv_name(const char *label)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (!strcmp(label, aliases[i].label))
            return aliases[i].charset;
    return label;
}

static void put_replacement(buffer *out)
{
    char coded[4];

    buffer_append(out, coded, utf8_put(coded, UTF8_REPLACEMENT));
}

/* What can't be converted becomes U+FFFD.  False: no such charset. */
static bool convert(buffer *out, morgue_str bytes, const char *label)
{
    iconv_t cd = iconv_open("UTF-8", iconv_name(label));
    char *in = (char *)(uintptr_t)bytes.data;
    size_t left = bytes.size;

    if (cd == (iconv_t)-1)
        return false;
    buffer_clear(out);
    while (left > 0) {
        size_t room = left * 2 < 65536 ? left * 2 + 16 : 65536;
        char *to = buffer_reserve(out, room);
        size_t given = room, done;

        if (to == NULL)
            break;
        done = iconv(cd, &in, &left, &to, &given);
        out->size += room - given;
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        put_replacement(out);
        if (errno == EINVAL)
            break;
        in++;
        left--;
    }
    iconv_close(cd);
    return true;
}

static size_t count_replacements(morgue_str s)
{
    size_t count = 0, at;

    while ((at = str_find(s, STR("\xef\xbf\xbd"))) != SIZE_MAX) {
        count++;
        s = str_slice(s, at + 3, s.size);
    }
    return count;
}

static void guess_label(char out[LABEL_MAX], morgue_str bytes)
{
    uchardet_t detector = uchardet_new();

    out[0] = '\0';
    if (detector == NULL)
        return;
    if (bytes.size > GUESS_WITHIN)
        bytes.size = GUESS_WITHIN;
    if (uchardet_handle_data(detector, bytes.data, bytes.size) == 0) {
        uchardet_data_end(detector);
        snprintf(out, LABEL_MAX, "%s", uchardet_get_charset(detector));
        for (char *c = out; *c; c++)
            *c = ascii_lower(*c);
    }
    uchardet_delete(detector);
}

/* A UTF-8 page with stray bytes: those are Windows-1252, from a database or a
 * template that nobody converted. */
static size_t append_mostly_utf8(buffer *out, morgue_str bytes)
{
    size_t at = 0, stray = 0;

    buffer_clear(out);
    while (at < bytes.size) {
        size_t from = at;
        uint32_t c = utf8_next(bytes, &at);

        if (c == UTF8_REPLACEMENT && at == from + 1) {
            unsigned char byte = (unsigned char)bytes.data[from];
            char coded[4];
            stray++;
            buffer_append(out, coded, utf8_put(coded, byte));
        } else {
            buffer_append(out, bytes.data + from, at - from);
        }
    }
    return stray;
}

static size_t count_wide(morgue_str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.size; i++)
        count += ((unsigned char)s.data[i] & 0xc0) == 0xc0;
    return count;
}

#define WIDE_WITHIN 1024u

/* Half of UTF-16 text in Western languages is NUL. */
static const char *label_by_nul(morgue_str bytes)
{
    size_t nul[2] = {0, 0};

    bytes = str_slice(bytes, 0, WIDE_WITHIN);
    for (size_t i = 0; i < bytes.size; i++)
        nul[i & 1] += bytes.data[i] == '\0';
    if (nul[1] * 4 > bytes.size && nul[0] * 16 < nul[1])
        return "UTF-16LE";
    return nul[0] * 4 > bytes.size && nul[1] * 16 < nul[0] ? "UTF-16BE" : NULL;
}

static const char *wide_label(morgue_str bytes)
{
    if (str_starts_with(bytes, STR("\xff\xfe")))
        return "UTF-16LE";
    if (str_starts_with(bytes, STR("\xfe\xff")))
        return "UTF-16BE";
    if (str_starts_with(bytes, (morgue_str){"<\0", 2}))
        return "UTF-16LE";
    if (str_starts_with(bytes, (morgue_str){"\0<", 2}))
        return "UTF-16BE";
    return label_by_nul(bytes);
}

/* Japanese of seven bits without a label: mail, and pages of the nineties. */
static const char *escaped_label(morgue_str bytes)
{
    if (bytes.size == 0 || memchr(bytes.data, '\x1b', bytes.size) == NULL)
        return NULL; /* nearly always, and a byte is found faster than two */
    return str_find(bytes, STR("\x1b$B")) != SIZE_MAX ||
                   str_find(bytes, STR("\x1b$@")) != SIZE_MAX
               ? "iso-2022-jp"
               : NULL;
}

static morgue_str without_mark(morgue_str s)
{
    return str_starts_with(s, STR("\xef\xbb\xbf")) ? str_slice(s, 3, s.size)
                                                   : s;
}

/* NUL would end the page for parsers that count by it.  s may stand in out,
 * also behind a mark. */
static morgue_str without_nul(buffer *out, morgue_str s)
{
    size_t skipped = 0;

    if (s.size == 0 || memchr(s.data, '\0', s.size) == NULL)
        return s;
    if (out->data && s.data >= out->data && s.data < out->data + out->size) {
        skipped = (size_t)(s.data - out->data);
    } else {
        buffer_clear(out);
        buffer_append_str(out, s);
    }
    for (size_t i = skipped; i < out->size; i++)
        if (out->data[i] == '\0')
            out->data[i] = ' ';
    return str_slice(buffer_view(out), skipped, out->size);
}

static bool converts_well(buffer *out, morgue_str bytes, const char *label)
{
    return label[0] && convert(out, bytes, label) &&
           count_replacements(buffer_view(out)) * 50 <= count_wide(bytes);
}

static morgue_str convert_best(buffer *out, morgue_str bytes,
                               const char *declared, const char *in_head)
{
    char guessed[LABEL_MAX];
    bool says_utf8 = is_utf8_label(declared) || is_utf8_label(in_head);

    if (append_mostly_utf8(out, bytes) * 10 < count_wide(bytes) || says_utf8)
        if (count_wide(bytes) > 0 &&
            append_mostly_utf8(out, bytes) * 4 < count_wide(bytes))
            return buffer_view(out);
    if (!is_utf8_label(declared) && converts_well(out, bytes, declared))
        return buffer_view(out);
    if (!is_utf8_label(in_head) && converts_well(out, bytes, in_head))
        return buffer_view(out);
    guess_label(guessed, bytes);
    if (!is_utf8_label(guessed) && converts_well(out, bytes, guessed))
        return buffer_view(out);
    convert(out, bytes, "WINDOWS-1252");
    return buffer_view(out);
}

morgue_str charset_to_utf8(buffer *out, morgue_str bytes, morgue_str declared,
                           bool is_html)
{
    char label[LABEL_MAX], head[LABEL_MAX] = "";
    const char *wide = wide_label(bytes);

    if (wide && convert(out, bytes, wide))
        return without_nul(out, without_mark(buffer_view(out)));
    label_of(label, declared);
    if (is_html)
        find_label(head, str_slice(bytes, 0, META_WITHIN));
    if (is_seven_bit_label(label) && convert(out, bytes, label))
        return without_nul(out, buffer_view(out));
    if (is_seven_bit_label(head) && convert(out, bytes, head))
        return without_nul(out, buffer_view(out));
    if (escaped_label(bytes) && count_wide(bytes) == 0 &&
        convert(out, bytes, "iso-2022-jp"))
        return without_nul(out, buffer_view(out));
    if (utf8_is_valid(bytes))
        return without_nul(out, without_mark(bytes));
    bytes = convert_best(out, bytes, label, head);
    return without_nul(out, without_mark(bytes));
}

/* ---- Twice coded ---- */

/* The byte that Windows-1252 codes as c; -1 when none. */
static int windows_1252_byte(uint32_t c)
{
    static const uint16_t high[32] = {
        0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
        0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
    };

    if (c >= 0xa0 && c <= 0xff)
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (c == high[i] || c == 0x80u + (unsigned)i)
            return 0x80 + i;
    return -1;
}

/*
 * A character of two to four bytes that stands at `at` twice coded: gives it
 * and steps over it.
 */
static bool take_doubled(morgue_str text, size_t *at, char out[4], size_t *size)
{
    size_t i = *at, n = 0, want, one = 0;

    do {
        int byte = windows_1252_byte(utf8_next(text, &i));
        if (byte < 0)
            return false;
        out[n++] = (char)byte;
        want = (unsigned char)out[0] >= 0xf0   ? 4
               : (unsigned char)out[0] >= 0xe0 ? 3
               : (unsigned char)out[0] >= 0xc2 ? 2
                                               : 0;
    } while (n < want && i < text.size);
    if (want == 0 || n < want)
        return false;
    utf8_next(str_make(out, n), &one);
    if (one != n)
        return false;
    *at = i;
    *size = n;
    return true;
}

static size_t append_undoubled(buffer *out, morgue_str text)
{
    size_t at = 0, count = 0, size;
    char one[4];

    while (at < text.size) {
        size_t from = at;

        if ((unsigned char)text.data[at] < 0xc2) {
            while (at < text.size && (unsigned char)text.data[at] < 0xc2)
                at++;
            buffer_append(out, text.data + from, at - from);
        } else if (take_doubled(text, &at, one, &size)) {
            buffer_append(out, one, size);
            count++;
        } else {
            utf8_next(text, &at);
            buffer_append(out, text.data + from, at - from);
        }
    }
    return count;
}

/* Each of these begins a twice coded character and hardly ever a word. */
static bool looks_doubled(morgue_str text)
{
    static const char *const signs[] = {
        "\xc3\x83\xc2", "\xc3\xa2\xe2\x82\xac", "\xc3\x82\xc2",
        "\xc3\x90\xc2", "\xc3\x83\xc5",
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_find(text, str_of(signs[i])) != SIZE_MAX)
            return true;
    return false;
}

bool charset_undouble(buffer *out, morgue_str text)
{
    static const char dash_or_quote[] = "\xc3\xa2\xe2\x82\xac"; /* "â€" */
    size_t least = str_find(text, str_of(dash_or_quote)) != SIZE_MAX ? 1 : 2;

    if (!looks_doubled(text))
        return false;
    buffer_clear(out);
    return append_undoubled(out, text) >= least && !out->failed;
}
