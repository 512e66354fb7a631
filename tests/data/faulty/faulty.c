/* A backend that breaks its word in one way, chosen by definitions before it: a fault, and the step it comes in. */
#include "verbond_backend.h"
#include <dirent.h>
#include <netinet/in.h>

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[4096];
static void (*alive)(void);

#if defined(THREADS)
static void *sleeps(void *unused) {
  sleep(60);
  return unused;
}
#endif

/* What takes the whole process along, or should. */
static void fault(void) {
#if defined(CRASHES)
  volatile int *nowhere = NULL;
  *nowhere = 1;
#elif defined(GIVES_UP)
  fprintf(stderr, "the moon is in the wrong place\n");
  abort();
#elif defined(LEAVES)
  exit(0);
#elif defined(HANGS)
  for (;;) sleep(1);
#elif defined(SPINS)
  for (volatile unsigned long turns = 0;; turns++) {
  }
#elif defined(CHATTERS)
  /* 1 GB where others are listened to, and 64 MB of complaints. */
  static char words[1 << 20];
  memset(words, 'a', sizeof words);
  for (int mib = 0; mib < 1024; mib++) fwrite(words, 1, sizeof words, stdout);
  for (int mib = 0; mib < 64; mib++) fwrite(words, 1, sizeof words, stderr);
  printf("{\"Done\": null}\n");
  fflush(stdout);
  (void)getchar();
#elif defined(CLOSES_STDIN)
  close(0);
#elif defined(CLOSES_ALL)
  for (int number = 0; number < 256; number++) close(number);
#elif defined(INTERRUPTS)
  /* Speaks where only its host should. */
  for (int turn = 0; turn < 4096; turn++) {
    static char noise[1 << 16];
    memset(noise, 'a', sizeof noise);
    for (int number = 3; number < 16; number++) {
      if (write(number, noise, sizeof noise) < 0) continue;
    }
  }
#elif defined(HOARDS)
  for (;;) memset(malloc(16 << 20), 1, 16 << 20);
#elif defined(LITTERS)
  for (unsigned long number = 0;; number++) {
    char name[8192];
    snprintf(name, sizeof name, "%s.%lu", path, number);
    FILE *file = fopen(name, "w");
    if (file != NULL) fclose(file);
  }
#elif defined(THREADS)
  for (int number = 0; number < THREADS; number++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, sleeps, NULL) == 0) pthread_detach(thread);
  }
  sleep(1);
#elif defined(SLOW)
  for (int part = 0; part < 30; part++) {
    usleep(100000);
    if (alive != NULL) alive();
  }
#endif
}

/* What a confined process cannot do. Whatever succeeds is told. */
static const char *trespass(void) {
#if defined(READS)
  FILE *passwords = fopen("/etc/passwd", "r");
  if (passwords != NULL) return "it could read /etc/passwd";
#elif defined(WRITES)
  FILE *elsewhere = fopen(ELSEWHERE, "w");
  if (elsewhere != NULL) return "it could write elsewhere";
#elif defined(REMOVES)
  if (remove(ELSEWHERE) == 0) return "it could remove a file";
#elif defined(CONNECTS)
  if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_INET, SOCK_DGRAM, 0) >= 0) return "it could open a socket";
#elif defined(CALLS_SERVICES)
  if (socket(AF_INET, SOCK_STREAM, 0) < 0) return "it could not open a socket";
  if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0) return "it could call a service";
#elif defined(IS_CALLED)
  struct sockaddr_in any = {.sin_family = AF_INET};
  int port = socket(AF_INET, SOCK_DGRAM, 0);
  if (port < 0) return "it could not open a socket";
  if (bind(port, (struct sockaddr *)&any, sizeof any) == 0) return "it could be called";
#elif defined(READS_KEYS)
  DIR *keys = opendir("/etc/ssl/private");
  if (keys != NULL) return "it could see private keys";
  DIR *certificates = opendir("/etc/ssl/certs");
  if (certificates == NULL) return "it could not see certificates";
#elif defined(BREEDS)
  pid_t child = fork();
  if (child == 0) {
    sleep(1);
    _exit(0);
  }
  if (child > 0) return "it could begin a process";
#elif defined(STARTS)
  if (system("true") == 0) return "it could start a program";
#elif defined(KILLS)
  if (kill(getppid(), SIGKILL) == 0) return "it could end the program";
#endif
  return NULL;
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
  memcpy(path, given->path.bytes, given->path.length);
  alive = given->alive;
#if defined(SPOILS_SCHEMA)
  given->schema->format = (const char *)1;
  given->schema->release = (void (*)(struct ArrowSchema *))1;
#else
  if (given->schema->release != NULL) given->schema->release(given->schema);
#endif
#if defined(IN_OPEN)
  fault();
#endif
#if defined(OPEN_FAILS)
  return say(error, 1, "no room\r\nwrote a line of its own");
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
  const char *guilt = trespass();
  if (guilt != NULL) return say(error, 1, guilt);
  error->code = 0;
  return 0;
}

static int finished;

static int32_t finish(void *session, VerbondError *error) {
  (void)session;
#if defined(IN_FINISH)
  fault();
#endif
#if defined(FINISH_FAILS)
  return say(error, 7, "");
#endif
#if defined(LEAVES_NOTHING)
  (void)path;
#else
  FILE *file = fopen(path, "w");
  if (file == NULL) return say(error, 1, "there is no file");
#if defined(SHOWS_ENVIRONMENT)
  for (char **variable = environ; *variable != NULL; variable++) fprintf(file, "%s\n", *variable);
#endif
  fclose(file);
#endif
  if (finished++) return say(error, 2, "it was finished twice");
  error->code = 0;
  return 0;
}

static void abandon(void *session) {
  (void)session;
  /* A session that was finished is not abandoned as well. */
  if (finished) abort();
}

#if defined(NO_ENTRY)
const VerbondBackend *verbond_backend_v2(void);
const VerbondBackend *verbond_backend_v2(void) {
#else
const VerbondBackend *verbond_backend_v1(void);
const VerbondBackend *verbond_backend_v1(void) {
#endif
  static struct {
    VerbondBackend table;
    void *of_a_later_day[4];
  } longer = {{sizeof(VerbondBackend), VERBOND_ABI, describe, open_session, write_batch, finish, abandon}, {0}};
#if defined(NO_TABLE)
  return NULL;
#endif
#if defined(WRONG_ABI)
  longer.table.abi = 99;
#endif
#if defined(SHORT_TABLE)
  longer.table.size = 16;
#endif
#if defined(LONG_TABLE)
  longer.table.size = sizeof longer;
#endif
#if defined(NO_WRITE)
  longer.table.write = NULL;
#endif
  (void)say;
  (void)fault;
  (void)trespass;
  return &longer.table;
}
