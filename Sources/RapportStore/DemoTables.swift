import CSQLite

/// The tables of a demonstration store while it is being filled.
struct DemoTables {
  let people: DemoTable
  let accounts: DemoTable
  let contacts: DemoTable
  let products: DemoTable
  let orders: DemoTable
  let lines: DemoTable
  let invoices: DemoTable
  let payments: DemoTable
  let visits: DemoTable
  let complaints: DemoTable
  let surveys: DemoTable
  let rates: DemoTable
  let history: DemoTable
  let work: DemoWorkTables

  init(_ database: OpaquePointer) {
    people = DemoTable(
      database, "people",
      "id, name, name_folded, first_name, last_name, role, region, email, hired, manager_id, latitude, longitude")
    accounts = DemoTable(
      database, "accounts",
      """
      id, code, name, name_folded, kind, status, industry, city, region, country, latitude, longitude, \
      phone, founded, created, credit, size, stability, condition, loyalty, loyalty_stage, relationship, \
      key_account, grade, credit_limit, payment_days, owner_id, \(DemoAccount.profileColumns)
      """)
    contacts = DemoTable(
      database, "contacts",
      "id, account_id, name, name_folded, title, role, rank, phone, email, birthday, sex, department")
    products = DemoTable(
      database, "products", "id, code, name, name_folded, category, brand, price, cost, introduced, stays_new")
    orders = DemoTable(database, "orders", "id, number, account_id, owner_id, date, status, amount")
    lines = DemoTable(
      database, "order_lines", "order_id, line, product_id, quantity, price, discount")
    invoices = DemoTable(
      database, "invoices", "id, number, account_id, order_id, date, due, amount, paid")
    payments = DemoTable(
      database, "payments", "id, invoice_id, account_id, date, amount, method")
    visits = DemoTable(
      database, "visits",
      "id, account_id, person_id, contact_id, date, purpose, outcome, minutes, note, recorded, card_read")
    complaints = DemoTable(
      database, "complaints", "id, account_id, opened, closed, severity, state, gap, text, due, person_id, resolution")
    surveys = DemoTable(database, "surveys", "id, account_id, date, perceived, expected, score")
    rates = DemoTable(database, "exchange_rates", "currency, date, rate")
    history = DemoTable(database, "history", "id, entity, row_key, field, day, old_value, new_value")
    work = DemoWorkTables(database)
  }

  var all: [DemoTable] {
    [
      people, accounts, contacts, products, orders, lines, invoices, payments, visits, complaints,
      surveys, rates, history,
    ] + work.all
  }

  /// The first result that was no success.
  var failure: Int32? { all.first { $0.failure != SQLITE_OK }?.failure }

  func close() {
    for table in all { table.close() }
  }
}
