#define _GNU_SOURCE
#include "CReplSupport.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <unistd.h>

static atomic_int interrupt_count;
static atomic_int mode = RAPPORT_INTERRUPT_CANCELS;
static atomic_int ending_signal;
static atomic_int ending_count;
static int edit_pipe[2] = {-1, -1};
static int cancel_pipe[2] = {-1, -1};
static rapport_interrupt_callback on_cancel;

static void handle_sigint(int number) {
  (void)number;
  int saved = errno;
  switch (atomic_load(&mode)) {
    case RAPPORT_INTERRUPT_EDITS: (void)!write(edit_pipe[1], "", 1); break;
    case RAPPORT_INTERRUPT_CANCELS:
      if (atomic_fetch_add(&interrupt_count, 1) >= 2) _exit(130);
      (void)!write(cancel_pipe[1], "", 1);
      break;
    case RAPPORT_INTERRUPT_PAGES: (void)!write(cancel_pipe[1], "", 1); break;
    default: break;
  }
  errno = saved;
}

// SIGTERM and SIGHUP: running work is given up in good order; else, and the third time, the process ends at once. Not the
// second time, because `timeout` and terminals that close send each signal twice.
static void handle_end(int number) {
  int saved = errno;
  if (atomic_load(&mode) == RAPPORT_INTERRUPT_CANCELS && atomic_fetch_add(&ending_count, 1) < 2) {
    int none = 0;
    atomic_compare_exchange_strong(&ending_signal, &none, number);
    atomic_fetch_add(&interrupt_count, 1);
    (void)!write(cancel_pipe[1], "", 1);
  } else {
    signal(number, SIG_DFL);
    raise(number);
  }
  errno = saved;
}

static void *watch(void *context) {
  char byte;
  for (;;) {
    ssize_t count = read(cancel_pipe[0], &byte, 1);
    if (count == 1) on_cancel();
    else if (count == 0 || errno != EINTR) break;
  }
  return context;
}

static int open_pipe(int pair[2]) {
  if (pipe2(pair, O_CLOEXEC) != 0) return errno;
  // A full pipe must never block a signal handler.
  fcntl(pair[1], F_SETFL, O_NONBLOCK);
  return 0;
}

static int start_watcher(void) {
  sigset_t all, before;
  sigfillset(&all);
  // The watcher takes no signals, so that they interrupt the main thread's poll.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 256 * 1024);
  pthread_t thread;
  int failure = pthread_create(&thread, &attributes, watch, NULL);
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return failure;
}

int rapport_interrupt_install(rapport_interrupt_callback callback) {
  int failure = open_pipe(edit_pipe);
  if (!failure) failure = open_pipe(cancel_pipe);
  if (failure) return failure;
  on_cancel = callback;
  failure = start_watcher();
  if (failure) return failure;
  struct sigaction action = {0};
  action.sa_handler = handle_sigint;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  if (sigaction(SIGINT, &action, NULL) != 0) return errno;
  action.sa_handler = handle_end;
  const int ends[] = {SIGTERM, SIGHUP};
  for (size_t index = 0; index < sizeof ends / sizeof *ends; index++) {
    struct sigaction before;
    // `nohup` has it ignored, and so it stays.
    if (sigaction(ends[index], NULL, &before) != 0 || before.sa_handler == SIG_IGN) continue;
    if (sigaction(ends[index], &action, NULL) != 0) return errno;
  }
  return 0;
}

int rapport_ending_signal(void) { return atomic_load(&ending_signal); }

void rapport_end_by_signal(void) {
  int number = atomic_load(&ending_signal);
  if (number == 0) return;
  signal(number, SIG_DFL);
  raise(number);
}

int rapport_interrupt_descriptor(void) { return edit_pipe[0]; }

enum rapport_interrupt_mode rapport_interrupt_set_mode(enum rapport_interrupt_mode next) {
  return (enum rapport_interrupt_mode)atomic_exchange(&mode, next);
}

void rapport_interrupt_reset(void) { atomic_store(&interrupt_count, 0); }

int rapport_interrupt_count(void) { return atomic_load(&interrupt_count); }

void rapport_open_standard_descriptors(void) {
  for (int descriptor = 0; descriptor < 3; descriptor++) {
    if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // Open the wrong way round, so that using it stays an error.
    if (open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY) != descriptor) return;
  }
}

void rapport_ignore_write_signals(void) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

struct rapport_terminal_size rapport_terminal_size(int descriptor) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return (struct rapport_terminal_size){0, 0};
  return (struct rapport_terminal_size){.columns = size.ws_col, .rows = size.ws_row};
}
