/// The tables of the daily work with key accounts in a demonstration store.
struct DemoWorkTables {
  let types, team, stations, cards, cardEvents, needs, signals, escalations, opportunities, roles, drivers,
    competitorFacts, projects, reports, touches, events, guests, memberships, referrals, facts, gifts, incidents,
    sentiments, contracts, contractLines, awards, territories, targets, supportPlans, answers, checklist: DemoTable

  init(_ database: OpaquePointer) {
    func table(_ name: String, _ columns: String) -> DemoTable { DemoTable(database, name, "id, " + columns) }
    types = table("account_types", "account_id, type, started")
    team = table("team_members", "account_id, person_id, role, started, ended")
    stations = table("service_stations", "name, name_folded, account_id, person_id, region, city, opened")
    cards = table(
      "cards",
      """
      number, account_id, contact_id, custodian_id, class, grade, intention, category, amount, money, authority, \
      need, state, opened, closed, next_step, next_date
      """)
    cardEvents = table("card_events", "card_id, person_id, date, kind, complete, accurate")
    needs = table("needs", "account_id, contact_id, date, kind, category, importance, state, met, text")
    signals = table("signals", "account_id, person_id, date, category, source, importance, text, action, acted")
    escalations = table("escalations", "signal_id, person_id, date")
    opportunities = table(
      "opportunities",
      """
      name, name_folded, account_id, person_id, card_id, stage, state, opened, closes, closed, amount, probability, \
      budget, requirements, delivery, approved, lost_to, next_step, next_date
      """)
    roles = table("deal_roles", "opportunity_id, contact_id, role, started, ended, stance, double_agent")
    drivers = table("contact_drivers", "contact_id, driver, note")
    competitorFacts = table(
      "competitor_facts", "competitor, account_id, opportunity_id, date, category, price, source, text")
    projects = table(
      "projects",
      """
      name, name_folded, account_id, need_id, opportunity_id, author_id, reviewer_id, started, reviewed, finished, \
      state, solution
      """)
    reports = table("visit_reports", "visit_id, person_id, date")
    touches = table("touches", "account_id, contact_id, person_id, date, channel, initiative, stage")
    events = table("events", "name, name_folded, kind, date, place, person_id, cost")
    guests = table("guests", "event_id, account_id, contact_id, attended")
    memberships = table("memberships", "account_id, programme, level, started, ended")
    referrals = table("referrals", "contact_id, account_id, date, kind")
    facts = table("contact_facts", "contact_id, kind, text, noted, keep_until")
    gifts = table("gifts", "contact_id, person_id, approver_id, date, item, occasion, value")
    incidents = table("incidents", "name, name_folded, date, text")
    sentiments = table("sentiments", "incident_id, account_id, date, asked, in_favour, against")
    contracts = table(
      "contracts",
      """
      number, account_id, person_id, opportunity_id, signed, amount, currency, usd_rate, margin, prepayment, \
      reported, confirmed, commended
      """)
    contractLines = DemoTable(database, "contract_lines", "contract_id, line, product_id, amount")
    awards = table("awards", "person_id, contract_id, date, kind, amount, reason")
    territories = table(
      "territories", "name, name_folded, region, category, person_id, started, mapped, income, style, habits, awareness")
    targets = table("targets", "person_id, region, metric, started, ended, value")
    supportPlans = table("support_plans", "account_id, person_id, year, kind, method, skills, budget, spent, state")
    answers = table("survey_answers", "survey_id, question, score, text")
    checklist = table("checklist", "item, region, person_id, date, answer")
  }

  var all: [DemoTable] {
    [
      types, team, stations, cards, cardEvents, needs, signals, escalations, opportunities, roles, drivers,
      competitorFacts, projects, reports, touches, events, guests, memberships, referrals, facts, gifts, incidents,
      sentiments, contracts, contractLines, awards, territories, targets, supportPlans, answers, checklist,
    ]
  }
}
