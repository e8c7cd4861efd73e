#include "CResources.h"

// `#embed` is C23; the compiler has it in every mode and only remarks on it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char standard[] = {
#embed "standard.rap"
    , '\n',
#embed "domain.rap"
    , '\n',
#embed "rules.rap"
    , '\n',
#embed "planning.rap"
};

static const unsigned char help[] = {
#embed "help.md"
};

static const unsigned char duties[] = {
#embed "duties.rap"
};

static const unsigned char indexes[] = {
#embed "indexes.sql"
};

static const unsigned char schema_1[] = {
#embed "schema.sql"
};

static const unsigned char schema_2[] = {
#embed "schema-2.sql"
};

static const unsigned char schema_3[] = {
#embed "schema-3.sql"
};

static const unsigned char schema_4[] = {
#embed "schema-4.sql"
};

static const unsigned char schema_5[] = {
#embed "schema-5.sql"
};

static const unsigned char schema_6[] = {
#embed "schema-6.sql"
};

static const unsigned char schema_7[] = {
#embed "schema-7.sql"
};

static const unsigned char schema_8[] = {
#embed "schema-8.sql"
};

static const unsigned char schema_9[] = {
#embed "schema-9.sql"
};

static const unsigned char schema_10[] = {
#embed "schema-10.sql"
};

static const unsigned char schema_11[] = {
#embed "schema-11.sql"
};

#define TEXT(name) {name, sizeof name}

static const RapportResource schemas[] = {
    TEXT(schema_1), TEXT(schema_2), TEXT(schema_3), TEXT(schema_4), TEXT(schema_5), TEXT(schema_6), TEXT(schema_7),
    TEXT(schema_8), TEXT(schema_9), TEXT(schema_10), TEXT(schema_11),
};

RapportResource rapport_resource_standard(void) { return (RapportResource)TEXT(standard); }

RapportResource rapport_resource_help(void) { return (RapportResource)TEXT(help); }

RapportResource rapport_resource_duties(void) { return (RapportResource)TEXT(duties); }

RapportResource rapport_resource_indexes(void) { return (RapportResource)TEXT(indexes); }

size_t rapport_schema_count(void) { return sizeof schemas / sizeof *schemas; }

RapportResource rapport_resource_schema(size_t index) {
  return index < rapport_schema_count() ? schemas[index] : (RapportResource){help, 0};
}
