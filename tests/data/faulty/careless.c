/* A backend in C that writes every value as a line, and is careless in one way, chosen by definitions before it; without any it is sound. */
#include "verbond_backend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Careless {
  FILE *file;
  char *formats; /* one letter a column */
  int64_t count;
} Careless;

static int32_t fail(VerbondError *error, const char *message) {
  error->code = 1;
  snprintf(error->message, VERBOND_MESSAGE_BYTES, "%s", message);
  return 1;
}

static const char *describe(void) {
#if defined(ADDRESS)
  return "{\"name\": \"bad\", \"version\": \"1\", \"writes\": \"place\"}";
#else
  return "{\"name\": \"bad\", \"version\": \"1\", \"extension\": \"txt\"}";
#endif
}

static void discard(Careless *careless) {
  if (careless->file != NULL) fclose(careless->file);
  free(careless->formats);
  free(careless);
}

static FILE *opened(const VerbondOpen *given) {
  char *path = malloc(given->path.length + 1);
  if (path == NULL) return NULL;
  memcpy(path, given->path.bytes, given->path.length);
  path[given->path.length] = '\0';
#if defined(ADDRESS)
  FILE *file = strncmp(path, "memory://", 9) == 0 ? fopen("/dev/null", "w") : NULL;
#else
  FILE *file = fopen(path, "w");
#endif
  free(path);
  return file;
}

static int32_t open_session(const VerbondOpen *given, void **session, VerbondError *error) {
  struct ArrowSchema *schema = given->schema;
  Careless *careless = calloc(1, sizeof *careless);
  if (careless == NULL) return fail(error, "there is not enough memory");
  careless->count = schema->n_children;
  careless->formats = calloc((size_t)schema->n_children + 1, 1);
  careless->file = opened(given);
  if (careless->formats != NULL) {
    for (int64_t at = 0; at < careless->count; at++) careless->formats[at] = schema->children[at]->format[0];
  }
  if (schema->release != NULL) schema->release(schema);
  if (careless->file == NULL || careless->formats == NULL) {
    discard(careless);
    return fail(error, "there is no such place");
  }
  *session = careless;
  return 0;
}

static int bit(const void *bits, int64_t at) { return ((const uint8_t *)bits)[at / 8] >> (at % 8) & 1; }

static void print(FILE *file, char format, const struct ArrowArray *array, int64_t place) {
  const void *values = array->buffers[1];
#if !defined(IGNORES_VALIDITY)
  if (array->buffers[0] != NULL && !bit(array->buffers[0], place)) {
    fprintf(file, "-\n");
    return;
  }
#endif
  if (format == 'g') {
    fprintf(file, "%.17g\n", ((const double *)values)[place]);
  } else if (format == 'I') {
    fprintf(file, "%u\n", ((const uint32_t *)values)[place]);
  } else if (format == 't') {
    fprintf(file, "%d\n", ((const int32_t *)values)[place]);
  } else if (format == 'b') {
    fprintf(file, "%d\n", bit(values, place));
  } else {
    const int32_t *ends = values;
    fwrite((const char *)array->buffers[2] + ends[place], 1, (size_t)(ends[place + 1] - ends[place]), file);
    fprintf(file, "\n");
  }
}

static int32_t write_batch(void *session, struct ArrowArray *batch, VerbondError *error) {
  Careless *careless = session;
  int32_t code = batch->n_children == careless->count ? 0 : fail(error, "the batch has other columns than the schema");
  for (int64_t row = 0; code == 0 && row < batch->length; row++) {
    for (int64_t at = 0; at < careless->count; at++) {
      const struct ArrowArray *array = batch->children[at];
      int64_t place = row;
#if !defined(IGNORES_BATCH_OFFSET)
      place += batch->offset;
#endif
#if !defined(IGNORES_CHILD_OFFSET)
      place += array->offset;
#endif
      print(careless->file, careless->formats[at], array, place);
    }
  }
#if defined(NEVER_RELEASES)
#elif defined(KEEPS_BATCHES)
  /* Moved out, and forgotten. */
  batch->release = NULL;
#else
  if (batch->release != NULL) batch->release(batch);
#endif
  return code;
}

static int32_t finish(void *session, VerbondError *error) {
  Careless *careless = session;
  int32_t code = fflush(careless->file) == 0 ? 0 : fail(error, "the file cannot be completed");
#if defined(LEAKS_SESSIONS)
  fclose(careless->file);
#else
  discard(careless);
#endif
  return code;
}

static void abandon(void *session) {
#if defined(LEAKS_ABANDONED)
  fclose(((Careless *)session)->file);
#else
  discard(session);
#endif
}

const VerbondBackend *verbond_backend_v1(void);
const VerbondBackend *verbond_backend_v1(void) {
  static const VerbondBackend table = {sizeof(VerbondBackend), VERBOND_ABI, describe, open_session, write_batch, finish, abandon};
  return &table;
}
