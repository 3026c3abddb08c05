/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inverter.h"

#include "error.h"
#include "field.h"
#include "glass_pack.h"
#include "glass_position.h"
#include "language_stems.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define INLINE_MAX 16
#define NO_TERM UINT32_MAX
#define SLOTS_FIRST ((size_t)1 << 14)
#define OCCURRENCES_MAX ((size_t)1 << 28) /* of one document */
#define ARENA_MAX UINT32_MAX              /* places are 32 bits */

/* When to call it full: what the largest of articles might still need. */
#define TERMS_SPARE ((uint32_t)4 << 20)
#define ARENA_SPARE ((uint32_t)512 << 20)

/* A term.  Offsets are places in the arena. */
typedef struct record {
    uint32_t hash;
    uint8_t size;
    uint8_t level;         /* of the slice being filled */
    uint16_t language;     /* of the stem below */
    char text[INLINE_MAX]; /* the first bytes; zeros behind a short term */
    uint32_t whole;        /* all bytes, of a term that is longer */
    uint32_t head;         /* the first slice; 0: none yet */
    uint32_t tail, end;    /* what is free of the last slice */
    uint32_t documents;
    uint32_t docid;        /* the last one */
    uint32_t in_document;  /* place among the document's terms, from 1 */
    uint32_t stem;         /* the Z term */
    uint64_t occurrences;
} record;
_Static_assert(sizeof(record) == 64, "a term is one cache line");

/* Of the hash table: linear probing, at most half full. */
typedef struct slot {
    uint32_t hash;
    uint32_t term; /* from 1; 0: free */
} slot;

/* A term of the document that is being added. */
typedef struct document_term {
    uint32_t term;
    uint32_t wdf;
    uint32_t stem_wdf; /* what its occurrences that stem add to the Z term */
    bool stems;
    uint32_t position_count;
    uint32_t position_end; /* behind its last one in `positions` */
} document_term;

/* A term's first bytes as a number, for sorting. */
typedef struct ranked {
    uint64_t prefix;
    uint32_t term;
} ranked;

struct inverter {
    record *records;
    uint32_t term_count;
    size_t term_capacity;
    slot *slots;
    size_t slot_count;
    unsigned char *arena;
    uint32_t arena_used;
    size_t arena_capacity;
    inverter_document *documents;
    uint32_t document_count;
    size_t document_capacity;
    uint64_t postings;
    language_stems *stems;
    morgue_status status; /* why no term or slice could be made */

    /* Work space for a document. */
    document_term *terms;
    uint32_t terms_used;
    size_t terms_capacity;
    uint32_t *of_occurrence; /* its place among the document's terms */
    size_t of_occurrence_capacity;
    uint32_t *positions;
    size_t positions_capacity;
    unsigned char *coded;
    size_t coded_capacity;

    ranked *ranks; /* by inverter_sort() */
    buffer list;   /* slices put together, by inverter_list() */
};

static const uint16_t slice_sizes[] = {16,  28,  56,   112, 224,
                                       448, 896, 1792, 3600};
#define SLICE_LEVELS (sizeof slice_sizes / sizeof *slice_sizes)
#define LINK_SIZE 4

/* ---- Memory ---- */

/* Make room for `wanted` items in an array; false when memory ran out. */
static bool grow(void *array, size_t *capacity, size_t wanted, size_t size)
{
    void **at = array, *grown;
    size_t more = *capacity + *capacity / 2;

    if (wanted <= *capacity)
        return true;
    if (more < wanted)
        more = wanted < 64 ? 64 : wanted;
    grown = more > SIZE_MAX / size ? NULL : realloc(*at, more * size);
    if (grown == NULL)
        return false;
    *at = grown;
    *capacity = more;
    return true;
}

/* A place of so many bytes in the arena; 0 when there is none. */
static uint32_t arena_take(inverter *v, size_t size)
{
    uint32_t at = v->arena_used;

    if (size > ARENA_MAX - at) {
        v->status = MORGUE_ELIMIT;
        return 0;
    }
    if (!grow(&v->arena, &v->arena_capacity, at + size, 1)) {
        v->status = MORGUE_ENOMEM;
        return 0;
    }
    v->arena_used += (uint32_t)size;
    return at;
}

inverter *inverter_new(void)
{
    inverter *v = calloc(1, sizeof *v);

    if (v == NULL)
        return NULL;
    v->slot_count = SLOTS_FIRST;
    v->slots = calloc(v->slot_count, sizeof *v->slots);
    v->stems = language_stems_new();
    buffer_init(&v->list, SIZE_MAX / 2);
    if (v->slots == NULL || v->stems == NULL || arena_take(v, 8) != 0 ||
        v->status != MORGUE_OK) {
        inverter_free(v);
        return NULL;
    }
    return v;
}

