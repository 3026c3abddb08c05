/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pages of corpus/pages: each NAME.html gives what NAME.golden says.
 */
#include "unit.h"

#include "article.h"
#include "durable_file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static void pages_folder(char *out, size_t room)
{
    const char *source = getenv("MORGUE_SOURCE");

    snprintf(out, room, "%s/corpus/pages", source ? source : ".");
}

static bool read_file(buffer *out, const char *folder, const char *name)
{
    char path[PATH_BYTES];

    return path_format(path, NULL, "%s/%s", folder, name) == MORGUE_OK &&
           durable_file_read(path, out, NULL) == MORGUE_OK;
}

/* The article as a golden file has it. */
static void print_article(buffer *out, const article *a, const record *r)
{
    char date[DATE_TEXT_MAX] = "";

    if (r->fate != FATE_NONE) {
        buffer_append_format(out, "%s: %s\n", record_fate_name(r->fate),
                             r->reason);
        return;
    }
    civil_date_format(&a->published, date);
    buffer_append_format(out, "title: %.*s\nbyline: %.*s\npublished: %.10s\n",
                         (int)a->title.size, a->title.data ? a->title.data : "",
                         (int)a->byline.size,
                         a->byline.data ? a->byline.data : "", date);
    buffer_append_format(out, "language: %.*s\n\n", (int)a->language.size,
                         a->language.data ? a->language.data : "");
    buffer_append_str(out, a->text);
    buffer_append_char(out, '\n');
}

/* A page may begin with <!-- ADDRESS -->. */
static morgue_str address_of(morgue_str page)
{
    if (!str_starts_with(page, STR("<!-- http")))
        return STR("https://news.example/2021/03/04/story");
    page = str_slice(page, 5, page.size);
    return str_slice(page, 0, str_find_char(page, ' '));
}

static void check_page(article_extractor *x, const char *folder,
                       const char *name)
{
    char golden[300];
    buffer want, got;
    article a;
    record r;

    buffer_init(&want, 1u << 20);
    buffer_init(&got, 1u << 20);
    record_init(&r);
    assert_true(read_file(&r.block, folder, name));
    r.url = address_of(buffer_view(&r.block));
    r.media_type = STR("text/html");
    r.payload = buffer_view(&r.block);
    article_extract(x, &a, &r);
    print_article(&got, &a, &r);

    snprintf(golden, sizeof golden, "%.*s.golden",
             (int)(strlen(name) - strlen(".html")), name);
    if (getenv("MORGUE_PRINT_GOLDEN"))
        printf("== %s\n%s", golden, got.data);
    else if (!read_file(&want, folder, golden) ||
             !str_equal(buffer_view(&got), buffer_view(&want)))
        fail_msg("%s gives:\n%s", name, got.data);
    record_free(&r);
    buffer_free(&want);
    buffer_free(&got);
}

static void pages_give_what_their_golden_files_say(void **state)
{
    char folder[900];
    struct dirent **names;
    article_extractor *x = article_extractor_new();
    int pages = 0, n;

    (void)state;
    pages_folder(folder, sizeof folder);
    n = scandir(folder, &names, NULL, alphasort);
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        if (str_ends_with(str_of(names[i]->d_name), STR(".html"))) {
            check_page(x, folder, names[i]->d_name);
            pages++;
        }
        free(names[i]);
    }
    free(names);
    assert_true(pages >= 12);
    article_extractor_free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_give_what_their_golden_files_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
