/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "named_field.h"

#include "date_words.h"
#include "printed_date.h"
#include "str.h"

typedef enum field_kind {
    FIELD_URL,
    FIELD_TITLE,
    FIELD_BYLINE,
    FIELD_SOURCE,
    FIELD_SECTION,
    FIELD_LANGUAGE,
    FIELD_PUBLISHED,
    FIELD_BODY,
    FIELD_DESCRIPTION
} field_kind;

/*
 * As Jekyll, Hugo, Pandoc, news APIs, scrapers and dumps (CC-News, RealNews,
 * news-please) name them; rank: of two, the higher is taken.
 */
static const struct {
    const char *name;
    field_kind kind;
    int rank;
} names[] = {
    {"url", FIELD_URL, 3},
    {"sourceurl", FIELD_URL, 3},
    {"canonicalurl", FIELD_URL, 4},
    {"originalurl", FIELD_URL, 2},
    {"articleurl", FIELD_URL, 3},
    {"requestedurl", FIELD_URL, 1},
    {"weburl", FIELD_URL, 4},
    {"link", FIELD_URL, 2},
    {"permalink", FIELD_URL, 2},
    {"uri", FIELD_URL, 1},
    {"guid", FIELD_URL, 1},
    {"mainentityofpage", FIELD_URL, 1},
    {"title", FIELD_TITLE, 3},
    {"headline", FIELD_TITLE, 2},
    {"webtitle", FIELD_TITLE, 2},
    {"posttitle", FIELD_TITLE, 2},
    {"articletitle", FIELD_TITLE, 2},
    {"newstitle", FIELD_TITLE, 2},
    {"hl", FIELD_TITLE, 2},
    {"head", FIELD_TITLE, 1},
    {"ti", FIELD_TITLE, 1},
    {"titlepage", FIELD_TITLE, 1},
    {"titel", FIELD_TITLE, 1},
    {"titre", FIELD_TITLE, 1},
    {"titulo", FIELD_TITLE, 1},
    {"titolo", FIELD_TITLE, 1},
    {"byline", FIELD_BYLINE, 3},
    {"author", FIELD_BYLINE, 2},
    {"authors", FIELD_BYLINE, 2},
    {"creator", FIELD_BYLINE, 1},
    {"dccreator", FIELD_BYLINE, 1},
    {"autor", FIELD_BYLINE, 1},
    {"auteur", FIELD_BYLINE, 1},
    {"source", FIELD_SOURCE, 3},
    {"sourcename", FIELD_SOURCE, 3},
    {"publisher", FIELD_SOURCE, 2},
    {"publication", FIELD_SOURCE, 2},
    {"newspaper", FIELD_SOURCE, 2},
    {"outlet", FIELD_SOURCE, 2},
    {"sitename", FIELD_SOURCE, 2},
    {"provider", FIELD_SOURCE, 1},
    {"sourcedomain", FIELD_SOURCE, 1},
    {"domain", FIELD_SOURCE, 1},
    {"section", FIELD_SECTION, 3},
    {"sectionname", FIELD_SECTION, 2},
    {"articlesection", FIELD_SECTION, 2},
    {"category", FIELD_SECTION, 1},
    {"language", FIELD_LANGUAGE, 2},
    {"lang", FIELD_LANGUAGE, 2},
    {"inlanguage", FIELD_LANGUAGE, 1},
    {"published", FIELD_PUBLISHED, 4},
    {"publishedtime", FIELD_PUBLISHED, 4},
    {"publishedat", FIELD_PUBLISHED, 4},
    {"publishedon", FIELD_PUBLISHED, 4},
    {"publisheddate", FIELD_PUBLISHED, 4},
    {"publishdate", FIELD_PUBLISHED, 4},
    {"publicationdate", FIELD_PUBLISHED, 4},
    {"webpublicationdate", FIELD_PUBLISHED, 4},
    {"datepublished", FIELD_PUBLISHED, 4},
    {"datepublish", FIELD_PUBLISHED, 4},
    {"pubdate", FIELD_PUBLISHED, 4},
    {"firstpublished", FIELD_PUBLISHED, 4},
    {"postdate", FIELD_PUBLISHED, 4},
    {"date", FIELD_PUBLISHED, 3},
    {"datetime", FIELD_PUBLISHED, 3},
    {"dategmt", FIELD_PUBLISHED, 1},
    {"dd", FIELD_PUBLISHED, 1},
    {"createdutc", FIELD_PUBLISHED, 1},
    {"datum", FIELD_PUBLISHED, 1},
    {"fecha", FIELD_PUBLISHED, 1},
    {"text", FIELD_BODY, 4},
    {"body", FIELD_BODY, 4},
    {"maintext", FIELD_BODY, 5},
    {"fulltext", FIELD_BODY, 5},
    {"articlebody", FIELD_BODY, 5},
    {"articletext", FIELD_BODY, 5},
    {"bodytext", FIELD_BODY, 5},
    {"content", FIELD_BODY, 3},
    {"contents", FIELD_BODY, 3},
    {"postcontent", FIELD_BODY, 4},
    {"articlecontent", FIELD_BODY, 5},
    {"newstext", FIELD_BODY, 4},
    {"storytext", FIELD_BODY, 4},
    {"bodyhtml", FIELD_BODY, 3},
    {"paragraphs", FIELD_BODY, 2},
    {"transcript", FIELD_BODY, 2},
    {"document", FIELD_BODY, 2},
    {"article", FIELD_BODY, 2},
    {"story", FIELD_BODY, 2},
    {"plaintext", FIELD_BODY, 2},
    {"ocreng", FIELD_BODY, 1},
    {"ocrtext", FIELD_BODY, 1},
    {"rawtext", FIELD_BODY, 1},
    {"contenttext", FIELD_BODY, 4},
    {"contenthtml", FIELD_BODY, 3},
    {"contentencoded", FIELD_BODY, 4},
    {"selftext", FIELD_BODY, 3},
    {"texte", FIELD_BODY, 1},
    {"texto", FIELD_BODY, 1},
    {"testo", FIELD_BODY, 1},
    {"description", FIELD_DESCRIPTION, 1},
    {"abstract", FIELD_DESCRIPTION, 2},
    {"summary", FIELD_DESCRIPTION, 2},
    {"shortdescription", FIELD_DESCRIPTION, 2},
    {"lead", FIELD_DESCRIPTION, 1},
    {"leadparagraph", FIELD_DESCRIPTION, 3},
};

