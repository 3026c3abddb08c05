/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "person_name.h"

#include "month_name.h"
#include "str.h"
#include "utf8.h"

#include <utf8proc.h>

/* Longer ones first where one begins another. */
static const char *const labels[] = {
    "written by", "posted by", "published by", "reported by", "story by",
    "words by", "text by", "article by", "edited by", "reporting by",
    "analysis by", "opinion by",
    "submitted by", "by:", "by ", "author:", "authors:",
    "author ", "reporter:", "from our correspondent",
    "ein artikel von", "eine analyse von", "ein kommentar von",
    "eine kolumne von", "ein interview von", "ein gastbeitrag von",
    "geschrieben von", "verfasst von", "erstellt von", "veröffentlicht von",
    "artikel von", "von unserem redakteur ", "von unserer redakteurin ",
    "von unserem korrespondenten ", "von unserer korrespondentin ",
    "von:", "von ", "autor:", "autorin:", "autoren:",
    "text:", "text von", "interview:", "protokoll:",
    "écrit par", "ecrit par", "publié par", "publie par",
    "propos recueillis par",
    "rédigé par", "par:", "par ", "auteur :", "auteur:", "texte :", "texte:",
    "escrito por", "publicado por", "por:", "por ", "autora:", "redactado por",
    "texto:", "firmado por", "scritto da", "pubblicato da", "a cura di",
    "articolo di", "di:", "di ", "testo di", "autore:", "da ",
    "geschreven door", "door onze redacteur ",
    "door onze verslaggever ", "door onze correspondent ", "door:", "door ", "tekst:", "skrevet av",
    "skrevet af", "skriven av", "publicerad av", "tekst ", "av ", "af ",
    "foto och text:", "text och foto:", "text och bild:", "teksti:",
    "kirjoittaja:", "autor ", "opracowanie:", "oprac.", "napisał", "przez ",
    "napsal:", "autor článku:", "szerző:", "írta:", "Írta:", "de ", "scris de",
    "autor: ", "автор:", "Автор:", "Автор ", "Текст:",
    "автор ", "текст:", "автори:", "yazan:", "yazar:",
    "haber:", "oleh:", "oleh ", "penulis:", "reporter ", "tác giả:", "theo ",
    "作者：", "作者:", "责编：", "责任编辑：", "责任编辑:", "编辑：", "記者",
    "记者：", "记者", "文：", "文/", "撰文：", "文＝", "文・", "執筆：",
    "取材・文", "글:", "기자:", "นักข่าว:", "الكاتب:", "كتب:", "كتب ",
    "بقلم:", "بقلم ", "מאת:", "מאת ", "نویسنده:", "گزارش:", "लेखक:",
    "ผู้เขียน:", "โดย:", "โดย ", "文／", "글 ", "Γράφει ο ", "Γράφει η ",
    "γράφει ο ", "γράφει η ", "Του ", "Της ",
};

static morgue_str label_of(morgue_str s)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        morgue_str label = str_of(labels[i]);
        if (s.size > label.size && str_starts_with_nocase(s, label))
            return label;
    }
    return (morgue_str){NULL, 0};
}

static morgue_str without_label(morgue_str s)
{
    return str_trim(str_slice(s, label_of(s).size, s.size));
}

static morgue_str without_brackets(morgue_str s)
{
    if (str_starts_with(s, STR("(")) && str_ends_with(s, STR(")")))
        return str_slice(s, 1, s.size - 1);
    if ((str_starts_with(s, STR("（")) && str_ends_with(s, STR("）"))) ||
        (str_starts_with(s, STR("【")) && str_ends_with(s, STR("】"))) ||
        (str_starts_with(s, STR("〔")) && str_ends_with(s, STR("〕"))))
        return str_slice(s, 3, s.size - 3);
    return s;
}

bool person_name_is_labelled(morgue_str s, bool *is_sure)
{
    morgue_str label = label_of(without_brackets(str_trim(s)));

    *is_sure = str_ends_with(label, STR(":")) ||
               str_ends_with(label, STR("："));
    return label.size > 0;
}

