/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_models.h"

#include "str.h"

/*
 * The assembler reads the file, from the folder that the build names; so a
 * model takes no time to compile, and installed programs carry it along.
 */
#define EMBED(language)                                                        \
    __asm__(".section .rodata\n"                                               \
            ".balign 64\n"                                                     \
            ".hidden entity_model_" #language "\n"                             \
            ".hidden entity_model_" #language "_end\n"                         \
            ".globl entity_model_" #language "\n"                              \
            ".globl entity_model_" #language "_end\n"                          \
            "entity_model_" #language ":\n"                                    \
            ".incbin \"" MORGUE_MODEL_DIR "/" #language ".model\"\n"           \
            "entity_model_" #language "_end:\n"                                \
            ".byte 0\n"                                                        \
            ".previous\n");                                                    \
    extern const char entity_model_##language[];                               \
    extern const char entity_model_##language##_end[]

EMBED(de);
EMBED(en);
EMBED(es);
EMBED(fi);
EMBED(fr);
EMBED(nl);
EMBED(sv);

#define ROW(language)                                                          \
    {                                                                          \
#language, entity_model_##language, entity_model_##language##_end      \
    }

static const struct {
    const char *language, *begin, *end;
} models[] = {
    ROW(de), ROW(en), ROW(es), ROW(fi), ROW(fr), ROW(nl), ROW(sv),
};

morgue_str entity_models_find(morgue_str language)
{
    for (size_t i = 0; i < sizeof models / sizeof *models; i++)
        if (str_equal(language, str_of(models[i].language)))
            return str_make(models[i].begin,
                            (size_t)(models[i].end - models[i].begin));
    return str_make("", 0);
}

const char *const *entity_models_languages(void)
{
    static const char *const names[] = {"de", "en", "es", "fi",
                                        "fr", "nl", "sv", NULL};

    return names;
}