static bool same_name(morgue_str name, const char *known)
{
    size_t at = 0;

    for (size_t i = 0; i < name.size; i++) {
        char c = ascii_lower(name.data[i]);
        if (c == '-' || c == ' ' || c == '_' || c == ':')
            continue;
        if (known[at] == 0 || c != known[at])
            return false; /* a NUL in the name must not match the end */
        at++;
    }
    return at > 0 && known[at] == 0;
}

static size_t find_name(morgue_str name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (same_name(name, names[i].name))
            return i;
    return SIZE_MAX;
}

static bool is_kind(morgue_str name, field_kind kind)
{
    size_t at = find_name(name);

    return at != SIZE_MAX && names[at].kind == kind;
}

bool named_fields_is_body(morgue_str name)
{
    return is_kind(name, FIELD_BODY);
}

bool named_fields_is_title(morgue_str name)
{
    return is_kind(name, FIELD_TITLE);
}

/* Seconds since 1970, as some dumps have it; milliseconds likewise. */
static bool parse_epoch(civil_date *out, morgue_str s)
{
    uint64_t seconds;
    int year, month, day;

    s = str_slice(s, 0, str_find_char(s, '.'));
    if (s.size < 9 || s.size > 13 || s.size == 12 ||
        !str_to_u64(s, UINT64_MAX, &seconds))
        return false;
    if (s.size > 11)
        seconds /= 1000;
    civil_date_from_days((int64_t)(seconds / 86400), &year, &month, &day);
    *out = (civil_date){.year = (int16_t)year,
                        .month = (uint8_t)month,
                        .day = (uint8_t)day,
                        .hour = (uint8_t)(seconds / 3600 % 24),
                        .minute = (uint8_t)(seconds / 60 % 60),
                        .second = (uint8_t)(seconds % 60),
                        .precision = DATE_SECOND};
    return true;
}

