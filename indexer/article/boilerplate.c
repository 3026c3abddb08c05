/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "boilerplate.h"

#include "str.h"

#define LINE_MAX_BYTES 160 /* longer ones are sentences of somebody's */

/* Whole lines, without regard to the case of ASCII letters. */
static const char *const lines[] = {
    "advertisement", "advertisements", "advertising", "ad", "sponsored",
    "anzeige", "werbung", "publicidad", "publicité", "pubblicità", "reklama",
    "реклама", "publicidade", "advertentie", "annonce", "mainos", "annons",
    "share", "share this", "share this article", "share this story",
    "print", "email", "tweet", "facebook", "twitter", "whatsapp", "linkedin",
    "copy link", "link copied", "save", "comments", "comment", "close",
    "teilen", "drucken", "kommentare", "partager", "imprimer", "compartir",
    "imprimir", "condividi", "stampa", "commenti", "listen", "play",
    "subscribe", "sign in", "log in", "sign up", "read more", "more",
    "weiterlesen", "mehr", "lire la suite", "leer más", "top", "nach oben",
    "back to top", "story continues below advertisement", "next", "previous",
    "article continues below advertisement", "story continues below",
    "advertisement - story continues below", "advertisement continue reading "
    "the main story", "continue reading the main story", "recommended",
    "article continues after ad", "loading...", "loading", "photos", "video",
    "continue reading below", "scroll to continue", "scroll for more",
};

/* Beginnings of lines. */
static const char *const beginnings[] = {
    "read more:", "read also:", "also read:", "also read |", "read next:",
    "read |", "see also:", "related:", "related article", "related story",
    "related stories", "more:", "more on this", "watch:", "listen:", "photos:",
    "recommended:", "click here to", "click here for", "sign up for",
    "sign up to", "subscribe to ", "follow us on", "follow us", "join us on",
    "download the app", "photo:", "photo credit", "photo by", "image:",
    "image credit", "image source", "foto:", "fotos:", "bild:", "quelle:",
    "© ", "copyright ©", "copyright 20", "all rights reserved",
    "lesen sie auch", "lesen sie hier", "mehr zum thema", "lire aussi",
    "à lire aussi", "lea también", "lea tambien", "leer también",
    "te puede interesar", "vea también", "leia também", "leia mais",
    "leggi anche", "lees ook", "læs også", "läs också", "les også",
    "lue myös", "czytaj też", "czytaj także", "zobacz też", "zobacz także",
    "čtěte také", "читайте также", "читайте також", "читать также",
    "posted in", "filed under", "tags:", "tagged", "categories:", "category:",
    "share on ", "teilen auf", "get our ", "have a tip", "got a tip",
    "originally published", "continue reading",
};

static bool is_listed(morgue_str line)
{
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (str_equal_nocase(line, str_of(lines[i])))
            return true;
    return false;
}

static bool begins_listed(morgue_str line)
{
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (str_starts_with_nocase(line, str_of(beginnings[i])))
            return true;
    return false;
}

bool boilerplate_is_line(morgue_str line)
{
    if (line.size > LINE_MAX_BYTES)
        return false;
    return is_listed(line) || begins_listed(line);
}

bool boilerplate_is_end(morgue_str line)
{
    static const char *const ends[] = {
        "related articles", "related stories", "related", "related posts",
        "recommended for you", "you may also like", "you might also like",
        "more from", "most read", "most popular", "comments", "kommentare",
    };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_equal_nocase(line, str_of(ends[i])))
            return true;
    return false;
}

bool boilerplate_ends_sentence(morgue_str text)
{
    static const char *const ends[] = {
        ".", "!", "?", ":", ";", "\"", "”", "“", "»", "«", "…", ")", "’", "'",
        "。", "！", "？", "」", "』", "：", "।", "۔", "؟", "։", "።",
    };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends_with(text, str_of(ends[i])))
            return true;
    return false;
}
