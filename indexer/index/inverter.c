/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inverter.h"

#include "array_grow.h"
#include "error.h"
#include "field.h"
#include "glass_termlist.h"
#include "language_stems.h"
#include "posting_sum.h"

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
    bool stems;            /* its posting counts for the stem's list, too */
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
    unsigned language; /* whose stems have their words' lists; 0: none yet */
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
    buffer summed;      /* a stem's list, likewise */
    posting_sum sum;
};

inverter *inverter_new(void)
{
    inverter *v = calloc(1, sizeof *v);

    if (v == NULL)
        return NULL;
    slice_arena_init(&v->slices);
    buffer_init(&v->joined, SIZE_MAX / 2);
    buffer_init(&v->summed, SIZE_MAX / 2);
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
    buffer_free(&v->summed);
    posting_sum_free(&v->sum);
    free(v);
}

bool inverter_clear(inverter *v)
{
    slice_arena_clear(&v->slices);
    v->document_count = 0;
    v->termlists_max = v->work_max = 0;
    v->language = 0;
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
        v->table.entries[found].link = (uint32_t)i + 1;
        v->entries[i] =
            (entry){found, terms[i].wdf, terms[i].positions, 0, false};
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
    e->language = (uint8_t)language;
    e->stem = stem;
    e->stem_size = v->table.entries[stem].size;
    return stem;
}

/* A document's entries for a term that may be among them already. */
static void enlist(inverter *v, uint32_t term, uint32_t wdf)
{
    term_entry *e = v->table.entries + term;

    if (e->link == 0) {
        v->entries[v->entry_count++] = (entry){term, 0, 0, 0, false};
        e->link = v->entry_count;
    }
    v->entries[e->link - 1].wdf += wdf;
}

/* Whether the stem's posting is that of the word.  (What begins as stems do has
 * one of its own: no stem is a word.) */
static bool derives(const inverter *v, const document_term *t,
                    unsigned language)
{
    return language == v->language && t->stem_wdf == t->wdf &&
           t->term.bytes[0] != *PREFIX_STEM;
}

static bool gather_stems(inverter *v, const document *d)
{
    unsigned language = language_stems_find(v->stems, d->language);

    if (language == 0)
        return true;
    if (v->language == 0)
        v->language = language;
    for (size_t i = 0; i < d->term_count; i++) {
        const document_term *t = d->terms + i;
        uint32_t stem;
        if (!t->stems)
            continue;
        stem = find_stem(v, v->entries[i].term, language);
        if (stem == NO_TERM)
            return false;
        if (derives(v, t, language))
            v->entries[i].stems = true;
        else
            enlist(v, stem, t->stem_wdf);
    }
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
                                   n->stems, positions, count);

    e->docid = docid;
    if (e->documents++ == 0)
        term_table_use(&v->table, e);
    e->occurrences += n->wdf;
    return slice_append(&v->slices, &e->postings, coded);
}

/* What the document has of a word, and of its stem where it is the word's. */
static void count_term(inverter *v, inverter_document *d, const entry *n)
{
    term_entry *e = v->table.entries + n->term;
    unsigned flag = n->stems ? TERM_DERIVES : TERM_MIXED;

    d->terms++;
    d->length += n->wdf;
    d->termlist_max += GLASS_TERMLIST_MAX(e->size, n->wdf);
    if (n->stems) {
        d->terms++;
        d->length += n->wdf;
        d->termlist_max += GLASS_TERMLIST_MAX(e->stem_size, n->wdf);
    }
    if (e->flags & flag)
        return;
    e->flags |= flag;
    if (n->stems)
        term_table_use(&v->table, v->table.entries + e->stem);
}

