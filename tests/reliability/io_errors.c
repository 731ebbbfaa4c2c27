/* Makes the disk fail at a chosen moment: the n-th write, sync, truncation or opening below one folder, once or from
 * there on, with a chosen error, or after half of a write.
 *
 * Loaded with LD_PRELOAD; io_errors_arm() sets the moment (0: never) and begins to count, io_errors_count() tells how
 * many calls there were.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

enum { DESCRIPTORS = 4096, LONGEST = 1024 };

static char folder[LONGEST];
static long moment;
static int lasting, error_number, by_half;
static atomic_long calls;
static char watched[DESCRIPTORS];

void io_errors_arm(const char *below, long at, int persistent, int number, int half)
{
    strncpy(folder, below, LONGEST - 1);
    moment = at;
    lasting = persistent;
    error_number = number;
    by_half = half;
    calls = 0;
}

long io_errors_count(void)
{
    return calls;
}

/* Whether this call is one that fails. */
static int fails(void)
{
    long call = ++calls;
    return moment > 0 && (lasting ? call >= moment : call == moment);
}

static int is_below(const char *path)
{
    return folder[0] && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_watched(int descriptor)
{
    return descriptor >= 0 && descriptor < DESCRIPTORS && watched[descriptor];
}

#define OPEN(name)                                                    \
    int name(const char *path, int flags, ...)                        \
    {                                                                 \
        REAL(name);                                                   \
        va_list rest;                                                 \
        va_start(rest, flags);                                        \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                 \
        if (!is_below(path))                                          \
            return real(path, flags, mode);                           \
        if (fails()) {                                                \
            errno = error_number;                                     \
            return -1;                                                \
        }                                                             \
        int descriptor = real(path, flags, mode);                     \
        if (descriptor >= 0 && descriptor < DESCRIPTORS)              \
            watched[descriptor] = 1;                                  \
        return descriptor;                                            \
    }
OPEN(open)
OPEN(open64)

int close(int descriptor)
{
    REAL(close);
    if (is_watched(descriptor))
        watched[descriptor] = 0;
    return real(descriptor);
}

#define PWRITE(name, offset_t)                                                           \
    ssize_t name(int descriptor, const void *data, size_t length, offset_t offset)       \
    {                                                                                    \
        REAL(name);                                                                      \
        if (is_watched(descriptor) && fails()) {                                         \
            if (by_half && length > 1 && real(descriptor, data, length / 2, offset) < 0) \
                return -1;                                                               \
            errno = error_number;                                                        \
            return -1;                                                                   \
        }                                                                                \
        return real(descriptor, data, length, offset);                                   \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_DESCRIPTOR(name, parameters, arguments)  \
    int name parameters                             \
    {                                               \
        REAL(name);                                 \
        if (is_watched(descriptor) && fails()) {    \
            errno = error_number;                   \
            return -1;                              \
        }                                           \
        return real arguments;                      \
    }
ON_DESCRIPTOR(ftruncate, (int descriptor, off_t length), (descriptor, length))
ON_DESCRIPTOR(ftruncate64, (int descriptor, off64_t length), (descriptor, length))
ON_DESCRIPTOR(fsync, (int descriptor), (descriptor))
ON_DESCRIPTOR(fdatasync, (int descriptor), (descriptor))
