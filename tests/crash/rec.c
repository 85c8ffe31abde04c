// Records what a process does to its database, in the order in which it does it: gcc -O2 -shared -fPIC -o rec.so rec.c -ldl,
// then REC_DB=/folder/busbar.db REC_TRACE=/folder/trace LD_PRELOAD=rec.so program.
// The program appends what it acknowledges to REC_DB.ack, so that acknowledgements stand in the same order as writes and syncs.
// A record: u8 operation, u8 file, u16 0, u32 length, u64 offset, then the data.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 3, UNLINK = 4, ACK = 5 };
enum { NONE = -1, DATABASE = 0, WAL = 1, JOURNAL = 2, ACKS = 9 };

static int trace = -1;
static const char *database;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("REC_TRACE");
    database = getenv("REC_DB");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_write = dlsym(RTLD_NEXT, "write");
    if (path && database) trace = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
}

static int file_named(const char *path) {
    size_t length = strlen(database);
    if (strncmp(path, database, length)) return NONE;
    if (!strcmp(path + length, "")) return DATABASE;
    if (!strcmp(path + length, "-wal")) return WAL;
    if (!strcmp(path + length, "-journal")) return JOURNAL;
    if (!strcmp(path + length, ".ack")) return ACKS;
    return NONE;
}

static int file_of(int fd) {
    char link[64], path[512];
    if (trace < 0) return NONE;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return NONE;
    path[length] = 0;
    return file_named(path);
}

static void record(uint8_t operation, int file, uint32_t length, uint64_t offset, const void *data) {
    unsigned char head[16] = {operation, (uint8_t)file};
    memcpy(head + 4, &length, 4);
    memcpy(head + 8, &offset, 8);
    pthread_mutex_lock(&one_at_a_time);
    real_write(trace, head, sizeof head);
    if (length) real_write(trace, data, length);
    pthread_mutex_unlock(&one_at_a_time);
}

static void written(int fd, const void *data, size_t length, off_t offset) {
    int file = file_of(fd);
    if (file != NONE) record(file == ACKS ? ACK : WRITE, file, length, file == ACKS ? 0 : offset, data);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
    written(fd, data, length, offset);
    return real_pwrite(fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
    if (trace >= 0) written(fd, data, length, lseek(fd, 0, SEEK_CUR));
    if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
    return real_write(fd, data, length);
}

// A sync counts once it has come back.
static int synced(int fd, const char *name) {
    int (*real)(int) = dlsym(RTLD_NEXT, name);
    int outcome = real(fd), file = file_of(fd);
    if (outcome == 0 && file != NONE && file != ACKS) record(SYNC, file, 0, 0, NULL);
    return outcome;
}

int fsync(int fd) { return synced(fd, "fsync"); }
int fdatasync(int fd) { return synced(fd, "fdatasync"); }

int ftruncate64(int fd, off_t length) {
    int (*real)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate64");
    int file = file_of(fd);
    if (file != NONE && file != ACKS) record(TRUNCATE, file, 0, length, NULL);
    return real(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    int file = trace < 0 ? NONE : file_named(path);
    if (file == WAL || file == JOURNAL) record(UNLINK, file, 0, 0, NULL);
    return real(path);
}
