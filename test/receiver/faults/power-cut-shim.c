/*
 * Preloaded into a receiver: writes down every write, truncation, removal and sync of the files of one folder, so that
 * what a power cut would leave can be rebuilt; and plays bad disks.
 *   DISK_FOLDER    the folder that is watched
 *   DISK_LOG       where operations are written down
 *   DISK_DELAY_US  added to each sync
 * A sync has two entries, at its start ('s') and at its end ('S'): only writes from before the start of a sync that
 * ended are safe. The shared-memory file of SQLite is left out, as it is made anew after a crash.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 8192

static char *names[MOST_FILES];
static const char *folder;
static useconds_t delay;
static int journal = -1;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define NEXT(type, name, ...) \
  static type (*next)(__VA_ARGS__); \
  if (next == NULL) next = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("DISK_LOG");
  const char *microseconds = getenv("DISK_DELAY_US");
  int (*open_next)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
  folder = getenv("DISK_FOLDER");
  if (microseconds != NULL) delay = (useconds_t)atol(microseconds);
  if (path != NULL) journal = open_next(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

struct entry {
  uint8_t kind;
  uint8_t unused[3];
  uint32_t name_length;
  uint64_t offset;
  uint64_t length;
};

static void note(char kind, const char *name, uint64_t offset, const void *data, size_t length) {
  if (journal < 0) return;
  struct entry head = {(uint8_t)kind, {0}, (uint32_t)strlen(name), offset, length};
  struct iovec parts[3] = {{&head, sizeof head}, {(void *)name, head.name_length}, {(void *)data, length}};
  pthread_mutex_lock(&mutex);
  if (writev(journal, parts, 3) < 0) abort();
  pthread_mutex_unlock(&mutex);
}

static const char *name_of(int fd) { return fd >= 0 && fd < MOST_FILES ? names[fd] : NULL; }

static const char *base(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

static int is_watched(const char *path) {
  return folder != NULL && strncmp(path, folder, strlen(folder)) == 0 && strstr(path, "-shm") == NULL;
}

static int opened(int fd, const char *path) {
  if (fd < 0 || fd >= MOST_FILES) return fd;
  free(names[fd]);
  names[fd] = is_watched(path) ? strdup(base(path)) : NULL;
  return fd;
}

int open64(const char *path, int flags, ...) {
  NEXT(int, "open64", const char *, int, ...);
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(next(path, flags, mode), path);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open64(path, flags, mode);
}

int close(int fd) {
  NEXT(int, "close", int);
  if (fd >= 0 && fd < MOST_FILES) {
    free(names[fd]);
    names[fd] = NULL;
  }
  return next(fd);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  NEXT(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  ssize_t written = next(fd, data, length, offset);
  const char *name = name_of(fd);
  if (name != NULL && written > 0) note('W', name, (uint64_t)offset, data, (size_t)written);
  return written;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
  NEXT(ssize_t, "write", int, const void *, size_t);
  const char *name = name_of(fd);
  off_t offset = name == NULL ? 0 : lseek(fd, 0, SEEK_CUR);
  ssize_t written = next(fd, data, length);
  if (name != NULL && written > 0) note('W', name, (uint64_t)offset, data, (size_t)written);
  return written;
}

int ftruncate64(int fd, off64_t length) {
  NEXT(int, "ftruncate64", int, off64_t);
  int result = next(fd, length);
  const char *name = name_of(fd);
  if (name != NULL && result == 0) note('T', name, (uint64_t)length, NULL, 0);
  return result;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int synced(int fd, int (*sync)(int)) {
  const char *name = name_of(fd);
  if (name == NULL) return sync(fd);
  if (delay > 0) usleep(delay);
  note('s', name, 0, NULL, 0);
  int result = sync(fd);
  if (result == 0) note('S', name, 0, NULL, 0);
  return result;
}

int fsync(int fd) {
  NEXT(int, "fsync", int);
  return synced(fd, next);
}

int fdatasync(int fd) {
  NEXT(int, "fdatasync", int);
  return synced(fd, next);
}

int unlink(const char *path) {
  NEXT(int, "unlink", const char *);
  int result = next(path);
  if (result == 0 && is_watched(path)) note('U', base(path), 0, NULL, 0);
  return result;
}
