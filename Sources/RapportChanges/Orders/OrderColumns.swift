import RapportStore
import RapportValues

/// What a column of an order log is for.
enum OrderColumn: String, CaseIterable {
  case customer, date, amount

  /// The field that it fills.
  var field: String { self == .customer ? "account" : rawValue }
  var option: String { "--" + rawValue }

  /// Headers that mean it, as `HeaderNames.plain` writes them; earlier ones win.
  var names: [String] {
    switch self {
    case .customer:
      [
        "customerid", "客户编号", "客戶編號", "客户id", "客户代码", "客戶代碼", "客户号", "customer", "客户", "客戶", "custid", "cust",
        "customercode", "customerno", "customernumber", "clientid", "client", "accountid", "accountcode", "account",
        "memberid", "member", "会员编号", "会员号", "会员", "userid", "user", "用户id", "用户", "buyerid", "buyer", "买家",
        "customername", "客户名称", "客戶名稱", "clientname", "accountname", "company", "公司", "公司名称", "name",
      ]
    case .date:
      [
        "orderdate", "订单日期", "訂單日期", "下单日期", "下單日期", "purchasedate", "购买日期", "transactiondate", "交易日期",
        "成交日期", "invoicedate", "saledate", "date", "日期", "day", "orderday", "ordertime", "下单时间", "datetime",
        "timestamp", "时间",
      ]
    case .amount:
      [
        "amount", "金额", "金額", "orderamount", "订单金额", "訂單金額", "totalamount", "总金额", "revenue", "收入", "sales",
        "销售额", "銷售額", "ordertotal", "total", "ordervalue", "value", "spend", "netamount", "grossamount", "实付金额",
        "成交金额", "sum",
      ]
    }
  }
}

/// Which columns of an order log hold its customers, days and amounts.
struct OrderColumns {
  enum Reason: String { case asked = "as asked", name = "by its name", content = "by its content" }
  struct Choice {
    var position: Int
    var reason: Reason
  }
  private(set) var choices: [OrderColumn: Choice] = [:]

  private let header: [String]
  private let plain: [String]
  private let sample: OrderSample
  private let file: String

  /// - Throws: `ImportError` if a column is not there, or several could be it.
  init(header: [String], sample: OrderSample, options: OrderLogOptions, file: String) throws {
    self.header = header
    self.sample = sample
    self.file = file
    plain = header.map(HeaderNames.plain)
    for column in OrderColumn.allCases {
      guard let name = options.names[column] else { continue }
      choices[column] = Choice(position: try named(name, column), reason: .asked)
    }
    for column in OrderColumn.allCases where choices[column] == nil && !(column == .amount && options.hasNoAmounts) {
      if let position = try byName(column) { choices[column] = Choice(position: position, reason: .name) }
    }
    try chooseByContent(options)
  }

  subscript(_ column: OrderColumn) -> Choice? { choices[column] }

  private func named(_ name: String, _ column: OrderColumn) throws -> Int {
    if let position = header.firstIndex(of: name) { return position }
    let wanted = HeaderNames.plain(name)
    guard let position = plain.firstIndex(of: wanted) else {
      throw problem("`\(file)` has no column \(Quoted.text(name))", help: [])
    }
    return position
  }

  private func byName(_ column: OrderColumn) throws -> Int? {
    for name in column.names {
      let found = plain.indices.filter { plain[$0] == name && !isTaken($0) }
      guard let first = found.first else { continue }
      guard found.count == 1 else {
        throw problem(
          "`\(file)` has \(found.count) columns \(Quoted.text(header[first]))",
          help: ["give them different names in the first line of the file"])
      }
      return first
    }
    return nil
  }

  private func isTaken(_ position: Int) -> Bool { choices.values.contains { $0.position == position } }

  // MARK: By content

  private mutating func chooseByContent(_ options: OrderLogOptions) throws {
    if choices[.date] == nil { try choose(.date, among: free { sample.isDates($0) }, isNeeded: true) }
    if choices[.amount] == nil, !options.hasNoAmounts {
      try choose(.amount, among: free { sample.isAmounts($0) }, isNeeded: false)
    }
    if choices[.customer] == nil {
      try choose(.customer, among: free { !sample.isEmpty($0) && !sample.isDates($0) }, isNeeded: true)
    }
  }

  private func free(_ fits: (Int) -> Bool) -> [Int] { header.indices.filter { !isTaken($0) && fits($0) } }

  private mutating func choose(_ column: OrderColumn, among found: [Int], isNeeded: Bool) throws {
    if found.count == 1 {
      choices[column] = Choice(position: found[0], reason: .content)
    } else if found.count > 1 {
      let names = found.map { Quoted.text(header[$0]) }.joined(separator: ", ")
      throw problem(
        "the \(column.rawValue) may be in any of these columns of `\(file)`: \(names)",
        help: ["`\(column.option) COLUMN` says in which"]
          + (column == .amount ? ["`--no-amount` if there are no amounts"] : []))
    } else if isNeeded {
      throw problem(
        "no column of `\(file)` looks like the \(column.rawValue) of an order",
        help: ["`\(column.option) COLUMN` says which one it is"])
    }
  }

  private func problem(_ message: String, help: [String]) -> ImportError {
    ImportError(
      .data, .columns, message,
      help: help + ["its columns: " + header.map { Quoted.text($0) }.joined(separator: ", ")])
  }
}

/// The first records of an order log, to tell what its columns hold.
struct OrderSample {
  private static let mostRecords = 200
  private var known: [Int]
  private var days: [Int]
  private var numbers: [Int]
  private var fractions: [Int]

  init(_ input: Input, _ options: ImportOptions) throws {
    let source = try RecordSource.open(input, delimiter: options.delimiter)
    let empty = [Int](repeating: 0, count: source.header.count)
    (known, days, numbers, fractions) = (empty, empty, empty, empty)
    let (day, number) = (LogDayConverter(order: options.dateOrder ?? .dmy), FloatConverter())
    var left = Self.mostRecords
    while left > 0, try source.next() {
      left -= 1
      guard source.fault == nil else { continue }
      source.withRecord { bytes, ranges in
        for (position, range) in ranges.enumerated() where position < empty.count {
          let cell = Bytes(rebasing: bytes[range.start..<range.end]).withoutBlanks
          if cell.isEmpty || RecordText.fault(cell) != nil { continue }
          known[position] += 1
          // A plain whole number may be a day of a spreadsheet, and is one only by its column's name.
          if cell.contains(where: { $0 &- UInt8(ascii: "0") > 9 }), (try? day.convert(cell)) != nil {
            days[position] += 1
          } else if (try? number.convert(cell)) != nil {
            numbers[position] += 1
            if cell.contains(UInt8(ascii: ".")) { fractions[position] += 1 }
          }
        }
      }
    }
  }

  func isEmpty(_ column: Int) -> Bool { known[column] == 0 }
  func isDates(_ column: Int) -> Bool { known[column] > 0 && days[column] == known[column] }
  /// Numbers, some with a fraction: whole ones alone may be keys, counts or years.
  func isAmounts(_ column: Int) -> Bool {
    known[column] > 0 && numbers[column] == known[column] && fractions[column] > 0
  }
}
