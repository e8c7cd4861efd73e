#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct winsize size_of(unsigned short columns) {
  return (struct winsize){.ws_row = pseudo_terminal_rows, .ws_col = columns};
}

int pseudo_terminal_start(
  const char *directory, char *const arguments[], char *const environment[], unsigned short columns, pid_t *child) {
  struct winsize size = size_of(columns);
  int terminal;
  pid_t process = forkpty(&terminal, NULL, NULL, &size);
  if (process < 0) return -errno;
  if (process == 0) {
    // The tests' own settings must not be inherited.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
    if (chdir(directory) == 0) execve(arguments[0], arguments, environment);
    _exit(127);
  }
  fcntl(terminal, F_SETFD, FD_CLOEXEC);
  *child = process;
  return terminal;
}

void pseudo_terminal_resize(int terminal, unsigned short columns) {
  struct winsize size = size_of(columns);
  ioctl(terminal, TIOCSWINSZ, &size);
}
