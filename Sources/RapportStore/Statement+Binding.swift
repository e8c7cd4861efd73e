import CSQLite
package import RapportValues

extension Statement {
  /// Binds the values to the parameters in order; there must be as many.
  package func bind(_ values: [Value]) throws {
    let expected = Int(sqlite3_bind_parameter_count(handle))
    guard values.count == expected else {
      throw StoreError(.statement, "a statement with \(expected) parameters got \(values.count) values")
    }
    for (position, value) in values.enumerated() { try bind(value, at: position + 1) }
  }

  /// Binds one value; positions count from 1.
  package func bind(_ value: Value, at position: Int) throws {
    let index = Int32(clamping: position)
    let result =
      switch value {
      case .missing: sqlite3_bind_null(handle, index)
      case .bool(let flag): sqlite3_bind_int64(handle, index, flag ? 1 : 0)
      case .integer(let number), .days(let number): sqlite3_bind_int64(handle, index, number)
      case .decimal(let number): bind(number, index)
      case .float(let number): sqlite3_bind_double(handle, index, number)
      case .text(let text): bind(text, index)
      case .day(let day), .period(_, start: let day): bind(day.description, index)
      case .dateTime(let moment): bind(moment.description, index)
      case .list: throw StoreError(.statement, "a list cannot be a parameter of a statement")
      }
    guard result == SQLITE_OK else { throw connection.error(result) }
  }

  /// A decimal meets other people's numbers: whole ones as integers, others as the nearest binary number.
  private func bind(_ number: Decimal, _ index: Int32) -> Int32 {
    if let whole = number.rescaled(to: 0), whole.toDouble() == number.toDouble(),
      let small = Int64(exactly: whole.unscaled)
    {
      return sqlite3_bind_int64(handle, index, small)
    }
    return sqlite3_bind_double(handle, index, number.toDouble())
  }

  private func bind(_ text: String, _ index: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty buffer may have no address, which SQLite would take for NULL.
        guard let start = characters.baseAddress else {
          return rapport_sqlite3_bind_text(handle, index, "", 0)
        }
        return rapport_sqlite3_bind_text(handle, index, start, Int32(clamping: characters.count))
      }
    }
  }
}
