/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tokens to a tree, by recursive descent:
 *
 *   query    = sequence { OR sequence }
 *   sequence = conjunct { conjunct }          joined by the match mode
 *   conjunct = nearness { AND nearness }
 *   nearness = unary { (NEAR | ADJ) unary }   to the left
 *   unary    = (NOT | -) unary | [field:] primary
 *   primary  = [=] word | "phrase" | ( query ) | dates
 */
#include "analyzer.h"
#include "error.h"
#include "query.h"
#include "query_lexer.h"
#include "str.h"
#include "utf8.h"

#include <stdio.h>

#define QUOTED_MAX 40 /* bytes of the query that a message repeats */

typedef struct parser {
    query_lexer lexer;
    query_token token; /* the next one, not yet taken */
    const field *field; /* what brackets stand behind */
    morgue_match_mode mode;
    arena *memory;
    unsigned depth;
    morgue_error *err;
} parser;

/* Children while they are being gathered. */
typedef struct node_list {
    query_node **nodes;
    size_t count, capacity;
} node_list;

static morgue_status parse_query(parser *p, query_node **out);

static morgue_status expected(parser *p, const char *what)
{
    bool at_end = p->token.kind == QUERY_TOKEN_END;
    morgue_str text = p->token.text;

    if (at_end)
        return error_set(p->err, MORGUE_EQUERY, (int64_t)p->token.begin,
                         "expected %s, not the end of the query", what);
    return error_set(p->err, MORGUE_EQUERY, (int64_t)p->token.begin,
                     "expected %s, not \"%.*s\"", what,
                     (int)utf8_floor(text, QUOTED_MAX), text.data);
}

static bool has_word(morgue_str text)
{
    analyzer a;
    token t;

    analyzer_init(&a, text, 1);
    return analyzer_next(&a, &t);
}

/* Take the next token; words of nothing but punctuation do not count. */
static morgue_status advance(parser *p)
{
    morgue_status status;

    do {
        status = query_lexer_next(&p->lexer, &p->token, p->err);
    } while (status == MORGUE_OK && p->token.kind == QUERY_TOKEN_WORD &&
             !has_word(p->token.text) && !str_equal(p->token.text, STR("*")));
    return status;
}

static query_node *new_node(parser *p, query_kind kind, size_t offset)
{
    query_node *node = arena_calloc(p->memory, 1, sizeof *node);

    node->kind = kind;
    node->offset = offset;
    return node;
}

static void list_add(parser *p, node_list *list, query_node *node)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 4;
        query_node **nodes =
            arena_calloc(p->memory, capacity, sizeof(query_node *));
        if (list->count)
            memcpy(nodes, list->nodes, list->count * sizeof(query_node *));
        list->nodes = nodes;
        list->capacity = capacity;
    }
    list->nodes[list->count++] = node;
}

/* The list as one node: itself when it has one, an AND or OR otherwise. */
static query_node *list_join(parser *p, const node_list *list, query_kind kind)
{
    query_node *node;

    if (list->count == 1)
        return list->nodes[0];
    node = new_node(p, kind, list->nodes[0]->offset);
    node->children = list->nodes;
    node->child_count = list->count;
    return node;
}

/* ---- Words ---- */

/*
 * A star counts right behind a word and before none: "cyber*", but not the
 * marks of **bold** text that was pasted.
 */
static bool is_star_at(morgue_str text, size_t at)
{
    return at < text.size && text.data[at] == '*' &&
           (at + 1 == text.size || text.data[at + 1] != '*');
}

/* A star in text[begin, end), which no word ends right before. */
static morgue_status refuse_star(parser *p, const query_token *t, size_t begin,
                                 size_t end)
{
    size_t star = str_find_char(str_slice(t->text, begin, end), '*');

    if (star == SIZE_MAX)
        return MORGUE_OK;
    return error_set(p->err, MORGUE_EQUERY, (int64_t)(t->begin + begin + star),
                     "expected * at the end of a word only");
}

static morgue_status check_stars(parser *p, const query_token *t)
{
    analyzer a;
    token word;
    size_t end = 0;
    morgue_status status = MORGUE_OK;

    analyzer_init(&a, t->text, 1);
    while (status == MORGUE_OK && analyzer_next(&a, &word)) {
        status = refuse_star(p, t, end, word.begin);
        end = word.end;
    }
    end += is_star_at(t->text, end);
    return status == MORGUE_OK ? refuse_star(p, t, end, t->text.size) : status;
}

