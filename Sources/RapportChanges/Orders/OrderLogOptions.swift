/// How an order log is read.
public struct OrderLogOptions: Sendable {
  /// Columns of the file by name; nil: found by their names, else by what they hold.
  public var customer: String?
  public var date: String?
  public var amount: String?
  /// No column is taken for the amounts.
  public var hasNoAmounts = false
  /// Encoding, delimiter, order of dates, what becomes of rejected rows.
  public var reading = ImportOptions()

  public init() {}

  var names: [OrderColumn: String] {
    var names: [OrderColumn: String] = [:]
    names[.customer] = customer
    names[.date] = date
    names[.amount] = amount
    return names
  }
}

/// What was made of an order log.
public struct OrderLogReport: Sendable {
  /// The rows as orders.
  public var orders = ImportReport()
  /// The distinct customers as accounts.
  public var accounts = 0
  public var accountBatch: Int64?
  /// Columns that were taken for what they hold, not for their name: what for, and the column.
  public var guesses: [(use: String, column: String)] = []
  public var hasAmounts = false
  /// Orders with an amount below 0, kept with the status `returned`.
  public var returns = 0
  /// ISO days of the first and last order.
  public var firstDay: String?
  public var lastDay: String?
}
