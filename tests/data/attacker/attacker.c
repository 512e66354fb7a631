/*
 * A backend that tries whatever a plugin could do beyond writing its output. Each thing that it could do is a line of its output; what it
 * leaves elsewhere, or does to others, is looked for from outside by the test that runs it. ELSEWHERE is a file of another.
 */
#include "verbond_backend.h"

#define SECRET ELSEWHERE
#define VARIABLE "VERBOND_SECRET"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

extern char **environ;

static char path[4096];
static char folder[4096];
static char booty[1 << 16];

static void could(const char *what) {
  if (strlen(booty) + strlen(what) + 2 < sizeof booty) {
    strcat(booty, what);
    strcat(booty, "\n");
  }
}

#define TRY(what, condition)   \
  do {                         \
    if (condition) could(what); \
  } while (0)

static const char *inner(const char *name) {
  static char text[8192];
  snprintf(text, sizeof text, "%s/%s", folder, name);
  return text;
}

static int opens(const char *name, int flags) {
  int file = open(name, flags | O_NONBLOCK, 0600);
  if (file >= 0) close(file);
  return file >= 0;
}

static int lists(const char *name) {
  DIR *open = opendir(name);
  if (open != NULL) closedir(open);
  return open != NULL;
}

static void reads(void) {
  char other[64];
  TRY("read a file of another", opens(SECRET, O_RDONLY));
  TRY("read /etc/passwd", opens("/etc/passwd", O_RDONLY));
  TRY("read /etc/shadow", opens("/etc/shadow", O_RDONLY));
  TRY("read its own environment in /proc", opens("/proc/self/environ", O_RDONLY));
  snprintf(other, sizeof other, "/proc/%d/environ", getppid());
  TRY("read the environment of the program", opens(other, O_RDONLY));
  snprintf(other, sizeof other, "/proc/%d/mem", getppid());
  TRY("open the memory of the program", opens(other, O_RDWR));
  snprintf(other, sizeof other, "/proc/%d/fd", getppid());
  TRY("list the files of the program", lists(other));
  TRY("list the folder of the output", lists(inner("..")));
  TRY("list the root", lists("/"));
  TRY("list /tmp", lists("/tmp"));
  TRY("list /home", lists("/home") || lists("/root"));
  TRY("reach a file through /proc/self/root", opens("/proc/self/root" SECRET, O_RDONLY));
  TRY("see a variable of the user", getenv(VARIABLE) != NULL || getenv("HOME") != NULL || getenv("PATH") != NULL);
  for (int number = 3; number < 1024; number++) {
    struct stat found;
    TRY("use a file that was left open", fstat(number, &found) == 0 && S_ISREG(found.st_mode));
  }
  TRY("watch files", syscall(SYS_inotify_init1, 0) >= 0 || syscall(SYS_fanotify_init, 0, 0) >= 0);
}

static void writes(void) {
  TRY("write a file of another", opens(SECRET, O_WRONLY) || opens(SECRET, O_RDWR));
  TRY("empty a file of another", truncate(SECRET, 0) == 0);
  TRY("remove a file of another", unlink(SECRET) == 0 || remove(SECRET) == 0);
  TRY("move a file of another", rename(SECRET, inner("theirs")) == 0);
  TRY("move over a file of another", opens(inner("mine"), O_CREAT | O_WRONLY) && rename(inner("mine"), SECRET) == 0);
  TRY("link a file of another", link(SECRET, inner("theirs")) == 0 || linkat(AT_FDCWD, SECRET, AT_FDCWD, inner("theirs"), 0) == 0);
  TRY("make a link", symlink(SECRET, inner("link")) == 0 || symlinkat(SECRET, AT_FDCWD, inner("link")) == 0);
  TRY("make a file beside the output", opens(inner("../left"), O_CREAT | O_WRONLY) || mkdir(inner("../left"), 0700) == 0);
  TRY("make a file in /tmp", opens("/tmp/verbond-attacker", O_CREAT | O_WRONLY));
  TRY("make a file in /var/tmp", opens("/var/tmp/verbond-attacker", O_CREAT | O_WRONLY));
  TRY("make shared memory", opens("/dev/shm/verbond-attacker", O_CREAT | O_RDWR));
  TRY("make a file of no name elsewhere", opens("/tmp", O_TMPFILE | O_RDWR));
  TRY("write to a terminal", opens("/dev/tty", O_WRONLY) || opens("/dev/console", O_WRONLY));
  TRY("write to a setting of the kernel", opens("/proc/self/oom_score_adj", O_WRONLY) || opens("/proc/self/coredump_filter", O_WRONLY));
}

