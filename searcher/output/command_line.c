/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command_line.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FACET_LIMIT 10 /* values, where none is given */

static const char help[] =
    "usage: morgue-search [OPTION]... INDEX [QUERY]...\n"
    "Print the articles of INDEX that match QUERY.  To count all articles,\n"
    "with --count, --facet, --timeline or --entities, QUERY may be left out.\n"
    "\n"
    "  -n, --limit N       matches to print: 10, 0 for all\n"
    "      --offset N      matches to pass over first\n"
    "      --sort ORDER    relevance, newest or oldest\n"
    "      --match MODE    all words of the query must match, or any\n"
    "      --from DATE     published on DATE or later (1999, 1999-09, ...)\n"
    "      --to DATE       published on DATE or earlier\n"
    "      --format NAME   text, json, ndjson, csv, ris or bibtex\n"
    "      --facet FIELD[:N]  count the matches by source, language, section,\n"
    "                      person, org or place; the N (10, 0 for all) most\n"
    "                      frequent values are printed\n"
    "      --timeline UNIT count the matches by year, month or day\n"
    "      --entities PREFIX  list the persons, organisations and places\n"
    "                      whose name has a word that begins so, with the\n"
    "                      number of matches that name them\n"
    "      --aliases FILE  names that stand for one (docs/aliases.md), in the\n"
    "                      place of INDEX/aliases; \"\" for none\n"
    "      --count         print no matches: how many there are, and facets\n"
    "                      and timeline where asked for\n"
    "      --snippet N     characters of a snippet: 240, 0 for none\n"
    "      --all-copies    articles of the same text each as a match\n"
    "      --replay URL    link to a web archive; {timestamp} and {url} in\n"
    "                      it are filled in\n"
    "      --explain       print how the query is understood instead\n"
    "      --help, --version\n"
    "\n"
    "A query: flood damage  \"flood damage\"  =flooding  cyber*  -rain\n"
    "  a OR b  (a b) NOT c  a NEAR/5 b  a ADJ/3 b  title:flood\n"
    "  person:Meehan org:\"Sony Pictures\" place:Seoul entity:Sony\n"
    "  published:2014-12-01..2014-12-31\n"
    "Exit status: 0 matches, 1 no match, 2 usage or query, 3 input or output,\n"
    "  4 index locked, 5 index of another schema.\n";

typedef struct option option;
struct option {
    const char *name;
    bool has_value;
    bool (*set)(command_line *line, const option *o, const char *value);
};

static bool complain(const char *what, const char *word)
{
    fprintf(stderr, "morgue-search: %s: %s\n", word, what);
    return false;
}

static bool complain_option(const option *o, const char *value,
                            const char *expected)
{
    fprintf(stderr, "morgue-search: --%s: \"%s\" is not %s\n", o->name, value,
            expected);
    return false;
}

static bool read_number(const option *o, const char *value, uint64_t max,
                        uint64_t *out)
{
    char *end;

    errno = 0;
    *out = strtoull(value, &end, 10);
    if (*value < '0' || *value > '9' || *end != 0 || errno != 0 || *out > max)
        return complain_option(o, value, "a number");
    return true;
}

static bool set_limit(command_line *line, const option *o, const char *value)
{
    return read_number(o, value, INT64_MAX, &line->options.limit);
}

static bool set_offset(command_line *line, const option *o, const char *value)
{
    return read_number(o, value, INT64_MAX, &line->options.offset);
}

static bool set_snippet(command_line *line, const option *o,
                        const char *value)
{
    uint64_t chars;

    if (!read_number(o, value, 1u << 20, &chars))
        return false;
    line->options.snippet_chars = (size_t)chars;
    return true;
}

static bool set_sort(command_line *line, const option *o, const char *value)
{
    static const char *const names[] = {"relevance", "newest", "oldest"};

    for (int i = 0; i < 3; i++)
        if (strcmp(value, names[i]) == 0) {
            line->options.sort = (morgue_sort)i;
            return true;
        }
    return complain_option(o, value, "relevance, newest or oldest");
}

static bool set_match(command_line *line, const option *o, const char *value)
{
    if (strcmp(value, "all") != 0 && strcmp(value, "any") != 0)
        return complain_option(o, value, "all or any");
    line->mode = *value == 'a' && value[1] == 'n' ? MORGUE_MATCH_ANY
                                                  : MORGUE_MATCH_ALL;
    return true;
}

static bool set_from(command_line *line, const option *o, const char *value)
{
    (void)o;
    line->options.from = value;
    return true;
}

static bool set_to(command_line *line, const option *o, const char *value)
{
    (void)o;
    line->options.to = value;
    return true;
}

static bool set_facet(command_line *line, const option *o, const char *value)
{
    static const char *const names[] = {"source", "language", "section",
                                        "person", "org",      "place"};
    size_t size = strcspn(value, ":");
    uint64_t limit = FACET_LIMIT;

    if (value[size] == ':' &&
        !read_number(o, value + size + 1, SIZE_MAX, &limit))
        return false;
    if (line->facet_count == FACETS_MAX)
        return complain_option(o, value, "one of the first 16");
    for (int i = 0; i < 6; i++)
        if (strlen(names[i]) == size && memcmp(names[i], value, size) == 0) {
            line->facets[line->facet_count++] = (facet_wish){
                names[i], (morgue_facet_field)i, (size_t)limit};
            return true;
        }
    return complain_option(o, value, "source, language, section, person, org "
                                     "or place");
}

static bool set_entities(command_line *line, const option *o,
                         const char *value)
{
    (void)o;
    line->entities = value;
    return true;
}

static bool set_aliases(command_line *line, const option *o,
                        const char *value)
{
    (void)o;
    line->aliases = value;
    return true;
}

