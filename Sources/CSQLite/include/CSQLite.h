// SQLite's C API, with fixed-arity wrappers for the calls Swift cannot import.
#ifndef RAPPORT_CSQLITE_H
#define RAPPORT_CSQLITE_H
#include <sqlite3.h>

/// sqlite3_db_config for the options that take an int and report one.
static inline int rapport_sqlite3_db_config_flag(sqlite3 *db, int option, int on) {
  int now = 0;
  return sqlite3_db_config(db, option, on, &now);
}

/// sqlite3_config(SQLITE_CONFIG_URI, 0): paths beginning `file:` are paths, not options.
static inline int rapport_sqlite3_disable_uri(void) { return sqlite3_config(SQLITE_CONFIG_URI, 0); }

/// sqlite3_bind_text with a private copy.
static inline int rapport_sqlite3_bind_text(sqlite3_stmt *s, int i, const char *text, int bytes) {
  return sqlite3_bind_text(s, i, text, bytes, SQLITE_TRANSIENT);
}

/// sqlite3_result_text with a private copy.
static inline void rapport_sqlite3_result_text(sqlite3_context *c, const char *text, int bytes) {
  sqlite3_result_text(c, text, bytes, SQLITE_TRANSIENT);
}
#endif
