/// Finding what would stand at a place if values were sorted, without sorting them.
package enum Selection {
  /// The value at `place` of the ascending order and the one after it (itself at the end). `check` may end it.
  package static func neighbours(
    _ values: inout [Double], at place: Int, _ check: () throws -> Void
  ) rethrows -> (Double, Double) {
    try values.withUnsafeMutableBufferPointer { values in
      try select(values, place, from: 0, check)
      var next = values[place]
      if place + 1 < values.count {
        next = values[place + 1]
        for position in (place + 1)..<values.count where precedes(values[position], next) {
          next = values[position]
        }
      }
      return (values[place], next)
    }
  }

  /// Brings the values of a few ranks to their places, as sorting would, in linear time on average.
  ///
  /// - Parameter ranks: ascending.
  static func place(_ values: inout [Double], ranks: [Int]) {
    values.withUnsafeMutableBufferPointer { values in
      var start = 0
      for rank in ranks where values.indices.contains(rank) {
        // What stands before a rank that was placed is smaller and need not be looked at again.
        select(values, rank, from: min(start, rank)) {}
        start = rank
      }
    }
  }

  /// Not-a-number comes last.
  @inline(__always) private static func precedes(_ left: Double, _ right: Double) -> Bool {
    left < right || (right.isNaN && !left.isNaN)
  }

  /// Hoare's selection: afterwards no value from `first` to before `place` is larger and none behind it smaller.
  private static func select(
    _ values: UnsafeMutableBufferPointer<Double>, _ place: Int, from first: Int, _ check: () throws -> Void
  ) rethrows {
    var (low, high) = (first, values.count - 1)
    var rounds = 0
    while low < high {
      rounds += 1
      if rounds > 128 {
        // An order made to defeat the choice of pivots.
        var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
        var compared = 0
        return try rest.sort {
          compared &+= 1
          if compared & 0xFFFF == 0 { try check() }
          return precedes($0, $1)
        }
      }
      if high - low > 1 << 16 { try check() }
      let pivot = median(values[low], values[low + (high - low) / 2], values[high])
      var (left, right) = (low, high)
      while left <= right {
        while precedes(values[left], pivot) { left += 1 }
        while precedes(pivot, values[right]) { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        return
      }
    }
  }

  private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    if precedes(a, b) { return precedes(b, c) ? b : (precedes(a, c) ? c : a) }
    return precedes(a, c) ? a : (precedes(b, c) ? c : b)
  }
}