void inverter_free(inverter *v)
{
    if (v == NULL)
        return;
    free(v->records);
    free(v->slots);
    free(v->arena);
    free(v->documents);
    language_stems_free(v->stems);
    free(v->terms);
    free(v->of_occurrence);
    free(v->positions);
    free(v->coded);
    free(v->ranks);
    buffer_free(&v->list);
    free(v);
}

uint64_t inverter_memory(const inverter *v)
{
    return (uint64_t)v->arena_used + v->slot_count * sizeof *v->slots +
           (uint64_t)v->term_count * (sizeof(record) + sizeof(ranked)) +
           (uint64_t)v->document_count * sizeof *v->documents +
           v->terms_capacity * sizeof *v->terms +
           v->of_occurrence_capacity * sizeof *v->of_occurrence +
           v->positions_capacity * sizeof *v->positions + v->coded_capacity;
}

bool inverter_is_full(const inverter *v)
{
    return v->term_count > INVERTER_TERMS_MAX - TERMS_SPARE ||
           v->arena_used > ARENA_MAX - ARENA_SPARE ||
           v->document_count > UINT32_MAX - 2;
}

uint32_t inverter_count(const inverter *v)
{
    return v->document_count;
}

inverter_document inverter_document_at(const inverter *v, uint32_t docid)
{
    return v->documents[docid - 1];
}

uint64_t inverter_postings(const inverter *v)
{
    return v->postings;
}

/* ---- Terms ---- */

static const char *record_bytes(const inverter *v, const record *r)
{
    return r->size > INLINE_MAX ? (const char *)v->arena + r->whole : r->text;
}

static bool rehash(inverter *v)
{
    size_t count = v->slot_count * 2;
    slot *slots = calloc(count, sizeof *slots);

    if (slots == NULL)
        return false;
    for (uint32_t i = 0; i < v->term_count; i++) {
        size_t at = v->records[i].hash & (count - 1);
        while (slots[at].term)
            at = (at + 1) & (count - 1);
        slots[at] = (slot){v->records[i].hash, i + 1};
    }
    free(v->slots);
    v->slots = slots;
    v->slot_count = count;
    return true;
}

static morgue_status check_new_term(const inverter *v, morgue_str term)
{
    if (term.size == 0 || glass_key_string_size(term) > INVERTER_TERM_MAX)
        return MORGUE_EINVALID;
    return v->term_count == INVERTER_TERMS_MAX ? MORGUE_ELIMIT : MORGUE_OK;
}

/* NO_TERM, and the status, when it can't be made. */
static uint32_t make_term(inverter *v, morgue_str term, uint32_t hash,
                          size_t at)
{
    record *r;

    v->status = check_new_term(v, term);
    if (v->status != MORGUE_OK)
        return NO_TERM;
    if (!grow(&v->records, &v->term_capacity, (size_t)v->term_count + 1,
              sizeof *v->records)) {
        v->status = MORGUE_ENOMEM;
        return NO_TERM;
    }
    r = v->records + v->term_count;
    memset(r, 0, sizeof *r);
    r->hash = hash;
    r->size = (uint8_t)term.size;
    memcpy(r->text, term.data, term.size < INLINE_MAX ? term.size : INLINE_MAX);
    if (term.size > INLINE_MAX) {
        r->whole = arena_take(v, term.size);
        if (r->whole == 0)
            return NO_TERM;
        memcpy(v->arena + r->whole, term.data, term.size);
    }
    v->slots[at] = (slot){hash, ++v->term_count};
    if ((size_t)v->term_count * 2 > v->slot_count && !rehash(v)) {
        v->status = MORGUE_ENOMEM;
        return NO_TERM;
    }
    return v->term_count - 1;
}

static uint32_t hash_term(morgue_str term)
{
    uint64_t wide = XXH3_64bits(term.data, term.size);

    return (uint32_t)(wide ^ wide >> 32);
}

static uint32_t find_hashed(inverter *v, morgue_str term, uint32_t hash)
{
    size_t at = hash & (v->slot_count - 1);

    for (; v->slots[at].term; at = (at + 1) & (v->slot_count - 1)) {
        const record *r;
        if (v->slots[at].hash != hash)
            continue;
        r = v->records + v->slots[at].term - 1;
        if (r->size == term.size &&
            memcmp(record_bytes(v, r), term.data, term.size) == 0)
            return v->slots[at].term - 1;
    }
    return make_term(v, term, hash, at);
}

