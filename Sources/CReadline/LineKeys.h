// Keys that edit a text of several lines.
#ifndef RAPPORT_LINE_KEYS_H
#define RAPPORT_LINE_KEYS_H

#include "CReadline.h"

/// Binds Enter, Up and Down; a person's own `.inputrc` is read later and may bind them otherwise.
void rapport_line_bind_keys(rapport_line_test is_complete);

#endif
