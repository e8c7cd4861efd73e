#include "LineCompletion.h"

#include <stdio.h>

#include <readline/readline.h>

static void *context;
static rapport_line_candidates candidates;
static rapport_line_list list;

/// Readline's own words do not count: the whole text up to the cursor is replaced.
static char **complete(const char *word, int start, int end) {
  (void)word;
  (void)start;
  // Never files where nothing is offered.
  rl_attempted_completion_over = 1;
  int closes = 0;
  char **texts = candidates(context, rl_line_buffer, end, &closes);
  rl_completion_suppress_append = !closes;
  rl_completion_append_character = ' ';
  return texts;
}

static void show(char **texts, int count, int longest) {
  (void)texts;
  (void)count;
  (void)longest;
  // Below all lines of the text, wherever the cursor is.
  int point = rl_point;
  rl_point = rl_end;
  rl_redisplay();
  rl_point = point;
  rl_crlf();
  fflush(rl_outstream);
  list(context);
  rl_forced_update_display();
}

void rapport_line_complete(void *given, rapport_line_candidates function, rapport_line_list show_list) {
  context = given;
  candidates = function;
  list = show_list;
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = show;
  rl_completer_word_break_characters = "";
  // The best come first.
  rl_sort_completion_matches = 0;
  rl_ignore_completion_duplicates = 0;
  // Before the person's own inputrc, which may have it otherwise.
  rl_variable_bind("show-all-if-ambiguous", "on");
}
