-- Version 3 of Rapport's own store: which import wrote which rows. Inserted rows are kept as ranges of keys, updated
-- ones with each value before and after, so that a batch can be undone where nobody has changed the rows since.

CREATE TABLE batches (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  made TEXT NOT NULL,
  user TEXT,
  program TEXT,
  source TEXT,
  inserted INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  restored INTEGER NOT NULL DEFAULT 0,
  undoes_id INTEGER REFERENCES batches (id),
  undone_id INTEGER REFERENCES batches (id)
) STRICT;

CREATE TABLE batch_files (
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_inserts (
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  first_key INTEGER NOT NULL,
  last_key INTEGER NOT NULL,
  PRIMARY KEY (batch_id, first_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_changes (
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  row_key ANY NOT NULL,
  column_name TEXT NOT NULL,
  old_value ANY,
  new_value ANY,
  PRIMARY KEY (batch_id, row_key, column_name)
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_files_fingerprint ON batch_files (fingerprint);
