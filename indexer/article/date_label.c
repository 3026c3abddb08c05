/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "date_label.h"

#include "str.h"
#include "utf8.h"

#define SHORT_WORD 4 /* up to here, words count only at their beginning */
#define REACH 48 /* bytes in front of a date that speak of it */

/* Beginnings of words suffice; ASCII is compared without case, so letters
 * beyond it stand in both cases where sentences begin with them. */
static const char *const modified[] = {
    "updat", "modif", "revis", "edited", "amended", "changed", "aktualis",
    "geändert", "Änderung", "änderung", "bearbeitet", "stand:", "stand ",
    "mis à jour", "mise à jour", "actuali", "atualiza", "aggiorna",
    "ultima modifica", "bijgewerkt", "gewijzigd", "uppdater", "senast ändrad",
    "oppdater", "opdater", "päivitetty", "muokattu", "aktualiz", "zmieni",
    "zaktual", "upraven", "frissít", "módosít", "обновл", "Обновл",
    "измен", "Измен", "оновл", "Оновл", "ενημέρωση", "güncelle",
    "değiştir", "diperbarui", "dikemaskini", "cập nhật", "更新", "修改",
    "수정", "最終", "تحديث", "עודכן", "atnaujinta", "uuendatud",
    "reviewed", "izmene", "ažurir", "corrected", "corrig", "korrig", "rectif",
    "ažuriran", "izmjen", "posodob", "spremenj", "промен", "Промен", "промян",
    "Промян", "ажурир", "Ажурир", "измењ", "Измењ", "νημερώ", "νημέρω", "përditës", "uuend", "atjaunin", "papildin",
    "uppfært", "eguneratu", "yenilən", "жаңарт", "diperbaharui", "kemas kini",
    "업데이트", "محدث", "تعديل", "ویرایش", "روزرسانی", "بروز رسانی",
    "اپ ڈیٹ", "עדכון", "अपडेट", "संशोधित", "अद्ययावत", "अद्यतन",
    "আপডেট", "અપડેટ",
    "হালনাগাদ", "ਅੱਪਡੇਟ", "புதுப்பிக்க", "అప్‌డేట్", "അപ്ഡേറ്റ്", "ನವೀಕರಿ",
    "ปรับปรุง", "อัปเดต", "อัพเดต", "แก้ไข", "განახლ", "թարմաց",
};

static const char *const published[] = {
    "publi", "pubbli", "posted", "post date", "created", "issued", "released",
    "release date", "written", "filed", "veröffentlicht", "erstellt",
    "erschienen", "verfasst", "geschrieben", "datum", "date:", "dated",
    "postado", "escrito", "fecha", "data:", "inserito", "scritto",
    "gepubliceerd", "geplaatst", "geschreven", "skriven", "julkaistu",
    "opublikowan", "dodano", "data publikacji", "közzététel", "megjelen",
    "опублик", "Опублик", "Дата", "добавлен", "Добавлен", "δημοσ",
    "Δημοσ", "yayın", "eklenme", "diterbitkan", "dipublikasikan", "đăng",
    "发布", "發布", "发表", "時間", "时间", "公開", "掲載", "配信", "投稿",
    "입력", "등록", "작성", "승인", "نشر", "פורסם", "le ", "vom ", "am ",
    "on ", "giriş", "oluşturul", "انتشار", "منتشر", "प्रकाशित", "প্রকাশ", "เผยแพร่",
    "објав", "Објав", "публик", "Публик", "paskelbta", "objavljeno", "objaveno", "zveřejněno", "vydáno",
};

static const char *const other[] = {
    "©", "copyright", "(c)", "all rights", "born", "geboren", "since",
    "seit", "depuis", "desde", "valid until", "expires", "gültig bis",
    "joined", "member since", "registr", "deadline", "until", "before",
    "bis zum", "bis ", "last visit", "accessed", "retrieved", "abgerufen",
    "consulté", "effective", "starts", "beginnt", "ends", "termin",
    "version", "nato il", "née le", "né le",
};

