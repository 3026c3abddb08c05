/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "shared_dictionary.h"

#include "heap.h"

#include <pthread.h>
#include <stdlib.h>

struct shared_dictionary {
    pthread_mutex_t mutex; /* holds all below */
    pthread_cond_t changed;
    uint64_t turn; /* number of the batch that may settle it */
    bool is_settled;
    buffer bytes;
};

shared_dictionary *shared_dictionary_new(uint64_t batch)
{
    shared_dictionary *s = heap_new(1, sizeof *s);

    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->changed, NULL);
    s->turn = batch;
    buffer_init(&s->bytes, SIZE_MAX / 2);
    return s;
}

void shared_dictionary_free(shared_dictionary *s)
{
    if (s == NULL)
        return;
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->mutex);
    buffer_free(&s->bytes);
    free(s);
}

void shared_dictionary_settle(shared_dictionary *s, morgue_str dictionary)
{
    pthread_mutex_lock(&s->mutex);
    buffer_append_str(&s->bytes, dictionary);
    s->is_settled = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}

bool shared_dictionary_wait(shared_dictionary *s, uint64_t batch,
                            morgue_str *out)
{
    bool is_settled;

    pthread_mutex_lock(&s->mutex);
    while (!s->is_settled && s->turn != batch)
        pthread_cond_wait(&s->changed, &s->mutex);
    is_settled = s->is_settled;
    *out = buffer_view(&s->bytes);
    pthread_mutex_unlock(&s->mutex);
    return is_settled;
}

void shared_dictionary_pass(shared_dictionary *s, uint64_t batch)
{
    morgue_str unused;

    if (shared_dictionary_wait(s, batch, &unused))
        return;
    pthread_mutex_lock(&s->mutex);
    s->turn++;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}
