#ifndef RAPPORT_CRESOURCES_H
#define RAPPORT_CRESOURCES_H

#include <stddef.h>

/// A text compiled into the program: UTF-8, not terminated.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t length;
} RapportResource;

/// The catalog of Rapport's own store.
RapportResource rapport_resource_standard(void);
/// SQL that makes the tables of Rapport's own store, version 1.
RapportResource rapport_resource_schema(void);
/// SQL that makes version 2 of it.
RapportResource rapport_resource_schema2(void);
/// SQL that makes their indexes.
RapportResource rapport_resource_indexes(void);
/// SQL that brings it to version 3: the tables of batches.
RapportResource rapport_resource_schema3(void);
/// What clauses, functions and periods do, with examples.
RapportResource rapport_resource_help(void);
/// SQL that brings it to version 4: the tables of kept runs.
RapportResource rapport_resource_schema4(void);
/// SQL that brings it to version 5: the table of checks of inserted rows.
RapportResource rapport_resource_schema5(void);

#endif
