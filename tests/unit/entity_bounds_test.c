/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "entity_bounds.h"
#include "entity_label.h"
#include "entity_models.h"
#include "mention.h"
#include "str.h"

#include <stdio.h>

#define TEXT_MAX 1024

/* "[org Sony] met [person Amy Pascal]": the text, and where names stand. */
typedef struct marked {
    char text[TEXT_MAX];
    size_t size, count;
    struct {
        size_t begin, end;
        int kind;
    } names[16];
} marked;

static int kind_named(morgue_str name)
{
    for (int k = 0; k < MENTION_KINDS; k++)
        if (str_equal(name, str_of(mention_kind_name((mention_kind)k))))
            return k;
    return KIND_OTHER;
}

static void read_marks(marked *m, const char *from)
{
    memset(m, 0, sizeof *m);
    for (; *from; from++) {
        if (*from == '[') {
            size_t kind = strcspn(from, " ");

            m->names[m->count].begin = m->size;
            m->names[m->count].kind = kind_named(str_make(from + 1, kind - 1));
            from += kind;
        } else if (*from == ']') {
            m->names[m->count++].end = m->size;
        } else {
            m->text[m->size++] = *from;
        }
    }
}

static void set_tags(entity_document *d, const marked *m)
{
    for (size_t n = 0; n < m->count; n++) {
        size_t first = d->count, end = 0;

        for (size_t i = 0; i < d->count; i++)
            if (d->spans[i].begin >= m->names[n].begin &&
                d->spans[i].end <= m->names[n].end) {
                first = i < first ? i : first;
                end = i + 1;
            }
        entity_set(d, first, end, m->names[n].kind);
    }
}

static void print_marks(const entity_document *d, arena *a, char *out)
{
    entity_run *runs;
    size_t count = entity_runs(d, a, &runs), at = 0;

    for (size_t i = 0; i < count; i++) {
        size_t begin = d->spans[runs[i].begin].begin;
        size_t end = d->spans[runs[i].end - 1].end;

        assert_true(runs[i].begin < runs[i].end);
        at += (size_t)snprintf(
            out + at, TEXT_MAX - at, "%s%s:%.*s", at ? "; " : "",
            runs[i].kind < MENTION_KINDS ? mention_kind_name(runs[i].kind)
                                         : "other",
            (int)(end - begin), d->text.data + begin);
    }
    out[at] = '\0';
}

static void mend(const char *from, char *out)
{
    static entity_model model;
    word_cache *words;
    arena *a = arena_new();
    entity_document d;
    entity_span *spans;
    marked m;
    size_t count;

    read_marks(&m, from);
    assert_int_equal(
        entity_model_read(&model, entity_models_find(STR("en")), NULL),
        MORGUE_OK);
    words = word_cache_new(&model);
    count = entity_tokenize(str_make(m.text, m.size), false, a, &spans);
    entity_document_prepare(&d, str_make(m.text, m.size), spans, count, &model,
                            words, a);
    set_tags(&d, &m);
    entity_bounds_mend(&d, a);
    print_marks(&d, a, out);
    word_cache_free(words);
    arena_free(a);
}

