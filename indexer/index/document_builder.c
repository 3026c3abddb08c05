/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document_builder.h"

#include "analyzer.h"
#include "digest.h"
#include "field.h"
#include "stored.h"
#include "str.h"
#include "text_fingerprint.h"
#include "unique_key.h"
#include "url_term.h"

#include <assert.h>

#define BYTES_PER_TERM 10 /* of a text, about: distinct ones */
#define NAME_WORDS_MAX 16 /* words of a name that are posted */
#define VALUES_MAX     10
/* Bytes of a stored head and of a mention, beside their longer strings. */
#define STORED_HEAD_MAX    512
#define STORED_MENTION_MAX 64

/* A name that was posted, and the numbers of its terms.  The tagger gives the
 * same bytes to all mentions of a name, so that none need be compared. */
typedef struct posted_name {
    morgue_str name;
    uint8_t kind;
    uint32_t *terms; /* NULL: none yet */
    size_t term_count;
} posted_name;

#define ADDED_MAX   64 /* names that are known by where their bytes stand */
#define POSTED_BITS 8  /* of the place of a name among those remembered */

typedef struct builder {
    arena *arena;
    document_terms *terms;

    document_value values[VALUES_MAX];
    size_t value_count;

    text_fingerprint *fingerprint;
    const mention *mentions; /* those not posted yet */
    size_t mention_count;
    posted_name posted[1 << POSTED_BITS];
} builder;

static void add_text(builder *b, const article *a);
static void add_fields(builder *b, const article *a, const record *r);
static void add_values(builder *b, const article *a, const record *r,
                       const mention *mentions, size_t count);

void document_build(document *out, document_terms *terms, const article *a,
                    const record *r, const mention *mentions,
                    size_t mention_count, arena *room)
{
    text_fingerprint fingerprint;
    builder b = {.arena = room,
                 .terms = terms,
                 .fingerprint = &fingerprint,
                 .mentions = mentions,
                 .mention_count = mention_count};
    document_value *values;

    text_fingerprint_begin(&fingerprint);
    document_terms_begin(terms, a->text.size / BYTES_PER_TERM);
    add_text(&b, a);
    add_fields(&b, a, r);
    add_values(&b, a, r, mentions, mention_count);
    values = arena_alloc(room, sizeof b.values);
    memcpy(values, b.values, sizeof b.values);
    *out =
        (document){.values = values,
                   .value_count = b.value_count,
                   .data = document_data(a, r, mentions, mention_count, room),
                   .language = a->language};
    document_terms_give(terms, out);
}

/* ---- Terms ---- */

/* prefix and word as a term; returns its number. */
static uint32_t add(builder *b, const char *prefix, morgue_str word,
                    uint32_t position, uint32_t wdf)
{
    char term[DOCUMENT_TERM_MAX];
    size_t before = strlen(prefix);

    assert(before + word.size <= sizeof term);
    memcpy(term, prefix, before);
    memcpy(term + before, word.data, word.size);
    return document_terms_add(b->terms, str_make(term, before + word.size),
                              position, wdf, false);
}

/* ---- Title, text and the names in them ---- */

/* Where each word of a name begins and ends in the folded whole. */
typedef struct folded_name {
    char bytes[DOCUMENT_TERM_MAX];
    size_t size;
    struct {
        size_t begin, end;
    } words[NAME_WORDS_MAX];
    size_t word_count;
} folded_name;

/* The name's words, folded, a space between them; what does not fit a term
 * is left out from its end. */
static void fold_name(folded_name *out, morgue_str name)
{
    analyzer words;
    token t;

    out->size = out->word_count = 0;
    analyzer_init(&words, name, 1);
    while (out->word_count < NAME_WORDS_MAX && analyzer_next(&words, &t)) {
        size_t begin = out->size + (out->size > 0);
        if (begin + t.term.size > DOCUMENT_TERM_MAX - 4)
            break;
        if (out->size > 0)
            out->bytes[out->size] = ' ';
        memcpy(out->bytes + begin, t.term.data, t.term.size);
        out->size = begin + t.term.size;
        out->words[out->word_count].begin = begin;
        out->words[out->word_count++].end = out->size;
    }
}

static const char *name_prefix(unsigned kind)
{
    static const field_id ids[MENTION_KINDS] = {FIELD_PERSON, FIELD_ORG,
                                                FIELD_PLACE};

    return fields[ids[kind]].prefix;
}

