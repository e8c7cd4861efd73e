import RapportValues

/// Exact decimals: money rounded once, half away from zero, to the currency's digits; others with all digits of their
/// type.
final class DecimalCells: DiscreteCells {
  private let scale: Int
  /// The digits it is shown with.
  private let places: Int

  init<Encoding: CellEncoding>(
    _ values: [Int64], _ column: Column, _ encoding: Encoding.Type, scale: Int, currency: Currency?
  ) {
    self.scale = scale
    self.places = currency?.minorDigits ?? scale
    super.init(values, column, encoding)
  }

  override func write(_ row: Int, to out: inout OutputBuffer) {
    let value = values[row]
    if places != scale { return writeMoney(value, places: places, to: &out) }
    let target = out.reserve(NumberText.longest)
    out.advance(NumberText.write(decimal: value, scale: scale, to: target))
  }

  private func writeMoney(_ value: Int64, places: Int, to out: inout OutputBuffer) {
    let exact = Decimal(unscaled: Int128(value), scale: scale)
    // At most three more digits on an Int64 always fit.
    let rounded = exact.rescaled(to: places) ?? exact
    if let stored = Int64(exactly: rounded.unscaled) {
      let target = out.reserve(NumberText.longest)
      out.advance(NumberText.write(decimal: stored, scale: rounded.scale, to: target))
    } else {
      var digits: [UInt8] = []
      rounded.append(to: &digits)
      out.append(digits)
    }
  }
}

/// Floating point: money rounded through its shortest text, others as the shortest text that reads back.
final class FloatCells<Encoding: CellEncoding>: CellWriter {
  private let values: [Double]
  private let places: Int?

  init(_ values: [Double], _ column: Column) {
    self.values = values
    self.places = column.type.currency?.minorDigits
    super.init(missing: column.missing, missingText: Encoding.missing)
  }

  override func write(_ row: Int, to out: inout OutputBuffer) {
    let value = values[row]
    // JSON and SQL have no infinities.
    if Encoding.quote != nil, !value.isFinite { return out.append(Encoding.missing) }
    let target = out.reserve(NumberText.longest)
    if let places {
      out.advance(NumberText.write(value, places: places, to: target))
    } else {
      out.advance(NumberText.write(value, to: target))
    }
  }
}
