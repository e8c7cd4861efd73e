#include "CResources.h"

// `#embed` is C23; the compiler has it in every mode and only remarks on it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char standard[] = {
#embed "standard.rap"
};

static const unsigned char schema[] = {
#embed "schema.sql"
};

static const unsigned char schema2[] = {
#embed "schema-2.sql"
};

static const unsigned char indexes[] = {
#embed "indexes.sql"
};

static const unsigned char schema3[] = {
#embed "schema-3.sql"
};

static const unsigned char help[] = {
#embed "help.md"
};

static const unsigned char schema4[] = {
#embed "schema-4.sql"
};

static const unsigned char schema5[] = {
#embed "schema-5.sql"
};

RapportResource rapport_resource_standard(void) {
  return (RapportResource){standard, sizeof standard};
}

RapportResource rapport_resource_schema(void) {
  return (RapportResource){schema, sizeof schema};
}

RapportResource rapport_resource_schema2(void) {
  return (RapportResource){schema2, sizeof schema2};
}

RapportResource rapport_resource_indexes(void) {
  return (RapportResource){indexes, sizeof indexes};
}

RapportResource rapport_resource_schema3(void) {
  return (RapportResource){schema3, sizeof schema3};
}

RapportResource rapport_resource_help(void) {
  return (RapportResource){help, sizeof help};
}

RapportResource rapport_resource_schema4(void) {
  return (RapportResource){schema4, sizeof schema4};
}

RapportResource rapport_resource_schema5(void) {
  return (RapportResource){schema5, sizeof schema5};
}