static void attributes(void) {
  struct utimbuf times = {0, 0};
  struct timeval values[2] = {{0, 0}, {0, 0}};
  char value[16];
  int own = open(inner("own"), O_CREAT | O_RDWR, 0600);
  TRY("not even make a file of its own", own < 0);
  TRY("change rights", chmod(SECRET, 0777) == 0 || fchmodat(AT_FDCWD, SECRET, 0777, 0) == 0 || fchmod(own, 04777) == 0);
  TRY("change rights by the newest call", syscall(452, AT_FDCWD, SECRET, 0777, 0) == 0);
  TRY("change an owner", chown(SECRET, 12345, 12345) == 0 || lchown(SECRET, 1, 1) == 0 || fchown(own, 12345, 12345) == 0);
  TRY("change times", utime(SECRET, &times) == 0 || utimes(SECRET, values) == 0 || utimensat(AT_FDCWD, SECRET, NULL, 0) == 0);
  TRY("set an attribute", setxattr(SECRET, "user.mine", "1", 1, 0) == 0 || fsetxattr(own, "user.mine", "1", 1, 0) == 0);
  TRY("read an attribute", getxattr(SECRET, "user.theirs", value, sizeof value) >= 0 || listxattr(SECRET, value, 0) >= 0);
  TRY("remove an attribute", removexattr(SECRET, "user.theirs") == 0);
  for (long number = 463; number < 480; number++) {
    TRY("use a call that is newer than its cage", syscall(number, AT_FDCWD, inner("own"), 0, NULL, 0, 0) >= 0 || errno != ENOSYS);
  }
  unsigned long flags = 0x10;
  TRY("make a file that cannot be removed", ioctl(own, 0x40086602, &flags) == 0);
  TRY("read the flags of a file", ioctl(own, 0x80086601, &flags) == 0);
  TRY("make a device", mknod(inner("disk"), S_IFBLK | 0600, makedev(254, 0)) == 0 || mknod(inner("null"), S_IFCHR | 0600, makedev(1, 3)) == 0);
  TRY("make a pipe with a name", mkfifo(inner("pipe"), 0600) == 0);
  close(own);
}