static void set_words(parser *p, query_node *node)
{
    analyzer a;
    token t;
    size_t count = 0;
    query_word *words;

    analyzer_init(&a, node->text, 1);
    while (analyzer_next(&a, &t))
        count++;
    words = arena_calloc(p->memory, count, sizeof *words);
    analyzer_init(&a, node->text, 1);
    for (size_t i = 0; i < count && analyzer_next(&a, &t); i++) {
        words[i].term = arena_copy(p->memory, t.term);
        words[i].is_prefix = is_star_at(node->text, t.end);
    }
    node->words = words;
    node->word_count = count;
}

static query_node *new_leaf(parser *p, query_kind kind, const query_token *t,
                            const field *f)
{
    query_node *node = new_node(p, kind, t->begin);

    node->text = t->text;
    node->field = f;
    if (f->kind == FIELD_KIND_WHOLE) {
        node->kind = QUERY_WHOLE;
        return node;
    }
    set_words(p, node);
    if (node->word_count > 1)
        node->kind = QUERY_PHRASE;
    return node;
}

static morgue_status parse_word(parser *p, query_kind kind, const field *f,
                                query_node **out)
{
    query_token t = p->token;
    morgue_status status = MORGUE_OK;

    if (str_equal(t.text, STR("*")) && kind == QUERY_WORD &&
        field_id_of(f) == FIELD_TEXT) {
        *out = new_node(p, QUERY_ALL, t.begin);
        return advance(p);
    }
    if (!has_word(t.text))
        return expected(p, f->kind == FIELD_KIND_WHOLE ||
                                   field_id_of(f) == FIELD_TEXT
                               ? "a word"
                               : "a word or the beginning of one");
    if (f->kind != FIELD_KIND_WHOLE)
        status = check_stars(p, &t);
    if (status != MORGUE_OK)
        return status;
    *out = new_leaf(p, kind, &t, f);
    (*out)->is_compound =
        (*out)->kind == QUERY_PHRASE && kind == QUERY_WORD;
    return advance(p);
}

static morgue_status parse_phrase(parser *p, const field *f, query_node **out)
{
    query_token t = p->token;

    if (!has_word(t.text))
        return error_set(p->err, MORGUE_EQUERY, (int64_t)t.begin,
                         "expected a word between the quotes");
    *out = new_leaf(p, QUERY_PHRASE, &t, f);
    if ((*out)->kind == QUERY_PHRASE && (*out)->word_count == 1)
        (*out)->kind = QUERY_EXACT;
    return advance(p);
}

/* ---- Dates ---- */

bool query_date(civil_date *out, morgue_str text)
{
    return (civil_date_parse_iso(out, text) ||
            civil_date_parse_digits(out, text)) &&
           out->precision != DATE_UNKNOWN;
}

static morgue_status parse_date(parser *p, morgue_str text, civil_date *out)
{
    if (text.size == 0 || query_date(out, text))
        return MORGUE_OK;
    return error_set(p->err, MORGUE_EQUERY,
                     text.data - p->lexer.text.data,
                     "expected a date such as 2014, 2014-12 or 2014-12-18, "
                     "not \"%.*s\"",
                     (int)utf8_floor(text, QUOTED_MAX), text.data);
}

/* FROM, FROM..TO, ..TO, FROM.. */
static morgue_status parse_range(parser *p, const field *f, query_node **out)
{
    query_token t = p->token;
    size_t dots = str_find(t.text, STR(".."));
    query_node *node = new_node(p, QUERY_RANGE, t.begin);
    morgue_status status;

    if (t.text.size == 0 || (dots == 0 && t.text.size == 2))
        return error_set(p->err, MORGUE_EQUERY, (int64_t)t.begin,
                         "expected a date, or two with .. between, after %s:",
                         f->name);
    node->field = f;
    node->text = t.text;
    *out = node;
    status = parse_date(p, str_slice(t.text, 0, dots), &node->from);
    if (status == MORGUE_OK && dots != SIZE_MAX)
        status = parse_date(p, str_slice(t.text, dots + 2, t.text.size),
                            &node->to);
    else
        node->to = node->from;
    return status == MORGUE_OK ? advance(p) : status;
}

/* ---- Structure ---- */

