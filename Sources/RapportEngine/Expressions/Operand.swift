import RapportValues

/// The result of a node over a batch: a value per row, or one value that stands for every row.
struct Operand {
  var column: Column
  /// The column has one row.
  var isConstant = false

  /// A value per row.
  func expanded(to count: Int) -> Column {
    guard isConstant else { return column }
    return column.gather([Int](repeating: 0, count: count))
  }

  /// The missing rows; for a constant one flag.
  var missing: MissingFlags { column.missing }

  /// Whether it is a constant without a value.
  var isMissingConstant: Bool { isConstant && column.isMissing(0) }

  func integers(_ count: Int) throws -> Lane<Int64> {
    try Lane(column.int64Values(), isConstant: isConstant, count: count)
  }

  func floats(_ count: Int) throws -> Lane<Double> {
    try Lane(column.floatValues(), isConstant: isConstant, count: count)
  }

  func texts(_ count: Int) throws -> TextLane {
    try TextLane(column.textValues(), isConstant: isConstant, count: count)
  }
}

/// Numbers of one operand, checked to be as many as the loop over them needs.
struct Lane<Element: BitwiseCopyable> {
  let values: [Element]
  let isConstant: Bool

  init(_ values: [Element], isConstant: Bool, count: Int) throws {
    guard values.count >= (isConstant ? 1 : count) else {
      throw EvaluationError.mismatch("a column has fewer rows than its batch")
    }
    self.values = values
    self.isConstant = isConstant
  }

  /// One result per row; for a constant one.
  @inline(__always)
  func map<Result: BitwiseCopyable>(_ count: Int, _ body: (Element) -> Result) -> [Result] {
    let count = isConstant ? 1 : count
    return values.withUnsafeBufferPointer { source in
      [Result](unsafeUninitializedCapacity: count) { target, filled in
        for row in 0..<count { target.initializeElement(at: row, to: body(source[row])) }
        filled = count
      }
    }
  }
}

/// Texts of one operand.
struct TextLane {
  let texts: TextStorage
  let isConstant: Bool

  init(_ texts: TextStorage, isConstant: Bool, count: Int) throws {
    guard texts.count >= (isConstant ? 1 : count) else {
      throw EvaluationError.mismatch("a column has fewer rows than its batch")
    }
    self.texts = texts
    self.isConstant = isConstant
  }

  /// Calls `body` with the bytes of each row.
  @inline(__always)
  func forEach(_ count: Int, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    texts.bytes.withUnsafeBufferPointer { bytes in
      texts.offsets.withUnsafeBufferPointer { offsets in
        for row in 0..<count {
          let index = isConstant ? 0 : row
          body(row, UnsafeBufferPointer(rebasing: bytes[offsets[index]..<offsets[index &+ 1]]))
        }
      }
    }
  }

  /// Calls `body` with the bytes of each row of two operands.
  @inline(__always)
  func forEach(
    with other: TextLane, _ count: Int,
    _ body: (Int, UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    other.texts.bytes.withUnsafeBufferPointer { bytes in
      other.texts.offsets.withUnsafeBufferPointer { offsets in
        forEach(count) { row, left in
          let index = other.isConstant ? 0 : row
          body(row, left, UnsafeBufferPointer(rebasing: bytes[offsets[index]..<offsets[index &+ 1]]))
        }
      }
    }
  }
}

/// One result per row from two operands; one in all if both are constants.
@inline(__always)
func zipLanes<A: BitwiseCopyable, B: BitwiseCopyable, Result: BitwiseCopyable>(
  _ left: Lane<A>, _ right: Lane<B>, _ count: Int, _ body: (A, B) -> Result
) -> [Result] {
  left.values.withUnsafeBufferPointer { a in
    right.values.withUnsafeBufferPointer { b in
      let count = left.isConstant && right.isConstant ? 1 : count
      return [Result](unsafeUninitializedCapacity: count) { target, filled in
        filled = count
        if right.isConstant {
          let constant = b[0]
          if left.isConstant {
            target.initializeElement(at: 0, to: body(a[0], constant))
          } else {
            for row in 0..<count { target.initializeElement(at: row, to: body(a[row], constant)) }
          }
        } else if left.isConstant {
          let constant = a[0]
          for row in 0..<count { target.initializeElement(at: row, to: body(constant, b[row])) }
        } else {
          for row in 0..<count { target.initializeElement(at: row, to: body(a[row], b[row])) }
        }
      }
    }
  }
}
