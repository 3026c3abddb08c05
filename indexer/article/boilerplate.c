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
    "advertisement - story continues below",
    "continue reading the main story", "recommended",
    "article continues after ad", "loading...", "loading", "photos", "video",
    "continue reading below", "scroll to continue", "scroll for more",
    "advert", "iklan", "- anzeige -", "- anzeige-", "anuncio", "iklan:",
    "text size", "wird geladen", "have your say", "- advertisement -",
    "listen to this article", "save article", "follow", "gift this article",
    "rezept drucken", "pdf", "view comments", "show comments", "reklam",
    "広告", "广告", "advertisement:", "annuncio pubblicitario",
    "publicidad:", "hirdetés", "reclame", "διαφήμιση", "إعلان", "विज्ञापन",
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
    "originally published", "continue reading", "(reporting by",
    "reporting by ", "(additional reporting", "(editing by", "have your say",
    "like this story?", "source: ", "source : ", "titelbild", "beitragsbild",
    "foto: ", "photograph:", "photography:", "picture:", "pictures:",
    "copyright ⓒ", "copyright (c)", "(c) 20", "ⓒ", "read the full",
    "give us feedback", "write to us", "möchten sie den artikel",
    "veja também", "zum thema:", "weiterlesen:", "mehr dazu:", "lesen sie mehr",
    "lies auch", "dieser eintrag wurde", "this entry was posted",
    "if you enjoyed", "enjoyed this", "you can keep up", "follow me on",
    "follow him on", "follow her on", "subscribe", "support our",
    "join our", "download our", "watch the video", "watch |", "watch video",
    "this article is the copyrighted", "written permission must",
    "to view the full story", "to continue reading", "¿ya sabías",
    "síguenos en", "suscríbete", "siga-nos", "assine", "seguici su",
    "iscriviti", "abonnez-vous", "inscrivez-vous", "abonnieren sie",
    "jetzt abonnieren", "newsletter", "melden sie sich", "sign up", "register",
    "keine kommentare", "kommentare geschlossen", "comments are closed",
    "(noch keine", "updated:", "last updated", "aktualisiert", "published:",
    "stand:", "lesedauer", "reading time", "min read", "kommentare (",
    "подписывайтесь", "фото:", "источник:", "подпишись", "підписуйтесь",
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

/* Beginnings of the headings of what follows an article. */
static const char *const ends[] = {
    "related articles", "related stories", "related posts", "related news",
    "related content", "related links", "related topics", "related reading",
    "related:", "recommended for you", "recommended stories",
    "recommended reading", "recommended articles", "you may also like",
    "you might also like", "you may like", "you might like",
    "you may be interested", "also of interest", "more from ", "more in ",
    "more stories", "more great ", "more news", "most read", "most popular",
    "most viewed", "read more from", "read next", "up next", "what to read next",
    "don't miss", "latest news", "latest stories", "top stories",
    "trending now", "leave a comment", "leave a reply", "post a comment",
    "add a comment", "join the conversation", "join the discussion",
    "about the author", "about author", "share this:", "like this:",
    "ähnliche artikel", "ähnliche beiträge", "verwandte artikel",
    "verwandte themen", "verwandte beiträge", "das könnte sie auch",
    "das könnte dich auch", "auch interessant", "mehr zum thema",
    "mehr zu diesem thema", "weitere artikel", "weitere beiträge",
    "weitere themen", "weitere meldungen", "weitere nachrichten",
    "weitere informationen", "kommentar schreiben", "schreibe einen kommentar",
    "hinterlasse einen kommentar", "über den autor", "über die autorin",
    "meistgelesen", "meist gelesen", "diesen artikel teilen", "teilen mit:",
    "gefällt mir:", "artikel teilen", "articles similaires", "à lire aussi",
    "sur le même sujet", "dans la même rubrique", "lire aussi",
    "laisser un commentaire", "les plus lus", "noticias relacionadas",
    "artículos relacionados", "te puede interesar", "te recomendamos",
    "también te puede", "más noticias", "lo más leído", "más leídas",
    "deja un comentario", "deja una respuesta", "temas relacionados",
    "notícias relacionadas", "artigos relacionados", "leia também",
    "veja também", "mais lidas", "deixe um comentário", "articoli correlati",
    "leggi anche", "potrebbe interessarti", "ti potrebbe interessare",
    "lascia un commento", "i più letti", "lees ook", "gerelateerde",
    "meest gelezen", "læs også", "läs mer", "läs också", "relaterade",
    "les også", "lue myös", "aiheeseen liittyvää", "powiązane", "zobacz także",
    "zobacz też", "czytaj także", "czytaj też", "najczęściej czytane",
    "související", "čtěte také", "mohlo by vás", "kapcsolódó", "ajánlott",
    "по теме", "читайте также", "похожие", "новости по теме", "комментарии",
    "добавить отзыв", "отзывы", "материалы по теме", "читайте також",
    "схожі", "ilgili haberler", "benzer haberler", "çok okunanlar",
    "baca juga", "artikel terkait", "berita terkait", "tin liên quan",
    "関連記事", "【関連記事】", "あわせて読みたい", "相关新闻", "相关阅读",
    "延伸閱讀", "相關新聞", "관련기사", "관련 기사", "अन्य खबरें",
    "مقالات ذات صلة", "اقرأ أيضا",
};

static const char *const whole_ends[] = {
    "related", "comments", "kommentare", "comment", "recommended", "see also",
    "commentaires", "comentarios", "comentários", "commenti", "reacties",
    "kommentarer", "kommentit", "komentarze", "komentáře", "topics", "tags",
    "references", "footnotes", "read more", "weiterlesen", "more",
};

bool boilerplate_is_end(morgue_str line)
{
    if (line.size > 60)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_starts_with_nocase(line, str_of(ends[i])))
            return true;
    for (size_t i = 0; i < sizeof whole_ends / sizeof *whole_ends; i++)
        if (str_equal_nocase(line, str_of(whole_ends[i])))
            return true;
    return false;
}

bool boilerplate_is_credit(morgue_str text)
{
    static const char *const credits[] = {
        "(ap photo", "ap photo/", "getty images", "/afp", "afp/", "file photo",
        "reuters/", "/reuters", "(photo by", "(photo:", "photo courtesy",
        "(foto:", "foto: ", "bild: ", "(c) ", "photo: ", "/dpa", "dpa/",
        "imago images", "shutterstock", "picture alliance", "(ap)", "via ap",
        "/epa", "epa/", "alamy", "фото: ",
    };

    if (text.size > 500)
        return false;
    for (size_t i = 0; i < sizeof credits / sizeof *credits; i++)
        if (str_find_nocase(text, str_of(credits[i])) != SIZE_MAX)
            return true;
    return false;
}

bool boilerplate_ends_sentence(morgue_str text)
{
    static const char *const marks[] = {
        ".", "!", "?", ":", ";", "\"", "”", "“", "»", "«", "…", ")", "’", "'",
        "。", "！", "？", "」", "』", "：", "।", "۔", "؟", "։", "።",
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_ends_with(text, str_of(marks[i])))
            return true;
    return false;
}
