/* A backend in C++ that lets an exception out of `write`. */
#include "verbond_backend.h"

#include <stdexcept>

static int place;

static const char *describe() { return "{\"name\": \"bad\", \"version\": \"1\"}"; }

static int32_t open_session(const VerbondOpen *given, void **session, VerbondError *) {
  given->schema->release(given->schema);
  *session = &place;
  return 0;
}

static int32_t write_batch(void *, struct ArrowArray *batch, VerbondError *) {
  batch->release(batch);
  throw std::runtime_error("nobody caught me");
}

static int32_t finish(void *, VerbondError *) { return 0; }

static void abandon(void *) {}

extern "C" const VerbondBackend *verbond_backend_v1() {
  static const VerbondBackend table = {sizeof(VerbondBackend), VERBOND_ABI, describe, open_session, write_batch, finish, abandon};
  return &table;
}