static uint32_t find_term(inverter *v, morgue_str term)
{
    return find_hashed(v, term, hash_term(term));
}

/* The Z term of a word; the record remembers that of its last language. */
static uint32_t find_stem(inverter *v, uint32_t term, unsigned language)
{
    record *r = v->records + term;
    char stemmed[2 * INVERTER_TERM_MAX];
    morgue_str stem;
    uint32_t found;

    if (r->language == language)
        return r->stem;
    stem = language_stems_stem(v->stems, language,
                               str_make(record_bytes(v, r), r->size));
    if (stem.size > sizeof stemmed - 1)
        stem.size = sizeof stemmed - 1;
    memcpy(stemmed, PREFIX_STEM, 1);
    memcpy(stemmed + 1, stem.data, stem.size);
    found = find_term(v, str_make(stemmed, stem.size + 1));
    if (found == NO_TERM)
        return NO_TERM;
    r = v->records + term;
    r->language = (uint16_t)language;
    r->stem = found;
    return found;
}

/* ---- A document's terms ---- */

/* The place of a term among those of the document, made when it is new. */
static uint32_t enlist(inverter *v, uint32_t term)
{
    record *r = v->records + term;

    if (r->in_document == 0) {
        v->terms[v->terms_used++] = (document_term){.term = term};
        r->in_document = v->terms_used;
    }
    return r->in_document - 1;
}

static void count_occurrence(document_term *t, const occurrence *o)
{
    t->wdf += o->wdf;
    t->position_count += o->position != 0;
    if (o->stems) {
        t->stems = true;
        t->stem_wdf += o->wdf;
    }
}

/*
 * Slots and records are all over the memory, and most of the time would go
 * into waiting for them.  So some terms are hashed ahead, and what they will
 * need is fetched meanwhile: the slot first, half way the record it tells.
 */
#define AHEAD 16u /* a power of two */

static void fetch_slot(const inverter *v, const occurrence *o, uint32_t *hash)
{
    *hash = hash_term(str_make(o->term, o->size));
    __builtin_prefetch(v->slots + (*hash & (v->slot_count - 1)));
}

static void fetch_record(const inverter *v, uint32_t hash)
{
    uint32_t term = v->slots[hash & (v->slot_count - 1)].term;

    if (term)
        __builtin_prefetch(v->records + term - 1);
}

static bool gather_terms(inverter *v, const document *d)
{
    uint32_t hashes[AHEAD];
    const occurrence *list = d->occurrences;

    for (size_t i = 0; i < AHEAD && i < d->occurrence_count; i++)
        fetch_slot(v, list + i, hashes + i);
    for (size_t i = 0; i < d->occurrence_count; i++) {
        uint32_t hash = hashes[i % AHEAD], term;
        if (i + AHEAD / 2 < d->occurrence_count)
            fetch_record(v, hashes[(i + AHEAD / 2) % AHEAD]);
        if (i + AHEAD < d->occurrence_count)
            fetch_slot(v, list + i + AHEAD, hashes + i % AHEAD);
        term = find_hashed(v, str_make(list[i].term, list[i].size), hash);
        if (term == NO_TERM)
            return false;
        v->of_occurrence[i] = enlist(v, term);
        count_occurrence(v->terms + v->of_occurrence[i], list + i);
    }
    return true;
}

static bool gather_stems(inverter *v, morgue_str code)
{
    unsigned language = language_stems_find(v->stems, code);
    uint32_t words = v->terms_used;

    for (uint32_t i = 0; i < words && language; i++) {
        uint32_t stem;
        if (!v->terms[i].stems)
            continue;
        stem = find_stem(v, v->terms[i].term, language);
        if (stem == NO_TERM)
            return false;
        v->terms[enlist(v, stem)].wdf += v->terms[i].stem_wdf;
    }
    return true;
}

/* Positions term by term, each in the order in which it came. */
static void gather_positions(inverter *v, const document *d)
{
    uint32_t end = 0;

    for (uint32_t i = 0; i < v->terms_used; i++) {
        v->terms[i].position_end = end;
        end += v->terms[i].position_count;
    }
    for (size_t i = 0; i < d->occurrence_count; i++) {
        uint32_t position = d->occurrences[i].position;
        if (position)
            v->positions[v->terms[v->of_occurrence[i]].position_end++] =
                position;
    }
}

