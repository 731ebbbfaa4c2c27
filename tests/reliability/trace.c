/* Recorder for simulated power cuts: writes down, in order, all that a process writes below one folder.
 *
 * Loaded with LD_PRELOAD. TRACE_FOLDER names the folder, TRACE_FILE where the record goes. A record is a header and,
 * for a write or a name, that many bytes. Calls pass through unchanged, save that nothing waits for the real disk:
 * the order of writes and syncs is what counts, and power_cuts.py makes the disks of it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

enum { DESCRIPTORS = 4096, FILES = 256, LONGEST = 1024 };

struct header {
    char what; /* N name of a file number, W write, T truncate, S sync, U unlink */
    uint8_t file;
    uint16_t unused;
    uint32_t length;
    uint64_t offset;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int record = -1;
static const char *folder;
static char names[FILES][LONGEST];
static int known;
static int file_of[DESCRIPTORS]; /* file number + 1, 0 for a descriptor that is not watched */

__attribute__((constructor)) static void begin(void)
{
    REAL(open);
    const char *path = getenv("TRACE_FILE");
    folder = getenv("TRACE_FOLDER");
    if (path && folder)
        record = real(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
}

static void put(char what, int file, uint64_t offset, const void *data, size_t length)
{
    struct header header = {what, (uint8_t)file, 0, (uint32_t)length, offset};
    struct iovec parts[2] = {{&header, sizeof header}, {(void *)data, data ? length : 0}};
    pthread_mutex_lock(&lock);
    if (writev(record, parts, data ? 2 : 1) < 0)
        abort(); /* half a record proves nothing */
    pthread_mutex_unlock(&lock);
}

/* The number of a file below the folder, -1 for any other. */
static int number_of(const char *path)
{
    size_t length = folder ? strlen(folder) : 0;
    if (record < 0 || !path || strncmp(path, folder, length) != 0 || path[length] != '/')
        return -1;
    const char *name = path + length + 1;
    for (int file = 0; file < known; file++)
        if (strcmp(names[file], name) == 0)
            return file;
    if (known == FILES || strlen(name) >= LONGEST)
        abort();
    strcpy(names[known], name);
    put('N', known, 0, name, strlen(name));
    return known++;
}

static int opened(int descriptor, const char *path, int flags)
{
    if (descriptor < 0 || descriptor >= DESCRIPTORS)
        return descriptor;
    int file = number_of(path);
    file_of[descriptor] = file + 1;
    if (file >= 0 && (flags & O_TRUNC))
        put('T', file, 0, NULL, 0);
    return descriptor;
}

static int watched(int descriptor)
{
    return descriptor >= 0 && descriptor < DESCRIPTORS ? file_of[descriptor] - 1 : -1;
}

#define OPEN(name)                                                     \
    int name(const char *path, int flags, ...)                         \
    {                                                                  \
        REAL(name);                                                    \
        va_list rest;                                                  \
        va_start(rest, flags);                                         \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;      \
        va_end(rest);                                                  \
        return opened(real(path, flags, mode), path, flags);           \
    }
OPEN(open)
OPEN(open64)

#define PWRITE(name, offset_type)                                                          \
    ssize_t name(int descriptor, const void *data, size_t length, offset_type offset)      \
    {                                                                                      \
        REAL(name);                                                                        \
        ssize_t done = real(descriptor, data, length, offset);                             \
        int file = watched(descriptor);                                                    \
        if (done > 0 && file >= 0)                                                         \
            put('W', file, (uint64_t)offset, data, (size_t)done);                          \
        return done;                                                                       \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int descriptor, const void *data, size_t length)
{
    REAL(write);
    int file = watched(descriptor);
    off_t offset = file >= 0 ? lseek(descriptor, 0, SEEK_CUR) : 0;
    ssize_t done = real(descriptor, data, length);
    if (done > 0 && file >= 0)
        put('W', file, (uint64_t)offset, data, (size_t)done);
    return done;
}

#define TRUNCATE(name, length_type)                            \
    int name(int descriptor, length_type length)               \
    {                                                          \
        REAL(name);                                            \
        int done = real(descriptor, length);                   \
        int file = watched(descriptor);                        \
        if (done == 0 && file >= 0)                            \
            put('T', file, (uint64_t)length, NULL, 0);         \
        return done;                                           \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                             \
    int name(int descriptor)                   \
    {                                          \
        REAL(name);                            \
        int file = watched(descriptor);        \
        if (file < 0)                          \
            return real(descriptor);           \
        put('S', file, 0, NULL, 0);            \
        return 0;                              \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path)
{
    REAL(unlink);
    int done = real(path);
    int file = number_of(path);
    if (done == 0 && file >= 0)
        put('U', file, 0, NULL, 0);
    return done;
}

int close(int descriptor)
{
    REAL(close);
    if (descriptor == record && record >= 0) {
        errno = EBADF; /* a sweep over all descriptors must not end the record */
        return -1;
    }
    if (descriptor >= 0 && descriptor < DESCRIPTORS)
        file_of[descriptor] = 0;
    return real(descriptor);
}
