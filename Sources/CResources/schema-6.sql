-- Version 6: the whole of key-account management: cards, teams, needs, signals, deals with their buying centre,
-- contracts, service, plans and targets. Shares are INTEGER thousandths or hundredths as `standard.rap` says.

ALTER TABLE accounts ADD COLUMN party TEXT;
ALTER TABLE accounts ADD COLUMN source TEXT;
ALTER TABLE accounts ADD COLUMN address TEXT;
ALTER TABLE accounts ADD COLUMN industrial INTEGER NOT NULL DEFAULT 0 CHECK (industrial IN (0, 1));
ALTER TABLE accounts ADD COLUMN market TEXT;
ALTER TABLE accounts ADD COLUMN turnover INTEGER CHECK (turnover >= 0);
ALTER TABLE accounts ADD COLUMN staff INTEGER CHECK (staff >= 0);
ALTER TABLE accounts ADD COLUMN market_share INTEGER CHECK (market_share BETWEEN 0 AND 1000);
ALTER TABLE accounts ADD COLUMN strategy TEXT;
ALTER TABLE accounts ADD COLUMN bottleneck TEXT;
ALTER TABLE accounts ADD COLUMN bargaining_power TEXT;
ALTER TABLE accounts ADD COLUMN attention TEXT;
ALTER TABLE accounts ADD COLUMN habits TEXT;
ALTER TABLE accounts ADD COLUMN desired_relationship TEXT;
ALTER TABLE accounts ADD COLUMN price_sensitivity TEXT;
ALTER TABLE accounts ADD COLUMN tolerance TEXT;
ALTER TABLE accounts ADD COLUMN choice_days INTEGER CHECK (choice_days >= 0);
ALTER TABLE accounts ADD COLUMN lifecycle TEXT;
ALTER TABLE accounts ADD COLUMN most_valuable INTEGER CHECK (most_valuable IN (0, 1));
ALTER TABLE accounts ADD COLUMN most_growable INTEGER CHECK (most_growable IN (0, 1));
ALTER TABLE accounts ADD COLUMN lost_reason TEXT;

ALTER TABLE contacts ADD COLUMN sex TEXT;
ALTER TABLE contacts ADD COLUMN department TEXT;
ALTER TABLE contacts ADD COLUMN address TEXT;
ALTER TABLE contacts ADD COLUMN gone TEXT;

ALTER TABLE visits ADD COLUMN record TEXT;
ALTER TABLE visits ADD COLUMN recorded TEXT;
ALTER TABLE visits ADD COLUMN card_read INTEGER CHECK (card_read IN (0, 1));

ALTER TABLE complaints ADD COLUMN due TEXT;
ALTER TABLE complaints ADD COLUMN person_id INTEGER REFERENCES people (id);
ALTER TABLE complaints ADD COLUMN contact_id INTEGER REFERENCES contacts (id);
ALTER TABLE complaints ADD COLUMN order_id INTEGER REFERENCES orders (id);
ALTER TABLE complaints ADD COLUMN resolution TEXT;
ALTER TABLE complaints ADD COLUMN compensation INTEGER CHECK (compensation >= 0);

CREATE TABLE account_types (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  type TEXT NOT NULL,
  started TEXT,
  UNIQUE (account_id, type)
) STRICT;

INSERT INTO account_types (account_id, type) SELECT id, key_type FROM accounts WHERE key_type IS NOT NULL;
ALTER TABLE accounts DROP COLUMN key_type;

CREATE TABLE team_members (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  started TEXT,
  ended TEXT,
  CHECK (ended >= started)
) STRICT;

CREATE TABLE service_stations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  account_id INTEGER REFERENCES accounts (id),
  person_id INTEGER REFERENCES people (id),
  region TEXT,
  city TEXT,
  opened TEXT,
  closed TEXT
) STRICT;

CREATE TABLE cards (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  contact_id INTEGER REFERENCES contacts (id),
  custodian_id INTEGER REFERENCES people (id),
  class TEXT,
  grade TEXT,
  intention TEXT,
  category TEXT,
  amount INTEGER CHECK (amount >= 0),
  money INTEGER CHECK (money IN (0, 1)),
  authority INTEGER CHECK (authority IN (0, 1)),
  need TEXT,
  state TEXT NOT NULL DEFAULT 'open',
  opened TEXT NOT NULL,
  closed TEXT,
  next_step TEXT,
  next_date TEXT,
  CHECK (closed >= opened)
) STRICT;

CREATE TABLE card_events (
  id INTEGER PRIMARY KEY,
  card_id INTEGER NOT NULL REFERENCES cards (id),
  person_id INTEGER REFERENCES people (id),
  date TEXT NOT NULL,
  kind TEXT NOT NULL,
  complete INTEGER CHECK (complete IN (0, 1)),
  accurate INTEGER CHECK (accurate IN (0, 1)),
  note TEXT
) STRICT;