static void add_postings(inverter *v)
{
    inverter_document *d = v->documents + v->document_count++;

    *d = (inverter_document){0, 0, 0};
    for (uint32_t i = 0; i < v->entry_count; i++) {
        const entry *n = v->entries + i;
        fetch_slice(v, i + AHEAD);
        count_term(v, d, n);
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
    uint64_t work = 2 * d->term_count * sizeof *v->entries +
                    d->occurrence_count * sizeof *v->positions +
                    POSTING_CODE_MAX(d->occurrence_count);

    if (work > v->work_max)
        v->work_max = work;
    return array_grow(&v->documents, &v->document_capacity,
                      (size_t)v->document_count + 1, sizeof *v->documents) &&
           array_grow(&v->entries, &v->entry_capacity, 2 * d->term_count + 1,
                      sizeof *v->entries) &&
           array_grow(&v->positions, &v->position_capacity,
                      d->occurrence_count + 1, sizeof *v->positions);
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
        v->table.entries[v->entries[i].term].link = 0;
    if (!gathered)
        return tell(v, err);
    if (!gather_positions(v, d))
        return error_no_memory(err);
    add_postings(v);
    return tell(v, err);
}

/* ---- Reading back ---- */

/* From now on the link of a stem is a word whose list counts for it, and that
 * of a word the next such one; from 1. */
static bool link_words(inverter *v)
{
    for (uint32_t word = 0; word < v->table.count; word++) {
        uint32_t stem, documents = v->table.entries[word].documents;
        term_entry *s;
        if (!(v->table.entries[word].flags & TERM_DERIVES))
            continue;
        stem = find_stem(v, word, v->language);
        if (stem == NO_TERM)
            return false;
        s = v->table.entries + stem;
        v->table.entries[word].link = s->link;
        s->link = word + 1;
        s->documents += documents; /* for those that are kept, about */
    }
    return posting_sum_reserve(&v->sum, v->document_count + 1);
}

morgue_status inverter_sort(inverter *v, uint32_t *terms, morgue_error *err)
{
    if (!link_words(v))
        return error_no_memory(err);
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

/* Where the postings of a term begin, or those of a stem's first word. */
static const slice_chain *first_postings(const inverter *v, const term_entry *e)
{
    return e->link ? &v->table.entries[e->link - 1].postings : &e->postings;
}

/* Entries and slices are all over the memory: the former first, half way what
 * they tell. */
static void fetch_ahead(const inverter *v, uint32_t rank)
{
    const term_entry *entries = v->table.entries;

    if (rank + 2 * AHEAD < v->rank_count)
        __builtin_prefetch(entries + v->ranks[rank + 2 * AHEAD].term);
    if (rank + AHEAD < v->rank_count) {
        const term_entry *e = entries + v->ranks[rank + AHEAD].term;
        __builtin_prefetch(v->table.bytes + e->bytes);
        if (e->link)
            __builtin_prefetch(entries + e->link - 1);
    }
    if (rank + AHEAD / 2 < v->rank_count) {
        const term_entry *e = entries + v->ranks[rank + AHEAD / 2].term;
        __builtin_prefetch(v->slices.bytes + first_postings(v, e)->head);
    }
}

static morgue_str join(inverter *v, const term_entry *e)
{
    return slice_join(&v->slices, &e->postings, &v->joined);
}

/* Two of the document's words have this stem. */
static void count_less(void *user, uint32_t docid)
{
    ((inverter *)user)->documents[docid - 1].terms--;
}

static void sum_words(inverter *v, const term_entry *stem, inverted_list *out)
{
    const term_entry *e = stem;

    posting_sum_add(&v->sum, join(v, stem), true, count_less, v);
    while (e->link) {
        e = v->table.entries + e->link - 1;
        posting_sum_add(&v->sum, join(v, e), false, count_less, v);
    }
    buffer_clear(&v->summed);
    out->documents = posting_sum_take(&v->sum, &v->summed, &out->occurrences);
    out->rest = buffer_view(&v->summed);
}

/* A stem of one word has its list, unless there is more to either. */
static void list_stem(inverter *v, const term_entry *stem, inverted_list *out)
{
    const term_entry *word = v->table.entries + stem->link - 1;

    out->is_stem = true;
    if (word->link || word->flags & TERM_MIXED || stem->postings.head) {
        sum_words(v, stem, out);
        return;
    }
    out->documents = word->documents;
    out->occurrences = word->occurrences;
    out->rest = join(v, word);
}

morgue_status inverter_list(inverter *v, uint32_t rank, inverted_list *out,
                            morgue_error *err)
{
    const term_entry *e = v->table.entries + v->ranks[rank].term;

    fetch_ahead(v, rank);
    *out = (inverted_list){.term = inverter_term(v, rank)};
    if (e->link && !(e->flags & TERM_DERIVES)) {
        list_stem(v, e, out);
    } else {
        out->documents = e->documents;
        out->occurrences = e->occurrences;
        out->rest = join(v, e);
    }
    return v->joined.failed || v->summed.failed ? error_no_memory(err)
                                                : MORGUE_OK;
}
