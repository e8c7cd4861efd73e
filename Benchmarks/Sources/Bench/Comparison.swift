/// Whether two answers are the same: equal rows in equal order.
///
/// Texts must be equal byte for byte. Numbers may differ in their last binary digits. A reference column
/// whose name ends in `_fen` holds hundredths of Rapport's yuan; means are compared to the rounding of
/// Rapport's two decimals.
enum Comparison {
  /// Nil when they are equal, else the first difference.
  ///
  /// - Parameter isSameUnit: both sides hold fen.
  static func difference(_ ours: CSVTable, _ theirs: CSVTable, isSameUnit: Bool = false) -> String? {
    if ours.header.count != theirs.header.count {
      return "\(ours.header.count) columns, the reference has \(theirs.header.count)"
    }
    for row in 0..<min(ours.rows, theirs.rows) {
      for column in ours.header.indices {
        let (a, b) = (ours.cell(row, column), theirs.cell(row, column))
        if !isEqual(a, b, isFen: !isSameUnit && theirs.header[column].hasSuffix("_fen")) {
          return
            "row \(row + 1), `\(ours.header[column])`: \(a.isEmpty ? "missing" : a), the reference has \(b)"
        }
      }
    }
    return ours.rows == theirs.rows ? nil : "\(ours.rows) rows, the reference has \(theirs.rows)"
  }

  static func isEqual(_ ours: String, _ theirs: String, isFen: Bool) -> Bool {
    if ours == theirs, !isFen || ours.isEmpty || ours == "0" { return true }
    guard let a = Double(ours), let b = Double(theirs) else { return false }
    if isFen { return abs(a * 100 - b) <= max(abs(b) * 1e-12, 0.5001) }
    return abs(a - b) <= max(abs(a), abs(b)) * 1e-12
  }
}
