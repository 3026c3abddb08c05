/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pipeline.h"

#include "error.h"

#include <pthread.h>
#include <stdlib.h>

#define WORKERS_MAX 256

struct pipeline {
    pipeline_deliver_fn deliver;
    void *user;

    worker *workers[WORKERS_MAX];
    pthread_t threads[WORKERS_MAX];
    unsigned worker_count, thread_count;

    pthread_mutex_t mutex; /* holds all below */
    pthread_cond_t work;   /* there is a batch to take, or is_closing */
    pthread_cond_t done;   /* a batch is done */
    batch *oldest, *newest; /* on their way, in order */
    batch *untaken;         /* the oldest that no worker has taken */
    unsigned batch_count;
    bool is_closing;
};

typedef struct seat {
    pipeline *pipeline;
    worker *worker;
} seat;

static batch *take_batch(pipeline *p)
{
    batch *b;

    pthread_mutex_lock(&p->mutex);
    while (p->untaken == NULL && !p->is_closing)
        pthread_cond_wait(&p->work, &p->mutex);
    b = p->is_closing ? NULL : p->untaken;
    if (b)
        p->untaken = b->next;
    pthread_mutex_unlock(&p->mutex);
    return b;
}

static void *work(void *argument)
{
    seat s = *(seat *)argument;
    batch *b;

    free(argument);
    while ((b = take_batch(s.pipeline)) != NULL) {
        worker_run(s.worker, b);
        pthread_mutex_lock(&s.pipeline->mutex);
        b->is_done = true;
        pthread_cond_signal(&s.pipeline->done);
        pthread_mutex_unlock(&s.pipeline->mutex);
    }
    return NULL;
}

static morgue_status start_worker(pipeline *p, const worker_options *options,
                                  morgue_error *err)
{
    seat *s;
    morgue_status status =
        worker_new(&p->workers[p->worker_count], options, err);

    if (status != MORGUE_OK)
        return status;
    p->worker_count++;
    s = malloc(sizeof *s);
    if (s == NULL)
        return error_no_memory(err);
    *s = (seat){p, p->workers[p->worker_count - 1]};
    if (pthread_create(&p->threads[p->thread_count], NULL, work, s) != 0) {
        free(s);
        return error_set(err, MORGUE_ENOMEM, -1, "can't start a thread");
    }
    p->thread_count++;
    return MORGUE_OK;
}

morgue_status pipeline_open(pipeline **out, const worker_options *options,
                            unsigned workers, pipeline_deliver_fn deliver,
                            void *user, morgue_error *err)
{
    pipeline *p = calloc(1, sizeof *p);
    morgue_status status = MORGUE_OK;

    *out = NULL;
    if (p == NULL)
        return error_no_memory(err);
    p->deliver = deliver;
    p->user = user;
    pthread_mutex_init(&p->mutex, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    if (workers > WORKERS_MAX)
        workers = WORKERS_MAX;
    for (unsigned i = 0; i < workers && status == MORGUE_OK; i++)
        status = start_worker(p, options, err);
    if (status == MORGUE_OK)
        *out = p;
    else
        pipeline_close(p);
    return status;
}

/* Take the oldest batch off; NULL when there is none, or none that is done
 * and `waits` is not set. */
static batch *take_oldest(pipeline *p, bool waits)
{
    batch *b;

    pthread_mutex_lock(&p->mutex);
    while (waits && p->oldest && !p->oldest->is_done)
        pthread_cond_wait(&p->done, &p->mutex);
    b = p->oldest;
    if (b && !b->is_done)
        b = NULL;
    if (b) {
        p->oldest = b->next;
        if (p->oldest == NULL)
            p->newest = NULL;
        p->batch_count--;
    }
    pthread_mutex_unlock(&p->mutex);
    return b;
}

static morgue_status deliver(pipeline *p, batch *b, morgue_error *err)
{
    morgue_status status = b->error.status;

    if (status == MORGUE_OK)
        status = p->deliver(p->user, b, err);
    else if (err)
        *err = b->error;
    batch_free(b);
    return status;
}

morgue_status pipeline_poll(pipeline *p, morgue_error *err)
{
    morgue_status status = MORGUE_OK;
    batch *b;

    while (status == MORGUE_OK && (b = take_oldest(p, false)) != NULL)
        status = deliver(p, b, err);
    return status;
}

morgue_status pipeline_drain(pipeline *p, morgue_error *err)
{
    morgue_status status = MORGUE_OK;
    batch *b;

    while (status == MORGUE_OK && (b = take_oldest(p, true)) != NULL)
        status = deliver(p, b, err);
    return status;
}

static void append(pipeline *p, batch *b)
{
    pthread_mutex_lock(&p->mutex);
    if (p->newest)
        p->newest->next = b;
    else
        p->oldest = b;
    p->newest = b;
    if (p->untaken == NULL)
        p->untaken = b;
    p->batch_count++;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->mutex);
}

morgue_status pipeline_submit(pipeline *p, batch *b, morgue_error *err)
{
    morgue_status status = pipeline_poll(p, err);

    while (status == MORGUE_OK && p->batch_count > p->worker_count)
        status = deliver(p, take_oldest(p, true), err);
    if (status == MORGUE_OK)
        append(p, b);
    else
        batch_free(b);
    return status;
}

void pipeline_close(pipeline *p)
{
    batch *b;

    if (p == NULL)
        return;
    pthread_mutex_lock(&p->mutex);
    p->is_closing = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->mutex);
    for (unsigned i = 0; i < p->thread_count; i++)
        pthread_join(p->threads[i], NULL);
    for (unsigned i = 0; i < p->worker_count; i++)
        worker_free(p->workers[i]);
    while ((b = p->oldest) != NULL) {
        p->oldest = b->next;
        batch_free(b);
    }
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->mutex);
    free(p);
}