static morgue_status parse_brackets(parser *p, const field *f,
                                    query_node **out)
{
    size_t begin = p->token.begin;
    const field *outer = p->field;
    morgue_status status;

    if (++p->depth > QUERY_DEPTH_MAX)
        return error_set(p->err, MORGUE_EQUERY, (int64_t)begin,
                         "brackets are nested deeper than %d", QUERY_DEPTH_MAX);
    p->field = f;
    status = advance(p);
    if (status == MORGUE_OK)
        status = parse_query(p, out);
    if (status != MORGUE_OK)
        return status;
    if (p->token.kind != QUERY_TOKEN_CLOSE)
        return error_set(p->err, MORGUE_EQUERY, (int64_t)begin,
                         "bracket is not closed");
    p->depth--;
    p->field = outer;
    return advance(p);
}

static morgue_status parse_exact(parser *p, const field *f, query_node **out)
{
    morgue_status status = advance(p);

    if (status != MORGUE_OK)
        return status;
    if (f->kind == FIELD_KIND_DATE)
        return expected(p, "a date without = before it");
    if (p->token.kind == QUERY_TOKEN_WORD)
        return parse_word(p, QUERY_EXACT, f, out);
    if (p->token.kind == QUERY_TOKEN_PHRASE)
        return parse_phrase(p, f, out);
    return expected(p, "a word after =");
}

static morgue_status parse_primary(parser *p, const field *f,
                                   const char *wanted, query_node **out)
{
    bool is_date = f->kind == FIELD_KIND_DATE;

    switch (p->token.kind) {
    case QUERY_TOKEN_WORD:
        return is_date ? parse_range(p, f, out)
                       : parse_word(p, QUERY_WORD, f, out);
    case QUERY_TOKEN_PHRASE:
        return is_date ? parse_range(p, f, out) : parse_phrase(p, f, out);
    case QUERY_TOKEN_EXACT:
        return parse_exact(p, f, out);
    case QUERY_TOKEN_OPEN:
        return parse_brackets(p, f, out);
    default:
        return expected(p, wanted);
    }
}

static morgue_status parse_field(parser *p, query_node **out)
{
    const field *f = p->token.field;
    char wanted[64];
    morgue_status status;

    snprintf(wanted, sizeof wanted, "%s after %s:",
             f->kind == FIELD_KIND_DATE ? "a date, or two with .. between,"
                                        : "a word or a phrase",
             f->name);
    if (f->kind == FIELD_KIND_DATE || f->kind == FIELD_KIND_WHOLE)
        status = query_lexer_value(&p->lexer, &p->token, p->err);
    else
        status = advance(p);
    return status == MORGUE_OK ? parse_primary(p, f, wanted, out) : status;
}

static morgue_status parse_not(parser *p, query_node **out)
{
    size_t begin = p->token.begin;
    query_node *child = NULL, **children;
    morgue_status status = advance(p);
    bool negated = true;

    /* NOT NOT x is x: a loop, so that no stack is spent on it. */
    while (status == MORGUE_OK && p->token.kind == QUERY_TOKEN_NOT) {
        negated = !negated;
        status = advance(p);
    }
    if (status == MORGUE_OK)
        status = p->token.kind == QUERY_TOKEN_FIELD
                     ? parse_field(p, &child)
                     : parse_primary(p, p->field, "a word or a phrase after NOT",
                                     &child);
    if (status != MORGUE_OK)
        return status;
    *out = child;
    if (!negated)
        return MORGUE_OK;
    *out = new_node(p, QUERY_NOT, begin);
    children = arena_calloc(p->memory, 1, sizeof(query_node *));
    children[0] = child;
    (*out)->children = children;
    (*out)->child_count = 1;
    return MORGUE_OK;
}

static morgue_status parse_unary(parser *p, query_node **out)
{
    if (p->token.kind == QUERY_TOKEN_NOT)
        return parse_not(p, out);
    if (p->token.kind == QUERY_TOKEN_FIELD)
        return parse_field(p, out);
    return parse_primary(p, p->field, "a word or a phrase", out);
}

/* ---- Nearness ---- */

/* What has places in an article: words, phrases, entities, ORs and NEARs of
 * them. */
static bool has_places(const query_node *node)
{
    switch (node->kind) {
    case QUERY_WORD:
    case QUERY_EXACT:
    case QUERY_PHRASE:
        return true;
    case QUERY_OR:
    case QUERY_NEAR:
    case QUERY_ADJ:
        for (size_t i = 0; i < node->child_count; i++)
            if (!has_places(node->children[i]))
                return false;
        return true;
    default:
        return false;
    }
}

