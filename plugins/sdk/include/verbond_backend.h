/*
 * verbond_backend.h: the boundary between Verbond and an output backend, ABI 1.
 *
 * A backend is a dynamic library that exports one function:
 *
 *     const VerbondBackend *verbond_backend_v1(void);
 *
 * It returns a table of functions that lives as long as the library. Verbond reads no further than `size` says, and fields are only
 * ever appended, so a backend built today keeps working.
 *
 * Life of a session:    open -> write, write, ... -> finish
 *                       at any point instead of the next step: abandon
 * Each session is used by one thread at a time; several sessions may be open at once.
 * Verbond calls exactly one of `finish` and `abandon` for each session that was opened, also after a `write` that failed. After a
 * `finish` that failed the session is over as well. Nothing may be printed to stdout.
 *
 * Text is UTF-8 with its length in bytes and without a final zero, unless it says otherwise. Nothing passed to a call may be kept after
 * it, except the Arrow structures, which the callee takes over (see each function).
 *
 * A call that can fail returns 0 when it went well. Otherwise it returns another number and fills the error, whose memory belongs to
 * the caller: `message` ends with a zero byte and is written for the person who runs the program.
 */
#ifndef VERBOND_BACKEND_H
#define VERBOND_BACKEND_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VERBOND_ABI 1
#define VERBOND_MESSAGE_BYTES 1024

/* The Arrow C Data Interface, https://arrow.apache.org/docs/format/CDataInterface.html */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#endif

typedef struct VerbondError {
  int32_t code;                        /* the backend's own number, not 0 */
  char message[VERBOND_MESSAGE_BYTES]; /* UTF-8, ends with a zero byte */
} VerbondError;

typedef struct VerbondText {
  const char *bytes;
  size_t length;
} VerbondText;

typedef struct VerbondOpen {
  uint32_t size;              /* bytes of this structure that are filled */
  uint32_t reserved;          /* 0 */
  VerbondText instrument;     /* the checked instrument as JSON */
  VerbondText options;        /* an object of option names and values as JSON */
  VerbondText path;           /* the file to write, which Verbond moves to its place after `finish`; or the place (see `describe`) */
  struct ArrowSchema *schema; /* a struct of columns; the backend takes it over (moves it out) and releases it */

  /* A call that takes long calls this now and then, from any thread, to say that it goes on; without a sign of life a call is ended after
   * the time that the user allows. NULL if nobody listens. Only there if `size` reaches this far. May be kept until the session ends. */
  void (*alive)(void);
} VerbondOpen;

typedef struct VerbondBackend {
  uint32_t size; /* bytes of this structure */
  uint32_t abi;  /* VERBOND_ABI */

  /* Who this is, as JSON that ends with a zero byte and lives as long as the library:
   * {"name": "parquet", "version": "1.0.0", "takes": "scores", "extension": "parquet",
   *  "options": [{"name": "compression", "type": "text", "default": "snappy", "choices": ["snappy", "none"], "about": "A sentence."}]}
   * Types are "text", "number" and "switch". "takes" is "scores", or "answers" to have the answers to the items as well. "writes" is
   * "file", or "place" if the path is not a file to be made but something that is already there, as a database; such a backend has
   * `place = true` in its plugin.toml, and must see to it that all of a session takes effect in `finish`, or nothing. "fhirpath": true asks
   * for the scores and conditions of the measure as FHIRPath, which are written for nobody else. May be called at any time, from any
   * thread. */
  const char *(*describe)(void);

  /* Begins a session, and puts a pointer of the backend's own into `session`. */
  int32_t (*open)(const VerbondOpen *open, void **session, VerbondError *error);

  /* Takes a batch of rows: a struct array with the columns of the schema, which are
   * of the formats "u" (text), "g" (double), "I" (32 bits without sign), "b" (truth) and "tdD" (days since 1970-01-01). The backend takes `batch` over (moves it out) and releases
   * it, whether it fails or not. */
  int32_t (*write)(void *session, struct ArrowArray *batch, VerbondError *error);

  /* Completes the file, and ends the session. */
  int32_t (*finish)(void *session, VerbondError *error);

  /* Ends the session without a result. Verbond removes what was written to the path. */
  void (*abandon)(void *session);
} VerbondBackend;

const VerbondBackend *verbond_backend_v1(void);

#ifdef __cplusplus
}
#endif

#endif