static void names_keep_to_their_bounds(void **state)
{
    static const struct {
        const char *labelled, *mended;
    } cases[] = {
        {"Nothing here.", ""},
        {"[person Ana Belmonte] won.", "person:Ana Belmonte"},
        /* marks and numbers */
        {"He read [org \"Netherby Weekly\"].", "org:Netherby Weekly"},
        {"[place LONDON -] Rain fell.", "place:LONDON"},
        {"([person Leo) Waters] said", "person:Leo; person:Waters"},
        {"[person Waters 8-0-39-3] bowled", "person:Waters"},
        {"[org Radio 4 News] said", "org:Radio 4 News"},
        {"[org Turkey - Ana Belmonte] scored",
         "place:Turkey; person:Ana Belmonte"},
        {"[person Paul \"The Ferry\" Waters] rowed",
         "person:Paul \"The Ferry\" Waters"},
        {"write to [org NEWS-DESK]@[person TOWN.EXAMPLE] now", ""},
        /* titles */
        {"[person President Maddock] spoke", "person:Maddock"},
        {"[person Lt. Gen. Irene Maddock] spoke", "person:Irene Maddock"},
        {"[person Prime Minister Irene Maddock] spoke", "person:Irene Maddock"},
        {"the [person King] spoke", "person:King"},
        /* two names */
        {"[org Italy's Ana Belmonte] won", "place:Italy; person:Ana Belmonte"},
        {"[org Lloyd's of London] fell", "org:Lloyd's of London"},
        {"[org Saudi Arabia's King Fahd] fell",
         "place:Saudi Arabia; person:Fahd"},
        {"[person Reem Zeidan and Marwan Haddad] met",
         "person:Reem Zeidan; person:Marwan Haddad"},
        {"[place Trinidad and Tobago] won", "place:Trinidad and Tobago"},
        {"She owns a property investment company, 49 Hazel Blossom, LLC",
         "org:Hazel Blossom, LLC"},
        {"[org Maddock Inc. and Waters Corp.] rose",
         "org:Maddock Inc.; org:Waters Corp."},
        {"[org Microsoft and Intel] rose", "org:Microsoft; org:Intel"},
        {"[org Netherby and Coldwater] met. [org Netherby] beat "
         "[org Coldwater] again.",
         "org:Netherby; org:Coldwater; org:Netherby; org:Coldwater"},
        {"[org Ministry of Fish and Food] said",
         "org:Ministry of Fish and Food"},
        /* organisation, post, person */
        {"Secretary of [org Defense Austin] spoke",
         "org:Defense; person:Austin"},
        {"Secretary of [person Transportation Nora Velden] spoke",
         "org:Transportation; person:Nora Velden"},
        {"Secretary of the [org Treasury Nora Velden] spoke",
         "org:Treasury; person:Nora Velden"},
        {"[org Deputy National Security Advisor Jake Sullivan] spoke",
         "person:Jake Sullivan"},
        {"Secretary of [org Homeland Security] spoke", "org:Homeland Security"},
        {"Prime Minister of [org Singapore Lee Hsien Loong] spoke",
         "place:Singapore; person:Lee Hsien Loong"},
        {"Chairman of [org Goldman Sachs] spoke", "org:Goldman Sachs"},
        {"[org National Security Advisor Jake Sullivan] spoke",
         "person:Jake Sullivan"},
        {"[org FBI Director Robert Mueller] spoke",
         "org:FBI; person:Robert Mueller"},
        {"[person FBI Director Robert Mueller] spoke",
         "org:FBI; person:Robert Mueller"},
        {"[person Senate Majority Leader Maddock] spoke",
         "org:Senate; person:Maddock"},
        {"[person British Prime Minister Ana Belmonte] spoke",
         "person:Ana Belmonte"},
        {"[person Khalid Sheikh Mohammed] spoke",
         "person:Khalid Sheikh Mohammed"},
        {"[org Netherby Deputy Director Xanthe Quillbury] spoke",
         "org:Netherby; person:Xanthe Quillbury"},
        {"the [org Office of the First Lady] said",
         "org:Office of the First Lady"},
        {"the [org Council of River Advisers] said",
         "org:Council of River Advisers"},
        {"the [org Clean Rivers Act] passed", "other:Clean Rivers Act"},
        {"the [org Clean Rivers Act for Northern Farmers] passed",
         "other:Clean Rivers Act for Northern Farmers"},
        {"[person H.R.] 4418 passed", ""},
        {"in the [org Federal] Register today", "other:Federal Register"},
        {"after the [org Six-Day War] ended", "other:Six-Day War"},
        {"[org Director for Legislative Affairs] Maddock spoke",
         "other:Director for Legislative Affairs"},
        {"the [org Prince of Netherby Theatre] opened",
         "org:Prince of Netherby Theatre"},
        {"the [org World Food Program] said", "org:World Food Program"},
        {"[org Captain Maddock] spoke", "person:Maddock"},
        {"[org General Motors] rose", "org:General Motors"},
        {"[org Coldwater High Court Judge] spoke", "org:Coldwater High Court"},
        {"the [org U.S. Ambassador] spoke", "place:U.S."},
        {"the [org British General] spoke", ""},
        {"the [org Kennedy Center] stood", "org:Kennedy Center"},
        {"[place Nazi Germany] fell", "place:Germany"},
        {"Thank you, [org Admiral].", ""},
        {"with [person Allah's] help", ""},
        {"the [org Director of National Intelligence] spoke", ""},
        {"the [org National Climate Advisor] spoke", ""},
        {"Secretary of the [place Interior] Maddock", "org:Interior"},
        {"the [org center-left Netherby Party] won", "org:Netherby Party"},
        {"[org The United States and European Union] met",
         "place:United States; org:European Union"},
        {"the [org UAE] said", "place:UAE"},
        {"see [place Annex II] there", "other:Annex II"},
        /* what goes on in the sentence, and what in the name */
        {"Thanks, [person Joe Manchin, I] will", "person:Joe Manchin"},
        {"King [person Charles I], of old", "person:Charles I"},
        {"[person Martin King], Jr. of Memphis", "person:Martin King, Jr."},
        {"[person Lloyd Austin] III of Memphis", "person:Lloyd Austin III"},
        {"[person Lloyd Austin], II and III", "person:Lloyd Austin"},
        {"the [org Office] of the Vice President said",
         "org:Office of the Vice President"},
        {"the [org Office] of today said", "org:Office"},
        /* companies */
        {"[person Maddock Inc.] rose", "org:Maddock Inc."},
        {"[org Tindall Brandt] and Co said", "org:Tindall Brandt and Co"},
        {"[place Tindall] and [org Sons Inc.] rose",
         "org:Tindall and Sons Inc."},
        {"[person Tindall] and Maddock rose", "person:Tindall"},
        {"[place COLDWATER], INC. AND NETHERBY, LTD. ROSE",
         "org:COLDWATER, INC.; org:NETHERBY, LTD."},
        {"Mills of [place South Africa] Ltd rose", "place:South Africa"},
        /* what lists are sure of */
        {"the Czech [place Republic] won", "place:Czech Republic"},
        {"[person Sri] Lanka won", "place:Sri Lanka"},
        {"[org Bank of Sri Lanka] fell", "org:Bank of Sri Lanka"},
        {"the [org Texas-based Netherby Mills] grew", "org:Netherby Mills"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[TEXT_MAX];

        mend(cases[i].labelled, got);
        assert_string_equal(got, cases[i].mended);
    }
}

/* Nothing is that long but bytes that mean harm: it is left as it was. */
static void endless_names_are_left_alone(void **state)
{
    char labelled[TEXT_MAX], got[TEXT_MAX];
    size_t at = (size_t)snprintf(labelled, sizeof labelled, "[person Ana");

    (void)state;
    for (int i = 0; i < 70; i++)
        at += (size_t)snprintf(labelled + at, sizeof labelled - at, " and Ana");
    snprintf(labelled + at, sizeof labelled - at, "]");
    mend(labelled, got);
    assert_null(strchr(got, ';'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_keep_to_their_bounds),
        cmocka_unit_test(endless_names_are_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
