// Completion at the terminal: what is offered and how it is listed is decided elsewhere.
#ifndef RAPPORT_LINE_COMPLETION_H
#define RAPPORT_LINE_COMPLETION_H

/// Gives what the text up to `cursor` may become, in memory that readline frees: a null-ended array of texts whose first
/// is what all have in common; null for nothing. `*closes` says whether a blank follows the only candidate.
typedef char **(*rapport_line_candidates)(void *context, const char *text, int cursor, int *closes);

/// Lists the candidates of the last call below the text.
typedef void (*rapport_line_list)(void *context);

/// Completes with Tab; call it once, before the first line is read.
void rapport_line_complete(void *context, rapport_line_candidates candidates, rapport_line_list list);

#endif
