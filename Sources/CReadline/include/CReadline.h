// GNU readline behind a few calls; linked by the command only.
#ifndef RAPPORT_CREADLINE_H
#define RAPPORT_CREADLINE_H

#include "LineCompletion.h"

/// What `rapport_line_read` came back with.
enum rapport_line_result {
  RAPPORT_LINE_READ,
  /// End of input: Ctrl-D on an empty line, or the terminal is gone.
  RAPPORT_LINE_END,
  /// Ctrl-C: the text was cleared.
  RAPPORT_LINE_INTERRUPTED,
};

/// Whether Enter runs a text; if not, it begins another line of it.
typedef int (*rapport_line_test)(const char *text);

/// Prepares editing and reads the history file, which may be null; sets the locale first.
void rapport_line_setup(const char *application, const char *history_path, rapport_line_test is_complete);

/// Edits a text of one or several lines on the terminal. On `RAPPORT_LINE_READ` `*text` is what the caller frees.
/// `interrupt` is a descriptor that becomes readable on Ctrl-C; what it holds is consumed.
enum rapport_line_result rapport_line_read(const char *prompt, int interrupt, char **text);

/// Remembers an entry, which may have several lines, and appends it to the history file.
void rapport_line_remember(const char *entry);

/// How many entries are remembered, and each of them from 0, the oldest; null if there is no such entry.
int rapport_line_history_count(void);
const char *rapport_line_history_entry(int position);

#endif