/* Each word alone, and each ending of two words and more: common/field.h. */
static void post_new_name(builder *b, posted_name *p, uint32_t position)
{
    const char *prefix = name_prefix(p->kind);
    folded_name name;

    fold_name(&name, p->name);
    p->terms = arena_alloc(b->arena, 2 * NAME_WORDS_MAX * sizeof *p->terms);
    for (size_t i = 0; i < name.word_count; i++) {
        size_t begin = name.words[i].begin, end = name.words[i].end;
        morgue_str word = str_make(name.bytes + begin, end - begin);
        morgue_str ending = str_make(name.bytes + begin, name.size - begin);
        p->terms[p->term_count++] = add(b, prefix, word, position, 1);
        if (i + 1 < name.word_count)
            p->terms[p->term_count++] = add(b, prefix, ending, position, 1);
    }
}

static bool was_posted(const posted_name *p, const mention *m)
{
    return p->terms && p->name.data == m->name.data &&
           p->name.size == m->name.size && p->kind == m->kind;
}

static void post_name(builder *b, const mention *m, uint32_t position)
{
    uint64_t hash = ((uint64_t)(uintptr_t)m->name.data + m->name.size) *
                    0x9e3779b97f4a7c15u;
    posted_name *p = &b->posted[hash >> (64 - POSTED_BITS)];

    if (!was_posted(p, m)) {
        *p = (posted_name){.name = m->name, .kind = m->kind};
        post_new_name(b, p, position);
        return;
    }
    for (size_t i = 0; i < p->term_count; i++)
        document_terms_add_again(b->terms, p->terms[i], position);
}

static bool has_words(const folded_name *name, const char *words, size_t size)
{
    for (size_t i = 0; i < name->word_count; i++) {
        size_t begin = name->words[i].begin;

        if ((size == name->words[i].end - begin ||
             size == name->size - begin) &&
            memcmp(name->bytes + begin, words, size) == 0)
            return true;
    }
    return false;
}

/*
 * What the article writes is asked for as well: "FTC" where that stands for the
 * Federal Trade Commission.  Of most mentions it is a part of the name, and
 * posted already.
 */
static void post_written(builder *b, const mention *m, morgue_str text,
                         uint32_t position)
{
    morgue_str written = str_slice(text, m->begin, m->end);
    folded_name name, words;

    if (str_find(m->name, written) != SIZE_MAX)
        return;
    fold_name(&name, m->name);
    fold_name(&words, written);
    for (size_t i = 0; i < words.word_count; i++) {
        const char *at = words.bytes + words.words[i].begin;
        size_t size = words.words[i].end - words.words[i].begin;
        size_t rest = words.size - words.words[i].begin;

        if (!has_words(&name, at, size))
            add(b, name_prefix(m->kind), str_make(at, size), position, 1);
        if (rest > size && !has_words(&name, at, rest))
            add(b, name_prefix(m->kind), str_make(at, rest), position, 1);
    }
}

/* Post the mentions whose first word this is, and pass over those that begin
 * before it: they have no word of their own. */
static void post_mentions(builder *b, const token *t, morgue_str text,
                          bool in_title)
{
    while (b->mention_count > 0 && b->mentions->in_title == in_title &&
           b->mentions->begin < t->end) {
        if (b->mentions->end > t->begin) {
            post_name(b, b->mentions, t->position);
            post_written(b, b->mentions, text, t->position);
        }
        b->mentions++;
        b->mention_count--;
    }
}

static void add_word(builder *b, const token *t)
{
    text_fingerprint_add(b->fingerprint, t->term);
    document_terms_add_word(b->terms, t);
}

static void add_text(builder *b, const article *a)
{
    analyzer words;
    token t;

    analyzer_init(&words, a->title, 1);
    while (analyzer_next(&words, &t)) {
        add_word(b, &t);
        add(b, fields[FIELD_TITLE].prefix, t.term, t.position, 1);
        post_mentions(b, &t, a->title, true);
    }
    while (b->mention_count > 0 && b->mentions->in_title) {
        b->mentions++;
        b->mention_count--;
    }
    document_terms_break(b->terms);
    analyzer_init(&words, a->text, words.position + POSITION_GAP);
    while (analyzer_next(&words, &t)) {
        add_word(b, &t);
        post_mentions(b, &t, a->text, false);
    }
    document_terms_add_pairs(b->terms);
}

/* ---- The other fields ---- */

