// GNU readline behind four calls; linked by the command only.
#ifndef RAPPORT_CREADLINE_H
#define RAPPORT_CREADLINE_H

/// What `rapport_line_read` came back with.
enum rapport_line_result {
  RAPPORT_LINE_READ,
  /// End of input: Ctrl-D on an empty line, or the terminal is gone.
  RAPPORT_LINE_END,
  /// Ctrl-C: the line was cleared.
  RAPPORT_LINE_INTERRUPTED,
};

/// Prepares editing and reads the history file, which may be null; sets the locale first.
void rapport_line_setup(const char *application, const char *history_path);

/// Edits one line on the terminal. On `RAPPORT_LINE_READ` `*line` is text that the caller frees.
/// `interrupt` is a descriptor that becomes readable on Ctrl-C; what it holds is consumed.
enum rapport_line_result rapport_line_read(const char *prompt, int interrupt, char **line);

/// Remembers an entry, which may have several lines, and appends it to the history file.
void rapport_line_remember(const char *entry);

#endif
