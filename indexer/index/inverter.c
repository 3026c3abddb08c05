/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inverter.h"

#include "array_grow.h"
#include "error.h"
#include "field.h"
#include "glass_termlist.h"
#include "language_stems.h"

#include <stdlib.h>

#define OCCURRENCES_MAX ((size_t)1 << 28) /* of one document */

/* When to call it full: what the largest of articles might still need. */
#define TERMS_SPARE ((uint32_t)4 << 20)
#define SLICES_SPARE ((uint32_t)512 << 20)

/* Terms of the document that are looked up ahead; see term_table.h. */
#define AHEAD 16u

/* A term of the document that is being added; Z terms behind the others. */
typedef struct entry {
    uint32_t term;
    uint32_t wdf;
    uint32_t positions;
    uint32_t position_end; /* behind its last one in `positions` */
} entry;

struct inverter {
    term_table table;
    slice_arena slices;
    inverter_document *documents;
    uint32_t document_count;
    size_t document_capacity;
    uint64_t termlists_max;
    uint64_t work_max; /* bytes of work space for the largest document */
    language_stems *stems;
    morgue_status status; /* why a term could not be made */

    /* Work space for a document. */
    entry *entries;
    uint32_t entry_count;
    size_t entry_capacity;
    uint32_t *positions;
    size_t position_capacity;
    unsigned char *coded;
    size_t coded_capacity;

    ranked_term *ranks; /* by inverter_sort() */
    uint32_t rank_count;
    buffer joined;      /* slices put together, by inverter_list() */
};

inverter *inverter_new(void)
{
    inverter *v = calloc(1, sizeof *v);

    if (v == NULL)
        return NULL;
    slice_arena_init(&v->slices);
    buffer_init(&v->joined, SIZE_MAX / 2);
    v->stems = language_stems_new();
    if (!term_table_init(&v->table) || v->stems == NULL) {
        inverter_free(v);
        return NULL;
    }
    return v;
}

void inverter_free(inverter *v)
{
    if (v == NULL)
        return;
    term_table_free(&v->table);
    slice_arena_free(&v->slices);
    free(v->documents);
    language_stems_free(v->stems);
    free(v->entries);
    free(v->positions);
    free(v->coded);
    free(v->ranks);
    buffer_free(&v->joined);
    free(v);
}

bool inverter_clear(inverter *v)
{
    slice_arena_clear(&v->slices);
    v->document_count = 0;
    v->termlists_max = v->work_max = 0;
    v->status = MORGUE_OK;
    free(v->ranks);
    v->ranks = NULL;
    v->rank_count = 0;
    return term_table_clear(&v->table);
}

/* Nothing in it may depend on what came before the last clearing: where
 * segments end is told by it. */
uint64_t inverter_memory(const inverter *v)
{
    return v->slices.used + term_table_memory(&v->table) +
           (uint64_t)v->document_count * sizeof *v->documents + v->work_max;
}

