/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_ld.h"

#include "html_text.h"
#include "str.h"

#include <jansson.h>

#define DEPTH_MAX 24
#define NODES_MAX 20000u

typedef struct finder {
    json_ld *out;
    arena *arena;
    json_t *names; /* "@id" to name, for authors given by reference */
    json_t *article, *page; /* the best of each kind; borrowed */
    int rank;
    unsigned nodes;
} finder;

static morgue_str text_of(const json_t *value)
{
    if (!json_is_string(value))
        return (morgue_str){NULL, 0};
    return str_make(json_string_value(value), json_string_length(value));
}

static morgue_str clean(finder *f, const json_t *value)
{
    return html_text_plain(f->arena, text_of(value));
}

/* How much of an article a type is; 0: none, 1: a page. */
static int type_rank(morgue_str type)
{
    static const struct {
        const char *ending;
        int rank;
    } ranks[] = {
        {"NewsArticle", 9},   {"ReportageNewsArticle", 9},
        {"BlogPosting", 8},   {"LiveBlogPosting", 8},
        {"Article", 7},       {"Report", 6},
        {"Review", 3},        {"Recipe", 3},
        {"Posting", 3},       {"CreativeWork", 2},
        {"Event", 1},         {"WebPage", 1},
        {"ItemPage", 1},      {"VideoObject", 1},
    };

    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (str_ends_with(type, str_of(ranks[i].ending)))
            return ranks[i].rank;
    return 0;
}

static int object_rank(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type"), *one;
    size_t i;
    int best = 0, rank;

    if (json_is_string(type))
        return type_rank(text_of(type));
    json_array_foreach(type, i, one) {
        rank = type_rank(text_of(one));
        best = rank > best ? rank : best;
    }
    return best;
}

static bool object_is(const json_t *object, const char *name)
{
    const json_t *type = json_object_get(object, "@type");

    if (json_is_array(type))
        type = json_array_get(type, 0);
    return str_equal(text_of(type), str_of(name));
}

static void visit_object(finder *f, json_t *object)
{
    const json_t *id = json_object_get(object, "@id");
    json_t *name = json_object_get(object, "name");
    int rank = object_rank(object);

    if (json_is_string(id) && json_is_string(name))
        json_object_set(f->names, json_string_value(id), name);
    if (object_is(object, "CollectionPage") ||
        object_is(object, "SearchResultsPage"))
        f->out->is_listing = true;
    if (rank > f->rank) {
        f->rank = rank;
        f->article = object;
    }
    if (rank == 1 && f->page == NULL)
        f->page = object;
}

/* What stands below these is another article, not the page's own. */
static bool leads_elsewhere(const char *key)
{
    static const char *const keys[] = {
        "itemListElement", "hasPart", "isPartOf", "mentions", "citation",
        "comment", "isBasedOn", "review", "relatedLink", "blogPost",
        "subjectOf", "liveBlogUpdate",
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(key, keys[i]))
            return true;
    return false;
}

static void visit(finder *f, json_t *value, int depth)
{
    const char *key;
    json_t *member;
    size_t i;

    if (depth > DEPTH_MAX || f->nodes++ > NODES_MAX)
        return;
    if (json_is_array(value)) {
        json_array_foreach(value, i, member)
            visit(f, member, depth + 1);
    } else if (json_is_object(value)) {
        visit_object(f, value);
        json_object_foreach(value, key, member)
            if (!leads_elsewhere(key) &&
                (json_is_array(member) || json_is_object(member)))
                visit(f, member, depth + 1);
    }
}

static void add_author(finder *f, morgue_str name)
{
    json_ld *out = f->out;

    name = html_text_plain(f->arena, name);
    if (name.size == 0 || name.size > 200 ||
        out->author_count >= JSON_LD_AUTHORS_MAX)
        return;
    for (size_t i = 0; i < out->author_count; i++)
        if (str_equal_nocase(out->authors[i], name))
            return;
    out->authors[out->author_count++] = name;
}

static void read_authors(finder *f, const json_t *value, int depth)
{
    const json_t *one, *name;
    size_t i;

    if (depth > 4)
        return;
    if (json_is_string(value)) {
        add_author(f, text_of(value));
    } else if (json_is_array(value)) {
        json_array_foreach(value, i, one)
            read_authors(f, one, depth + 1);
    } else if (json_is_object(value)) {
        name = json_object_get(value, "name");
        if (name == NULL && json_object_get(value, "familyName")) {
            morgue_str given = text_of(json_object_get(value, "givenName"));
            morgue_str family = text_of(json_object_get(value, "familyName"));
            add_author(f, str_trim(arena_join(f->arena, given, STR(" "),
                                              family)));
            return;
        }
        if (name == NULL)
            name = json_object_get(value, "byline");
        if (name == NULL)
            name = json_object_get(
                f->names,
                json_is_string(json_object_get(value, "@id"))
                    ? json_string_value(json_object_get(value, "@id"))
                    : "");
        read_authors(f, name, depth + 1);
    }
}