static void processes(void) {
  char *arguments[] = {"true", NULL};
  pid_t child = 0;
  TRY("fork", (child = fork()) >= 0);
  if (child == 0) _exit(0);
  TRY("begin a process", syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0);
  TRY("begin a process by the newer call", syscall(SYS_clone3, NULL, 0) >= 0 || errno != ENOSYS);
  TRY("start a program", posix_spawn(&child, "/bin/true", NULL, NULL, arguments, environ) == 0 || system("true") == 0);
  execv("/bin/true", arguments);
  int image = (int)syscall(SYS_memfd_create, "image", 0);
  TRY("run what it wrote", image >= 0 && syscall(SYS_execveat, image, "", arguments, environ, AT_EMPTY_PATH) == 0);
  pid_t program = getppid();
  TRY("signal the program", kill(program, 0) == 0 || syscall(SYS_tgkill, program, program, 0) == 0 || syscall(SYS_tkill, program, 0) == 0);
  TRY("signal all", kill(-1, 0) == 0 || kill(0, 0) == 0 || kill(1, 0) == 0);
  siginfo_t info;
  memset(&info, 0, sizeof info);
  info.si_code = SI_QUEUE;
  TRY("send a signal with words", syscall(SYS_rt_sigqueueinfo, program, 0, &info) == 0);
  TRY("take hold of the program", syscall(SYS_pidfd_open, program, 0) >= 0 || ptrace(PTRACE_ATTACH, program, NULL, NULL) == 0);
  char stolen[16];
  struct iovec here = {stolen, sizeof stolen}, there = {(void *)&program, sizeof stolen};
  TRY("read the memory of the program", process_vm_readv(program, &here, 1, &there, 1, 0) >= 0 || errno != EPERM);
  struct rlimit none = {0, 0}, found;
  TRY("limit the program", prlimit(program, RLIMIT_CPU, NULL, &found) == 0 || prlimit(program, RLIMIT_FSIZE, &none, NULL) == 0);
  struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
  TRY("lift its own limits", setrlimit(RLIMIT_AS, &all) == 0 || setrlimit(RLIMIT_CORE, &all) == 0);
  int ends[2];
  if (pipe(ends) == 0) {
    TRY("have signals sent to the program", fcntl(ends[0], F_SETOWN, program) == 0 || fcntl(ends[0], F_SETSIG, SIGKILL) == 0);
    TRY("have signals sent by ioctl", ioctl(ends[0], 0x8901, &program) == 0 || ioctl(ends[0], 0x8902, &program) == 0);
  }
  TRY("outlive the program", prctl(PR_SET_PDEATHSIG, 0) == 0);
  TRY("be seen or hide", prctl(PR_SET_DUMPABLE, 0) == 0 || prctl(PR_SET_DUMPABLE, 1) == 0 || prctl(0x59616d61, -1) == 0);
  TRY("leave its session", setsid() >= 0 || setpgid(0, 0) == 0);
  TRY("use calls of another machine", syscall(0x40000000 | 39) >= 0 || errno != ENOSYS);
}

static void precedence(void) {
  struct sched_param parameters = {0};
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(0, &set);
  TRY("slow the program", setpriority(PRIO_PROCESS, (id_t)getppid(), 19) == 0);
  TRY("hurry", setpriority(PRIO_PROCESS, 0, 1) == 0 || nice(1) >= 0);
  TRY("schedule the program", sched_setscheduler(getppid(), SCHED_OTHER, &parameters) == 0 || sched_setparam(0, &parameters) == 0);
  TRY("bind the program to one processor", sched_setaffinity(getppid(), sizeof set, &set) == 0 || sched_setaffinity(0, sizeof set, &set) == 0);
  TRY("order the program's reading", syscall(SYS_ioprio_set, 1, getppid(), 0x6007) == 0);
}

static void machine(void) {
  char name[256] = "";
  struct timespec now;
  TRY("open a socket", socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_INET6, SOCK_DGRAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || socket(AF_NETLINK, SOCK_RAW, 0) >= 0 || socket(AF_PACKET, SOCK_RAW, 0) >= 0);
  TRY("make an object of System V", shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600) >= 0 || semget(IPC_PRIVATE, 1, IPC_CREAT | 0600) >= 0 || msgget(IPC_PRIVATE, IPC_CREAT | 0600) >= 0);
  TRY("take memory that no bound counts", syscall(SYS_memfd_create, "attacker", 0) >= 0 || syscall(447, 0) >= 0);
  TRY("make a queue", syscall(SYS_mq_open, "attacker", O_CREAT | O_RDWR, 0600, NULL) >= 0);
  TRY("make a key", syscall(SYS_add_key, "user", "attacker", "1", 1, -4) >= 0 || syscall(SYS_keyctl, 0, -3, 1) >= 0);
  (void)!gethostname(name, sizeof name - 1);
  TRY("name the machine", sethostname(name, strlen(name)) == 0 || setdomainname(name, strlen(name)) == 0);
  TRY("read the log of the kernel", klogctl(10, NULL, 0) >= 0);
  clock_gettime(CLOCK_REALTIME, &now);
  TRY("set the clock", clock_settime(CLOCK_REALTIME, &now) == 0);
  TRY("see other files", unshare(CLONE_NEWUSER) == 0 || unshare(CLONE_NEWNS) == 0 || chroot(folder) == 0);
  TRY("mount", mount(folder, folder, NULL, MS_BIND, NULL) == 0 || syscall(SYS_open_tree, AT_FDCWD, folder, 1) >= 0);
  TRY("work around the filter", syscall(SYS_io_uring_setup, 1, NULL) >= 0 || errno != EPERM);
  TRY("program the kernel", syscall(SYS_bpf, 0, NULL, 0) >= 0 || syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0) >= 0 || syscall(SYS_userfaultfd, 0) >= 0);
  TRY("name a file by its number", syscall(SYS_name_to_handle_at, AT_FDCWD, SECRET, NULL, NULL, 0) >= 0 || errno != EPERM);
  TRY("be somebody else", setuid(12345) == 0 || setgid(12345) == 0);
}

