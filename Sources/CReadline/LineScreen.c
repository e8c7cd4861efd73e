#define _GNU_SOURCE
#include "LineScreen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <readline/readline.h>

static int prompt_width;

/// Bytes and columns of the first character of a text.
static int step(const char *text, size_t length, int *columns) {
  wchar_t character;
  mbstate_t state = {0};
  size_t size = mbrtowc(&character, text, length, &state);
  if (size == 0 || size > length) {
    *columns = 1;
    return 1;
  }
  int width = wcwidth(character);
  *columns = width < 0 ? 1 : width;
  return (int)size;
}

void rapport_screen_set_prompt(const char *prompt) {
  prompt_width = 0;
  size_t length = strlen(prompt);
  int is_visible = 1, columns;
  for (size_t position = 0; position < length;) {
    if (prompt[position] == RL_PROMPT_START_IGNORE) is_visible = 0;
    int size = step(prompt + position, length - position, &columns);
    if (is_visible) prompt_width += columns;
    if (prompt[position] == RL_PROMPT_END_IGNORE) is_visible = 1;
    position += (size_t)size;
  }
}

/// The column where the line that begins at `start` begins.
static int margin(int start) { return start == 0 ? prompt_width : 0; }

static int step_at(int position, int *columns) {
  return step(rl_line_buffer + position, (size_t)(rl_end - position), columns);
}

int rapport_column_of(int start, int place) {
  int sum = margin(start), columns;
  for (int position = start; position < place; sum += columns) position += step_at(position, &columns);
  return sum;
}

int rapport_place_at(int start, int column) {
  int position = start, sum = margin(start), columns;
  while (position < rl_end && rl_line_buffer[position] != '\n') {
    int next = position + step_at(position, &columns);
    if (sum + columns > column) break;
    sum += columns;
    position = next;
  }
  return position;
}

/// Rows of the screen between the prompt and the cursor.
static int rows_above(int width) {
  int rows = 0, start = 0;
  for (int position = 0; position < rl_point; position++) {
    if (rl_line_buffer[position] != '\n') continue;
    int columns = rapport_column_of(start, position);
    rows += columns > 0 ? (columns - 1) / width + 1 : 1;
    start = position + 1;
  }
  return rows + rapport_column_of(start, rl_point) / width;
}

void rapport_screen_resized(void) {
  const char *up = rl_get_termcap("up");
  // Without going up, readline's own way is the best there is.
  if (up == NULL || *up == 0) return rl_resize_terminal();
  int height, width;
  rl_reset_screen_size();
  rl_get_screen_size(&height, &width);
  int rows = width > 0 ? rows_above(width) : 0;
  fputc('\r', rl_outstream);
  if (rows >= height) rows = height - 1;
  for (int row = 0; row < rows; row++) fputs(up, rl_outstream);
  // Clears the rest of the screen but its first cell, which the prompt covers: tmux takes a screen that is cleared
  // whole for one that is to be kept.
  fputs("\033[C\033[J\r", rl_outstream);
  rl_forced_update_display();
}
