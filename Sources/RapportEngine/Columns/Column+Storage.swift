import RapportValues

extension Column {
  /// The values of a discrete column.
  func int64Values() throws -> [Int64] {
    guard case .int64(let values) = storage else {
      throw EvaluationError.mismatch("a column of whole numbers was expected, not \(type)")
    }
    return values
  }

  func floatValues() throws -> [Double] {
    guard case .float(let values) = storage else {
      throw EvaluationError.mismatch("a column of floats was expected, not \(type)")
    }
    return values
  }

  func textValues() throws -> TextStorage {
    guard case .text(let values) = storage else {
      throw EvaluationError.mismatch("a column of text was expected, not \(type)")
    }
    return values
  }

  func listValues() throws -> ListStorage {
    guard case .list(let values) = storage else {
      throw EvaluationError.mismatch("a column of lists was expected, not \(type)")
    }
    return values
  }

  /// Whether it can stand where a column of this type is promised.
  func fits(_ type: ValueType, count: Int) -> Bool {
    guard self.count == count, missing.map({ $0.count == count }) ?? true else { return false }
    switch (storage, type.storageKind) {
    case (.int64, .int64), (.float, .float), (.text, .text), (.list, .list): return true
    default: return false
    }
  }
}

extension ValueType {
  /// Digits after the point of an exact number; nil for everything that is not one.
  var exactScale: Int? {
    switch self {
    case .integer, .days: 0
    case .decimal(let scale, _): scale
    default: nil
    }
  }

  var isFloat: Bool {
    if case .float = self { true } else { false }
  }

  /// The number of declared values of an enum, which are those that have a rank; nil for other types.
  var rankedCount: Int64? {
    if case .enumeration(let type) = self { Int64(type.names.count) } else { nil }
  }

  /// Stored as one word: everything but text and lists.
  var isWord: Bool {
    switch storageKind {
    case .int64, .float: true
    case .text, .list: false
    }
  }
}
