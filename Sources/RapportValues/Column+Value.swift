/// Single values in and out of a column; for literals and cells handed out, not for inner loops.
extension Column {
  /// The value in a row; missing for a row that does not exist. An enum value is its name.
  public func value(at row: Int) -> Value {
    guard row >= 0, row < count, !isMissing(row) else { return .missing }
    switch storage {
    case .int64(let values): return type.value(stored: values[row])
    case .float(let values): return .float(values[row])
    case .text(let values): return .text(values[row])
    case .list(let values):
      let elements = values.elements
      return .list(values.range(of: row).map { elements.value(at: $0) })
    }
  }

  /// Appends the written form of the value in a row: all digits of decimals, ISO dates; nothing if missing.
  package func appendText(at row: Int, to bytes: inout [UInt8]) {
    guard row >= 0, row < count, !isMissing(row) else { return }
    switch (storage, type) {
    case (.text(let values), _): values.withBytes(row) { bytes.append(contentsOf: $0) }
    case (.int64(let values), .integer), (.int64(let values), .days):
      NumberText.append(values[row], to: &bytes)
    case (.int64(let values), .decimal(let scale, _)):
      NumberText.append(decimal: values[row], scale: scale, to: &bytes)
    case (.float(let values), _): NumberText.append(values[row], to: &bytes)
    default: bytes.append(contentsOf: value(at: row).written.utf8)
    }
  }

  /// No rows.
  package init(emptyOf type: ValueType) {
    self.init(repeating: .missing, type: type, count: 0)
  }

  /// The same value in `count` rows; missing if it does not fit the type.
  package init(repeating value: Value, type: ValueType, count: Int) {
    var single = ColumnBuilder(type: type)
    single.append(value)
    self = single.finish().repeated(count)
  }

  /// The first row, `count` times.
  private func repeated(_ count: Int) -> Column {
    let flags = isMissing(0) && count > 0 ? [Bool](repeating: true, count: count) : nil
    switch storage {
    case .int64(let values):
      let values = [Int64](repeating: values.first ?? 0, count: count)
      return Column(type: type, storage: .int64(values), missing: flags)
    case .float(let values):
      let values = [Double](repeating: values.first ?? 0, count: count)
      return Column(type: type, storage: .float(values), missing: flags)
    case .text, .list:
      return gather([Int](repeating: 0, count: count))
    }
  }

  /// The bytes of a text row; nil for a missing row and for columns that hold no text.
  package func withBytes<Result>(
    _ row: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    guard case .text(let values) = storage, !isMissing(row) else { return nil }
    return try values.withBytes(row, body)
  }
}

extension ValueType {
  /// The value a discrete column's stored integer stands for.
  package func value(stored: Int64) -> Value {
    switch self {
    case .bool: .bool(stored != 0)
    case .decimal(let scale, _): .decimal(Decimal(unscaled: Int128(stored), scale: scale))
    case .day: .day(Day(clamping: stored))
    case .dateTime: .dateTime(DateTime(seconds: stored))
    case .enumeration(let type): .text(type.text(at: stored))
    case .days: .days(stored)
    case .period(let unit): .period(unit, start: Day(clamping: stored))
    case .integer, .float, .text, .code, .list: .integer(stored)
    }
  }

  /// The integer a discrete column stores for a value; nil if the value does not fit the type. A decimal is
  /// rounded to the type's scale.
  package func stored(_ value: Value) -> Int64? {
    switch (self, value) {
    case (.bool, .bool(let flag)): flag ? 1 : 0
    case (.integer, .integer(let number)), (.days, .days(let number)): number
    case (.integer, .decimal(let number)):
      number.rescaled(to: 0).flatMap { $0 == number ? Int64(exactly: $0.unscaled) : nil }
    case (.decimal(let scale, _), .integer(let number)): Decimal(number).stored(scale: scale)
    case (.decimal(let scale, _), .decimal(let number)): number.stored(scale: scale)
    case (.decimal(let scale, _), .float(let number)):
      Decimal(rounding: number, places: scale).flatMap { Int64(exactly: $0.unscaled) }
    case (.day, .day(let day)): Int64(day.number)
    case (.day, .dateTime(let moment)): Int64(moment.day.number)
    case (.dateTime, .dateTime(let moment)): moment.seconds
    case (.dateTime, .day(let day)): day.midnight.seconds
    case (.enumeration(let type), .text(let name)): type.index(of: name)
    case (.period(let unit), .period(let other, let start)): unit == other ? Int64(start.number) : nil
    case (.period(let unit), .day(let day)): Int64(day.startOf(unit).number)
    default: nil
    }
  }
}
