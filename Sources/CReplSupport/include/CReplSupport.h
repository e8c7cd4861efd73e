// What the shell needs from POSIX and cannot be written in Swift: a SIGINT handler that touches only
// async-signal-safe things.
#ifndef RAPPORT_CREPLSUPPORT_H
#define RAPPORT_CREPLSUPPORT_H

/// Called on a thread of its own, once per interruption that is not meant for the line being edited.
typedef void (*rapport_interrupt_callback)(void);

/// Takes over SIGINT; returns 0, or an errno. The first interruptions are handed to `callback`; the third
/// without a `rapport_interrupt_reset` in between ends the process with status 130.
int rapport_interrupt_install(rapport_interrupt_callback callback);

/// A descriptor that becomes readable when SIGINT arrives while a line is being edited.
int rapport_interrupt_descriptor(void);

/// While `on`, interruptions go to the descriptor; otherwise to the callback.
void rapport_interrupt_set_editing(int on);

/// Forgets earlier interruptions: before each statement and each prompt.
void rapport_interrupt_reset(void);

/// How many interruptions came since the last reset.
int rapport_interrupt_count(void);

/// SIGPIPE ignored: a write to a closed pipe fails with EPIPE instead of ending the process.
void rapport_ignore_sigpipe(void);

/// Columns of the terminal behind a descriptor, or 0.
int rapport_terminal_columns(int descriptor);

#endif
