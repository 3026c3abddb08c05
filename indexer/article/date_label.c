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
    "reviewed", "izmene", "ažurir",
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
    "on ", "paskelbta", "objavljeno", "objaveno", "zveřejněno", "vydáno",
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
