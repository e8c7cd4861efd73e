-- Version 8: what an order, invoice or payment came to in the currency it was agreed in, where that is not the base currency.

ALTER TABLE orders ADD COLUMN original_amount INTEGER;
ALTER TABLE invoices ADD COLUMN original_amount INTEGER;
ALTER TABLE payments ADD COLUMN original_amount INTEGER;
