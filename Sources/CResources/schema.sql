-- Rapport's own store, version 1. Money is INTEGER fen (1/100 CNY), decimals INTEGER of their last digit, dates
-- ISO TEXT, booleans 0/1, enum values TEXT by name. `name_folded` holds the name folded for search.

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  first_name TEXT,
  last_name TEXT,
  role TEXT,
  region TEXT,
  email TEXT,
  hired TEXT,
  manager_id INTEGER REFERENCES people (id)
) STRICT;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  kind TEXT,
  status TEXT,
  industry TEXT,
  city TEXT,
  region TEXT,
  country TEXT,
  latitude REAL,
  longitude REAL,
  phone TEXT,
  founded TEXT,
  created TEXT,
  credit TEXT,
  size TEXT,
  stability TEXT,
  condition TEXT,
  loyalty TEXT,
  loyalty_stage TEXT,
  relationship TEXT,
  key_account INTEGER NOT NULL DEFAULT 0 CHECK (key_account IN (0, 1)),
  key_type TEXT,
  grade TEXT,
  credit_limit INTEGER,
  payment_days INTEGER,
  owner_id INTEGER REFERENCES people (id)
) STRICT;

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  title TEXT,
  role TEXT,
  rank INTEGER,
  phone TEXT,
  email TEXT,
  birthday TEXT
) STRICT;

CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  category TEXT,
  brand TEXT,
  price INTEGER,
  cost INTEGER,
  introduced TEXT
) STRICT;

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  owner_id INTEGER REFERENCES people (id),
  date TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open',
  amount INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL DEFAULT 'CNY'
) STRICT;

CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  line INTEGER NOT NULL,
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL,
  price INTEGER NOT NULL,
  discount INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  order_id INTEGER REFERENCES orders (id),
  date TEXT NOT NULL,
  due TEXT,
  amount INTEGER NOT NULL,
  paid INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL DEFAULT 'CNY'
) STRICT;

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER REFERENCES invoices (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  date TEXT NOT NULL,
  amount INTEGER NOT NULL,
  method TEXT,
  currency TEXT NOT NULL DEFAULT 'CNY'
) STRICT;

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  person_id INTEGER REFERENCES people (id),
  contact_id INTEGER REFERENCES contacts (id),
  date TEXT NOT NULL,
  purpose TEXT,
  outcome TEXT,
  minutes INTEGER,
  note TEXT
) STRICT;

CREATE TABLE complaints (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  opened TEXT NOT NULL,
  closed TEXT,
  severity TEXT,
  state TEXT NOT NULL DEFAULT 'received',
  gap TEXT,
  text TEXT
) STRICT;

CREATE TABLE surveys (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  date TEXT NOT NULL,
  perceived INTEGER,
  expected INTEGER,
  score INTEGER
) STRICT;
