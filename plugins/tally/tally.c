/*
 * tally: a backend of Verbond in C99, without any library. It writes a plain text with one line for each score: its name, how many rows
 * have it, how many lack it, and its mean.
 *
 *   gcc -std=c99 -O2 -shared -fPIC -I ../sdk/include tally.c -o libtally.so
 */
#include "verbond_backend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

typedef struct Column {
  char *name;
  int is_score; /* a column of doubles */
  int64_t there;
  int64_t missing;
  double sum;
} Column;

typedef struct Tally {
  char *path;
  int64_t rows;
  int64_t count;
  Column *columns;
} Tally;

static int32_t fail(VerbondError *error, const char *message) {
  error->code = 1;
  snprintf(error->message, VERBOND_MESSAGE_BYTES, "%s", message);
  return error->code;
}

static char *copy(const char *bytes, size_t length) {
  char *text = malloc(length + 1);
  if (text != NULL) {
    memcpy(text, bytes, length);
    text[length] = '\0';
  }
  return text;
}

static void discard(Tally *tally) {
  if (tally == NULL) return;
  for (int64_t at = 0; at < tally->count; at++) free(tally->columns[at].name);
  free(tally->columns);
  free(tally->path);
  free(tally);
}

static const char *describe(void) {
  return "{\"name\": \"tally\", \"version\": \"0.1.0\", \"takes\": \"scores\", \"extension\": \"txt\", \"options\": []}";
}

static Tally *begin(const VerbondOpen *given) {
  struct ArrowSchema *schema = given->schema;
  Tally *tally = calloc(1, sizeof *tally);
  if (tally == NULL) return NULL;
  tally->path = copy(given->path.bytes, given->path.length);
  tally->columns = calloc((size_t)schema->n_children, sizeof *tally->columns);
  if (tally->path == NULL || tally->columns == NULL) {
    discard(tally);
    return NULL;
  }
  for (; tally->count < schema->n_children; tally->count++) {
    const struct ArrowSchema *child = schema->children[tally->count];
    Column *column = &tally->columns[tally->count];
    column->is_score = strcmp(child->format, "g") == 0;
    column->name = copy(child->name, strlen(child->name));
    if (column->name == NULL) {
      discard(tally);
      return NULL;
    }
  }
  return tally;
}

/* The schema is ours now, whatever comes of it. */
static int32_t open_session(const VerbondOpen *given, void **session, VerbondError *error) {
  Tally *tally = begin(given);
  if (given->schema->release != NULL) given->schema->release(given->schema);
  if (tally == NULL) return fail(error, "there is not enough memory");
  *session = tally;
  return 0;
}

static int is_there(const struct ArrowArray *array, int64_t row) {
  const uint8_t *validity = array->buffers[0];
  int64_t bit = row + array->offset;
  return validity == NULL || (validity[bit / 8] >> (bit % 8) & 1);
}

static int32_t write_batch(void *session, struct ArrowArray *batch, VerbondError *error) {
  Tally *tally = session;
  int32_t code = 0;
  if (batch->n_children != tally->count) {
    code = fail(error, "the batch has other columns than the schema");
  } else {
    tally->rows += batch->length;
    for (int64_t at = 0; at < tally->count; at++) {
      Column *column = &tally->columns[at];
      const struct ArrowArray *array = batch->children[at];
      if (!column->is_score) continue;
      const double *values = array->buffers[1];
      for (int64_t row = 0; row < batch->length; row++) {
        /* A struct array may begin inside its children. */
        int64_t place = row + batch->offset;
        if (is_there(array, place)) {
          column->there++;
          column->sum += values[place + array->offset];
        } else {
          column->missing++;
        }
      }
    }
  }
  if (batch->release != NULL) batch->release(batch);
  return code;
}

static int32_t finish(void *session, VerbondError *error) {
  Tally *tally = session;
  FILE *file = fopen(tally->path, "w");
  int32_t code = 0;
  if (file == NULL) {
    code = fail(error, "the file cannot be opened");
  } else {
    fprintf(file, "%lld rows\n", (long long)tally->rows);
    for (int64_t at = 0; at < tally->count; at++) {
      const Column *column = &tally->columns[at];
      if (!column->is_score) continue;
      fprintf(file, "%s: %lld there, %lld missing", column->name, (long long)column->there, (long long)column->missing);
      if (column->there > 0) fprintf(file, ", mean %.4f", column->sum / (double)column->there);
      fprintf(file, "\n");
    }
    if (ferror(file) != 0) code = fail(error, "the file cannot be written");
    if (fclose(file) != 0 && code == 0) code = fail(error, "the file cannot be completed");
  }
  discard(tally);
  return code;
}

static void abandon(void *session) { discard(session); }

EXPORT const VerbondBackend *verbond_backend_v1(void) {
  static const VerbondBackend table = {sizeof(VerbondBackend), VERBOND_ABI, describe, open_session, write_batch, finish, abandon};
  return &table;
}
