import RapportThreads

/// A log-likelihood with its gradient; unused places of the gradient are 0.
struct Evaluation: Sendable {
  var value = 0.0
  var gradient = SIMD4<Double>.zero

  static func += (left: inout Evaluation, right: Evaluation) {
    left.value += right.value
    left.gradient += right.gradient
  }
}

/// A log-likelihood of at most four parameters, all positive, which are given by their logarithms.
protocol Objective: Sendable {
  var names: [String] { get }
  /// Customers the likelihood is a sum over.
  var weight: Double { get }
  func evaluate(_ logarithms: SIMD4<Double>) -> Evaluation
}

/// Sums over many rows on all cores, with the same bits whatever their number.
enum ParallelSum {
  private static let chunk = 8192

  /// Adds up `body` over fixed chunks of 0 ..< count in order.
  static func over(_ count: Int, _ body: @escaping @Sendable (Range<Int>) -> Evaluation) -> Evaluation {
    let chunks = (count + chunk - 1) / chunk
    var parts = [Evaluation](repeating: Evaluation(), count: chunks)
    let workers = min(Threads.processors, chunks)
    parts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slots = buffer
      Threads.concurrently(workers) { worker in
        for index in stride(from: worker, to: chunks, by: workers) {
          slots[index] = body(index * chunk..<min(count, (index + 1) * chunk))
        }
      }
    }
    var sum = Evaluation()
    for part in parts { sum += part }
    return sum
  }

  /// Computes a value of each element, in chunks on all cores.
  @inline(__always)
  static func column<Element: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (Element) -> Double
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: elements.count) { buffer, initialized in
      nonisolated(unsafe) let slots = buffer
      let chunks = (elements.count + chunk - 1) / chunk
      let workers = min(Threads.processors, chunks)
      Threads.concurrently(workers) { worker in
        for index in stride(from: worker, to: chunks, by: workers) {
          let rows = index * chunk..<min(elements.count, (index + 1) * chunk)
          elements.withUnsafeBufferPointer { elements in
            for row in rows { slots[row] = body(elements[row]) }
          }
        }
      }
      initialized = elements.count
    }
  }
}

extension Objective {
  /// The sum over the rows of a table, its gradient by the logarithms of the parameters.
  @inline(__always)
  func summed(
    _ count: Int, at values: SIMD4<Double>, _ row: @escaping @Sendable (Int) -> Evaluation
  ) -> Evaluation {
    var sum = ParallelSum.over(count) { rows in
      var sum = Evaluation()
      for index in rows { sum += row(index) }
      return sum
    }
    sum.gradient *= values
    return sum
  }
}
