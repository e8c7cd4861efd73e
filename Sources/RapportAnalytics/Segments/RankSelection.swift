/// Brings the values of a few ranks to their places, as sorting would, in linear time on average.
enum RankSelection {
  /// Below this many values sorting is as fast.
  private static let few = 64

  /// - Parameter ranks: ascending, all of them places of `values`, which are finite.
  static func place(_ values: inout [Double], ranks: [Int]) {
    values.withUnsafeMutableBufferPointer { values in
      var start = 0
      for rank in ranks where values.indices.contains(rank) {
        // What stands before a rank that was placed is smaller and need not be looked at again.
        place(values, rank, from: min(start, rank))
        start = rank
      }
    }
  }

  private static func place(_ values: UnsafeMutableBufferPointer<Double>, _ rank: Int, from first: Int) {
    var (low, high) = (first, values.count - 1)
    var attempts = 0
    while high - low >= few {
      attempts += 1
      // Against input made to defeat the choice of the middle: then sorting.
      if attempts > 200 { break }
      let pivot = middle(values[low], values[low + (high - low) / 2], values[high])
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        return
      }
    }
    guard low < high else { return }
    var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
    rest.sort()
  }

  private static func middle(_ a: Double, _ b: Double, _ c: Double) -> Double { max(min(a, b), min(max(a, b), c)) }
}