CREATE TABLE needs (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  contact_id INTEGER REFERENCES contacts (id),
  date TEXT NOT NULL,
  kind TEXT NOT NULL,
  category TEXT,
  importance TEXT,
  state TEXT NOT NULL DEFAULT 'open',
  met TEXT,
  text TEXT
) STRICT;

CREATE TABLE signals (
  id INTEGER PRIMARY KEY,
  account_id INTEGER REFERENCES accounts (id),
  person_id INTEGER REFERENCES people (id),
  date TEXT NOT NULL,
  category TEXT NOT NULL,
  source TEXT,
  importance TEXT,
  text TEXT,
  action TEXT,
  acted TEXT
) STRICT;

CREATE TABLE escalations (
  id INTEGER PRIMARY KEY,
  signal_id INTEGER NOT NULL REFERENCES signals (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  date TEXT NOT NULL
) STRICT;

CREATE TABLE opportunities (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  person_id INTEGER REFERENCES people (id),
  card_id INTEGER REFERENCES cards (id),
  stage TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  opened TEXT NOT NULL,
  closes TEXT,
  closed TEXT,
  amount INTEGER CHECK (amount >= 0),
  probability INTEGER CHECK (probability BETWEEN 0 AND 100),
  budget INTEGER CHECK (budget >= 0),
  requirements TEXT,
  delivery TEXT,
  approved TEXT,
  lost_to TEXT,
  next_step TEXT,
  next_date TEXT
) STRICT;

CREATE TABLE deal_roles (
  id INTEGER PRIMARY KEY,
  opportunity_id INTEGER NOT NULL REFERENCES opportunities (id),
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  role TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT,
  stance TEXT,
  double_agent INTEGER CHECK (double_agent IN (0, 1)),
  CHECK (ended >= started)
) STRICT;

CREATE TABLE contact_drivers (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  driver TEXT NOT NULL,
  note TEXT,
  UNIQUE (contact_id, driver)
) STRICT;

CREATE TABLE competitor_facts (
  id INTEGER PRIMARY KEY,
  competitor TEXT NOT NULL,
  account_id INTEGER REFERENCES accounts (id),
  opportunity_id INTEGER REFERENCES opportunities (id),
  date TEXT NOT NULL,
  category TEXT,
  price INTEGER CHECK (price >= 0),
  source TEXT,
  text TEXT
) STRICT;

CREATE TABLE projects (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  need_id INTEGER REFERENCES needs (id),
  opportunity_id INTEGER REFERENCES opportunities (id),
  author_id INTEGER REFERENCES people (id),
  reviewer_id INTEGER REFERENCES people (id),
  started TEXT NOT NULL,
  reviewed TEXT,
  finished TEXT,
  state TEXT NOT NULL DEFAULT 'need',
  solution TEXT
) STRICT;

CREATE TABLE visit_reports (
  id INTEGER PRIMARY KEY,
  visit_id INTEGER NOT NULL REFERENCES visits (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  date TEXT NOT NULL,
  UNIQUE (visit_id, person_id)
) STRICT;

CREATE TABLE touches (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  contact_id INTEGER REFERENCES contacts (id),
  person_id INTEGER REFERENCES people (id),
  date TEXT NOT NULL,
  channel TEXT NOT NULL,
  initiative TEXT,
  stage TEXT,
  place TEXT,
  note TEXT
) STRICT;

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  kind TEXT NOT NULL,
  date TEXT NOT NULL,
  place TEXT,
  person_id INTEGER REFERENCES people (id),
  cost INTEGER CHECK (cost >= 0)
) STRICT;

CREATE TABLE guests (
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES events (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  contact_id INTEGER REFERENCES contacts (id),
  attended INTEGER CHECK (attended IN (0, 1))
) STRICT;

CREATE TABLE memberships (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  programme TEXT NOT NULL,
  level TEXT,
  started TEXT NOT NULL,
  ended TEXT
) STRICT;

CREATE TABLE referrals (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  date TEXT NOT NULL,
  kind TEXT,
  note TEXT
) STRICT;

CREATE TABLE contact_facts (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  kind TEXT NOT NULL,
  text TEXT,
  noted TEXT NOT NULL,
  keep_until TEXT NOT NULL
) STRICT;

CREATE TABLE gifts (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  person_id INTEGER REFERENCES people (id),
  approver_id INTEGER REFERENCES people (id),
  date TEXT NOT NULL,
  item TEXT NOT NULL,
  occasion TEXT,
  value INTEGER NOT NULL CHECK (value >= 0)
) STRICT;

CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  date TEXT NOT NULL,
  text TEXT
) STRICT;

CREATE TABLE sentiments (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incidents (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  date TEXT NOT NULL,
  asked INTEGER NOT NULL CHECK (asked > 0),
  in_favour INTEGER NOT NULL CHECK (in_favour >= 0),
  against INTEGER NOT NULL CHECK (against >= 0),
  CHECK (in_favour + against <= asked)
) STRICT;

CREATE TABLE contracts (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  person_id INTEGER REFERENCES people (id),
  opportunity_id INTEGER REFERENCES opportunities (id),
  signed TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  currency TEXT NOT NULL,
  usd_rate INTEGER CHECK (usd_rate > 0),
  margin INTEGER,
  prepayment INTEGER CHECK (prepayment BETWEEN 0 AND 1000),
  reported TEXT,
  confirmed TEXT,
  commended TEXT
) STRICT;

CREATE TABLE contract_lines (
  contract_id INTEGER NOT NULL REFERENCES contracts (id),
  line INTEGER NOT NULL,
  product_id INTEGER NOT NULL REFERENCES products (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (contract_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE awards (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  contract_id INTEGER REFERENCES contracts (id),
  date TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount INTEGER,
  reason TEXT
) STRICT;

CREATE TABLE territories (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  region TEXT,
  category TEXT,
  person_id INTEGER REFERENCES people (id),
  started TEXT,
  ended TEXT,
  mapped TEXT,
  income TEXT,
  style TEXT,
  habits TEXT,
  awareness TEXT
) STRICT;

CREATE TABLE targets (
  id INTEGER PRIMARY KEY,
  person_id INTEGER REFERENCES people (id),
  region TEXT,
  metric TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  CHECK (ended >= started)
) STRICT;

CREATE TABLE support_plans (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  person_id INTEGER REFERENCES people (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
  kind TEXT NOT NULL,
  method TEXT,
  skills TEXT,
  budget INTEGER NOT NULL DEFAULT 0 CHECK (budget >= 0),
  spent INTEGER NOT NULL DEFAULT 0 CHECK (spent >= 0),
  state TEXT NOT NULL DEFAULT 'planned'
) STRICT;

CREATE TABLE survey_answers (
  id INTEGER PRIMARY KEY,
  survey_id INTEGER NOT NULL REFERENCES surveys (id),
  question TEXT NOT NULL,
  score INTEGER CHECK (score BETWEEN 0 AND 100),
  text TEXT,
  UNIQUE (survey_id, question)
) STRICT;

CREATE TABLE checklist (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL CHECK (item BETWEEN 1 AND 23),
  region TEXT,
  person_id INTEGER REFERENCES people (id),
  date TEXT NOT NULL,
  answer INTEGER NOT NULL CHECK (answer IN (0, 1)),
  note TEXT
) STRICT;

CREATE INDEX team_members_account ON team_members (account_id, role, ended);
CREATE INDEX team_members_person ON team_members (person_id);
CREATE INDEX service_stations_account ON service_stations (account_id);
CREATE INDEX cards_account ON cards (account_id, state, grade);
CREATE INDEX cards_custodian ON cards (custodian_id, state);
CREATE INDEX card_events_card ON card_events (card_id, kind, date);
CREATE INDEX card_events_person ON card_events (person_id, date);
CREATE INDEX needs_account ON needs (account_id, date);
CREATE INDEX signals_account ON signals (account_id, date);
CREATE INDEX signals_date ON signals (date);
CREATE INDEX escalations_signal ON escalations (signal_id);
CREATE INDEX opportunities_account ON opportunities (account_id, state, amount);
CREATE INDEX opportunities_person ON opportunities (person_id, state);
CREATE INDEX deal_roles_opportunity ON deal_roles (opportunity_id, role, ended);
CREATE INDEX deal_roles_contact ON deal_roles (contact_id);
CREATE INDEX competitor_facts_opportunity ON competitor_facts (opportunity_id);
CREATE INDEX competitor_facts_account ON competitor_facts (account_id);
CREATE INDEX projects_account ON projects (account_id, state);
CREATE INDEX visit_reports_person ON visit_reports (person_id, date);
CREATE INDEX touches_account ON touches (account_id, date, channel);
CREATE INDEX touches_person ON touches (person_id, date);
CREATE INDEX guests_event ON guests (event_id);
CREATE INDEX guests_account ON guests (account_id);
CREATE INDEX memberships_account ON memberships (account_id);
CREATE INDEX referrals_contact ON referrals (contact_id);
CREATE INDEX referrals_account ON referrals (account_id);
CREATE INDEX contact_facts_contact ON contact_facts (contact_id);
CREATE INDEX gifts_contact ON gifts (contact_id, date);
CREATE INDEX sentiments_incident ON sentiments (incident_id);
CREATE INDEX sentiments_account ON sentiments (account_id);
CREATE INDEX contracts_account ON contracts (account_id, signed);
CREATE INDEX contracts_person ON contracts (person_id, signed);
CREATE INDEX contract_lines_product ON contract_lines (product_id);
CREATE INDEX awards_person ON awards (person_id, date);
CREATE INDEX territories_person ON territories (person_id);
CREATE INDEX targets_person ON targets (person_id, metric);
CREATE INDEX support_plans_account ON support_plans (account_id, year);
CREATE INDEX checklist_item ON checklist (item, date);
