/// Taking rows out of a column.
extension Column {
  /// The rows at `indexes`, in that order. An index outside the column (−1 by convention) gives a missing
  /// row, as an outer join needs.
  package func gather(_ indexes: [Int]) -> Column {
    let flags = gatherMissing(indexes)
    switch storage {
    case .int64(let values):
      return Column(type: type, storage: .int64(Column.gather(values, indexes, absent: 0)), missing: flags)
    case .float(let values):
      return Column(type: type, storage: .float(Column.gather(values, indexes, absent: 0)), missing: flags)
    case .text(let values):
      return Column(type: type, storage: .text(values.gather(indexes)), missing: flags)
    case .list(let values):
      return Column(type: type, storage: .list(values.gather(indexes)), missing: flags)
    }
  }

  /// The same for many rows; `check` may end it.
  package func gather(_ indexes: [Int], check: Check) rethrows -> Column {
    var parts: [Column] = []
    try inPieces(indexes.count, check) { parts.append(gather(Array(indexes[$0]))) }
    return try Column.concatenate(parts, type: type, check: check)
  }

  private static func gather<Element>(
    _ values: [Element], _ indexes: [Int], absent: Element
  ) -> [Element] {
    values.withUnsafeBufferPointer { source in
      [Element](unsafeUninitializedCapacity: indexes.count) { target, count in
        var position = 0
        for index in indexes {
          let isInside = UInt(bitPattern: index) < UInt(bitPattern: source.count)
          target.initializeElement(at: position, to: isInside ? source[index] : absent)
          position &+= 1
        }
        count = position
      }
    }
  }

  /// Nil if no row is missing.
  private func gatherMissing(_ indexes: [Int]) -> [Bool]? {
    let count = UInt(bitPattern: count)
    if let missing { return Column.gather(missing, indexes, absent: true) }
    guard indexes.contains(where: { UInt(bitPattern: $0) >= count }) else { return nil }
    return indexes.map { UInt(bitPattern: $0) >= count }
  }

  /// The rows whose flag is true.
  package func filter(_ mask: [Bool]) -> Column { gather(Column.indexes(where: mask)) }

  /// Positions of the true flags.
  package static func indexes(where mask: [Bool]) -> [Int] {
    mask.withUnsafeBufferPointer { flags in
      [Int](unsafeUninitializedCapacity: flags.count) { target, count in
        var found = 0
        for position in 0..<flags.count where flags[position] {
          target.initializeElement(at: found, to: position)
          found &+= 1
        }
        count = found
      }
    }
  }

  /// The rows of a range, cut to those that exist.
  package func slice(_ range: Range<Int>) -> Column {
    let rows = range.clamped(to: 0..<count)
    if rows.count == count { return self }
    let flags = missing.map { Array($0[rows]) }
    switch storage {
    case .int64(let values):
      return Column(type: type, storage: .int64(Array(values[rows])), missing: flags)
    case .float(let values):
      return Column(type: type, storage: .float(Array(values[rows])), missing: flags)
    case .text(let values):
      return Column(type: type, storage: .text(values.slice(rows)), missing: flags)
    case .list(let values):
      return Column(type: type, storage: .list(values.slice(rows)), missing: flags)
    }
  }

  /// Columns of one type, one below the other. `type` is the type of the result if there are none; a column
  /// whose storage differs from the type's becomes missing rows.
  package static func concatenate(_ columns: [Column], type: ValueType) -> Column {
    concatenate(columns, type: type, check: {})
  }

  /// The same for many rows; `check` may end it.
  package static func concatenate(
    _ columns: [Column], type: ValueType, check: Check
  ) rethrows -> Column {
    if columns.count == 1, let only = columns.first, only.type == type { return only }
    return Column(
      type: type, storage: try concatenatedStorage(columns, type: type, check),
      missing: try concatenatedMissing(columns, type: type, check))
  }

  /// As `concatenate(_:type:)`, with the type of the first column; nil if there is none.
  package static func concatenate(_ columns: [Column]) -> Column? {
    columns.first.map { concatenate(columns, type: $0.type) }
  }

  private static func concatenatedStorage(
    _ columns: [Column], type: ValueType, _ check: Check
  ) rethrows -> Storage {
    let total = columns.reduce(0) { $0 + $1.count }
    switch type.storageKind {
    case .int64:
      var result: [Int64] = []
      result.reserveCapacity(total)
      for column in columns {
        try check()
        if case .int64(let values) = column.storage {
          result.append(contentsOf: values)
        } else {
          result.append(contentsOf: repeatElement(0, count: column.count))
        }
      }
      return .int64(result)
    case .float:
      var result: [Double] = []
      result.reserveCapacity(total)
      for column in columns {
        try check()
        if case .float(let values) = column.storage {
          result.append(contentsOf: values)
        } else {
          result.append(contentsOf: repeatElement(0, count: column.count))
        }
      }
      return .float(result)
    case .text:
      var result = TextStorage()
      result.reserve(rows: total, bytes: columns.reduce(0) { $0 + $1.textBytes })
      for column in columns {
        try check()
        if case .text(let values) = column.storage {
          result.append(contentsOf: values)
        } else {
          result.append(contentsOf: TextStorage(emptyRows: column.count))
        }
      }
      return .text(result)
    case .list(let elementType):
      let parts = columns.map { column in
        if case .list(let values) = column.storage { return values }
        return ListStorage(
          offsets: [Int](repeating: 0, count: column.count + 1), elements: Column(emptyOf: elementType))
      }
      return .list(try ListStorage.concatenate(parts, elementType: elementType, check: check))
    }
  }

  /// Bytes of all texts.
  private var textBytes: Int {
    if case .text(let values) = storage { values.bytes.count } else { 0 }
  }

  private static func concatenatedMissing(
    _ columns: [Column], type: ValueType, _ check: Check
  ) rethrows -> [Bool]? {
    guard columns.contains(where: { $0.missing != nil || !$0.isStored(as: type) }) else { return nil }
    var flags: [Bool] = []
    flags.reserveCapacity(columns.reduce(0) { $0 + $1.count })
    for column in columns {
      try check()
      if !column.isStored(as: type) {
        flags.append(contentsOf: repeatElement(true, count: column.count))
      } else if let missing = column.missing {
        flags.append(contentsOf: missing)
      } else {
        flags.append(contentsOf: repeatElement(false, count: column.count))
      }
    }
    return flags
  }

  /// Whether the storage is the one the type asks for.
  func isStored(as type: ValueType) -> Bool {
    switch (storage, type.storageKind) {
    case (.int64, .int64), (.float, .float), (.text, .text), (.list, .list): true
    default: false
    }
  }
}
