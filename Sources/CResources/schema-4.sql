-- Version 4: kept runs of recurring lists.

CREATE TABLE kept_lists (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  parameters TEXT NOT NULL
) STRICT;

CREATE TABLE kept_runs (
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES kept_lists (id),
  day TEXT NOT NULL,
  made TEXT NOT NULL,
  user TEXT,
  program TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  entered INTEGER,
  gone INTEGER,
  changed INTEGER
) STRICT;

CREATE TABLE kept_columns (
  run_id INTEGER NOT NULL REFERENCES kept_runs (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  enum_values TEXT,
  is_key INTEGER NOT NULL,
  is_shown INTEGER NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

-- Up to 4,096 rows of one column.
CREATE TABLE kept_blocks (
  run_id INTEGER NOT NULL REFERENCES kept_runs (id),
  first_row INTEGER NOT NULL,
  position INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (run_id, first_row, position)
) STRICT;

CREATE INDEX kept_lists_name ON kept_lists (name);
CREATE INDEX kept_runs_list ON kept_runs (list_id, day);
