import RapportValues

/// Writes the cells of one column of one batch. The type is looked at once per batch, not once per cell.
class CellWriter {
  private let missing: [Bool]?
  private let missingText: StaticString

  init(missing: [Bool]?, missingText: StaticString) {
    self.missing = missing
    self.missingText = missingText
  }

  @inline(__always) final func append(_ row: Int, to out: inout OutputBuffer) {
    if let missing, missing[row] {
      out.append(missingText)
    } else {
      write(row, to: &out)
    }
  }

  /// Writes a row that is known.
  func write(_ row: Int, to out: inout OutputBuffer) {}

  /// The writers for the innermost loops, which cannot afford two reference counts per cell.
  static func withUnretained<Result>(
    _ cells: [CellWriter], _ body: (UnsafeBufferPointer<Unmanaged<CellWriter>>) throws -> Result
  ) rethrows -> Result {
    let references = cells.map { Unmanaged.passUnretained($0) }
    return try withExtendedLifetime(cells) { try references.withUnsafeBufferPointer(body) }
  }

  /// The writer for a column in a format.
  static func make<Encoding: CellEncoding>(_ column: Column, _ encoding: Encoding.Type) -> CellWriter {
    switch column.storage {
    case .int64(let values): makeDiscrete(values, column, encoding)
    case .float(let values): FloatCells<Encoding>(values, column)
    case .text(let values): TextCells<Encoding>(values, column)
    case .list(let values):
      encoding.isJSON
        ? JSONListCells(values, make(values.elements, encoding), column, encoding)
        : JoinedListCells<Encoding>(values, column)
    }
  }

  private static func makeDiscrete<Encoding: CellEncoding>(
    _ values: [Int64], _ column: Column, _ encoding: Encoding.Type
  ) -> CellWriter {
    switch column.type {
    case .bool: BoolCells(values, column, encoding)
    case .decimal(let scale, let currency):
      DecimalCells(values, column, encoding, scale: scale, currency: currency)
    case .day: DayCells(values, column, encoding)
    case .dateTime: DateTimeCells(values, column, encoding)
    case .enumeration(let names): EnumCells<Encoding>(values, column, names: names)
    case .period(let unit): PeriodCells(values, column, encoding, unit: unit)
    case .integer, .days, .float, .text, .code, .list: IntegerCells(values, column, encoding)
    }
  }
}

/// Cells of the storage that all discrete types share.
class DiscreteCells: CellWriter {
  final let values: [Int64]
  private final let quote: UInt8?

  init<Encoding: CellEncoding>(_ values: [Int64], _ column: Column, _ encoding: Encoding.Type) {
    self.values = values
    quote = encoding.quote
    super.init(missing: column.missing, missingText: encoding.missing)
  }

  /// Writes at most 62 bytes of plain text, in quotes where the format wants them.
  @inline(__always) final func quoted(
    _ out: inout OutputBuffer, _ write: (UnsafeMutablePointer<UInt8>) -> Int
  ) {
    let target = out.reserve(NumberText.longest)
    guard let quote else { return out.advance(write(target)) }
    target[0] = quote
    let count = write(target + 1)
    target[count + 1] = quote
    out.advance(count + 2)
  }
}

final class IntegerCells: DiscreteCells {
  override func write(_ row: Int, to out: inout OutputBuffer) {
    out.advance(NumberText.write(values[row], to: out.reserve(NumberText.longest)))
  }
}

final class BoolCells: DiscreteCells {
  override func write(_ row: Int, to out: inout OutputBuffer) {
    out.append(values[row] != 0 ? "true" : "false")
  }
}

final class DayCells: DiscreteCells {
  override func write(_ row: Int, to out: inout OutputBuffer) {
    let day = Day(clamping: values[row])
    quoted(&out) { target in
      day.write(to: target)
      return 10
    }
  }
}

final class DateTimeCells: DiscreteCells {
  override func write(_ row: Int, to out: inout OutputBuffer) {
    let moment = DateTime(seconds: values[row])
    quoted(&out) { moment.write(to: $0) }
  }
}

final class PeriodCells: DiscreteCells {
  private let unit: PeriodUnit

  init<Encoding: CellEncoding>(
    _ values: [Int64], _ column: Column, _ encoding: Encoding.Type, unit: PeriodUnit
  ) {
    self.unit = unit
    super.init(values, column, encoding)
  }

  override func write(_ row: Int, to out: inout OutputBuffer) {
    let start = Day(clamping: values[row])
    quoted(&out) { Period.writeName(of: unit, start: start, to: $0) }
  }
}
