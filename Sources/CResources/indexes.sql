-- Indexes of Rapport's own store: made after a bulk load, or at once in an empty store. Those that begin with a
-- parent's id also hold what the usual sums and dates of that parent need, so that no table row is read.
CREATE UNIQUE INDEX accounts_code ON accounts (code);
CREATE INDEX accounts_name ON accounts (name_folded);
CREATE INDEX accounts_owner ON accounts (owner_id);
CREATE INDEX accounts_class ON accounts (credit, loyalty, size);
CREATE INDEX people_manager ON people (manager_id);
CREATE UNIQUE INDEX products_code ON products (code);
CREATE INDEX contacts_account ON contacts (account_id, rank);
CREATE INDEX contacts_name ON contacts (name_folded);
CREATE UNIQUE INDEX orders_number ON orders (number);
CREATE INDEX orders_account ON orders (account_id, date, amount, status);
CREATE INDEX orders_date ON orders (date, account_id, amount, status);
CREATE INDEX order_lines_product ON order_lines (product_id);
CREATE UNIQUE INDEX invoices_number ON invoices (number);
CREATE INDEX invoices_account ON invoices (account_id, due, amount, paid, date);
CREATE INDEX invoices_order ON invoices (order_id);
CREATE INDEX invoices_open ON invoices (due, account_id, amount, paid) WHERE paid < amount;
CREATE INDEX payments_account ON payments (account_id, date, amount);
CREATE INDEX payments_invoice ON payments (invoice_id);
CREATE INDEX visits_account ON visits (account_id, date);
CREATE INDEX visits_person ON visits (person_id, date, account_id);
CREATE INDEX visits_date ON visits (date, account_id);
CREATE INDEX complaints_account ON complaints (account_id, opened, state);
CREATE INDEX surveys_account ON surveys (account_id, date, perceived, expected);
