import RapportValues

extension Column {
  /// Plain numbers.
  static func numbers(_ values: [Double]) -> Column {
    Column(type: .float(currency: nil), storage: .float(values))
  }

  /// Plain numbers, some of them missing.
  static func numbers(_ values: [Double?]) -> Column {
    Column(
      type: .float(currency: nil), storage: .float(values.map { $0 ?? 0 }),
      missing: normalized(values.map { $0 == nil }))
  }

  static func counts(_ values: [Int64]) -> Column { Column(type: .integer, storage: .int64(values)) }
}
