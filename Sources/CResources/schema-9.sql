-- Version 9: the audit also knows exports of personal fields, and kept runs which of their columns are about people.

ALTER TABLE audit ADD COLUMN purpose TEXT;

-- An export is entered before its first row leaves, and completed once: by the number of its rows.
DROP TRIGGER audit_is_final;
CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit WHEN OLD.action <> 'export' OR OLD.row_count IS NOT NULL OR NEW.row_count IS NULL OR (NEW.id, NEW.made, NEW.user, NEW.program, NEW.action, NEW.entity, NEW.query, NEW.columns, NEW.batch_id, NEW.purpose) IS NOT (OLD.id, OLD.made, OLD.user, OLD.program, OLD.action, OLD.entity, OLD.query, OLD.columns, OLD.batch_id, OLD.purpose) BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;

ALTER TABLE kept_columns ADD COLUMN privacy TEXT;
