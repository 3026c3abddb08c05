/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs a fuzz target without libFuzzer: each file that is named or stands in
 * a folder that is named, then mutations of it, always the same ones.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MUTATIONS 200
#define MUTATED_MAX (1 << 16) /* larger files are run as they are */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned runs;
static uint32_t random_state = 1;

static uint32_t draw(size_t below)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % (uint32_t)below;
}

/* A copy of its own, so that a byte read too far is seen by a sanitizer. */
static void run_once(const uint8_t *data, size_t size)
{
    uint8_t *copy = calloc(size + (size == 0), 1);

    if (copy == NULL)
        exit(2);
    if (size > 0)
        memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    runs++;
}

static void run_mutated(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size);

    if (copy == NULL)
        exit(2);
    for (int i = 0; i < MUTATIONS; i++) {
        size_t left = draw(8) == 0 ? draw(size) + 1 : size;
        memcpy(copy, data, size);
        for (uint32_t n = draw(8) + 1; n > 0; n--) {
            size_t at = draw(left), from = draw(left);
            size_t most = left - (at > from ? at : from);
            if (draw(2) == 0)
                copy[at] = (uint8_t)draw(256);
            else
                memmove(copy + at, copy + from, draw(most) + 1);
        }
        run_once(copy, left);
    }
    free(copy);
}

static void run_file(const char *path, size_t size)
{
    FILE *f = fopen(path, "rb");
    uint8_t *data = malloc(size + 1);

    if (f == NULL || data == NULL || fread(data, 1, size, f) != size) {
        fprintf(stderr, "%s can't be read\n", path);
        exit(2);
    }
    fclose(f);
    run_once(data, size);
    if (size > 0 && size <= MUTATED_MAX)
        run_mutated(data, size);
    free(data);
}

static void run_path(const char *path)
{
    struct stat what;
    DIR *folder;
    struct dirent *entry;

    if (stat(path, &what) != 0)
        return;
    if (S_ISREG(what.st_mode))
        run_file(path, (size_t)what.st_size);
    folder = S_ISDIR(what.st_mode) ? opendir(path) : NULL;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        char inner[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        run_path(inner);
    }
    if (folder != NULL)
        closedir(folder);
}

int main(int argc, char **argv)
{
    run_once((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++)
        run_path(argv[i]);
    printf("%u inputs\n", runs);
    return 0;
}
