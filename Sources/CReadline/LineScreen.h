// Where the text being edited stands on the screen.
#ifndef RAPPORT_LINE_SCREEN_H
#define RAPPORT_LINE_SCREEN_H

/// Remembers how wide the prompt is; text between \1 and \2 takes no room.
void rapport_screen_set_prompt(const char *prompt);

/// The column of a place in the line of the text that begins at `start`.
int rapport_column_of(int start, int place);

/// The place in the line that begins at `start` that is nearest to a column.
int rapport_place_at(int start, int column);

/// Draws the text anew in a window of another size.
void rapport_screen_resized(void);

#endif