static bool is_edge(char c)
{
    return ascii_is_space(c) || strchr(",;:|/-*()[]\"<>+=@_.", c) != NULL;
}

static morgue_str trim_edges(morgue_str s)
{
    while (s.size && is_edge(s.data[0]) && s.data[0] != '(')
        s = str_slice(s, 1, s.size);
    while (s.size && is_edge(s.data[s.size - 1]) &&
           s.data[s.size - 1] != '.' && s.data[s.size - 1] != ')')
        s.size--;
    return s;
}

/* What follows a name is parted from it by these. */
static size_t end_of_names(morgue_str s)
{
    static const char *const ends[] = {
        " | ", "|", " – ", " — ", " - ", " • ", " · ", "\n", " / ", "•",
        " (", "（", " @", " in ", " für ", " pour ", " for ", " am ", " vom ",
        " on ", " le ", " il ", " el ", ": ", " aus ", " ist ", "기자", "／",
        " avec ", " Photos by", " Fotos", " Published", " Updated",
    };
    size_t end = s.size;

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t at = str_find(s, str_of(ends[i]));
        if (at > 0 && at < end)
            end = at;
    }
    for (size_t i = 1; i < end; i++)
        if (ascii_is_digit(s.data[i]))
            end = i;
    return end;
}

/* "Jane Roe <jane@x.example>" and "jane@x.example" */
static morgue_str without_address(morgue_str s)
{
    size_t at = str_find_char(s, '@'), begin = at;

    if (at == SIZE_MAX)
        return s;
    while (begin > 0 && !ascii_is_space(s.data[begin - 1]))
        begin--;
    return str_trim(str_slice(s, 0, begin));
}

static bool is_weekday(morgue_str word)
{
    static const char *const days[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
        "samstag", "sonntag", "lundi", "mardi", "mercredi", "jeudi",
        "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles",
        "jueves", "viernes", "sábado", "domingo",
    };

    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (str_equal_nocase(word, str_of(days[i])))
            return true;
    return false;
}

/* "Jane Roe December" of "Jane Roe December 18": a date follows. */
static morgue_str without_date(morgue_str s, bool before_digit)
{
    for (int i = 0; i < 2; i++) {
        size_t begin;

        s = trim_edges(str_trim(s));
        begin = s.size;
        while (begin > 0 && !ascii_is_space(s.data[begin - 1]))
            begin--;
        if (!is_weekday(str_slice(s, begin, s.size)) &&
            !(before_digit &&
              month_of_word(str_slice(s, begin, s.size), "") > 0))
            break;
        s = str_slice(s, 0, begin);
    }
    return s;
}

morgue_str person_name_clean(morgue_str s)
{
    size_t end;

    s = without_label(trim_edges(without_brackets(str_trim(s))));
    s = without_label(s); /* "Text: Von" */
    s = without_address(s);
    end = end_of_names(s);
    return without_date(str_slice(s, 0, end),
                        end < s.size && ascii_is_digit(s.data[end]));
}

/* ---- Is it one ---- */

static bool is_particle(morgue_str word)
{
    static const char *const particles[] = {
        "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos",
        "das", "do", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "af",
        "av", "zu", "zum", "ter", "ten", "y", "e", "i", "dr.", "d'", NULL};

    for (size_t i = 0; particles[i]; i++)
        if (str_equal_nocase(word, str_of(particles[i])))
            return true;
    return false;
}

