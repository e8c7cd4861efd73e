#define _GNU_SOURCE
#include "CReadline.h"
#include "LineKeys.h"
#include "LineScreen.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

enum { history_limit = 10000 };

static char *accepted;
static int is_done;
static int is_end;
static char *history_file;
static volatile sig_atomic_t is_resized;

static void accept_text(char *text) {
  accepted = text;
  is_end = text == NULL;
  is_done = 1;
  // Before the text is used, so that the terminal is in its own mode while a query runs.
  rl_callback_handler_remove();
}

static char *no_candidates(const char *text, int state) {
  (void)text;
  (void)state;
  return NULL;
}

static void note_resize(int number) {
  (void)number;
  is_resized = 1;
}

/// A history file that only its owner can read; 0 if it cannot be used.
static int prepare_history_file(const char *path) {
  int descriptor = open(path, O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return 0;
  struct stat status;
  int usable = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid();
  if (usable && (status.st_mode & 0777) != 0600) usable = fchmod(descriptor, 0600) == 0;
  close(descriptor);
  return usable;
}

static void read_history_file(const char *path) {
  using_history();
  stifle_history(history_limit);
  history_write_timestamps = 1;
  history_comment_char = '#';
  if (path == NULL || !prepare_history_file(path)) return;
  history_file = strdup(path);
  read_history(history_file);
  if (history_is_stifled() && history_length >= history_limit) history_truncate_file(history_file, history_limit);
}

void rapport_line_setup(const char *application, const char *history_path, rapport_line_test is_complete) {
  if (setlocale(LC_CTYPE, "") == NULL || MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
  rl_readline_name = application;
  rl_catch_signals = 0;
  // Readline would see a resized window only while it reads a key, which is nearly never.
  rl_catch_sigwinch = 0;
  struct sigaction action = {0};
  action.sa_handler = note_resize;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGWINCH, &action, NULL);
  rl_completion_entry_function = no_candidates;
  rl_outstream = stdout;
  rapport_line_bind_keys(is_complete);
  read_history_file(history_path);
}

static void drain(int descriptor) {
  char bytes[64];
  (void)!read(descriptor, bytes, sizeof bytes);
}

/// Leaves what was typed on the screen and forgets it.
static void abandon_text(void) {
  rl_point = rl_end;
  rl_redisplay();
  // Now, because leaving the editing mode moves to the beginning of the line.
  fputs("^C\n", stdout);
  fflush(stdout);
  rl_callback_sigcleanup();
  rl_free_line_state();
  rl_callback_handler_remove();
}

/// Reads keys until the text is accepted or given up; `usual` are the signals blocked outside of this.
static enum rapport_line_result read_keys(int interrupt, const sigset_t *usual) {
  struct pollfd sources[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = interrupt, .events = POLLIN}};
  while (!is_done) {
    if (is_resized) {
      is_resized = 0;
      rapport_screen_resized();
    }
    if (ppoll(sources, 2, NULL, usual) < 0) {
      if (errno == EINTR) continue;
      rl_callback_handler_remove();
      return RAPPORT_LINE_END;
    }
    if (sources[1].revents & POLLIN) {
      drain(interrupt);
      abandon_text();
      return RAPPORT_LINE_INTERRUPTED;
    }
    if (sources[0].revents & (POLLIN | POLLHUP | POLLERR)) rl_callback_read_char();
  }
  return is_end ? RAPPORT_LINE_END : RAPPORT_LINE_READ;
}

enum rapport_line_result rapport_line_read(const char *prompt, int interrupt, char **text) {
  is_done = 0;
  is_end = 0;
  accepted = NULL;
  // Blocked but while waiting, so that none is missed between a look and the wait.
  sigset_t resizing, usual;
  sigemptyset(&resizing);
  sigaddset(&resizing, SIGWINCH);
  pthread_sigmask(SIG_BLOCK, &resizing, &usual);
  using_history();
  rapport_screen_set_prompt(prompt);
  rl_callback_handler_install(prompt, accept_text);
  enum rapport_line_result result = read_keys(interrupt, &usual);
  pthread_sigmask(SIG_SETMASK, &usual, NULL);
  if (result == RAPPORT_LINE_READ) *text = accepted;
  return result;
}

void rapport_line_remember(const char *entry) {
  HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
  if (last != NULL && strcmp(last->line, entry) == 0) return;
  add_history(entry);
  if (history_file != NULL) append_history(1, history_file);
}

int rapport_line_history_count(void) { return history_length; }

const char *rapport_line_history_entry(int position) {
  HIST_ENTRY *entry = history_get(history_base + position);
  return entry == NULL ? NULL : entry->line;
}
