/// Rows over several columns as keys of groups, joins, `distinct` and set clauses: exact, missing equals
/// missing.
///
/// Columns whose rows are compared with another set's must have the same types, decimals the same scale.
package struct RowKeys: Sendable {
  package let columns: [Column]
  package let count: Int
  /// One hash per row; equal rows have equal hashes, also across columns of the same types.
  package let hashes: [UInt64]

  package init(columns: [Column], count: Int) {
    self.columns = columns
    self.count = count
    var hashes = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: count)
    for column in columns { column.mixHashes(into: &hashes) }
    self.hashes = hashes
  }

  package func isEqual(_ left: Int, _ right: Int) -> Bool { isEqual(left, self, right) }

  package func isEqual(_ left: Int, _ other: RowKeys, _ right: Int) -> Bool {
    guard hashes[left] == other.hashes[right], columns.count == other.columns.count else { return false }
    for (column, otherColumn) in zip(columns, other.columns)
    where !column.isEqual(left, otherColumn, right) {
      return false
    }
    return true
  }

  /// Whether any part of the key is missing; such rows never join.
  package func hasMissing(_ row: Int) -> Bool { columns.contains { $0.isMissing(row) } }
}

extension Column {
  /// Mixes each row's value into its hash.
  package func mixHashes(into hashes: inout [UInt64]) {
    let count = min(count, hashes.count)
    // A missing row's stored value is unspecified and must not reach the hash.
    let before = missing == nil ? [] : hashes
    hashes.withUnsafeMutableBufferPointer { hashes in
      switch storage {
      case .int64(let values):
        for row in 0..<count { hashes[row] = Column.mix(hashes[row], UInt64(bitPattern: values[row])) }
      case .float(let values):
        for row in 0..<count { hashes[row] = Column.mix(hashes[row], Column.bits(of: values[row])) }
      case .text(let values):
        values.bytes.withUnsafeBytes { bytes in
          for row in 0..<count {
            let range = values.offsets[row]..<values.offsets[row + 1]
            hashes[row] = Column.mix(hashes[row], bytes, range)
          }
        }
      case .list(let values):
        Column.mix(values, count: count, into: hashes)
      }
      guard let missing else { return }
      for row in 0..<count where missing[row] {
        hashes[row] = Column.mix(before[row], 0x2545_F491_4F6C_DD1D)
      }
    }
  }

  private static func mix(
    _ values: ListStorage, count: Int, into hashes: UnsafeMutableBufferPointer<UInt64>
  ) {
    let elements = values.elements
    var elementHashes = [UInt64](repeating: 0, count: elements.count)
    elements.mixHashes(into: &elementHashes)
    for row in 0..<count {
      let range = values.range(of: row)
      hashes[row] = mix(hashes[row], UInt64(range.count))
      for position in range { hashes[row] = mix(hashes[row], elementHashes[position]) }
    }
  }

  /// One step of a multiply-and-fold hash: both halves of the 128-bit product.
  @inline(__always) static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(
      by: word ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low ^ (hash << 7 | hash >> 57)
  }

  private static func mix(_ hash: UInt64, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64 {
    var result = mix(hash, UInt64(range.count))
    var position = range.lowerBound
    while position &+ 8 <= range.upperBound {
      result = mix(result, bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position &+= 8
    }
    guard position < range.upperBound else { return result }
    var tail: UInt64 = 0
    while position < range.upperBound {
      tail = tail << 8 | UInt64(bytes[position])
      position &+= 1
    }
    return mix(result, tail)
  }

  /// Equal numbers have equal bits: one zero, one not-a-number.
  @inline(__always) static func bits(of value: Double) -> UInt64 {
    if value == 0 { return 0 }
    return value.isNaN ? Double.nan.bitPattern : value.bitPattern
  }
}