/* What makes a folder hard to remove: one in the other thousands of times, without the right to enter, names that a remover might want. */
static void leave_behind(void) {
  int here = open(folder, O_RDONLY | O_DIRECTORY);
  for (int depth = 0; here >= 0 && depth < 3000; depth++) {
    int next = -1;
    if (mkdirat(here, "deep", 0700) == 0) next = openat(here, "deep", O_RDONLY | O_DIRECTORY);
    close(here);
    here = next;
  }
  if (here >= 0) close(here);
  mkdir(inner("shut"), 0);
  opens(inner("unreadable"), O_CREAT | O_WRONLY);
  close(open(inner("nobody"), O_CREAT | O_WRONLY, 0));
  for (int number = 1; number < 20; number++) {
    char name[32];
    snprintf(name, sizeof name, "%d.going", number);
    opens(inner(name), O_CREAT | O_WRONLY);
  }
  opens(inner("with\nline\033[2Jend"), O_CREAT | O_WRONLY);
}

/* Goes on after `finish`, and puts other things in the place of the output. */
static void *swap(void *unused) {
  (void)unused;
  char away[8192];
  snprintf(away, sizeof away, "%s/away", folder);
  for (;;) {
    if (symlink(SECRET, away) == 0 || link(SECRET, away) == 0 || mkfifo(away, 0600) == 0) rename(away, path);
  }
  return NULL;
}

static const char *describe(void) { return "{\"name\": \"bad\", \"version\": \"1\"}"; }

static int32_t open_session(const VerbondOpen *given, void **session, VerbondError *error) {
  static int place;
  memcpy(path, given->path.bytes, given->path.length);
  strcpy(folder, path);
  *strrchr(folder, '/') = '\0';
  if (given->schema->release != NULL) given->schema->release(given->schema);
  *session = &place;
  error->code = 0;
  return 0;
}

static int32_t write_batch(void *session, struct ArrowArray *batch, VerbondError *error) {
  (void)session;
  if (batch->release != NULL) batch->release(batch);
  error->code = 0;
  return 0;
}

static int32_t finish(void *session, VerbondError *error) {
  (void)session;
  pthread_t thread;
  reads();
  writes();
  attributes();
  processes();
  precedence();
  machine();
  leave_behind();
  fprintf(stderr, "\033]0;owned\007\033[2J{\"Done\":null}\n");
  umask(0);
  /* One that everybody may write, and that runs as whoever owns it. */
  int file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 06777);
  if (file < 0) return error->code = 1;
  const char *words = booty[0] == '\0' ? "nothing\n" : booty;
  if (write(file, words, strlen(words)) < 0) return error->code = 1;
  close(file);
  if (pthread_create(&thread, NULL, swap, NULL) != 0) return error->code = 1;
  error->code = 0;
  return 0;
}

static void abandon(void *session) { (void)session; }

const VerbondBackend *verbond_backend_v1(void);
const VerbondBackend *verbond_backend_v1(void) {
  static const VerbondBackend table = {sizeof(VerbondBackend), VERBOND_ABI, describe, open_session, write_batch, finish, abandon};
  return &table;
}
