#define _GNU_SOURCE
#include "CReadline.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
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

static void accept_line(char *line) {
  accepted = line;
  is_end = line == NULL;
  is_done = 1;
  // Before the line is used, so that the terminal is in its own mode while a query runs.
  rl_callback_handler_remove();
}

static char *no_candidates(const char *text, int state) {
  (void)text;
  (void)state;
  return NULL;
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

void rapport_line_setup(const char *application, const char *history_path) {
  if (setlocale(LC_CTYPE, "") == NULL || MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
  rl_readline_name = application;
  rl_catch_signals = 0;
  rl_completion_entry_function = no_candidates;
  rl_outstream = stdout;
  using_history();
  stifle_history(history_limit);
  history_write_timestamps = 1;
  history_comment_char = '#';
  if (history_path == NULL || !prepare_history_file(history_path)) return;
  history_file = strdup(history_path);
  read_history(history_file);
  if (history_is_stifled() && history_length >= history_limit) history_truncate_file(history_file, history_limit);
}

static void drain(int descriptor) {
  char bytes[64];
  (void)!read(descriptor, bytes, sizeof bytes);
}

enum rapport_line_result rapport_line_read(const char *prompt, int interrupt, char **line) {
  is_done = 0;
  is_end = 0;
  accepted = NULL;
  rl_callback_handler_install(prompt, accept_line);
  struct pollfd sources[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = interrupt, .events = POLLIN}};
  while (!is_done) {
    if (poll(sources, 2, -1) < 0) {
      if (errno == EINTR) continue;
      rl_callback_handler_remove();
      return RAPPORT_LINE_END;
    }
    if (sources[1].revents & POLLIN) {
      drain(interrupt);
      rl_callback_sigcleanup();
      rl_free_line_state();
      rl_callback_handler_remove();
      fputs("^C\n", stdout);
      fflush(stdout);
      return RAPPORT_LINE_INTERRUPTED;
    }
    if (sources[0].revents & (POLLIN | POLLHUP | POLLERR)) rl_callback_read_char();
  }
  if (is_end) return RAPPORT_LINE_END;
  *line = accepted;
  return RAPPORT_LINE_READ;
}

void rapport_line_remember(const char *entry) {
  HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
  if (last != NULL && strcmp(last->line, entry) == 0) return;
  add_history(entry);
  if (history_file != NULL) append_history(1, history_file);
}
