/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sample_article.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 500

typedef struct name_list {
    const char *items[NAMES_MAX];
    size_t count;
} name_list;

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The names in `folder` that end in `suffix`, sorted, the suffix cut off. */
static name_list *list_folder(const char *folder, const char *suffix)
{
    name_list *names = pool_alloc(sizeof(*names));
    DIR *directory = opendir(folder);
    const struct dirent *entry;

    if (directory == NULL)
        die("%s: can't be opened", folder);
    while ((entry = readdir(directory)) != NULL) {
        size_t length = strlen(entry->d_name);
        size_t tail = strlen(suffix);

        if (entry->d_name[0] == '.' || length <= tail ||
            strcmp(entry->d_name + length - tail, suffix) != 0)
            continue;
        if (names->count == NAMES_MAX)
            die("%s: more than %d entries", folder, NAMES_MAX);
        names->items[names->count++] = text_copy(entry->d_name, length - tail);
    }
    closedir(directory);
    qsort(names->items, names->count, sizeof(names->items[0]), compare_names);
    return names;
}

static void read_outlets(sample_set *sample)
{
    const char *folder = text_format("%s/outlets", sample->folder);
    const name_list *names = list_folder(folder, "");

    sample->outlet_count = names->count;
    sample->outlets = pool_alloc(names->count * sizeof(sample_outlet));
    for (size_t i = 0; i < names->count; i++) {
        sample_outlet *outlet = &sample->outlets[i];

        outlet->folder = text_format("%s/%s", folder, names->items[i]);
        outlet->facts_path = text_format("%s/outlet.yaml", outlet->folder);
        outlet->facts = yaml_read(outlet->facts_path);
    }
}

/* Cuts the front matter from the body and reads both. */
static void read_article(sample_article *article, const sample_set *sample)
{
    static const char open[] = "---\n";
    static const char close[] = "\n---\n";
    bytes text = bytes_read(article->path);
    const char *end;

    if (strncmp(text.data, open, strlen(open)) != 0 ||
        (end = strstr(text.data, close)) == NULL)
        die("%s: does not begin with front matter", article->path);
    article->front =
        yaml_parse(text.data, (size_t)(end + 1 - text.data), article->path);
    article->source = end + strlen(close);
    article->body = markdown_parse(article->source);
    article->outlet = sample_outlet_find(
        sample, yaml_need(article->front, "outlet", article->path));
}

static void read_articles(sample_set *sample)
{
    const char *folder = text_format("%s/articles", sample->folder);
    const name_list *names = list_folder(folder, ".md");

    sample->article_count = names->count;
    sample->articles = pool_alloc(names->count * sizeof(sample_article));
    for (size_t i = 0; i < names->count; i++) {
        sample_article *article = &sample->articles[i];

        article->slug = names->items[i];
        article->path = text_format("%s/%s.md", folder, article->slug);
        read_article(article, sample);
    }
}

sample_set sample_read(const char *folder)
{
    sample_set sample = {.folder = folder};

    sample.plan_path = text_format("%s/archives.yaml", folder);
    sample.plan = yaml_read(sample.plan_path);
    read_outlets(&sample);
    read_articles(&sample);
    return sample;
}

const sample_article *sample_find(const sample_set *sample, const char *slug)
{
    for (size_t i = 0; i < sample->article_count; i++)
        if (strcmp(sample->articles[i].slug, slug) == 0)
            return &sample->articles[i];
    die("no article \"%s\"", slug);
}

const sample_outlet *sample_outlet_find(const sample_set *sample,
                                        const char *name)
{
    for (size_t i = 0; i < sample->outlet_count; i++)
        if (strcmp(strrchr(sample->outlets[i].folder, '/') + 1, name) == 0)
            return &sample->outlets[i];
    die("no outlet \"%s\"", name);
}

static const char *host_begin(const char *url)
{
    const char *host = strstr(url, "://");

    if (host == NULL)
        die("\"%s\" is no URL", url);
    return host + 3;
}

const char *url_path(const char *url)
{
    const char *path = strchr(host_begin(url), '/');

    return path == NULL ? "/" : path;
}

const char *url_host(const char *url)
{
    const char *host = host_begin(url);

    return text_copy(host, strcspn(host, "/"));
}