/* The last byte where a word of the list begins in s, plus one; 0: nowhere. */
static size_t last_of(morgue_str s, const char *const *list, size_t count)
{
    size_t last = 0;

    for (size_t i = 0; i < count; i++) {
        morgue_str word = str_of(list[i]), rest = s;
        size_t base = 0, at;

        while ((at = str_find_nocase(rest, word)) != SIZE_MAX) {
            base += at + 1;
            if (base > last && (word.size > SHORT_WORD || base < 2 ||
                                !ascii_is_alpha(s.data[base - 2])))
                last = base;
            rest = str_slice(s, base, s.size);
        }
    }
    return last;
}

#define LAST_OF(s, list) last_of((s), (list), sizeof(list) / sizeof *(list))

date_label date_label_of(morgue_str before)
{
    size_t is_modified, is_published, is_other;

    if (before.size > REACH)
        before = str_slice(before, before.size - REACH, before.size);
    is_modified = LAST_OF(before, modified);
    is_published = LAST_OF(before, published);
    is_other = LAST_OF(before, other);
    if (is_other > is_modified && is_other > is_published)
        return LABEL_OTHER;
    if (is_modified)
        return LABEL_MODIFIED; /* "last updated on" */
    return is_published ? LABEL_PUBLISHED : LABEL_NONE;
}

/* What stands before, and after, a label behind its date. */
static bool is_blank_or_bracket(uint32_t c)
{
    return c == ' ' || c == 0xa0 || c == 0x3000 || c == '(' || c == ')' ||
           c == 0xff08 || c == 0xff09;
}

/* Of East Asia: there the label follows as often as it leads. */
date_label date_label_behind(morgue_str after, size_t *size)
{
    static const struct {
        const char *word;
        date_label label;
    } labels[] = {
        {"更新", LABEL_MODIFIED},  {"最終更新", LABEL_MODIFIED},
        {"改訂", LABEL_MODIFIED},  {"修正", LABEL_MODIFIED},
        {"公開", LABEL_PUBLISHED}, {"掲載", LABEL_PUBLISHED},
        {"配信", LABEL_PUBLISHED}, {"投稿", LABEL_PUBLISHED},
        {"発行", LABEL_PUBLISHED}, {"发布", LABEL_PUBLISHED},
        {"發布", LABEL_PUBLISHED}, {"发表", LABEL_PUBLISHED},
        {"입력", LABEL_PUBLISHED}, {"수정", LABEL_MODIFIED},
    };
    size_t begin = 0, next = 0;

    while (next < after.size && is_blank_or_bracket(utf8_next(after, &next)))
        begin = next;
    after = str_slice(after, begin, after.size);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        morgue_str word = str_of(labels[i].word);

        if (!str_starts_with(after, word))
            continue;
        /* "2014-12-18 更新: 2015-01-03" leads. */
        next = word.size;
        if (next < after.size &&
            !is_blank_or_bracket(utf8_next(after, &next)) &&
            !ascii_is_digit(after.data[word.size]))
            return LABEL_NONE;
        *size = begin + word.size;
        return labels[i].label;
    }
    return LABEL_NONE;
}

static bool has_one_of(morgue_str name, const char *const *list)
{
    for (; *list; list++)
        if (str_find(name, str_of(*list)) != SIZE_MAX)
            return true;
    return false;
}

date_label date_label_of_name(morgue_str name)
{
    static const char *const no_date[] = {"expir", "event", "start", "end_",
                                          "enddate", "birth", "death",
                                          "unpublish", "copyright", "valid",
                                          "update_frequency", NULL};
    static const char *const changed[] = {"modif", "updat", "revis", "lastmod",
                                          "edit", NULL};
    static const char *const made[] = {"publ", "creat", "issued", "pubdate",
                                       "posted", "released", "release",
                                       "date", "article.time",
                                       "submitted", "uploaded", NULL};

    if (has_one_of(name, no_date))
        return LABEL_OTHER;
    if (has_one_of(name, changed))
        return LABEL_MODIFIED;
    return has_one_of(name, made) ? LABEL_PUBLISHED : LABEL_NONE;
}