static void add_words(builder *b, field_id id, morgue_str text)
{
    analyzer words;
    token t;

    analyzer_init(&words, text, 1);
    while (analyzer_next(&words, &t))
        add(b, fields[id].prefix, t.term, t.position, 1);
}

static void add_whole(builder *b, field_id id, morgue_str word)
{
    size_t before = strlen(fields[id].prefix);

    if (word.size > 0 && before + word.size <= DOCUMENT_TERM_MAX &&
        memchr(word.data, 0, word.size) == NULL)
        add(b, fields[id].prefix, word, 0, 0);
}

/* scheme://user@HOST:port/path, in small letters. */
static morgue_str url_host(morgue_str url, arena *a)
{
    size_t begin = str_find(url, STR("://"));
    morgue_str host;
    char *small;

    if (begin == SIZE_MAX)
        return str_make("", 0);
    host = str_slice(url, begin + 3, url.size);
    host = str_slice(host, 0, strcspn(arena_strdup(a, host), "/?#"));
    begin = str_find_char(host, '@');
    if (begin != SIZE_MAX)
        host = str_slice(host, begin + 1, host.size);
    host = str_slice(host, 0, str_find_char(host, ':'));
    small = arena_strdup(a, host);
    for (size_t i = 0; i < host.size; i++)
        small[i] = ascii_lower(small[i]);
    return str_make(small, host.size);
}

/* The host, and each domain above it but the topmost. */
static void add_host(builder *b, morgue_str host)
{
    size_t dot;

    for (;;) {
        add_whole(b, FIELD_HOST, host);
        dot = str_find_char(host, '.');
        if (dot == SIZE_MAX)
            return;
        host = str_slice(host, dot + 1, host.size);
        if (str_find_char(host, '.') == SIZE_MAX)
            return;
    }
}

/* Where the archive's digest is not ours, revisits find the article by it. */
static void add_claimed(builder *b, const record *r, unique_key own)
{
    char term[UNIQUE_TERM_MAX];
    unique_key claimed;

    if (unique_key_claimed(&claimed, r, r->url) &&
        (claimed.high != own.high || claimed.low != own.low))
        add(b, "", unique_key_term(claimed, term), 0, 0);
}

static void add_fields(builder *b, const article *a, const record *r)
{
    char term[URL_TERM_MAX], key[UNIQUE_TERM_MAX];
    record named = *r; /* a digest is set where the archive gave none */

    add_words(b, FIELD_AUTHOR, a->byline);
    add_words(b, FIELD_SOURCE, a->source);
    add_words(b, FIELD_SECTION, a->section);
    add_host(b, url_host(a->url, b->arena));
    add_whole(b, FIELD_LANGUAGE, a->language);
    if (a->url.size > 0)
        add(b, "", url_term(term, a->url), 0, 0);
    unique_key_digest(&named);
    add(b, "", unique_key_term(unique_key_of(&named), key), 0, 0);
    add_claimed(b, r, unique_key_of(&named));
}

/* ---- Values ---- */

static void add_value(builder *b, uint32_t slot, morgue_str value)
{
    if (value.size > 0)
        b->values[b->value_count++] = (document_value){slot, value};
}

static void add_date(builder *b, uint32_t slot, const civil_date *date,
                     void (*digits)(const civil_date *, char *))
{
    char text[DATE_DIGITS + 1];

    if (date->precision == DATE_UNKNOWN)
        return;
    digits(date, text);
    add_value(b, slot, arena_copy(b->arena, str_make(text, DATE_DIGITS)));
}

/* The names told so far, by hash: a hostile page may have very many. */
typedef struct name_set {
    const morgue_str **slots; /* NULL: free */
    size_t mask;
    const morgue_str *added[ADDED_MAX]; /* some, by where their bytes stand */
} name_set;

/* Most mentions have the very bytes of one before: see posted_name. */
static bool was_added(name_set *set, const morgue_str *name)
{
    const morgue_str **at =
        &set->added[((uintptr_t)name->data + name->size) % ADDED_MAX];
    bool was = *at && (*at)->data == name->data && (*at)->size == name->size;

    *at = name;
    return was;
}

static bool add_name(name_set *set, const morgue_str *name)
{
    size_t i;

    if (was_added(set, name))
        return false;
    i = (size_t)hash_bytes(*name, 0) & set->mask;
    for (; set->slots[i] != NULL; i = (i + 1) & set->mask)
        if (str_equal(*set->slots[i], *name))
            return false;
    set->slots[i] = name;
    return true;
}

