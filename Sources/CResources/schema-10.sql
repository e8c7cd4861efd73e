-- Version 10: fits of models are kept, so that a question waits for one only after the orders have changed.

-- The fingerprint says what the fit was made from and how.
CREATE TABLE fitted_models (
  fingerprint TEXT NOT NULL PRIMARY KEY,
  made TEXT NOT NULL,
  fit TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- New rows and batches show in the fingerprint; these are the changes of other programs that do not.
CREATE TRIGGER fitted_models_order_changed AFTER UPDATE OF account_id, date, status, amount ON orders WHEN EXISTS (SELECT 1 FROM fitted_models) BEGIN DELETE FROM fitted_models; END;
CREATE TRIGGER fitted_models_order_removed AFTER DELETE ON orders WHEN EXISTS (SELECT 1 FROM fitted_models) BEGIN DELETE FROM fitted_models; END;
