-- A small trading company, seen on 2026-03-31. Among its rows are missing values, links to nowhere, an undeclared
-- enum value, empty and full-width texts, a customer without anything, and dates with times.
CREATE TABLE regions (code TEXT NOT NULL, title TEXT, position INTEGER, PRIMARY KEY (code));
CREATE TABLE staff (
  id INTEGER PRIMARY KEY, full_name TEXT, region_code TEXT, boss_id INTEGER, hired_on TEXT, active INTEGER,
  rate REAL, badge INTEGER);
CREATE TABLE cars (plate INTEGER PRIMARY KEY, driver_id INTEGER, seats INTEGER);
CREATE TABLE firms (
  id TEXT NOT NULL, name TEXT NOT NULL, grade TEXT, headcount INTEGER, credit_limit REAL, score REAL,
  founded TEXT, joined_at TEXT, phone TEXT, note TEXT, owner_id INTEGER, PRIMARY KEY (id));
CREATE TABLE deals (
  deal_no INTEGER PRIMARY KEY, firm_id TEXT, closed_on TEXT, due TEXT, status TEXT, channel TEXT, fee REAL);
CREATE TABLE deal_lines (
  deal_no INTEGER NOT NULL, line INTEGER NOT NULL, product_code TEXT, quantity INTEGER, price REAL,
  discount REAL, PRIMARY KEY (deal_no, line));
CREATE TABLE returns (
  id INTEGER PRIMARY KEY, deal_no INTEGER, line_no INTEGER, returned_on TEXT, quantity INTEGER);
CREATE TABLE products (code TEXT NOT NULL, name TEXT, family TEXT, list_price NUMERIC, PRIMARY KEY (code));
CREATE TABLE visits (
  id INTEGER PRIMARY KEY, firm_id TEXT, person_id INTEGER, visited TEXT, visited_at TEXT, channel TEXT,
  car_plate INTEGER, outcome_code INTEGER, minutes INTEGER, note TEXT);

INSERT INTO regions (code, title, position) VALUES
  ('N', 'North', 1), ('S', 'South', 2), ('E', '华东', NULL), ('W', NULL, 3);

INSERT INTO staff (id, full_name, region_code, boss_id, hired_on, active, rate, badge) VALUES
  (1, 'Ada Stone', 'N', NULL, '2019-05-01', 1, 1.5, 7),
  (2, 'Ben Marsh', 'N', 1, '2021-02-28', 1, 1.0, 12),
  (3, '陈华', 'E', 1, '2020-02-29', 1, 0.5, 100),
  (4, 'Dora Field', 'S', 2, '2024-12-31', 0, NULL, NULL),
  (5, 'Ed Nowhere', 'X', 9, NULL, NULL, 0.25, 9);

INSERT INTO cars (plate, driver_id, seats) VALUES (88, 2, 5), (9, 3, 4), (100, 2, NULL), (12, NULL, 2);

INSERT INTO firms
  (id, name, grade, headcount, credit_limit, score, founded, joined_at, phone, note, owner_id) VALUES
  ('F1', 'Acme Pump', 'best', 120, 50000.0, 9.125, '1998-04-01', '2024-01-05 09:00:00', '+8613800000001', NULL, 2),
  ('F2', 'ＡＣＭＥ', 'good', 40, 20000.5, 7.5, '2005-10-10', '2024-02-29 10:30:00', '021-5550', 'pays late', 2),
  ('F3', '杭州泵业', 'good', 15, NULL, 6.005, '2012-02-29', '2024-06-30 00:00:00', NULL, '', 3),
  ('F4', 'Blue Valve', 'fair', 8, 1000.0, NULL, NULL, '2025-01-01 23:59:59', '+8613800000004', 'new', 3),
  ('F5', 'Cobalt', 'poor', 3, 0.0, 0.375, '2020-01-31', NULL, '', NULL, 4),
  ('F6', 'Delta Works', NULL, NULL, 7500.25, 4.0, '2018-03-31', '2025-06-30 12:00:00', NULL, 'x*y', NULL),
  ('F7', 'Echo', 'superb', 22, 300.0, 5.5, '2021-12-31', '2026-03-31 08:00:00', NULL, '50%', 99),
  ('F8', 'acme ', 'best', 0, 12.34, 1.0, '2024-02-29', '2026-01-01 00:00:00', '+8613800000008', NULL, 1);

