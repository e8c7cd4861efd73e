-- Version 2: what currencies were worth, in the base currency, whose own rate is 1 (1000000).

CREATE TABLE exchange_rates (
  currency TEXT NOT NULL,
  date TEXT NOT NULL,
  rate INTEGER NOT NULL CHECK (rate > 0),
  PRIMARY KEY (currency, date)
) STRICT, WITHOUT ROWID;