/* Names stand in the text, and the title in its space of places; the words of
 * a byline, an outlet and a section are counted each from 1. */
static field_id space_of(const field *f)
{
    field_id id = field_id_of(f);

    return f->kind == FIELD_KIND_ENTITY || id == FIELD_TITLE ? FIELD_TEXT : id;
}

/* The leaf whose places cannot be compared with those of `first`, or NULL. */
static const query_node *stands_apart(const query_node *node,
                                      const query_node *first)
{
    const query_node *found = NULL;

    if (node->child_count == 0)
        return space_of(node->field) == space_of(first->field) ? NULL : node;
    for (size_t i = 0; i < node->child_count && found == NULL; i++)
        found = stands_apart(node->children[i], first);
    return found;
}

static const query_node *first_leaf(const query_node *node)
{
    while (node->child_count > 0)
        node = node->children[0];
    return node;
}

static unsigned nearness_depth(const query_node *node)
{
    unsigned most = 0;

    for (size_t i = 0; i < node->child_count; i++) {
        unsigned one = nearness_depth(node->children[i]);
        most = one > most ? one : most;
    }
    return most + (node->kind != QUERY_OR && node->child_count > 0);
}

static morgue_status check_nearness(parser *p, const query_node *node)
{
    const char *name = node->kind == QUERY_NEAR ? "NEAR" : "ADJ";
    const query_node *apart;

    for (size_t i = 0; i < node->child_count; i++)
        if (!has_places(node->children[i]))
            return error_set(p->err, MORGUE_EQUERY,
                             (int64_t)node->children[i]->offset,
                             "expected a word, a phrase or an entity beside %s",
                             name);
    apart = stands_apart(node, first_leaf(node));
    if (apart != NULL)
        return error_set(p->err, MORGUE_EQUERY, (int64_t)apart->offset,
                         "expected words of title and text, or of one field, "
                         "on both sides of %s", name);
    if (nearness_depth(node) > QUERY_NEARNESS_MAX)
        return error_set(p->err, MORGUE_EQUERY,
                         (int64_t)node->children[1]->offset,
                         "NEAR and ADJ are within each other more than %d deep",
                         QUERY_NEARNESS_MAX);
    return MORGUE_OK;
}

/* What stands before the operator is in *out, and becomes its left side. */
static morgue_status parse_right_side(parser *p, query_node **out)
{
    query_node *node = new_node(
        p, p->token.kind == QUERY_TOKEN_NEAR ? QUERY_NEAR : QUERY_ADJ,
        (*out)->offset);
    node_list pair = {0};
    morgue_status status;

    node->distance = p->token.distance;
    list_add(p, &pair, *out);
    status = advance(p);
    if (status == MORGUE_OK)
        status = parse_unary(p, out);
    if (status != MORGUE_OK)
        return status;
    list_add(p, &pair, *out);
    node->children = pair.nodes;
    node->child_count = 2;
    *out = node;
    return check_nearness(p, node);
}

static morgue_status parse_nearness(parser *p, query_node **out)
{
    morgue_status status = parse_unary(p, out);

    while (status == MORGUE_OK && (p->token.kind == QUERY_TOKEN_NEAR ||
                                   p->token.kind == QUERY_TOKEN_ADJ))
        status = parse_right_side(p, out);
    return status;
}

/* ---- Sequences ---- */

static morgue_status parse_conjunct(parser *p, query_node **out)
{
    node_list list = {0};
    morgue_status status = parse_nearness(p, out);

    if (status == MORGUE_OK)
        list_add(p, &list, *out);
    while (status == MORGUE_OK && p->token.kind == QUERY_TOKEN_AND) {
        status = advance(p);
        if (status == MORGUE_OK)
            status = parse_nearness(p, out);
        if (status == MORGUE_OK)
            list_add(p, &list, *out);
    }
    if (status == MORGUE_OK)
        *out = list_join(p, &list, QUERY_AND);
    return status;
}

static bool ends_sequence(query_token_kind kind)
{
    return kind == QUERY_TOKEN_END || kind == QUERY_TOKEN_OR ||
           kind == QUERY_TOKEN_CLOSE;
}

/* With any word enough, these still narrow: dates, where it was printed, what
 * it must not hold; and brackets with nothing else in them. */