INSERT INTO deals (deal_no, firm_id, closed_on, due, status, channel, fee) VALUES
  (101, 'F1', '2025-01-31', '2025-03-02', 'Won', 'phone', 10.0),
  (102, 'F1', '2025-06-30 17:45:00', '2025-07-30', 'Won', 'meeting', NULL),
  (103, 'F1', '2026-01-15', '2026-02-14', 'Won', 'mail', 0.05),
  (104, 'F1', '2026-03-31 23:30:00', '2026-04-30', 'Open', 'mail', 12.5),
  (105, 'F2', '2025-03-31', '2025-03-01', 'Won', 'phone', 3.33),
  (106, 'F2', '2025-12-31', NULL, 'Lost', 'phone', NULL),
  (107, 'F2', '2026-02-28', '2026-03-30', 'On Hold', 'meeting', 1.0),
  (108, 'F3', '2024-02-29', '2024-03-31', 'Won', 'mail', 2.0),
  (109, 'F3', '2026-03-01', '2026-03-31', 'Won', NULL, 99.99),
  (110, 'F4', '2026-01-01', '2026-01-31', 'Lost', 'fax', -5.0),
  (111, 'F7', NULL, '2026-05-31', 'Open', 'phone', 0.0),
  (112, 'F9', '2025-10-01', '2025-10-31', 'Won', 'phone', 4.0),
  (113, 'F6', '2025-09-30', '2025-09-30', 'Draft', 'mail', 6.25),
  (114, NULL, '2026-04-06', '2026-05-06', 'Won', 'meeting', 7.0),
  (115, 'F4', '2026-03-31', NULL, 'Open', 'phone', NULL);

INSERT INTO products (code, name, family, list_price) VALUES
  ('P1', 'Pump 1', 'Pumps', 1000.0), ('P2', 'Pump 2', 'pumps', 2500.5), ('P3', '球阀', 'Valves', 80.0),
  ('P4', NULL, 'Valves', NULL), ('P5', 'Seal', NULL, 0.99);

INSERT INTO deal_lines (deal_no, line, product_code, quantity, price, discount) VALUES
  (101, 1, 'P1', 2, 990.0, 0.05), (101, 2, 'P3', 10, 79.99, NULL), (102, 1, 'P2', 1, 2400.0, 0.1),
  (103, 1, 'P1', 5, 1000.0, 0.0), (103, 2, 'P5', 100, 0.99, 0.25), (104, 1, 'P2', 1, 2500.5, NULL),
  (105, 1, 'P3', 4, 80.0, 0.1), (106, 1, 'P1', 1, 1000.0, 0.0), (107, 1, 'P9', 3, 12.5, 0.05),
  (108, 1, 'P5', 7, 1.05, NULL), (109, 1, 'P2', 2, 2450.25, 0.0), (109, 2, 'P3', NULL, 80.0, 0.0),
  (109, 3, 'P4', 1, NULL, 0.5), (110, 1, 'P1', 1, 999.99, 0.0), (112, 1, 'P3', 2, 75.0, 0.0),
  (113, 1, NULL, 1, 10.0, NULL), (114, 1, 'P1', -1, 1000.0, 0.0), (199, 1, 'P1', 1, 1.0, 0.0);

INSERT INTO returns (id, deal_no, line_no, returned_on, quantity) VALUES
  (1, 101, 1, '2025-02-28', 1), (2, 103, 2, '2026-02-01 10:00', 20), (3, 103, 2, NULL, 5), (4, 150, 1, '2026-01-01', 1);

