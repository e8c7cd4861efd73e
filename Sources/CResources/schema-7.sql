-- Version 7: what tracked fields were, and who changed or read what. Both tables only grow.

-- A row per change of a tracked field: it had `old_value` before `day` and `new_value` from then on, until the next.
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER REFERENCES batches (id),
  entity TEXT NOT NULL,
  row_key INTEGER NOT NULL,
  field TEXT NOT NULL,
  day TEXT NOT NULL,
  old_value ANY,
  new_value ANY
) STRICT;

CREATE INDEX history_field ON history (entity, field, row_key, day);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  made TEXT NOT NULL,
  user TEXT,
  program TEXT NOT NULL,
  action TEXT NOT NULL,
  entity TEXT,
  query TEXT,
  columns TEXT,
  row_count INTEGER,
  batch_id INTEGER REFERENCES batches (id)
) STRICT;

CREATE TRIGGER history_stays BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE TRIGGER history_is_final BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never deleted'); END;
CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
