#ifndef C_PSEUDO_TERMINAL_H
#define C_PSEUDO_TERMINAL_H

#include <sys/types.h>

/// Rows of every terminal.
enum { pseudo_terminal_rows = 24 };

/// Starts a program in a directory and a terminal of its own, which becomes its controlling one.
/// Gives the other side of the terminal, or a negative error number.
int pseudo_terminal_start(
  const char *directory, char *const arguments[], char *const environment[], unsigned short columns, pid_t *child);

/// Gives the terminal another width; its program is told by a signal.
void pseudo_terminal_resize(int terminal, unsigned short columns);

#endif
