/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "entity_tagger.h"

#include <stdio.h>

/* Mentions as "kind:text=name", with blanks between, the title's first. */
static void tag_by(entity_tagger *tagger, const char *title, const char *text,
                   const char *language, char *out, size_t size)
{
    mention *mentions;
    size_t count, at = 0;
    arena *a = arena_new();

    entity_tagger_tag(tagger, str_of(title), str_of(text), str_of(language), a,
                      &mentions, &count);
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const mention *m = &mentions[i];
        morgue_str piece =
            str_slice(str_of(m->in_title ? title : text), m->begin, m->end);

        at += (size_t)snprintf(out + at, size - at, "%s%s:%.*s=%.*s",
                               at ? "; " : "", mention_kind_name(m->kind),
                               (int)piece.size, piece.data, (int)m->name.size,
                               m->name.data);
    }
    arena_free(a);
}

static void tag(const char *title, const char *text, const char *language,
                char *out, size_t size)
{
    entity_tagger *tagger;

    assert_int_equal(entity_tagger_new(&tagger, NULL), MORGUE_OK);
    tag_by(tagger, title, text, language, out, size);
    entity_tagger_free(tagger);
}

static void names_of_news_are_found(void **state)
{
    static const struct {
        const char *title, *text, *mentions;
    } cases[] = {
        {"", "", ""},
        {"", "It rained all day.", ""},
        {"", "The mayor met John Smith in London on Friday.",
         "person:John Smith=John Smith; place:London=London"},
        {"", "Meanwhile the Texas-based Alamo Drafthouse theater chain agreed.",
         "org:Alamo Drafthouse=Alamo Drafthouse"},
        {"", "The ferry ran aground off the Skerra Islands on Friday.",
         "place:Skerra Islands=Skerra Islands"},
        {"", "Social Security and Medicare pay for her flat in London.",
         "place:London=London"},
        {"", "The United\xc2\xa0Nations met in London.",
         "org:United\xc2\xa0Nations=United Nations; place:London=London"},
        {"Talks in Paris", "The United Nations said so.",
         "place:Paris=Paris; org:United Nations=United Nations"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[4096];

        tag(cases[i].title, cases[i].text, "en", got, sizeof got);
        assert_string_equal(got, cases[i].mentions);
    }
}

static void lines_of_news_are_understood(void **state)
{
    static const struct {
        const char *text, *mentions;
    } cases[] = {
        /* datelines */
        {"LONDON (Reuters) - The mayor spoke on Friday.",
         "place:LONDON=LONDON; org:Reuters=Reuters"},
        {"NEW YORK (CBSNewYork/AP) -- The mayor spoke on Friday.",
         "place:NEW YORK=NEW YORK; org:CBSNewYork=CBSNewYork; org:AP=AP"},
        {"SAN DIEGO, Calif. (AP) -- The mayor spoke.",
         "place:SAN DIEGO=SAN DIEGO; place:Calif.=Calif.; org:AP=AP"},
        {"JACKSON, Miss., May 4 - The river rose again on Friday.",
         "place:JACKSON=JACKSON; place:Miss.=Miss."},
        {"DALLAS, May 4 (Reuters) - The river rose again on Friday.",
         "place:DALLAS=DALLAS; org:Reuters=Reuters"},
        /* bylines */
        {"By John Smith\nIt rained all day.", "person:John Smith=John Smith"},
        {"By John Smith and Mary Jones\nIt rained all day.",
         "person:John Smith=John Smith; person:Mary Jones=Mary Jones"},
        /* initials, quotes, possessives */
        {"J. R. Smith of Boston said so.",
         "person:J. R. Smith=J. R. Smith; place:Boston=Boston"},
        {"\"I will go,\" John Smith said. \"Smith is right,\" she said.",
         "person:John Smith=John Smith; person:Smith=John Smith"},
        {"Police read John Smith\xe2\x80\x99s letter in London.",
         "person:John Smith=John Smith; place:London=London"},
        {"France's Marie Dupont won.",
         "place:France=France; person:Marie Dupont=Marie Dupont"},
        /* titles with and without a stop */
        {"Mr. Tindall and Mrs Quillbury met Dr Okafor in London.",
         "person:Tindall=Tindall; person:Quillbury=Quillbury; "
         "person:Okafor=Okafor; place:London=London"},
        /* headlines in capitals */
        {"CLINTON VISITS LONDON\nBill Clinton flew to London on Friday. "
         "Clinton will meet the mayor of London.",
         "person:CLINTON=Bill Clinton; place:LONDON=London; "
         "person:Bill Clinton=Bill Clinton; place:London=London; "
         "person:Clinton=Bill Clinton; place:London=London"},
        /* headlines that run on from a name, also past small words */
        {"Speech by Vice President Harris During Dinner with Teachers\nShe "
         "thanked the mayor of Leeds.",
         "person:Harris=Harris; place:Leeds=Leeds"},
        {"Vice President Harris Announces New Funds for Schools\nKamala Harris "
         "spoke with teachers in Leeds.",
         "person:Harris=Kamala Harris; person:Kamala Harris=Kamala Harris; "
         "place:Leeds=Leeds"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[4096];

        tag("", cases[i].text, "en", got, sizeof got);
        assert_string_equal(got, cases[i].mentions);
    }
}

static void courts_and_lists_are_understood(void **state)
{
    static const struct {
        const char *text, *mentions;
    } cases[] = {
        /* a case is no person, but a person may be called so as well */
        {"The court overturned Maddock v. Tindall. Maddock was wrong.", ""},
        {"Jane Maddock won in Maddock v. Tindall. Maddock went home.",
         "person:Jane Maddock=Jane Maddock; person:Maddock=Jane Maddock"},
        {"Members spoke of H.R. 1187 and of S. 45.", ""},
        /* what the word before says of a row */
        {"Help is on its way to the counties of Levy, Taylor, Dixie and "
         "Jackson.",
         "place:Levy=Levy; place:Taylor=Taylor; place:Dixie=Dixie; "
         "place:Jackson=Jackson"},
        {"Levy met Taylor in the two counties of the north.",
         "person:Levy=Levy; person:Taylor=Taylor"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[4096];

        tag("", cases[i].text, "en", got, sizeof got);
        assert_string_equal(got, cases[i].mentions);
    }
}

static void short_forms_are_what_they_are_short_for(void **state)
{
    static const struct {
        const char *text, *mentions;
    } cases[] = {
        {"Nurses lacked personal protective equipment (PPE) in London. Later "
         "PPE came.",
         "place:London=London"},
        {"She spoke of the Foreign Assistance Act of 1961 (FAA) and section "
         "506 of the FAA.",
         ""},
        {"The Marine Safety Bureau (MSB) met on Friday. The MSB was silent.",
         "org:Marine Safety Bureau=Marine Safety Bureau; "
         "org:MSB=Marine Safety Bureau; org:MSB=Marine Safety Bureau"},
        {"The European Commission fined the bank on Friday. But Reuters said "
         "the Commission was wrong.",
         "org:European Commission=European Commission; org:Reuters=Reuters; "
         "org:Commission=European Commission"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[4096];

        tag("", cases[i].text, "en", got, sizeof got);
        assert_string_equal(got, cases[i].mentions);
    }
}

static void what_stands_for_a_full_name_carries_it(void **state)
{
    static const struct {
        const char *title, *text, *mentions;
    } cases[] = {
        {"",
         "White House spokeswoman Bernadette Meehan said the government was "
         "not involved. \"We are sorry,\" Meehan said.",
         "org:White House=White House; "
         "person:Bernadette Meehan=Bernadette Meehan; "
         "person:Meehan=Bernadette Meehan"},
        {"Meehan speaks", "Bernadette Meehan spoke in London on Friday.",
         "person:Meehan=Bernadette Meehan; "
         "person:Bernadette Meehan=Bernadette Meehan; place:London=London"},
        {"",
         "The attack on Sony Pictures was routed through other countries. "
         "Sony said it had no choice.",
         "org:Sony Pictures=Sony Pictures; org:Sony=Sony Pictures"},
        {"",
         "The International Monetary Fund met on Friday. The IMF said "
         "growth was slow.",
         "org:International Monetary Fund=International Monetary Fund; "
         "org:IMF=International Monetary Fund"},
        {"", "Martin Luther King Jr. spoke in Memphis. Later King met workers.",
         "person:Martin Luther King Jr.=Martin Luther King Jr.; "
         "place:Memphis=Memphis; person:King=Martin Luther King Jr."},
        {"",
         "Maria Lopez Brandt spoke in London. In Oslo, Lopez Brandt said no, "
         "and Brandt left.",
         "person:Maria Lopez Brandt=Maria Lopez Brandt; place:London=London; "
         "place:Oslo=Oslo; person:Lopez Brandt=Maria Lopez Brandt; "
         "person:Brandt=Maria Lopez Brandt"},
        {"Talks with Irene Maddock", "\"We are glad,\" Maddock said on Friday.",
         "person:Irene Maddock=Irene Maddock; "
         "person:Maddock=Irene Maddock"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[4096];

        tag(cases[i].title, cases[i].text, "en", got, sizeof got);
        assert_string_equal(got, cases[i].mentions);
    }
}

/* The names alone that mentions of persons and organisations stand for. */
static void check_names(const char *language, const char *text,
                        const char *expected)
{
    entity_tagger *tagger;
    mention *mentions;
    arena *a = arena_new();
    size_t count, at = 0;
    char got[4096] = "";

    assert_int_equal(entity_tagger_new(&tagger, NULL), MORGUE_OK);
    entity_tagger_tag(tagger, STR(""), str_of(text), str_of(language), a,
                      &mentions, &count);
    for (size_t i = 0; i < count; i++)
        if (mentions[i].kind != MENTION_PLACE)
            at += (size_t)snprintf(got + at, sizeof got - at, "%s%.*s",
                                   at ? "; " : "", (int)mentions[i].name.size,
                                   mentions[i].name.data);
    arena_free(a);
    entity_tagger_free(tagger);
    assert_string_equal(got, expected);
}

static void namesakes_are_told_apart(void **state)
{
    static const struct {
        const char *text, *names;
    } cases[] = {
        {"A jury acquitted Robert Kessler and his wife, Linda Kessler, on "
         "Tuesday. Mrs. Kessler wept. Mr. Kessler said he was relieved.",
         "Robert Kessler; Linda Kessler; Linda Kessler; Robert Kessler"},
        {"Thomas Brannigan, the mayor, met his brother Patrick Brannigan in "
         "Boston. Mayor Brannigan spoke outside the court.",
         "Thomas Brannigan; Patrick Brannigan; Thomas Brannigan"},
        {"Harold Whitcombe Jr. will run for the seat of his father, Harold "
         "Whitcombe Sr., in Denver. Whitcombe Jr. told reporters so.",
         "Harold Whitcombe Jr.; Harold Whitcombe Sr.; Harold Whitcombe Jr."},
        {"Sarah Jessica Holden died in London. Sarah Holden first acted at "
         "school. Holden was 88.",
         "Sarah Jessica Holden; Sarah Jessica Holden; Sarah Jessica Holden"},
        {"The film arm of Sony Corp., Sony Pictures, made a profit.",
         "Sony Corp.; Sony Pictures"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_names("en", cases[i].text, cases[i].names);
}

static void parts_of_names_carry_them(void **state)
{
    static const struct {
        const char *language, *text, *names;
    } cases[] = {
        {"en",
         "Ursula von der Leyen arrived in Kyiv on Monday. \"We stand with "
         "Ukraine,\" von der Leyen said.",
         "Ursula von der Leyen; Ursula von der Leyen"},
        {"en",
         "The papers of John F. Kennedy were opened in Boston on Friday. "
         "J.F.K. wrote some of them. JFK liked short memos.",
         "John F. Kennedy; John F. Kennedy; John F. Kennedy"},
        {"en",
         "The Federal Trade Commission (FTC) sued a data broker on Thursday. "
         "The F.T.C. said the firm sold the data.",
         "Federal Trade Commission; Federal Trade Commission; "
         "Federal Trade Commission"},
        {"en",
         "The Department of Justice charged two men on Friday. The Justice "
         "Department said they had lied. The DOJ would not say more.",
         "Department of Justice; Department of Justice; "
         "Department of Justice"},
        {"en",
         "The Federal Reserve raised rates on Wednesday. Markets fell after "
         "the Fed spoke.",
         "Federal Reserve; Federal Reserve"},
        {"en",
         "United Airlines canceled 200 flights from Chicago on Friday. A "
         "spokesman for United said crews were stranded.",
         "United Airlines; United Airlines"},
        {"en",
         "A study by Harvard University found that sleep matters. Harvard "
         "researchers asked 3,000 people.",
         "Harvard University; Harvard University"},
        {"es",
         "El presidente Pedro S\xc3\xa1nchez P\xc3\xa9rez viaj\xc3\xb3 a Roma. "
         "S\xc3\xa1nchez habl\xc3\xb3 con el papa.",
         "Pedro S\xc3\xa1nchez P\xc3\xa9rez; Pedro S\xc3\xa1nchez "
         "P\xc3\xa9rez"},
        {"de",
         "Das Bundesamt f\xc3\xbcr Verfassungsschutz (BfV) warnt vor Spionen. "
         "Das "
         "BfV sitzt in Bonn.",
         "Bundesamt f\xc3\xbcr Verfassungsschutz; "
         "Bundesamt f\xc3\xbcr Verfassungsschutz; "
         "Bundesamt f\xc3\xbcr Verfassungsschutz"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_names(cases[i].language, cases[i].text, cases[i].names);
}

static void endings_of_cases_make_no_other_name(void **state)
{
    static const struct {
        const char *language, *text, *names;
    } cases[] = {
        {"de", "Angela Merkel reiste nach Paris. Merkels Sprecher schwieg.",
         "Angela Merkel; Angela Merkel"},
        {"sv",
         "Statsminister Ulf Kristersson reste till Oslo. Kristerssons "
         "pressekreterare var med.",
         "Ulf Kristersson; Ulf Kristersson"},
        {"fi",
         "Matti Korhonen ja Mika Salminen puhuivat Turussa. Salmisen mukaan "
         "Korhosen puhe oli hyv\xc3\xa4.",
         "Matti Korhonen; Mika Salminen; Mika Salminen; Matti Korhonen"},
        /* a plural: the family */
        {"en", "John Holt spoke in London on Friday. Holts live in Wales.",
         "John Holt"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_names(cases[i].language, cases[i].text, cases[i].names);
}

static void other_languages_have_models(void **state)
{
    static const struct {
        const char *language, *text, *mentions;
    } cases[] = {
        {"de", "Der Trainer lebt in Berlin.", "place:Berlin=Berlin"},
        {"sv", "Hon bor i Stockholm.", "place:Stockholm=Stockholm"},
        {"fr", "Il habite \xc3\xa0 Paris.", "place:Paris=Paris"},
        {"fr", "Il vient d'Allemagne.", "place:Allemagne=Allemagne"},
        {"es", "El alcalde de Sevilla, Julio Mora, vive en Madrid. Mora calla.",
         "place:Sevilla=Sevilla; person:Julio Mora=Julio Mora; "
         "place:Madrid=Madrid; person:Mora=Julio Mora"},
        {"nl", "Minister Jan Peeters woont in Brussel.",
         "person:Jan Peeters=Jan Peeters; place:Brussel=Brussel"},
        {"fi", "Kirjailija asuu Helsingissä.", "place:Helsingissä=Helsingissä"},
        /* names with an ending, and with a small one */
        {"de",
         "Staatschef Wladimir Putin schwieg. Putins Sprecher redete. Die "
         "Regierung Kenias schwieg.",
         "person:Wladimir Putin=Wladimir Putin; person:Putins=Wladimir Putin; "
         "place:Kenias=Kenia"},
        {"sv",
         "Statsminister Stefan Löfven talade i Stockholm. Löfvens tal var "
         "långt.",
         "person:Stefan Löfven=Stefan Löfven; place:Stockholm=Stockholm; "
         "person:Löfvens=Stefan Löfven"},
        {"fi", "Presidentti Sauli Niinistö puhui. Niinistön puhe oli pitkä.",
         "person:Sauli Niinistö=Sauli Niinistö; "
         "person:Niinistön=Sauli Niinistö"},
        {"fr", "Elle dirige l'Union européenne depuis lundi.",
         "org:Union européenne=Union européenne"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[4096];

        tag("", cases[i].text, cases[i].language, got, sizeof got);
        assert_string_equal(got, cases[i].mentions);
    }
}

static void a_language_without_a_model_has_no_mentions(void **state)
{
    char got[4096];

    (void)state;
    tag("", "The mayor met John Smith in London.", "xx", got, sizeof got);
    assert_string_equal(got, "");
}

/* So many words that the tagger forgets those it knew before. */
static char *text_of_many_words(void)
{
    enum { WORDS = 70000, ROOM = 16 };
    char *text = test_malloc(WORDS * ROOM);
    size_t at = 0;

    for (int i = 0; i < WORDS; i++)
        at += (size_t)snprintf(text + at, ROOM, "Ab%d cd. ", i);
    return text;
}

static void what_was_tagged_before_changes_nothing(void **state)
{
    static const char *const texts[] = {
        "The mayor met John Smith in London. Smith spoke of the Bank of "
        "England.",
        "Ana Belmonte of the University of Oslo met Smith. England won.",
    };
    char first[2][4096], got[4096], *many = text_of_many_words();
    entity_tagger *tagger;

    (void)state;
    for (size_t i = 0; i < 2; i++)
        tag("", texts[i], "en", first[i], sizeof first[i]);
    assert_int_equal(entity_tagger_new(&tagger, NULL), MORGUE_OK);
    for (size_t round = 0; round < 6; round++) {
        for (size_t i = 0; i < 2; i++) {
            tag_by(tagger, "", texts[i], "en", got, sizeof got);
            assert_string_equal(got, first[i]);
        }
        if (round == 2) {
            char *mentions = test_malloc(8 << 20);

            tag_by(tagger, "", many, "en", mentions, 8 << 20);
            test_free(mentions);
        }
    }
    entity_tagger_free(tagger);
    test_free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_news_are_found),
        cmocka_unit_test(lines_of_news_are_understood),
        cmocka_unit_test(short_forms_are_what_they_are_short_for),
        cmocka_unit_test(what_stands_for_a_full_name_carries_it),
        cmocka_unit_test(courts_and_lists_are_understood),
        cmocka_unit_test(namesakes_are_told_apart),
        cmocka_unit_test(parts_of_names_carry_them),
        cmocka_unit_test(endings_of_cases_make_no_other_name),
        cmocka_unit_test(other_languages_have_models),
        cmocka_unit_test(a_language_without_a_model_has_no_mentions),
        cmocka_unit_test(what_was_tagged_before_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
