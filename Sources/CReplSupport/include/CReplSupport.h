// What the shell needs from POSIX and cannot be written in Swift: a SIGINT handler that touches only
// async-signal-safe things.
#ifndef RAPPORT_CREPLSUPPORT_H
#define RAPPORT_CREPLSUPPORT_H

/// Called on a thread of its own, once per interruption that cancels.
typedef void (*rapport_interrupt_callback)(void);

/// What an interruption means.
enum rapport_interrupt_mode {
  /// A statement runs: the callback is called; the third without a reset ends the process with status 130.
  RAPPORT_INTERRUPT_CANCELS,
  /// A line is being edited: the descriptor becomes readable.
  RAPPORT_INTERRUPT_EDITS,
  /// A pager shows the output and takes Ctrl-C too: the callback is called, nothing is counted.
  RAPPORT_INTERRUPT_PAGES,
  /// Another program has the terminal: nothing.
  RAPPORT_INTERRUPT_IGNORED,
};

/// Takes over SIGINT; returns 0, or an errno.
int rapport_interrupt_install(rapport_interrupt_callback callback);

/// A descriptor that becomes readable when SIGINT arrives while a line is being edited.
int rapport_interrupt_descriptor(void);

/// Sets what interruptions mean from now on and gives what they meant before.
enum rapport_interrupt_mode rapport_interrupt_set_mode(enum rapport_interrupt_mode mode);

/// Forgets earlier interruptions: before each statement and each prompt.
void rapport_interrupt_reset(void);

/// How many interruptions came since the last reset.
int rapport_interrupt_count(void);

/// SIGPIPE ignored: a write to a closed pipe fails with EPIPE instead of ending the process.
void rapport_ignore_sigpipe(void);

/// Size of the terminal behind a descriptor; 0 where it is not known.
struct rapport_terminal_size {
  int columns;
  int rows;
};
struct rapport_terminal_size rapport_terminal_size(int descriptor);

#endif