static int compare_positions(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* Make positions strictly ascending; returns how many are left. */
static size_t order_positions(uint32_t *positions, size_t count)
{
    size_t kept = 1;

    for (size_t i = 1; i < count; i++)
        if (positions[i] < positions[i - 1]) {
            qsort(positions, count, sizeof *positions, compare_positions);
            break;
        }
    for (size_t i = 1; i < count; i++)
        if (positions[i] != positions[kept - 1])
            positions[kept++] = positions[i];
    return count ? kept : 0;
}

/* ---- Postings ---- */

/*
 * A posting is (docid - docid before) << 2 | kind as a varint, and then, by
 * kind: the one position; nothing; wdf; wdf, size of the positions' tag, tag.
 * The first two have wdf 1.
 */
enum { ONE_POSITION, ONE_ALONE, ALONE, MANY };
#define POSTING_HEAD_MAX (3 * VARINT_MAX)

static uint32_t take_slice(inverter *v, record *r, unsigned level)
{
    uint32_t at = arena_take(v, slice_sizes[level]);

    if (at == 0)
        return 0;
    r->level = (uint8_t)level;
    r->tail = at;
    r->end = at + slice_sizes[level] - LINK_SIZE;
    return at;
}

static bool append(inverter *v, record *r, const unsigned char *bytes,
                   size_t size)
{
    if (r->head == 0 && (r->head = take_slice(v, r, 0)) == 0)
        return false;
    for (;;) {
        uint32_t link = r->end, next;
        size_t room = r->end - r->tail;
        size_t fits = size < room ? size : room;
        memcpy(v->arena + r->tail, bytes, fits);
        r->tail += (uint32_t)fits;
        bytes += fits;
        size -= fits;
        if (size == 0)
            return true;
        next = take_slice(
            v, r, r->level + 1u < SLICE_LEVELS ? r->level + 1u : r->level);
        if (next == 0)
            return false;
        memcpy(v->arena + link, &next, LINK_SIZE);
    }
}

static size_t code_posting(inverter *v, const document_term *t, uint32_t gap,
                           const uint32_t *positions, size_t count)
{
    unsigned char *tag = v->coded + POSTING_HEAD_MAX;
    uint64_t head = (uint64_t)gap << 2;
    size_t size, tag_size;

    if (count == 1 && t->wdf == 1) {
        size = varint_put(v->coded, head | ONE_POSITION);
        return size + varint_put(v->coded + size, positions[0]);
    }
    if (count == 0 && t->wdf == 1)
        return varint_put(v->coded, head | ONE_ALONE);
    size = varint_put(v->coded, head | (count ? MANY : ALONE));
    size += varint_put(v->coded + size, t->wdf);
    if (count == 0)
        return size;
    tag_size = glass_position_encode(tag, positions, count);
    size += varint_put(v->coded + size, tag_size);
    memmove(v->coded + size, tag, tag_size);
    return size + tag_size;
}

static bool add_posting(inverter *v, const document_term *t, uint32_t docid)
{
    record *r = v->records + t->term;
    uint32_t *positions = v->positions + t->position_end - t->position_count;
    size_t count = order_positions(positions, t->position_count);
    size_t wanted = POSTING_HEAD_MAX + GLASS_POSITION_TAG_MAX(count);
    size_t size;

    if (!grow(&v->coded, &v->coded_capacity, wanted, 1)) {
        v->status = MORGUE_ENOMEM;
        return false;
    }
    size = code_posting(v, t, docid - r->docid, positions, count);
    r->docid = docid;
    r->documents++;
    r->occurrences += t->wdf;
    return append(v, r, v->coded, size);
}

/* ---- Adding ---- */

static bool reserve(inverter *v, size_t occurrences)
{
    return grow(&v->documents, &v->document_capacity,
                (size_t)v->document_count + 1, sizeof *v->documents) &&
           grow(&v->terms, &v->terms_capacity, 2 * occurrences + 1,
                sizeof *v->terms) &&
           grow(&v->of_occurrence, &v->of_occurrence_capacity, occurrences,
                sizeof *v->of_occurrence) &&
           grow(&v->positions, &v->positions_capacity, occurrences + 1,
                sizeof *v->positions);
}

static morgue_status tell(const inverter *v, morgue_error *err)
{
    switch (v->status) {
    case MORGUE_OK:
        return MORGUE_OK;
    case MORGUE_EINVALID:
        return error_set(err, MORGUE_EINVALID, -1,
                         "a term is empty or over %d bytes",
                         INVERTER_TERM_MAX);
    case MORGUE_ELIMIT:
        return error_set(err, MORGUE_ELIMIT, -1,
                         "a segment can't hold the document's terms");
    default:
        return error_no_memory(err);
    }
}

static void add_postings(inverter *v, inverter_document *d, uint32_t docid)
{
    for (uint32_t i = 0; i < v->terms_used; i++) {
        if (!add_posting(v, v->terms + i, docid)) {
            v->status = MORGUE_ENOMEM;
            return;
        }
        d->length += v->terms[i].wdf;
    }
    d->terms = v->terms_used;
    v->postings += v->terms_used;
}

morgue_status inverter_add(inverter *v, const document *d, morgue_error *err)
{
    bool gathered;

    if (d->occurrence_count > OCCURRENCES_MAX)
        return error_set(err, MORGUE_ELIMIT, -1,
                         "a document has over %zu words", OCCURRENCES_MAX);
    if (!reserve(v, d->occurrence_count))
        return error_no_memory(err);
    v->status = MORGUE_OK;
    v->terms_used = 0;
    gathered = gather_terms(v, d) && gather_stems(v, d->language);
    for (uint32_t i = 0; i < v->terms_used; i++)
        v->records[v->terms[i].term].in_document = 0;
    if (gathered) {
        inverter_document *added = v->documents + v->document_count++;
        *added = (inverter_document){0, 0};
        gather_positions(v, d);
        add_postings(v, added, v->document_count);
    }
    return tell(v, err);
}

/* ---- Reading back ---- */

static uint64_t prefix_of(const record *r)
{
    uint64_t prefix = 0;

    for (int i = 0; i < 8; i++)
        prefix = prefix << 8 | (unsigned char)r->text[i];
    return prefix;
}

static int compare_ranked(const void *a, const void *b, void *user)
{
    const ranked *x = a, *y = b;
    const inverter *v = user;
    const record *r, *s;

    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    r = v->records + x->term;
    s = v->records + y->term;
    return str_compare(str_make(record_bytes(v, r), r->size),
                       str_make(record_bytes(v, s), s->size));
}

/* A document that was refused may have left terms that stand nowhere. */
morgue_status inverter_sort(inverter *v, uint32_t *terms, morgue_error *err)
{
    uint32_t count = 0;

    v->ranks = malloc(((size_t)v->term_count + 1) * sizeof *v->ranks);
    if (v->ranks == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < v->term_count; i++)
        if (v->records[i].documents)
            v->ranks[count++] = (ranked){prefix_of(v->records + i), i};
    qsort_r(v->ranks, count, sizeof *v->ranks, compare_ranked, v);
    *terms = count;
    return MORGUE_OK;
}

morgue_str inverter_term(const inverter *v, uint32_t rank)
{
    const record *r = v->records + v->ranks[rank].term;

    return str_make(record_bytes(v, r), r->size);
}

void inverter_fetch(const inverter *v, uint32_t rank)
{
    __builtin_prefetch(v->records + v->ranks[rank].term);
}

static void join_slices(inverter *v, const record *r)
{
    uint32_t at = r->head;
    unsigned level = 0;

    buffer_clear(&v->list);
    for (;;) {
        uint32_t size = slice_sizes[level] - LINK_SIZE;
        if (at + size == r->end) {
            buffer_append(&v->list, v->arena + at, r->tail - at);
            return;
        }
        buffer_append(&v->list, v->arena + at, size);
        memcpy(&at, v->arena + at + size, LINK_SIZE);
        if (level + 1 < SLICE_LEVELS)
            level++;
    }
}

morgue_status inverter_list(inverter *v, uint32_t rank, inverted_list *out,
                            morgue_error *err)
{
    const record *r = v->records + v->ranks[rank].term;

    *out = (inverted_list){.term = inverter_term(v, rank),
                           .documents = r->documents,
                           .occurrences = r->occurrences};
    if (r->level == 0) {
        out->rest = str_make((const char *)v->arena + r->head,
                             r->tail - r->head);
        return MORGUE_OK;
    }
    join_slices(v, r);
    out->rest = buffer_view(&v->list);
    return v->list.failed ? error_no_memory(err) : MORGUE_OK;
}

/* What we coded ourselves: the takes can't fail. */
static uint64_t take(morgue_str *rest)
{
    uint64_t value = 0;

    varint_take(rest, &value);
    return value;
}

bool inverted_list_next(inverted_list *list, posting *out)
{
    morgue_str *rest = &list->rest;
    uint64_t head;
    size_t size = 0;

    if (rest->size == 0)
        return false;
    head = take(rest);
    list->docid += (uint32_t)(head >> 2);
    out->docid = list->docid;
    out->wdf = (head & 3) >= ALONE ? (uint32_t)take(rest) : 1;
    if ((head & 3) == MANY)
        size = (size_t)take(rest);
    if ((head & 3) == ONE_POSITION)
        while (rest->data[size++] & 0x80)
            ;
    out->positions = str_make(rest->data, size);
    rest->data += size;
    rest->size -= size;
    return true;
}
