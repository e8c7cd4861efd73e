/// How the make-up of key accounts differs from that of all accounts, for one attribute.
///
/// Lift is the share of a value among key accounts ÷ its share among all: above 1, the value is commoner
/// among key accounts. With few accounts of a value lift is chance; read the counts beside it. It shows no
/// cause.
package struct KeyLift: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    /// The number of the value.
    package let value: Int
    package var key = 0
    /// Accounts with the value, key accounts among them.
    package var all = 0
    package var shareOfKey = 0.0
    package var shareOfAll = 0.0
    /// Nil if no account has the value.
    package var lift: Double? { shareOfAll > 0 ? shareOfKey / shareOfAll : nil }
  }

  /// One row for each value; shares are of the accounts whose value is known.
  package let rows: [Row]
  /// Key accounts and all accounts without a value.
  package let missingKey: Int
  package let missingAll: Int

  /// - Parameters:
  ///   - values: The value of each account as a number 0 ..< `valueCount`; nil if unknown.
  ///   - isKey: Whether the account is a key account.
  /// - Throws: `unequalLengths`, `outOfRange`; `empty` if no value is known; `tooFew` if none of a key
  ///   account is.
  package init(values: [Int?], isKey: [Bool], valueCount: Int) throws(MeasureError) {
    try Require.equalLength(values.count, isKey.count)
    var rows = (0..<max(0, valueCount)).map { Row(value: $0) }
    var (missingKey, missingAll) = (0, 0)
    for (account, value) in values.enumerated() {
      let key = isKey[account] ? 1 : 0
      guard let value else {
        missingKey += key
        missingAll += 1
        continue
      }
      guard rows.indices.contains(value) else { throw .outOfRange(row: account, allowed: "the values") }
      rows[value].key += key
      rows[value].all += 1
    }
    let (allKey, all) = rows.reduce((0, 0)) { ($0.0 + $1.key, $0.1 + $1.all) }
    try Require.notEmpty(all)
    guard allKey > 0 else { throw .tooFew(needed: 1, found: 0) }
    for value in rows.indices {
      rows[value].shareOfKey = Double(rows[value].key) / Double(allKey)
      rows[value].shareOfAll = Double(rows[value].all) / Double(all)
    }
    self.rows = rows
    self.missingKey = missingKey
    self.missingAll = missingAll
  }
}
