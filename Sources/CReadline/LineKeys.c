#define _GNU_SOURCE
#include "LineKeys.h"
#include "LineScreen.h"

#include <stdio.h>
#include <stdlib.h>

#include <readline/history.h>
#include <readline/readline.h>

/// What a line of a statement is indented by when the line before it is not.
static const char usual_indent[] = "  ";

static rapport_line_test is_text_complete;

static int start_of_line(int position) {
  while (position > 0 && rl_line_buffer[position - 1] != '\n') position--;
  return position;
}

static int end_of_line(int position) {
  while (position < rl_end && rl_line_buffer[position] != '\n') position++;
  return position;
}

static int is_blank(int start, int end) {
  while (start < end && (rl_line_buffer[start] == ' ' || rl_line_buffer[start] == '\t')) start++;
  return start == end;
}

/// Enter: runs a complete text, or any text below which an empty line was left; else begins another line.
static int accept_or_break(int count, int key) {
  int start = start_of_line(rl_point);
  int is_last = rl_point == rl_end;
  if (is_text_complete(rl_line_buffer) || (is_last && is_blank(start, rl_end))) return rl_newline(count, key);
  int end = start;
  while (end < rl_point && (rl_line_buffer[end] == ' ' || rl_line_buffer[end] == '\t')) end++;
  char *line = NULL;
  int length = end > start ? asprintf(&line, "\n%.*s", end - start, rl_line_buffer + start)
                           : asprintf(&line, "\n%s", usual_indent);
  if (length < 0) return rl_ding();
  rl_insert_text(line);
  free(line);
  return 0;
}

/// Up: the line above in the text, or the entry before it in the history.
static int line_above(int count, int key) {
  int start = start_of_line(rl_point);
  if (start == 0) return rl_get_previous_history(count, key);
  rl_point = rapport_place_at(start_of_line(start - 1), rapport_column_of(start, rl_point));
  return 0;
}

/// Down: the line below in the text, or the entry behind it in the history.
static int line_below(int count, int key) {
  int end = end_of_line(rl_point);
  if (end == rl_end) return rl_get_next_history(count, key);
  rl_point = rapport_place_at(end + 1, rapport_column_of(start_of_line(rl_point), rl_point));
  return 0;
}

static void bind(const char *keys, rl_command_func_t *function) {
  rl_bind_keyseq_in_map(keys, function, emacs_standard_keymap);
  rl_bind_keyseq_in_map(keys, function, vi_insertion_keymap);
}

void rapport_line_bind_keys(rapport_line_test is_complete) {
  is_text_complete = is_complete;
  rl_add_defun("accept-or-break", accept_or_break, -1);
  rl_add_defun("line-above", line_above, -1);
  rl_add_defun("line-below", line_below, -1);
  bind("\\C-m", accept_or_break);
  bind("\\C-j", accept_or_break);
  rl_bind_keyseq_in_map("\\C-m", accept_or_break, vi_movement_keymap);
  bind("\\e[A", line_above);
  bind("\\eOA", line_above);
  bind("\\e[B", line_below);
  bind("\\eOB", line_below);
}
