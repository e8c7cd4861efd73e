/// Memory of a search, which is taken once and read without checks of bounds.
extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  static func copy(_ array: [Pointee]) -> Self {
    let pointer = Self.allocate(capacity: max(array.count, 1))
    pointer.initialize(from: array, count: array.count)
    return pointer
  }

  static func filled(_ count: Int, _ value: Pointee) -> Self {
    let pointer = Self.allocate(capacity: count)
    pointer.initialize(repeating: value, count: count)
    return pointer
  }
}

extension TravelMatrix {
  /// The ways to each place, row by row: the buffer of the ways from each where there and back are equally long.
  func reversedBuffer(_ buffer: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<Double> {
    let isSymmetric = (0..<count).allSatisfy { from in
      (0..<from).allSatisfy { buffer[from * count + $0] == buffer[$0 * count + from] }
    }
    if isSymmetric { return buffer }
    let reversed = UnsafeMutablePointer<Double>.allocate(capacity: max(count * count, 1))
    for from in 0..<count {
      for to in 0..<count { reversed.advanced(by: to * count + from).initialize(to: buffer[from * count + to]) }
    }
    return reversed
  }
}