INSERT INTO visits (id, firm_id, person_id, visited, visited_at, channel, car_plate, outcome_code, minutes, note) VALUES
  (1, 'F1', 2, '2026-01-05', '2026-01-05 09:30:00', 'meeting', 88, 1, 60, 'spring order'),
  (2, 'F1', 2, '2026-03-30', '2026-03-30T14:00:00', 'phone', NULL, 2, 15, NULL),
  (3, 'F2', 2, '2025-12-29', '2025-12-29 10:00:00', 'meeting', 100, 1, 45, 'complaint'),
  (4, 'F2', 4, '2026-03-01', NULL, 'mail', NULL, NULL, NULL, ''),
  (5, 'F3', 3, '2026-02-28', '2026-02-28 23:59:59', 'meeting', 9, 3, 90, '客户满意'),
  (6, 'F3', 3, '2025-02-28', '2025-02-28 08:00:00', 'phone', 7, 1, 5, 'Complaint'),
  (7, 'F4', 3, '2025-12-31', '2025-12-31 12:00:00', 'phone', 9, NULL, 10, NULL),
  (8, 'F6', NULL, '2026-01-04', '2026-01-04 12:00:00', 'mail', NULL, 4, 0, 'left a card'),
  (9, 'F8', 1, '2026-04-01', '2026-04-01 09:00:00', 'meeting', 12, NULL, 30, 'planned'),
  (10, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE bills (
  id INTEGER PRIMARY KEY, deal_no INTEGER, billed_on TEXT, currency TEXT, amount REAL, tax REAL);
CREATE TABLE exchange_rates (currency TEXT NOT NULL, date TEXT NOT NULL, rate REAL, PRIMARY KEY (currency, date));

INSERT INTO bills (id, deal_no, billed_on, currency, amount, tax) VALUES
  (1, 101, '2026-01-10', 'EUR', 100.00, 19.00), (2, 101, '2026-02-10', 'EUR', 50.50, NULL),
  (3, 102, '2026-02-01', 'USD', 200.00, 0), (4, 103, '2026-03-05', 'CNY', 1000.00, 60.00),
  (5, 103, '2026-03-06', 'EUR', 10.01, 1.90), (6, 104, NULL, 'EUR', NULL, NULL),
  (7, 104, '2026-03-07', NULL, 70.00, 7.00), (8, 150, '2026-03-08', 'JPY', 9000.00, NULL);

INSERT INTO exchange_rates (currency, date, rate) VALUES
  ('CNY', '2020-01-01', 1), ('EUR', '2026-01-01', 7.8), ('EUR', '2026-02-05', 7.912345), ('EUR', '2026-12-31', 9),
  ('USD', '2026-02-01', 7.1), ('JPY', '2026-04-01', 0.0485);

CREATE TABLE batches (id INTEGER PRIMARY KEY, user TEXT);
CREATE TABLE history (
  id INTEGER PRIMARY KEY, batch_id INTEGER, entity TEXT NOT NULL, row_key INTEGER NOT NULL, field TEXT NOT NULL,
  day TEXT NOT NULL, old_value ANY, new_value ANY);
CREATE INDEX history_field ON history (entity, field, row_key, day);

INSERT INTO batches (id, user) VALUES (1, 'li'), (2, 'Wang'), (3, NULL);

-- Deal 101 was opened, put on hold and won on one day; visit 1 was never rated before; person 3 had no boss for a month.
INSERT INTO history (id, batch_id, entity, row_key, field, day, old_value, new_value) VALUES
  (1, 1, 'deals', 101, 'state', '2025-12-01', NULL, 'Open'),
  (2, 1, 'deals', 101, 'state', '2026-01-10', 'Open', 'On Hold'),
  (3, 2, 'deals', 101, 'state', '2026-01-10', 'On Hold', 'Won'),
  (4, 2, 'deals', 102, 'state', '2026-02-15', 'Open', 'Lost'),
  (5, 3, 'deals', 102, 'state', '2026-03-01', 'Lost', 'Won'),
  (6, 1, 'deals', 101, 'fee', '2026-01-10', 10.50, 12.25),
  (7, 2, 'visits', 1, 'outcome', '2026-03-05', NULL, 3),
  (8, 2, 'visits', 1, 'outcome', '2026-03-20', 3, 1),
  (9, 2, 'visits', 2, 'outcome', '2026-03-20', 1, 2),
  (10, 1, 'people', 3, 'boss', '2025-06-01', 2, NULL),
  (11, 1, 'people', 3, 'boss', '2025-07-01', NULL, 1),
  (12, NULL, 'people', 2, 'region', '2026-01-01', 'S', 'N'),
  (13, 2, 'people', 2, 'active', '2026-03-31', 0, 1),
  (14, 2, 'people', 1, 'rate', '2026-03-31', 0.5, 1.5),
  (15, 1, 'firms', 1, 'grade', '2026-03-01', 'poor', 'best');