bool inverter_is_full(const inverter *v)
{
    return v->table.count > TERM_TABLE_MAX - TERMS_SPARE ||
           v->slices.used > UINT32_MAX - SLICES_SPARE ||
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

uint64_t inverter_termlists_max(const inverter *v)
{
    return v->termlists_max;
}

/* ---- A document's terms ---- */

static bool find_terms(inverter *v, const document *d)
{
    const document_term *terms = d->terms;

    for (size_t i = 0; i < AHEAD && i < d->term_count; i++)
        term_table_fetch_slot(&v->table, terms[i].term.hash);
    for (size_t i = 0; i < d->term_count; i++) {
        uint32_t found;
        if (i + AHEAD / 2 < d->term_count)
            term_table_fetch_entry(&v->table, terms[i + AHEAD / 2].term.hash);
        if (i + AHEAD < d->term_count)
            term_table_fetch_slot(&v->table, terms[i + AHEAD].term.hash);
        found = term_table_find(&v->table, &terms[i].term, &v->status);
        if (found == NO_TERM)
            return false;
        v->table.entries[found].in_document = (uint32_t)i + 1;
        v->entries[i] = (entry){found, terms[i].wdf, terms[i].positions, 0};
        v->entry_count++;
    }
    return true;
}

static uint32_t make_stem(inverter *v, uint32_t word, unsigned language)
{
    char bytes[2 * INVERTER_TERM_MAX];
    morgue_str stem = language_stems_stem(v->stems, language,
                                          term_table_bytes(&v->table, word));
    hashed_term wanted;

    if (stem.size > sizeof bytes - 1)
        stem.size = sizeof bytes - 1;
    memcpy(bytes, PREFIX_STEM, 1);
    memcpy(bytes + 1, stem.data, stem.size);
    wanted = hashed_term_make(str_make(bytes, stem.size + 1), v->table.seed);
    return term_table_find(&v->table, &wanted, &v->status);
}

/* The Z term of a word; the word's entry remembers that of its last
 * language. */
static uint32_t find_stem(inverter *v, uint32_t word, unsigned language)
{
    term_entry *e = v->table.entries + word;
    uint32_t stem;

    if (e->language == language)
        return e->stem;
    stem = make_stem(v, word, language);
    if (stem == NO_TERM)
        return NO_TERM;
    e = v->table.entries + word; /* the table may have moved */
    e->language = (uint16_t)language;
    e->stem = stem;
    return stem;
}

/* A document's entries for a term that may be among them already. */
static void enlist(inverter *v, uint32_t term, uint32_t wdf)
{
    term_entry *e = v->table.entries + term;

    if (e->in_document == 0) {
        v->entries[v->entry_count++] = (entry){term, 0, 0, 0};
        e->in_document = v->entry_count;
    }
    v->entries[e->in_document - 1].wdf += wdf;
}

/* Stems are found first, so that they are in the cache when they are
 * enlisted. */
static bool gather_stems(inverter *v, const document *d)
{
    unsigned language = language_stems_find(v->stems, d->language);
    uint32_t *found = v->positions; /* free as yet, and large enough */

    if (language == 0)
        return true;
    for (size_t i = 0; i < d->term_count; i++) {
        if (!d->terms[i].stems)
            continue;
        found[i] = find_stem(v, v->entries[i].term, language);
        if (found[i] == NO_TERM)
            return false;
        __builtin_prefetch(v->table.entries + found[i], 1);
    }
    for (size_t i = 0; i < d->term_count; i++)
        if (d->terms[i].stems)
            enlist(v, found[i], d->terms[i].stem_wdf);
    return true;
}

/* Positions term by term, each in the order in which it came, and room to code
 * the most that a term has.  False when memory ran out. */
static bool gather_positions(inverter *v, const document *d)
{
    uint32_t end = 0, most = 0;

    for (size_t i = 0; i < d->term_count; i++) {
        uint32_t positions = v->entries[i].positions;
        v->entries[i].position_end = end;
        end += positions;
        if (positions > most)
            most = positions;
    }
    for (size_t i = 0; i < d->occurrence_count; i++) {
        const occurrence *o = d->occurrences + i;
        v->positions[v->entries[o->term].position_end++] = o->position;
    }
    return array_grow(&v->coded, &v->coded_capacity, POSTING_CODE_MAX(most), 1);
}

static int compare_positions(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* Make positions strictly ascending; returns how many are left. */
static size_t order_positions(uint32_t *positions, size_t count)
{
    size_t kept = 1, i = 1;

    while (i < count && positions[i] > positions[i - 1])
        i++;
    if (i >= count) /* as nearly always */
        return count;
    qsort(positions, count, sizeof *positions, compare_positions);
    for (i = 1; i < count; i++)
        if (positions[i] != positions[kept - 1])
            positions[kept++] = positions[i];
    return kept;
}

/* ---- Postings ---- */

static void fetch_slice(const inverter *v, uint32_t number)
{
    if (number < v->entry_count)
        slice_fetch(&v->slices,
                    &v->table.entries[v->entries[number].term].postings);
}

static bool add_posting(inverter *v, const entry *n, uint32_t docid)
{
    term_entry *e = v->table.entries + n->term;
    uint32_t *positions = v->positions + n->position_end - n->positions;
    size_t count = order_positions(positions, n->positions);
    morgue_str coded = posting_put(v->coded, docid - e->docid, n->wdf,
                                   positions, count);

    e->docid = docid;
    if (e->documents++ == 0)
        term_table_use(&v->table, e);
    e->occurrences += n->wdf;
    return slice_append(&v->slices, &e->postings, coded);
}

static void add_postings(inverter *v)
{
    inverter_document *d = v->documents + v->document_count++;

    *d = (inverter_document){0, v->entry_count, 0};
    for (uint32_t i = 0; i < v->entry_count; i++) {
        const entry *n = v->entries + i;
        fetch_slice(v, i + AHEAD);
        d->length += n->wdf;
        d->termlist_max +=
            GLASS_TERMLIST_MAX(v->table.entries[n->term].size, n->wdf);
        if (!add_posting(v, n, v->document_count)) {
            v->status = MORGUE_ENOMEM;
            return;
        }
    }
    v->termlists_max += d->termlist_max;
}

/* ---- Adding ---- */

static bool reserve(inverter *v, const document *d)
{
    size_t positions = d->occurrence_count > d->term_count
                           ? d->occurrence_count
                           : d->term_count;
    uint64_t work = 2 * d->term_count * sizeof *v->entries +
                    positions * sizeof *v->positions +
                    POSTING_CODE_MAX(d->occurrence_count);

    if (work > v->work_max)
        v->work_max = work;
    return array_grow(&v->documents, &v->document_capacity,
                      (size_t)v->document_count + 1, sizeof *v->documents) &&
           array_grow(&v->entries, &v->entry_capacity, 2 * d->term_count + 1,
                      sizeof *v->entries) &&
           array_grow(&v->positions, &v->position_capacity, positions + 1,
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

morgue_status inverter_add(inverter *v, const document *d, morgue_error *err)
{
    bool gathered;

    if (d->occurrence_count > OCCURRENCES_MAX)
        return error_set(err, MORGUE_ELIMIT, -1,
                         "a document has over %zu words", OCCURRENCES_MAX);
    if (!reserve(v, d))
        return error_no_memory(err);
    v->status = MORGUE_OK;
    v->entry_count = 0;
    gathered = find_terms(v, d) && gather_stems(v, d);
    for (uint32_t i = 0; i < v->entry_count; i++)
        v->table.entries[v->entries[i].term].in_document = 0;
    if (!gathered)
        return tell(v, err);
    if (!gather_positions(v, d))
        return error_no_memory(err);
    add_postings(v);
    return tell(v, err);
}

/* ---- Reading back ---- */

morgue_status inverter_sort(inverter *v, uint32_t *terms, morgue_error *err)
{
    v->ranks = term_table_sort(&v->table, &v->rank_count);
    *terms = v->rank_count;
    return v->ranks ? MORGUE_OK : error_no_memory(err);
}

morgue_str inverter_term(const inverter *v, uint32_t rank)
{
    return term_table_bytes(&v->table, v->ranks[rank].term);
}

ranked_term inverter_ranked(const inverter *v, uint32_t rank)
{
    return v->ranks[rank];
}

size_t inverter_common_prefix(const inverter *v, const ranked_term *a,
                              const ranked_term *b)
{
    return term_table_common_prefix(&v->table, a, b);
}

/* Entries and slices are all over the memory: the former first, half way what
 * they tell. */
static void fetch_ahead(const inverter *v, uint32_t rank)
{
    if (rank + AHEAD < v->rank_count)
        __builtin_prefetch(v->table.entries + v->ranks[rank + AHEAD].term);
    if (rank + AHEAD / 2 < v->rank_count) {
        const term_entry *e =
            v->table.entries + v->ranks[rank + AHEAD / 2].term;
        __builtin_prefetch(v->slices.bytes + e->postings.head);
        __builtin_prefetch(v->table.bytes + e->bytes);
    }
}

morgue_status inverter_list(inverter *v, uint32_t rank, inverted_list *out,
                            morgue_error *err)
{
    const term_entry *e = v->table.entries + v->ranks[rank].term;

    fetch_ahead(v, rank);
    *out = (inverted_list){.term = inverter_term(v, rank),
                           .documents = e->documents,
                           .occurrences = e->occurrences,
                           .rest = slice_join(&v->slices, &e->postings,
                                              &v->joined)};
    return v->joined.failed ? error_no_memory(err) : MORGUE_OK;
}
