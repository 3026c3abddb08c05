/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "buffer.h"
#include "sentence.h"

/* A bar stands before each sentence. */
static const char *const cases[] = {
    "|One. |Two! |Three? |Four",
    "|He told Sen. J. Smith of the U.S. Senate so. |Then he left.",
    "|\"Stop.\" |He stopped. |(So did she.) |We all did.",
    "|The price rose 3.5 percent. |10 people left.",
    "|A line\n|Another line\n\n|A third",
    "|It was... not over. |She said: no",
    "|\xe6\x97\xa5\xe6\x9c\xac\xe3\x80\x82|\xe8\xaa\x9e\xe3\x80\x82",
    "|\xe3\x80\x8c\xe6\x97\xa5\xe3\x80\x82\xe3\x80\x8d|\xe8\xaa\x9e",
    "|\xd8\xa3\xd9\x8a\xd9\x86\xd8\x9f |\xd9\x87\xd9\x86\xd8\xa7.",
    "|Mr. Jones, of No. 10 St. James Square, died on Jan. 5. |He was 80.",
};

static void sentences_begin_where_a_reader_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer text, shown;
        buffer_init(&text, 1000);
        buffer_init(&shown, 1000);
        for (const char *c = cases[i]; *c; c++)
            if (*c != '|')
                buffer_append_char(&text, *c);
        for (size_t at = 0; at < text.size; at++) {
            if (sentence_begins_at(buffer_view(&text), at))
                buffer_append_char(&shown, '|');
            buffer_append_char(&shown, text.data[at]);
        }
        assert_str_equal(buffer_view(&shown), cases[i]);
        buffer_free(&text);
        buffer_free(&shown);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_begin_where_a_reader_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
