-- Version 5: of each row of a range that was inserted together four bytes, by which an undo sees whether it was changed.

ALTER TABLE batch_inserts ADD COLUMN row_checks BLOB;