/*
 * A date in figures or in another language.  Of 03/04/2014 the year alone is
 * sure, unless the order is known.
 */
static bool parse_words(civil_date *out, morgue_str value, bool is_month_first)
{
    date_locale locale = {is_month_first ? DATE_ORDER_MDY : DATE_ORDER_DMY,
                          ""};
    date_found found;
    size_t at = 0;

    if (!date_words_next(&found, value, &at, &locale))
        return false;
    *out = found.date;
    if (found.certainty == DATE_GUESSED && !is_month_first)
        *out = (civil_date){.year = found.date.year,
                            .precision = DATE_YEAR,
                            .offset_minutes = DATE_NO_OFFSET};
    return true;
}

static bool parse_date(civil_date *out, morgue_str value, bool is_month_first)
{
    value = str_trim(value);
    return civil_date_parse_iso(out, value) ||
           civil_date_parse_rfc822(out, value) || parse_epoch(out, value) ||
           civil_date_parse_digits(out, value) ||
           printed_date_read(out, value) ||
           parse_words(out, value, is_month_first);
}

bool named_fields_date(civil_date *out, morgue_str value)
{
    return parse_date(out, value, false);
}

static void set_published(named_fields *f, morgue_str value, int rank)
{
    civil_date date;
    int have = f->ranks[FIELD_PUBLISHED];

    if (!parse_date(&date, value, f->is_month_first))
        return;
    /* Of two that agree on the day the more precise. */
    if (have && date.precision <= f->out->published.precision &&
        rank <= have)
        return;
    if (have > rank && (date.year != f->out->published.year ||
                        date.month != f->out->published.month ||
                        date.day != f->out->published.day))
        return;
    f->out->published = date;
    f->out->published_from = "format";
    f->ranks[FIELD_PUBLISHED] = rank > have ? rank : have;
}

static morgue_str *field_of(named_fields *f, field_kind kind)
{
    morgue_str *const fields[] = {
        [FIELD_URL] = &f->out->url,
        [FIELD_TITLE] = &f->out->title,
        [FIELD_BYLINE] = &f->out->byline,
        [FIELD_SOURCE] = &f->out->source,
        [FIELD_SECTION] = &f->out->section,
        [FIELD_LANGUAGE] = &f->out->language,
        [FIELD_PUBLISHED] = NULL,
        [FIELD_BODY] = &f->body,
        [FIELD_DESCRIPTION] = &f->description,
    };

    return fields[kind];
}

void named_fields_begin(named_fields *f, arena *a, article *out)
{
    *f = (named_fields){.arena = a, .out = out};
}

/* "By Jo Doe": who, without the "By".  A number is a key of somebody's table. */
static morgue_str clean_byline(morgue_str s)
{
    uint64_t key;

    if (str_starts_with_nocase(s, STR("by ")))
        s = str_trim(str_slice(s, 3, s.size));
    return str_to_u64(s, UINT64_MAX, &key) ? STR("") : s;
}

bool named_fields_set(named_fields *f, morgue_str name, morgue_str value)
{
    size_t at = find_name(name);
    morgue_str trimmed = str_trim(value), *field;

    if (at == SIZE_MAX)
        return false;
    if (names[at].kind == FIELD_BYLINE)
        trimmed = clean_byline(trimmed);
    if (trimmed.size == 0)
        return true;
    if (names[at].kind == FIELD_PUBLISHED && f->is_crawl &&
        names[at].rank < 4)
        return true;
    if (names[at].kind == FIELD_PUBLISHED) {
        set_published(f, trimmed, names[at].rank);
        return true;
    }
    /* A path within a site is no address; "en_US" is the language en. */
    if (names[at].kind == FIELD_URL &&
        str_find(trimmed, STR("://")) == SIZE_MAX)
        return true;
    if (f->ranks[names[at].kind] >= names[at].rank)
        return true;
    field = field_of(f, names[at].kind);
    *field = arena_copy(f->arena, names[at].kind == FIELD_BODY ? value
                                                               : trimmed);
    f->ranks[names[at].kind] = names[at].rank;
    return true;
}
