import RapportCatalog
import RapportStore
import RapportValues

/// The columns of an order log as fields of orders, and the customers they name.
final class OrderLog {
  private let options: OrderLogOptions
  private let catalog: Catalog
  private let orders: Entity
  private let accounts: Entity
  private let customers = CustomerConverter()
  private let numbers = OrderNumberConverter()
  private(set) var guesses: [(use: String, column: String)] = []
  private(set) var hasAmounts = false

  init(_ catalog: Catalog, options: OrderLogOptions) throws {
    self.options = options
    self.catalog = catalog
    guard let orders = catalog.entity("orders"), let accounts = catalog.entity("accounts") else {
      throw ImportError(.usage, .entity, "the catalog has no orders or no accounts")
    }
    self.orders = orders
    self.accounts = accounts
  }

  /// Finds the columns of a file, or says which option names them.
  func layout(_ input: Input, _ header: [String]) throws -> ImportLayout {
    let columns = try OrderColumns(
      header: header, sample: OrderSample(input, options.reading), options: options, file: input.name)
    var layout = ImportLayout()
    layout.columns = header.map { ImportedFile.Column(name: $0, field: nil) }
    for (use, choice) in OrderColumn.allCases.compactMap({ use in columns[use].map { (use, $0) } }) {
      layout.columns[choice.position].field = use.field
      // Of several files alike one is told.
      if choice.reason == .content, !guesses.contains(where: { $0.use == use.rawValue }) {
        guesses.append((use.rawValue, header[choice.position]))
      }
    }
    guard let customer = columns[.customer], let date = columns[.date] else { return layout }
    func slot(
      _ field: String, _ column: String, _ converter: CellConverter, _ source: Int, isRequired: Bool = true
    ) {
      guard let target = orders.field(field) else { return }
      layout.slots.append(
        ImportLayout.Slot(
          target: ImportTarget(kind: .closed(target), name: field), column: column, converter: converter,
          source: source, header: header[source], isRequired: isRequired))
    }
    slot("number", "number", numbers, date.position, isRequired: false)
    slot("account", "account_id", customers, customer.position)
    slot("date", "date", LogDayConverter(order: options.reading.dateOrder), date.position)
    hasAmounts = columns[.amount] != nil
    if let amount = columns[.amount] {
      let amounts = OrderAmountConverter(scale: 2, currency: Self.currency(of: orders))
      slot("amount", "amount", amounts, amount.position)
      slot("status", "status", OrderStatusConverter(of: amounts), amount.position, isRequired: false)
    } else if let status = orders.field("status") {
      var won = ImportLayout.Slot(
        target: ImportTarget(kind: .closed(status), name: "status"), column: "status", converter: CellConverter(),
        source: nil, header: "status", isRequired: false)
      won.constant = StoredText(.text("won"))
      layout.slots.append(won)
    }
    return layout
  }

  private static func currency(of orders: Entity) -> Currency? {
    if case .decimal(_, let currency) = orders.field("amount")?.type { currency } else { nil }
  }

  // MARK: Accounts

  /// Writes the customers whose orders were kept, as a batch of their own.
  func writeAccounts(_ connection: Connection, source: String) throws -> (count: Int, batch: Int64) {
    let log = try BatchLog(
      "import", of: accounts, source: source, program: options.reading.program, connection)
    let layout = accountLayout()
    let writer = try RowWriter(
      accounts, layout, options: ImportOptions(), names: HeaderNames(accounts, in: catalog),
      defaults: ColumnDefaults(of: accounts.table, connection), connection: connection, log: log)
    let found = try connection.prepare(
      "SELECT account_id, min(date) FROM orders GROUP BY account_id ORDER BY account_id")
    var (touched, differences) = (RowSet(), DifferenceList(limit: 0, accounts, connection))
    let (name, folded, day) = (Scratch(), Scratch(), Scratch())
    let kind = StoredText(.text("customer"))
    var count = 0
    while try found.step() {
      let key = found.integer(0)
      guard let place = Int(exactly: key - 1), customers.names.indices.contains(place) else { continue }
      let text = customers.names[place]
      let shown = BoundCell.text(name.take(text.utf8))
      writer.cells = [
        .integer(key), shown, shown, kind.cell, .text(day.take((found.text(1) ?? "").utf8)),
        .text(folded.take(TextFold.fold(text).utf8)),
      ]
      if case .rejected(let fault, _) = try writer.write(touched: &touched, differences: &differences) {
        throw ImportError(.data, fault.code, "customer \(Quoted.text(text)): \(fault.message)", help: fault.help)
      }
      count += 1
    }
    found.rewind()
    try log.finish([("inserted", count)], rows: count, columns: layout.slots.map(\.column))
    return (count, log.id)
  }

  private func accountLayout() -> ImportLayout {
    var layout = ImportLayout()
    for field in ["id", "code", "name", "kind", "created"] {
      guard let found = accounts.field(field) else { continue }
      layout.slots.append(
        ImportLayout.Slot(
          target: ImportTarget(kind: .closed(found), name: field), column: field, converter: CellConverter(),
          source: nil, header: field, foldedColumn: field == "name" ? "name_folded" : nil, isRequired: false))
    }
    return layout
  }
}
