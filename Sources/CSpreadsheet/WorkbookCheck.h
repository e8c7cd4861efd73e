#ifndef RAPPORT_WORKBOOKCHECK_H
#define RAPPORT_WORKBOOKCHECK_H

#include <stdint.h>

/// Whether a workbook that was written can be read back with all its cells. 1 also where nothing is there to read it.
int rapport_workbook_is_whole(const char *path, uint64_t cells);

#endif