static bool set_timeline(command_line *line, const option *o,
                         const char *value)
{
    static const char *const names[] = {"year", "month", "day"};

    for (int i = 0; i < 3; i++)
        if (strcmp(value, names[i]) == 0) {
            line->has_timeline = true;
            line->unit = (morgue_timeline_unit)i;
            return true;
        }
    return complain_option(o, value, "year, month or day");
}

static bool set_format(command_line *line, const option *o, const char *value)
{
    line->sink = sink_by_format(value);
    if (line->sink == NULL)
        return complain_option(o, value,
                               "text, json, ndjson, csv, ris or bibtex");
    return true;
}

static bool set_replay(command_line *line, const option *o, const char *value)
{
    if (strstr(value, "{url}") == NULL)
        return complain_option(o, value, "a template with {url} in it");
    line->options.replay = value;
    return true;
}

static bool set_flag(command_line *line, const option *o, const char *value)
{
    (void)value;
    if (strcmp(o->name, "count") == 0)
        line->count = true;
    else if (strcmp(o->name, "explain") == 0)
        line->explain = true;
    else
        line->options.all_copies = true;
    return true;
}

static const option options[] = {
    {"limit", true, set_limit},       {"offset", true, set_offset},
    {"sort", true, set_sort},         {"match", true, set_match},
    {"from", true, set_from},         {"to", true, set_to},
    {"format", true, set_format},     {"snippet", true, set_snippet},
    {"facet", true, set_facet},       {"timeline", true, set_timeline},
    {"entities", true, set_entities}, {"replay", true, set_replay},
    {"aliases", true, set_aliases},
    {"count", false, set_flag},
    {"all-copies", false, set_flag},  {"explain", false, set_flag},
};

/* The option that --name or --name=value names, or NULL. */
static const option *find_option(const char *name)
{
    size_t size = strcspn(name, "=");

    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strlen(options[i].name) == size &&
            strncmp(options[i].name, name, size) == 0)
            return &options[i];
    return NULL;
}

/* One option at argv[*at]; *at ends on its last word. */
static bool read_option(command_line *line, int argc, char **argv, int *at)
{
    const char *word = argv[*at], *value = NULL;
    bool is_short = word[1] != '-';
    const option *o = is_short ? &options[0] : find_option(word + 2);

    if (is_short && word[1] != 'n')
        return complain("no such option (try --help)", word);
    if (o == NULL)
        return complain("no such option (try --help)", word);
    if (is_short && word[2] != 0)
        value = word + 2;
    else if (!is_short && strchr(word, '=') != NULL)
        value = strchr(word, '=') + 1;
    if (value != NULL && !o->has_value)
        return complain("this option takes no value", word);
    if (value == NULL && o->has_value) {
        if (*at + 1 >= argc)
            return complain("a value is missing behind it", word);
        value = argv[++*at];
    }
    return o->set(line, o, value);
}

static bool is_option(const command_line *line, const char *word)
{
    if (word[0] != '-' || word[1] == 0)
        return false;
    if (line->index == NULL || (word[1] == '-' && word[2] != 0))
        return true;
    return word[1] == 'n' && strspn(word + 2, "0123456789") == strlen(word + 2);
}

/* A word of the query, behind a blank. */
static bool add_word(command_line *line, const char *word)
{
    size_t before = line->query ? strlen(line->query) : 0;
    size_t size = strlen(word);
    char *query = realloc(line->query, before + size + 2);

    if (query == NULL)
        return complain("out of memory", word);
    if (line->query != NULL)
        query[before++] = ' ';
    memcpy(query + before, word, size + 1);
    line->query = query;
    return true;
}

static bool read_words(command_line *line, int argc, char **argv)
{
    bool options_ended = false;

    for (int i = 1; i < argc; i++) {
        if (!options_ended && strcmp(argv[i], "--") == 0) {
            options_ended = true;
        } else if (!options_ended && is_option(line, argv[i])) {
            if (!read_option(line, argc, argv, &i))
                return false;
        } else if (line->index == NULL) {
            line->index = argv[i];
        } else if (!add_word(line, argv[i])) {
            return false;
        }
    }
    return true;
}

static bool asks(int argc, char **argv, const char *word)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], word) == 0)
            return true;
    return false;
}

static bool only_counts(const command_line *line)
{
    return line->count || line->facet_count > 0 || line->has_timeline ||
           line->entities != NULL;
}

/* What options ask of each other. */
static bool check(command_line *line)
{
    bool needs_place = line->facet_count > 0 || line->has_timeline;

    if (line->index == NULL)
        return complain("missing (try --help)", "INDEX");
    if (line->query == NULL && !only_counts(line))
        return complain("missing (try --help)", "QUERY");
    if (needs_place && !line->sink->has_counts)
        return complain("no place for facets and timelines in this format: "
                        "use text or json", line->sink->format);
    line->hides_matches = line->query == NULL || line->count;
    line->count = line->count && !needs_place;
    return line->query != NULL || add_word(line, "*");
}

int command_line_read(command_line *out, int argc, char **argv)
{
    *out = (command_line){.options = MORGUE_SEARCH_OPTIONS_INIT,
                          .sink = &text_sink};
    if (asks(argc, argv, "--help")) {
        fputs(help, stdout);
        return 0;
    }
    if (asks(argc, argv, "--version")) {
        printf("morgue-search %s (index and output schema %u)\n",
               morgue_version(), morgue_schema_version());
        return 0;
    }
    if (!read_words(out, argc, argv) || !check(out))
        return 2;
    return COMMAND_LINE_RUN;
}

void command_line_free(command_line *line)
{
    free(line->query);
    line->query = NULL;
}
