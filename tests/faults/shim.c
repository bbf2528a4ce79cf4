/* Loaded before libc (LD_PRELOAD): counts the calls that change files below one folder, and lets the n-th one fail or
 * end the process. Nothing of it is in the product; SQLite's calls and those of buffered streams come by here too.
 *
 * arm() is called through ctypes by the process that is to be disturbed. Numbers count from 1; 0 only counts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { CREATE = 1, WRITE = 2, SYNC = 4, RENAME = 8, UNLINK = 16, TRUNCATE = 32, MKDIR = 64, CHMOD = 128 };
enum { COUNT, KILL, TERM, TEAR, FAIL_ONCE, FAIL_FROM_HERE };

static char folder[4096];
static int calls, action, error_number, log_descriptor = -1;
static long wanted;
static atomic_long counted;

void arm(const char *below, int which, int what, int error, long number, int log) {
    strncpy(folder, below, sizeof folder - 1);
    action = what, error_number = error, wanted = number, log_descriptor = log;
    counted = 0;
    calls = which;
}

/* Whether a call is one of those that are counted; its number, 0 where not. */
static long numbered(int call, const char *name, const char *path) {
    if (!(calls & call) || strncmp(path, folder, strlen(folder)) != 0) return 0;
    long number = atomic_fetch_add(&counted, 1) + 1;
    if (log_descriptor >= 0) {
        char line[4500];
        int length = snprintf(line, sizeof line, "%ld %s %s\n", number, name, path + strlen(folder));
        syscall(SYS_write, log_descriptor, line, length);
    }
    return number;
}

/* Do what was asked for at this call; -1 where it is to fail, 1 where it is to be torn. */
static int disturb(int call, const char *name, const char *path) {
    long number = numbered(call, name, path);
    if (!number || number < wanted || action == COUNT) return 0;
    if (number > wanted && action != FAIL_FROM_HERE) return 0;
    switch (action) {
    case KILL: syscall(SYS_kill, getpid(), SIGKILL); break;
    case TERM: syscall(SYS_kill, getpid(), SIGTERM); usleep(2000000); break;
    case TEAR: return call == WRITE ? 1 : (syscall(SYS_kill, getpid(), SIGKILL), 0);
    default: errno = error_number; return -1;
    }
    return 0;
}

static int disturb_file(int call, const char *name, int descriptor) {
    if (!calls) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return disturb(call, name, path);
}

#define REAL(name) static typeof(name) *real; if (!real) real = (typeof(name) *)dlsym(RTLD_NEXT, #name)

/* Of data that is torn the first half is written, then the process ends. */
#define WRITES(name, parameters, words, half_words)                         \
    ssize_t name parameters {                                              \
        REAL(name);                                                        \
        int how = disturb_file(WRITE, "write", descriptor);                \
        if (how < 0) return -1;                                            \
        if (how > 0) { real half_words; syscall(SYS_kill, getpid(), SIGKILL); } \
        return real words;                                                 \
    }
WRITES(write, (int descriptor, const void *data, size_t size), (descriptor, data, size), (descriptor, data, size / 2))
WRITES(pwrite, (int descriptor, const void *data, size_t size, off_t place), (descriptor, data, size, place),
       (descriptor, data, size / 2, place))
WRITES(pwrite64, (int descriptor, const void *data, size_t size, off64_t place), (descriptor, data, size, place),
       (descriptor, data, size / 2, place))

#define ON_FILE(name, call, word, parameters, words)                        \
    int name parameters {                                                  \
        REAL(name);                                                        \
        return disturb_file(call, word, descriptor) < 0 ? -1 : real words; \
    }
ON_FILE(fsync, SYNC, "sync", (int descriptor), (descriptor))
ON_FILE(fdatasync, SYNC, "sync", (int descriptor), (descriptor))
ON_FILE(ftruncate, TRUNCATE, "truncate", (int descriptor, off_t size), (descriptor, size))
ON_FILE(ftruncate64, TRUNCATE, "truncate", (int descriptor, off64_t size), (descriptor, size))

#define ON_PATH(name, call, word, parameters, words)                        \
    int name parameters {                                                  \
        REAL(name);                                                        \
        return disturb(call, word, path) < 0 ? -1 : real words;            \
    }
ON_PATH(unlink, UNLINK, "unlink", (const char *path), (path))
ON_PATH(mkdir, MKDIR, "mkdir", (const char *path, mode_t mode), (path, mode))
ON_PATH(chmod, CHMOD, "chmod", (const char *path, mode_t mode), (path, mode))

/* Named by what the file is to be called: the temporary name says nothing. */
int rename(const char *from, const char *path) {
    REAL(rename);
    return disturb(RENAME, "rename", path) < 0 ? -1 : real(from, path);
}

#define OPENS(name)                                                         \
    int name(const char *path, int flags, ...) {                           \
        REAL(name);                                                        \
        va_list words;                                                     \
        va_start(words, flags);                                            \
        mode_t mode = va_arg(words, mode_t);                               \
        va_end(words);                                                     \
        if ((flags & O_CREAT) && disturb(CREATE, "create", path) < 0) return -1; \
        return real(path, flags, mode);                                    \
    }
OPENS(open)
OPENS(open64)
