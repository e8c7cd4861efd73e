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

/// Takes over SIGINT, and SIGTERM and SIGHUP unless they are ignored; returns 0, or an errno.
int rapport_interrupt_install(rapport_interrupt_callback callback);

/// A descriptor that becomes readable when SIGINT arrives while a line is being edited.
int rapport_interrupt_descriptor(void);

/// Sets what interruptions mean from now on and gives what they meant before.
enum rapport_interrupt_mode rapport_interrupt_set_mode(enum rapport_interrupt_mode mode);

/// Forgets earlier interruptions: before each statement and each prompt.
void rapport_interrupt_reset(void);

/// How many interruptions came since the last reset.
int rapport_interrupt_count(void);

/// SIGTERM or SIGHUP, once it has come while a statement ran, which is then cancelled; else 0.
int rapport_ending_signal(void);

/// Ends the process as that signal would have; does nothing without one.
void rapport_end_by_signal(void);

/// Takes the places of standard input, output and error where they are closed, so that no file that is opened later
/// gets their numbers. Reading and writing there fails.
void rapport_open_standard_descriptors(void);

/// SIGPIPE and SIGXFSZ ignored: a write to a closed pipe, or to a file that may not grow, fails with an error instead of
/// ending the process.
void rapport_ignore_write_signals(void);

/// Size of the terminal behind a descriptor; 0 where it is not known.
struct rapport_terminal_size {
  int columns;
  int rows;
};
struct rapport_terminal_size rapport_terminal_size(int descriptor);

#endif
