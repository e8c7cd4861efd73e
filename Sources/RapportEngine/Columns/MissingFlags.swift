/// Flags of missing rows: nil stands for none.
typealias MissingFlags = [Bool]?

/// The rows missing on either side; a constant's single flag stands for every row.
func union(_ left: MissingFlags, _ right: MissingFlags) -> MissingFlags {
  guard let left else { return right }
  guard let right else { return left }
  let count = min(left.count, right.count)
  return left.withUnsafeBufferPointer { a in
    right.withUnsafeBufferPointer { b in
      [Bool](unsafeUninitializedCapacity: count) { target, filled in
        for row in 0..<count { target.initializeElement(at: row, to: a[row] || b[row]) }
        filled = count
      }
    }
  }
}

/// Nil if no flag is set.
func normalized(_ flags: MissingFlags) -> MissingFlags {
  guard let flags, flags.contains(true) else { return nil }
  return flags
}

/// Clears the rows of a condition whose value is missing.
func clear(_ mask: inout [Bool], where missing: MissingFlags) {
  guard let missing else { return }
  missing.withUnsafeBufferPointer { flags in
    mask.withUnsafeMutableBufferPointer { mask in
      for row in 0..<min(flags.count, mask.count) { mask[row] = mask[row] && !flags[row] }
    }
  }
}
