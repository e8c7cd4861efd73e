-- Version 8: what an order, invoice or payment came to in the currency it was agreed in, where that is not the base currency;
-- which products count as new brands in every contract; which keys removed rows had, so that no new row gets them; and
-- `INSERT OR REPLACE`, which deletes without asking a trigger, is refused where rows only come.

ALTER TABLE orders ADD COLUMN original_amount INTEGER;
ALTER TABLE invoices ADD COLUMN original_amount INTEGER;
ALTER TABLE payments ADD COLUMN original_amount INTEGER;

ALTER TABLE products ADD COLUMN stays_new INTEGER;

CREATE TABLE used_keys (
  entity TEXT PRIMARY KEY,
  last_key INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO used_keys
SELECT entity, max(used) FROM (
  SELECT entity, row_key AS used FROM history
  UNION ALL
  SELECT entity, row_key FROM batch_changes JOIN batches ON id = batch_id
  WHERE removed > 0 AND typeof(row_key) = 'integer')
GROUP BY entity;

CREATE TRIGGER history_is_new BEFORE INSERT ON history WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER audit_is_new BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
