/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "hashed_term.h"

#include <pthread.h>
#include <sys/random.h>
#include <time.h>

static hash_seed the_seed;
static pthread_once_t is_drawn = PTHREAD_ONCE_INIT;

/* Where the system has no random bytes to give, the clock must do. */
static void draw(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    the_seed.first = 0x9e3779b97f4a7c15u * ((uint64_t)now.tv_nsec | 1);
    the_seed.second = 0xd6e8feb86659fd93u;
    if (getrandom(&the_seed, sizeof the_seed, GRND_NONBLOCK) < 0)
        the_seed.second ^= (uint64_t)now.tv_sec << 1;
    the_seed.first |= 1;
    the_seed.second |= 1;
}

const hash_seed *hash_seed_get(void)
{
    pthread_once(&is_drawn, draw);
    return &the_seed;
}
