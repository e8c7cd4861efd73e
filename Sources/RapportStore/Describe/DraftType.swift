import RapportSyntax

/// The type a drafted field gets, and what its author should look at.
struct DraftType {
  /// As the language writes it; nil if the column cannot be a field.
  var text: String?
  var note: String?
  var isDate = false
  var isPersonal = false

  /// Decides from the declared type, the name and the first rows, in that order of trust: rows that
  /// contradict a declared type win, because reading them would fail.
  static func choose(
    _ column: DatabaseSchema.TableColumn, name: String, isKey: Bool, sample: ColumnSample
  ) -> DraftType {
    if sample.binaries > 0 || (sample.known == 0 && ASCIIName.folded(column.declaredType).contains("blob")) {
      return DraftType(text: nil, note: "holds binary data")
    }
    var type =
      dated(column, sample) ?? numeric(column, name: name, sample) ?? textual(name, isKey: isKey, sample)
    type.isPersonal = has(name, ["phone", "mobile", "email", "birth"])
    return type
  }

  private static func dated(_ column: DatabaseSchema.TableColumn, _ sample: ColumnSample) -> DraftType? {
    let declared = ASCIIName.folded(column.declaredType)
    let isDeclared = declared.contains("date") || declared.contains("timestamp")
    if sample.areDates {
      return DraftType(text: sample.times > 0 ? "datetime" : "date", isDate: true)
    }
    guard isDeclared else { return nil }
    if sample.known == 0 {
      return DraftType(text: declared.contains("time") ? "datetime" : "date", isDate: true)
    }
    return DraftType(
      text: sample.areNumbers ? "number" : "code",
      note: "declared \(column.declaredType), but holds no ISO dates")
  }

  private static func numeric(
    _ column: DatabaseSchema.TableColumn, name: String, _ sample: ColumnSample
  ) -> DraftType? {
    guard column.affinity != .text, sample.areNumbers else { return nil }
    let declared = ASCIIName.folded(column.declaredType)
    if declared.contains("bool") || declared == "bit" || declared.hasPrefix("tinyint(1)"),
      sample.areFlags || sample.known == 0
    {
      return DraftType(text: "bool")
    }
    if sample.integers == sample.known,
      column.affinity == .integer || (column.affinity == .blob && sample.known > 0)
    {
      return DraftType(text: "integer")
    }
    if column.affinity == .blob, sample.known == 0 { return nil }
    if let digits = declaredDigits(declared) {
      return DraftType(text: "decimal(\(digits))", note: moneyNote(name))
    }
    if isMoney(name) { return DraftType(text: "decimal(2)", note: moneyNote(name)) }
    return DraftType(text: "number")
  }

  private static func textual(_ name: String, isKey: Bool, _ sample: ColumnSample) -> DraftType {
    let isCode =
      isKey || (sample.known > 0 && sample.texts == 0)
      || has(
        name,
        [
          "id", "code", "number", "no", "nr", "phone", "mobile", "fax", "email", "zip", "postal", "sku",
          "url",
        ])
    var type = DraftType(text: isCode ? "code" : "text")
    if let values = sample.enumLike, !isKey {
      type.note = "few values, perhaps an enum: " + values.map(SourceText.quoted).joined(separator: ", ")
    }
    return type
  }

  /// `decimal(10,2)` → 2
  private static func declaredDigits(_ declared: String) -> Int? {
    guard declared.hasPrefix("decimal") || declared.hasPrefix("numeric"),
      let comma = declared.firstIndex(of: ","), let end = declared.lastIndex(of: ")"), comma < end
    else { return nil }
    let digits = declared[declared.index(after: comma)..<end].filter { $0 != " " }
    return Int(digits).flatMap { (0...18).contains($0) ? $0 : nil }
  }

  private static func moneyNote(_ name: String) -> String? {
    isMoney(name) ? "money? then `money(USD)` or another currency" : nil
  }

  private static func isMoney(_ name: String) -> Bool {
    has(
      name,
      [
        "price", "amount", "cost", "total", "subtotal", "limit", "fee", "salary", "revenue", "freight",
        "msrp",
        "balance", "budget", "paid", "payment", "sum", "value", "tax", "wage", "sales",
      ])
  }

  /// One of the words is a word of the snake-cased name.
  private static func has(_ name: String, _ words: [String]) -> Bool {
    name.split(separator: "_").contains { part in words.contains { part == $0 || part == $0 + "s" } }
  }
}
