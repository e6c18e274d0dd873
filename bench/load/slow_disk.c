/* A disk that takes longer until it is sure: every wait for it takes DISK_MICROSECONDS more. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void turn(void) {
    const char *longer = getenv("DISK_MICROSECONDS");
    if (longer) usleep((useconds_t)atoi(longer));
}

#define SLOW(name)                                            \
    int name(int file) {                                      \
        static int (*real)(int);                              \
        if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, #name); \
        turn();                                               \
        return real(file);                                    \
    }

SLOW(fsync)
SLOW(fdatasync)
