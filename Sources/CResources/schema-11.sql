-- Version 11: visit planning. Policies, working hours, holidays and leave say what a plan has to keep; plans are kept in
-- versions whose rows never change. Hours are 'HH:MM', weekdays 1 (Monday) to 7.

ALTER TABLE people ADD COLUMN latitude REAL;
ALTER TABLE people ADD COLUMN longitude REAL;

CREATE TABLE visit_policies (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  months INTEGER CHECK (months BETWEEN 1 AND 60),
  smallest_gap INTEGER NOT NULL DEFAULT 0 CHECK (smallest_gap BETWEEN 0 AND 366),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 100000),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

INSERT INTO visit_policies (code, title, months, smallest_gap, minutes, weight, active) VALUES
  ('VC-01', 'Monthly visit by the account manager', 1, 10, 60, 100, 1),
  ('VC-02', 'Half-yearly visit by the regional manager', 6, 60, 60, 60, 1),
  ('VC-05', 'Reading a card at the desk', NULL, 0, 5, 5, 1),
  ('VC-13', 'Birthday of a contact', NULL, 0, 30, 20, 1),
  ('PR-08', 'Next step with a prospect', NULL, 0, 60, 40, 1),
  ('AR-01', 'Collection of overdue money', NULL, 7, 45, 50, 1),
  ('GRADE-A', 'Visit of an account of grade A', 1, 10, 45, 40, 0),
  ('GRADE-B', 'Visit of an account of grade B', 3, 30, 45, 25, 0),
  ('GRADE-C', 'Visit of an account of grade C', 6, 60, 45, 10, 0);

CREATE TABLE work_hours (
  id INTEGER PRIMARY KEY,
  person_id INTEGER REFERENCES people (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens TEXT NOT NULL,
  closes TEXT NOT NULL CHECK (closes > opens),
  overtime INTEGER NOT NULL DEFAULT 0 CHECK (overtime BETWEEN 0 AND 600),
  pause_from TEXT,
  pause_until TEXT,
  pause_minutes INTEGER NOT NULL DEFAULT 0 CHECK (pause_minutes BETWEEN 0 AND 240),
  UNIQUE (person_id, weekday)
) STRICT;

INSERT INTO work_hours (weekday, opens, closes, overtime, pause_from, pause_until, pause_minutes) VALUES
  (1, '09:00', '18:00', 60, '11:30', '13:30', 60),
  (2, '09:00', '18:00', 60, '11:30', '13:30', 60),
  (3, '09:00', '18:00', 60, '11:30', '13:30', 60),
  (4, '09:00', '18:00', 60, '11:30', '13:30', 60),
  (5, '09:00', '18:00', 60, '11:30', '13:30', 60);

CREATE TABLE holidays (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
  name TEXT
) STRICT;

CREATE TABLE calendar_years (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL UNIQUE CHECK (year BETWEEN 1900 AND 9999)
) STRICT;

CREATE TABLE leaves (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  started TEXT NOT NULL,
  ended TEXT NOT NULL CHECK (ended >= started),
  part TEXT NOT NULL DEFAULT 'day' CHECK (part IN ('day', 'morning', 'afternoon')),
  reason TEXT
) STRICT;

CREATE TABLE opening_hours (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens TEXT NOT NULL,
  closes TEXT NOT NULL CHECK (closes > opens)
) STRICT;

CREATE TABLE travel_times (
  id INTEGER PRIMARY KEY,
  from_id INTEGER NOT NULL REFERENCES accounts (id),
  to_id INTEGER NOT NULL REFERENCES accounts (id),
  minutes INTEGER NOT NULL CHECK (minutes >= 0),
  kilometres REAL CHECK (kilometres >= 0),
  UNIQUE (from_id, to_id)
) STRICT;

CREATE TABLE plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL,
  step TEXT NOT NULL,
  made TEXT NOT NULL,
  published TEXT,
  user TEXT,
  program TEXT,
  statement TEXT NOT NULL,
  base_id INTEGER REFERENCES plans (id),
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL CHECK (last_day >= first_day),
  frozen_before TEXT NOT NULL,
  today TEXT NOT NULL,
  seed INTEGER NOT NULL,
  seconds REAL,
  iterations INTEGER,
  interrupted INTEGER NOT NULL DEFAULT 0 CHECK (interrupted IN (0, 1)),
  last_gain REAL,
  visits INTEGER NOT NULL,
  desk INTEGER NOT NULL,
  unmet INTEGER NOT NULL,
  unmet_weight INTEGER NOT NULL,
  lateness INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  travel INTEGER NOT NULL,
  overtime INTEGER NOT NULL,
  imbalance INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_visits (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  day TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  arrives TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  travel INTEGER NOT NULL,
  kilometres REAL NOT NULL,
  slack INTEGER NOT NULL,
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  at_desk INTEGER NOT NULL CHECK (at_desk IN (0, 1)),
  policies TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX plan_visits_plan ON plan_visits (plan_id, person_id, day, sequence);
CREATE INDEX plan_visits_account ON plan_visits (account_id, plan_id, day);

CREATE TABLE plan_duties (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  visit_id INTEGER REFERENCES plan_visits (id),
  key TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  person_id INTEGER REFERENCES people (id),
  contact_id INTEGER REFERENCES contacts (id),
  policy TEXT NOT NULL,
  earliest TEXT NOT NULL,
  due TEXT NOT NULL,
  deadline TEXT NOT NULL,
  smallest_gap INTEGER NOT NULL,
  largest_gap INTEGER,
  minutes INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  at_desk INTEGER NOT NULL CHECK (at_desk IN (0, 1)),
  evidence TEXT NOT NULL
) STRICT;
CREATE INDEX plan_duties_plan ON plan_duties (plan_id, visit_id);
CREATE INDEX plan_duties_visit ON plan_duties (visit_id);

CREATE TABLE plan_unmet (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  duty_id INTEGER NOT NULL REFERENCES plan_duties (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  person_id INTEGER REFERENCES people (id),
  policy TEXT NOT NULL,
  due TEXT NOT NULL,
  deadline TEXT NOT NULL,
  weight INTEGER NOT NULL,
  code TEXT NOT NULL,
  relaxation TEXT,
  relaxation_day TEXT,
  relaxation_amount INTEGER,
  displaces TEXT,
  evidence TEXT NOT NULL
) STRICT;
CREATE INDEX plan_unmet_plan ON plan_unmet (plan_id, person_id, due);

CREATE TABLE plan_load (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  day TEXT NOT NULL,
  visits INTEGER NOT NULL,
  service INTEGER NOT NULL,
  travel INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  desk INTEGER NOT NULL,
  overtime INTEGER NOT NULL,
  available INTEGER NOT NULL,
  kilometres REAL NOT NULL,
  UNIQUE (plan_id, person_id, day)
) STRICT;

-- The plan that stands: the newest that was neither replaced nor taken back.
CREATE VIEW planned_visits AS SELECT * FROM plan_visits WHERE plan_id = (SELECT max(id) FROM plans WHERE state IN ('draft', 'published'));
CREATE VIEW planned_unmet AS SELECT * FROM plan_unmet WHERE plan_id = (SELECT max(id) FROM plans WHERE state IN ('draft', 'published'));
CREATE VIEW planned_load AS SELECT * FROM plan_load WHERE plan_id = (SELECT max(id) FROM plans WHERE state IN ('draft', 'published'));
CREATE VIEW obligations AS SELECT * FROM plan_duties WHERE 1 = 0;