static bool is_filter(const query_node *node)
{
    if (node->kind == QUERY_AND || node->kind == QUERY_OR) {
        size_t i = 0;
        while (i < node->child_count && is_filter(node->children[i]))
            i++;
        return i == node->child_count;
    }
    if (node->kind == QUERY_NOT || node->kind == QUERY_RANGE ||
        node->kind == QUERY_WHOLE)
        return true;
    return node->field && (field_id_of(node->field) == FIELD_SOURCE ||
                           field_id_of(node->field) == FIELD_SECTION);
}

/* Britain's: all that is behind the name is an s. */
static bool is_possessive(const query_node *node)
{
    return node->word_count == 2 &&
           str_equal(node->words[1].term, STR("s")) &&
           (str_find(node->text, STR("'")) != SIZE_MAX ||
            str_find(node->text, STR("\xe2\x80\x99")) != SIZE_MAX);
}

static query_node *word_of(parser *p, const query_node *compound, size_t i)
{
    query_node *word = new_node(p, QUERY_WORD, compound->offset);

    word->field = compound->field;
    word->words = &compound->words[i];
    word->word_count = 1;
    word->text = word->words->term;
    return word;
}

/*
 * Where any word is enough, "left-wing" is its words as well, the phrase only
 * ranks; single letters say nothing, so that "U.S." stays what it is.
 */
static void add_loosely(parser *p, node_list *any, query_node *node)
{
    size_t words = 0;

    for (size_t i = 0; node->is_compound && i < node->word_count; i++)
        if (utf8_length(node->words[i].term) > 1) {
            list_add(p, any, word_of(p, node, i));
            words++;
        }
    if (words > 0 && is_possessive(node))
        return;
    node->is_extra = words > 0;
    list_add(p, any, node);
}

static query_node *join_any(parser *p, const node_list *list)
{
    node_list any = {0}, all = {0};

    for (size_t i = 0; i < list->count; i++)
        if (!is_filter(list->nodes[i]))
            add_loosely(p, &any, list->nodes[i]);
    if (any.count > 0)
        list_add(p, &all, list_join(p, &any, QUERY_OR));
    for (size_t i = 0; i < list->count; i++)
        if (is_filter(list->nodes[i]))
            list_add(p, &all, list->nodes[i]);
    return list_join(p, &all, QUERY_AND);
}

static morgue_status parse_sequence(parser *p, query_node **out)
{
    node_list list = {0};
    morgue_status status;

    do {
        status = parse_conjunct(p, out);
        if (status == MORGUE_OK)
            list_add(p, &list, *out);
    } while (status == MORGUE_OK && !ends_sequence(p->token.kind));
    if (status == MORGUE_OK)
        *out = p->mode == MORGUE_MATCH_ANY ? join_any(p, &list)
                                           : list_join(p, &list, QUERY_AND);
    return status;
}

static morgue_status parse_query(parser *p, query_node **out)
{
    node_list list = {0};
    morgue_status status = parse_sequence(p, out);

    if (status == MORGUE_OK)
        list_add(p, &list, *out);
    while (status == MORGUE_OK && p->token.kind == QUERY_TOKEN_OR) {
        status = advance(p);
        if (status == MORGUE_OK)
            status = parse_sequence(p, out);
        if (status == MORGUE_OK)
            list_add(p, &list, *out);
    }
    if (status == MORGUE_OK)
        *out = list_join(p, &list, QUERY_OR);
    return status;
}

morgue_status query_parse(const query_node **out, morgue_str text,
                          morgue_match_mode mode, arena *memory,
                          morgue_error *err)
{
    parser p = {.lexer = {text, 0, query_is_sentence(text)},
                .field = &fields[FIELD_TEXT], .mode = mode, .memory = memory,
                .err = err};
    query_node *root = NULL;
    morgue_status status;

    if (text.size > QUERY_SIZE_MAX)
        return error_set(err, MORGUE_EQUERY, QUERY_SIZE_MAX,
                         "expected a query of at most %d bytes",
                         QUERY_SIZE_MAX);
    status = advance(&p);
    if (status == MORGUE_OK)
        status = parse_query(&p, &root);
    if (status == MORGUE_OK && p.token.kind != QUERY_TOKEN_END)
        status = expected(&p, "an opening bracket before it");
    *out = status == MORGUE_OK ? root : NULL;
    return status;
}
