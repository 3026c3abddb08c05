/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "charset.h"

static void bytes_become_utf8(void **state)
{
    static const struct {
        const char *bytes;
        size_t size; /* 0: terminated */
        const char *declared, *utf8;
    } cases[] = {
        {"plain", 0, "", "plain"},
        {"\xef\xbb\xbf"
         "marked",
         0, "", "marked"},
        {"caf\xc3\xa9", 0, "text/html; charset=iso-8859-1", "café"},
        {"caf\xe9 au lait", 0, "text/html; charset=iso-8859-1", "café au lait"},
        {"\x93quoted\x94", 0, "text/html; charset=ISO-8859-1", "“quoted”"},
        {"<meta charset=windows-1251>\xcc\xee\xf1\xea\xe2\xe0", 0, "",
         "<meta charset=windows-1251>Москва"},
        {"\x93\xfa\x96\x7b\x8c\xea", 0, "text/html; charset=Shift_JIS",
         "日本語"},
        {"\xc4\xe3\xba\xc3\xca\xc0\xbd\xe7", 0, "text/html;charset=gb2312",
         "你好世界"},
        {"\xff\xfe<\0p\0>\0", 8, "", "<p>"},
        {"\x1b$B%F%9%H\x1b(B", 0, "text/html; charset=iso-2022-jp", "テスト"},
        {"\x1b$B%F%9%H\x1b(B", 0, "", "テスト"},
        {"\x1b[1mbold\x1b[0m", 0, "", "\x1b[1mbold\x1b[0m"},
        {"c\0a\0f\0\xe9\0", 8, "text/plain; charset=utf-8", "café"},
        {"\0c\0a\0f\0\xe9", 8, "", "café"},
        {"nul\0here", 8, "", "nul here"},
        {"\xff\xfe\0\0x\0", 6, "", " x"}, /* a mark, then NUL */
    };
    buffer out;

    (void)state;
    buffer_init(&out, 1u << 16);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size = cases[i].size ? cases[i].size : strlen(cases[i].bytes);
        assert_str_equal(charset_to_utf8(&out, str_make(cases[i].bytes, size),
                                         str_of(cases[i].declared), true),
                         cases[i].utf8);
    }
    buffer_free(&out);
}

static void twice_coded_text_is_repaired(void **state)
{
    static const struct {
        const char *text, *repaired; /* NULL: left alone */
    } cases[] = {
        {"GarÃ§on, un cafÃ© crÃ¨me.", "Garçon, un café crème."},
        {"Itâ€™s â€œfineâ€\xc2\x9d, he said.", "It’s “fine”, he said."},
        {"One dash â€” and café: à.", "One dash — and café: à."},
        {"SÃO PAULO: não à Ã", NULL},
        {"plain text", NULL},
    };
    buffer out;

    (void)state;
    buffer_init(&out, 1u << 16);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is_repaired = charset_undouble(&out, str_of(cases[i].text));

        assert_int_equal(is_repaired, cases[i].repaired != NULL);
        if (is_repaired)
            assert_str_equal(buffer_view(&out), cases[i].repaired);
    }
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_utf8),
        cmocka_unit_test(twice_coded_text_is_repaired),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