static bool is_no_name(morgue_str s)
{
    static const char *const words[] = {
        "redaktion", "redaction", "redacción", "redazione", "redakcja",
        "editor", "staff", "desk", "team", "news", "agency", "agencies",
        "agentur", "correspondent", "press", "home", "read more", "follow",
        "share", "comment", "subscribe", "newsletter", "published", "updated",
        "min read", "minutes", "contact", "about", "http", "www.", "author",
        "新聞", "编辑部", "編集", "通信", "日报", "日報", "뉴스", "newsroom",
        "guest", "admin", "user", "today", "yesterday",
        "service", "rédaction", "redactie", "toimitus",
        "редакц", "all posts", "view all", "more from", "profile",
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find_nocase(s, str_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}

static bool is_east_asian(uint32_t c)
{
    return c == 0x3005 || (c >= 0x3040 && c <= 0x30ff) ||
           (c >= 0x3400 && c <= 0x9fff) ||
           (c >= 0xac00 && c <= 0xd7a3);
}

/* Words as long as names that stand alone before dates; "수정" is part of
 * names, too. */
static bool is_date_label(morgue_str s)
{
    static const char *const words[] = {
        "更新", "公開", "掲載", "配信", "投稿", "最終更新", "公開日時", "更新日時",
        "发布", "發布", "发布时间", "發布時間", "发表", "时间", "時間", "日期",
        "来源", "來源", "入力", "입력", "수정", "등록", "작성", "승인", "기사입력",
        "최종수정", "업데이트",
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(s, str_of(words[i])))
            return true;
    return false;
}

/* Two to six characters, all of them Chinese, Japanese or Korean. */
static bool is_east_asian_name(morgue_str s)
{
    size_t at = 0, count = 0;

    while (at < s.size) {
        uint32_t c = utf8_next(s, &at);
        if (c == ' ' || c == 0x3000)
            continue;
        if (!is_east_asian(c))
            return false;
        count++;
    }
    return count >= 2 && count <= 6;
}

static bool is_capital(morgue_str word)
{
    size_t at = 0;
    uint32_t c = utf8_next(word, &at);

    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO: /* scripts without capitals */
        return true;
    default:
        return false;
    }
}

static bool has_bad_character(morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (ascii_is_digit(s.data[i]) ||
            strchr("@:;,/\\|<>{}[]!?\"=+*#$%&_", s.data[i]))
            return true;
    return false;
}

bool person_name_is(morgue_str s)
{
    size_t words = 0, capitals = 0;

    if (s.size < 4 || s.size > 80 || has_bad_character(s) || is_no_name(s))
        return false;
    if (is_east_asian_name(s))
        return !is_date_label(s);
    while (s.size) {
        size_t end = str_find_char(s, ' ');
        morgue_str word = str_slice(s, 0, end);

        s = end == SIZE_MAX ? str_slice(s, s.size, s.size)
                            : str_trim(str_slice(s, end, s.size));
        if (word.size == 0)
            continue;
        words++;
        if (is_capital(word))
            capitals++;
        else if (!is_particle(word))
            return false;
    }
    return words >= 2 && words <= 5 && capitals >= 2;
}

/* ---- Lists ---- */

/* Where a list is parted; a word parts only what are names on both sides. */
static size_t part_of(morgue_str s, size_t *size)
{
    static const char *const words[] = {
        " and ", " und ", " et ", " y ", " e ", " og ", " och ", " en ",
        " i ", " a ", " & ", " ja ", " ve ", " dan ", " và ", " и ", " і ",
        " și ", "、", "，", ", ", "; ", " και ", " és ", ",", "/", " with ",
        " mit ", " avec ", " con ",
    };
    size_t first = SIZE_MAX;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = str_find(s, str_of(words[i]));
        if (at < first) {
            first = at;
            *size = strlen(words[i]);
        }
    }
    return first;
}

static bool begins_with_person(morgue_str s)
{
    size_t size;

    return person_name_is(str_trim(str_slice(s, 0, part_of(s, &size))));
}

bool person_name_next(morgue_str *rest, morgue_str *name)
{
    size_t size = 0, at;

    *rest = str_trim(*rest);
    if (rest->size == 0)
        return false;
    at = part_of(*rest, &size);
    *name = str_slice(*rest, 0, at);
    if (at == SIZE_MAX || !person_name_is(str_trim(*name)) ||
        (at + 1 < rest->size && ascii_is_alpha(rest->data[at + 1]) &&
         !begins_with_person(str_slice(*rest, at + size, rest->size)))) {
        *name = *rest;
        *rest = str_slice(*rest, rest->size, rest->size);
        return true;
    }
    *name = str_trim(*name);
    *rest = str_trim(str_slice(*rest, at + size, rest->size));
    while (str_starts_with(*rest, STR("and ")) ||
           str_starts_with(*rest, STR("und ")))
        *rest = str_trim(str_slice(*rest, 4, rest->size));
    return true;
}
