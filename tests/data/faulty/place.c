/* A backend that changes a file in its place, as a database: it adds a line, and keeps a journal beside the file meanwhile. */
#include "verbond_backend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[4096];
static char journal[8192];

static int32_t fail(VerbondError *error, const char *message) {
  error->code = 1;
  snprintf(error->message, VERBOND_MESSAGE_BYTES, "%s", message);
  return 1;
}

static const char *describe(void) { return "{\"name\": \"bad\", \"version\": \"1\", \"writes\": \"place\"}"; }

static int add(const char *name, const char *words) {
  FILE *file = fopen(name, "a");
  if (file == NULL) return -1;
  fputs(words, file);
  return fclose(file);
}

static int32_t open_session(const VerbondOpen *given, void **session, VerbondError *error) {
  static int place;
  memset(path, 0, sizeof path);
  memcpy(path, given->path.bytes, given->path.length);
  snprintf(journal, sizeof journal, "%s-journal", path);
  if (given->schema->release != NULL) given->schema->release(given->schema);
  if (add(journal, "begun\n") != 0) return fail(error, "there can be no journal");
#if defined(SNOOPS)
  char beside[8192];
  snprintf(beside, sizeof beside, "%s/../../beside", path);
  if (fopen(beside, "r") != NULL || fopen(beside, "w") != NULL) return fail(error, "it could open the file beside its place");
  if (remove(beside) == 0) return fail(error, "it could remove the file beside its place");
  if (fopen(ELSEWHERE, "r") != NULL) return fail(error, "it could read a file elsewhere");
#endif
  *session = &place;
  error->code = 0;
  return 0;
}

static int32_t write_batch(void *session, struct ArrowArray *batch, VerbondError *error) {
  (void)session;
  if (batch->release != NULL) batch->release(batch);
  if (add(path, "half\n") != 0) return fail(error, "the file cannot be changed");
#if defined(CRASHES)
  abort();
#elif defined(HANGS)
  for (;;) sleep(1);
#endif
  error->code = 0;
  return 0;
}

static int32_t finish(void *session, VerbondError *error) {
  (void)session;
#if defined(LEAVES_FOLDER)
  remove(path);
  mkdir(path, 0);
#endif
  add(path, "whole\n");
  remove(journal);
  error->code = 0;
  return 0;
}

static void abandon(void *session) { (void)session; }

const VerbondBackend *verbond_backend_v1(void);
const VerbondBackend *verbond_backend_v1(void) {
  static const VerbondBackend table = {sizeof(VerbondBackend), VERBOND_ABI, describe, open_session, write_batch, finish, abandon};
  return &table;
}