static morgue_str name_of(finder *f, const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value)) {
        const json_t *name = json_object_get(value, "name");
        const json_t *id = json_object_get(value, "@id");
        if (name == NULL && json_is_string(id))
            name = json_object_get(f->names, json_string_value(id));
        value = name;
    }
    return clean(f, value);
}

static void fill(finder *f, morgue_str *to, const json_t *object,
                 const char *key)
{
    if (to->size == 0)
        *to = clean(f, json_object_get(object, key));
}

/* A date may be a number of seconds, or an object with a value. */
static void fill_date(finder *f, morgue_str *to, const json_t *object,
                      const char *key)
{
    const json_t *value = json_object_get(object, key);

    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, "@value");
    if (to->size)
        return;
    if (json_is_integer(value))
        *to = arena_format(f->arena, "%lld",
                           (long long)json_integer_value(value));
    else
        *to = clean(f, value);
}

static void fill_all(finder *f, const json_t *object)
{
    json_ld *out = f->out;
    const json_t *section = json_object_get(object, "articleSection");

    fill(f, &out->headline, object, "headline");
    fill(f, &out->headline, object, "name");
    fill_date(f, &out->published, object, "datePublished");
    fill_date(f, &out->published, object, "dateCreated");
    fill_date(f, &out->modified, object, "dateModified");
    fill(f, &out->language, object, "inLanguage");
    if (out->section.size == 0)
        out->section = name_of(f, section);
    if (out->publisher.size == 0)
        out->publisher = name_of(f, json_object_get(object, "publisher"));
    if (out->author_count == 0)
        read_authors(f, json_object_get(object, "author"), 0);
    if (out->author_count == 0)
        read_authors(f, json_object_get(object, "creator"), 0);
    if (out->body.size == 0)
        out->body = html_text_paragraphs(
            f->arena, text_of(json_object_get(object, "articleBody")));
}

/* Where the page's own program would have stopped reading: escapes that JSON
 * does not know lose their backslash, commas before a bracket go. */
static size_t repair(char *out, morgue_str s)
{
    size_t n = 0;
    bool in_string = false;

    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];

        if (in_string && c == '\\' && i + 1 < s.size) {
            if (strchr("\"\\/bfnrtu", s.data[i + 1]) != NULL)
                out[n++] = c;
            out[n++] = s.data[++i];
            continue;
        }
        if (c == '"')
            in_string = !in_string;
        if (!in_string && (c == ']' || c == '}')) {
            size_t end = n;
            while (end > 0 && ascii_is_space(out[end - 1]))
                end--;
            if (end > 0 && out[end - 1] == ',')
                n = end - 1;
        }
        out[n++] = c;
    }
    return n;
}

/* Page makers leave raw line breaks in strings, comments around, and a
 * semicolon behind; none of it is JSON. */
static json_t *parse(arena *a, morgue_str script)
{
    char *text, *repaired;
    json_t *root;
    size_t begin = 0;

    while (begin < script.size && script.data[begin] != '{' &&
           script.data[begin] != '[')
        begin++;
    script = str_slice(script, begin, script.size);
    text = arena_strdup(a, script);
    for (size_t i = 0; i < script.size; i++)
        if ((unsigned char)text[i] < ' ')
            text[i] = ' ';
    root = json_loadb(text, script.size, JSON_DISABLE_EOF_CHECK, NULL);
    if (root || script.size == 0)
        return root;
    repaired = arena_alloc(a, script.size);
    return json_loadb(repaired, repair(repaired, str_make(text, script.size)),
                      JSON_DISABLE_EOF_CHECK, NULL);
}

void json_ld_read(json_ld *out, const html_page *p, arena *a)
{
    finder f = {.out = out, .arena = a, .names = json_object()};
    json_t *roots = json_array();

    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < p->json_ld_count; i++) {
        json_t *root = parse(a, p->json_lds[i]);
        if (root == NULL)
            continue;
        json_array_append_new(roots, root);
        visit(&f, root, 0);
    }
    out->is_article = f.rank >= 6;
    if (f.article)
        fill_all(&f, f.article);
    if (f.page && f.page != f.article) {
        fill(&f, &out->published, f.page, "datePublished");
        fill(&f, &out->modified, f.page, "dateModified");
        fill(&f, &out->language, f.page, "inLanguage");
    }
    json_decref(roots);
    json_decref(f.names);
}