static name_set make_name_set(arena *a, size_t names)
{
    name_set set = {.mask = 1};

    while (set.mask < 2 * names)
        set.mask = 2 * set.mask + 1;
    set.slots = arena_calloc(a, set.mask + 1, sizeof *set.slots);
    return set;
}

/* Distinct names of a kind, a NUL between them. */
static morgue_str list_names(builder *b, const mention *mentions, size_t count,
                             mention_kind kind)
{
    size_t size = 0, names = 0;
    name_set set;
    char *out;

    for (size_t i = 0; i < count; i++) {
        names += mentions[i].kind == kind;
        size += mentions[i].kind == kind ? mentions[i].name.size + 1 : 0;
    }
    if (names == 0)
        return str_make("", 0);
    set = make_name_set(b->arena, names);
    out = arena_alloc(b->arena, size);
    size = 0;
    for (size_t i = 0; i < count; i++) {
        const morgue_str *name = &mentions[i].name;
        if (mentions[i].kind != kind || !add_name(&set, name))
            continue;
        if (size > 0)
            out[size++] = 0;
        memcpy(out + size, name->data, name->size);
        size += name->size;
    }
    return str_make(out, size);
}

/* Its first byte the most significant on every machine.  None of an article
 * without words: one of zeros would make all those copies of each other. */
static morgue_str fingerprint_bytes(builder *b)
{
    uint64_t hash = text_fingerprint_hash(b->fingerprint);
    char *out = arena_alloc(b->arena, 8);

    store_eight(out, hash);
    return str_make(out, hash ? 8 : 0);
}

static void add_values(builder *b, const article *a, const record *r,
                       const mention *mentions, size_t count)
{
    civil_date captured = civil_date_utc(&r->captured);

    add_date(b, SLOT_PUBLISHED_FIRST, &a->published, civil_date_first);
    add_date(b, SLOT_PUBLISHED_LAST, &a->published, civil_date_last);
    add_date(b, SLOT_CAPTURED, &captured, civil_date_first);
    add_value(b, SLOT_FINGERPRINT, fingerprint_bytes(b));
    add_value(b, SLOT_SOURCE,
              a->source.size > 0 ? a->source : url_host(a->url, b->arena));
    add_value(b, SLOT_LANGUAGE, a->language);
    add_value(b, SLOT_SECTION, a->section);
    add_value(b, SLOT_PERSONS, list_names(b, mentions, count, MENTION_PERSON));
    add_value(b, SLOT_ORGS, list_names(b, mentions, count, MENTION_ORG));
    add_value(b, SLOT_PLACES, list_names(b, mentions, count, MENTION_PLACE));
}

/* ---- What a match shows ---- */

static morgue_str date_text(arena *room, const civil_date *date)
{
    char text[DATE_TEXT_MAX];

    return arena_copy(room, str_make(text, civil_date_format(date, text)));
}

/* A buffer that stands in the arena and never grows: what is encoded into it
 * need not be copied there. */
static buffer arena_buffer(arena *a, size_t size)
{
    buffer out = {
        .data = arena_alloc(a, size), .capacity = size, .limit = size - 1};

    return out;
}

static size_t encoded_max(const stored_article *s)
{
    size_t size = STORED_HEAD_MAX + s->url.size + s->title.size +
                  s->byline.size + s->source.size + s->section.size +
                  s->language.size + s->file.size + s->member.size +
                  s->text.size;

    for (size_t i = 0; i < s->mention_count; i++)
        size += STORED_MENTION_MAX + s->mentions[i].name.size;
    return size;
}

morgue_str document_data(const article *a, const record *r,
                         const mention *mentions, size_t count, arena *room)
{
    char digest_text[DIGEST_TEXT_MAX];
    civil_date captured = civil_date_utc(&r->captured);
    stored_article stored = {a->url,
                             a->title,
                             a->byline,
                             a->source,
                             a->section,
                             a->language,
                             date_text(room, &a->published),
                             str_of(a->published_from),
                             date_text(room, &captured),
                             r->file,
                             r->member,
                             r->offset,
                             r->length,
                             {NULL, 0},
                             mentions,
                             count,
                             a->text};
    buffer out;

    if (r->has_digest) {
        digest_format(&r->digest, digest_text);
        stored.digest = str_of(digest_text);
    }
    out = arena_buffer(room, encoded_max(&stored));
    stored_encode(&out, &stored);
    assert(!out.failed);
    return buffer_view(&out);
}
