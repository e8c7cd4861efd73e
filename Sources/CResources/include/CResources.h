#ifndef RAPPORT_CRESOURCES_H
#define RAPPORT_CRESOURCES_H

#include <stddef.h>

/// A text compiled into the program: UTF-8, not terminated.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t length;
} RapportResource;

/// The catalog of Rapport's own store: entities, enums and rules.
RapportResource rapport_resource_standard(void);
/// What clauses, functions and periods do, with examples.
RapportResource rapport_resource_help(void);
/// The query that says what asks for visits.
RapportResource rapport_resource_duties(void);
/// SQL that makes the indexes of the first version's tables.
RapportResource rapport_resource_indexes(void);
/// How many versions the tables of Rapport's own store have had.
size_t rapport_schema_count(void);
/// SQL that brings a store from version `index` to the next one.
RapportResource rapport_resource_schema(size_t index);

#endif
