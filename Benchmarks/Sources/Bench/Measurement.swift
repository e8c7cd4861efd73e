/// What one run took.
struct Measurement {
  /// Wall-clock time by the program's own timer.
  var seconds: Double
  /// Processor time, user and system, of all threads.
  var processor: Double
}

extension [Double] {
  /// The middle value; of an even count the mean of the two in the middle.
  var median: Double {
    if isEmpty { return .nan }
    let sorted = self.sorted()
    let middle = count / 2
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
