-- Version 5: of each row of a range that was inserted together four bytes, by which an undo sees whether it was changed.

CREATE TABLE batch_checks (
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  first_key INTEGER NOT NULL,
  row_checks BLOB NOT NULL,
  PRIMARY KEY (batch_id, first_key)
) STRICT;
