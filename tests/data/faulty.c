/* A backend that breaks its word in one way, chosen by a definition before it. */
#include "verbond_backend.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What takes the whole process along, in the step that is chosen: FAULT(step). */
static void fault(void) {
#if defined(CRASHES)
  volatile int *nowhere = NULL;
  *nowhere = 1;
#elif defined(GIVES_UP)
  abort();
#elif defined(LEAVES)
  exit(0);
#elif defined(HANGS)
  for (;;) sleep(1);
#elif defined(CHATTERS)
  for (int line = 0; line < 1000000; line++) printf("{\"Done\": null} and so on and so on\n");
  fflush(stdout);
  (void)getchar();
#endif
}

static const char *describe(void) {
#if defined(NO_DESCRIPTION)
  return NULL;
#elif defined(BROKEN_DESCRIPTION)
  return "{\"name\": ";
#elif defined(OTHER_NAME)
  return "{\"name\": \"other\", \"version\": \"1\"}";
#else
  return "{\"name\": \"bad\", \"version\": \"1\"}";
#endif
}

static int32_t say(VerbondError *error, int32_t code, const char *words) {
  error->code = code;
  snprintf(error->message, VERBOND_MESSAGE_BYTES, "%s", words);
  return code;
}

static int32_t open_session(const VerbondOpen *given, void **session, VerbondError *error) {
  static int place;
  if (given->schema->release != NULL) given->schema->release(given->schema);
#if defined(IN_OPEN)
  fault();
#endif
#if defined(OPEN_FAILS)
  return say(error, 1, "no room");
#endif
  *session = &place;
  error->code = 0;
  return 0;
}

static int32_t write_batch(void *session, struct ArrowArray *batch, VerbondError *error) {
  (void)session;
  if (batch->release != NULL) batch->release(batch);
#if defined(IN_WRITE)
  fault();
#endif
#if defined(WRITE_FAILS)
  return say(error, 1, "the disk is \xff full");
#endif
  error->code = 0;
  return 0;
}

static int32_t finish(void *session, VerbondError *error) {
  (void)session;
#if defined(IN_FINISH)
  fault();
#endif
#if defined(FINISH_FAILS)
  return say(error, 7, "");
#endif
  error->code = 0;
  return 0;
}

static void abandon(void *session) { (void)session; }

const VerbondBackend *verbond_backend_v1(void);

const VerbondBackend *verbond_backend_v1(void) {
  static VerbondBackend table = {sizeof(VerbondBackend), VERBOND_ABI, describe, open_session, write_batch, finish, abandon};
#if defined(NO_TABLE)
  return NULL;
#endif
#if defined(WRONG_ABI)
  table.abi = 99;
#endif
#if defined(SHORT_TABLE)
  table.size = 16;
#endif
#if defined(NO_WRITE)
  table.write = NULL;
#endif
  (void)say;
  (void)fault;
  return &table;
}
