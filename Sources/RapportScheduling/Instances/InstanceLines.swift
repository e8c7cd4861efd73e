/// The words of a text, line by line.
struct InstanceLines {
  private var lines: [(number: Int, words: [Substring])] = []
  private var next = 0
  /// Of the line that was read last.
  private(set) var number = 0

  init(_ text: String) {
    var count = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      count += 1
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
      if !words.isEmpty { lines.append((count, words)) }
    }
    number = count
  }

  var isAtEnd: Bool { next >= lines.count }

  /// The words of the next line that has any.
  mutating func words(_ what: String) throws(InstanceError) -> [Substring] {
    guard next < lines.count else { throw InstanceError("the text ends where \(what) should be", line: number) }
    number = lines[next].number
    next += 1
    return lines[next - 1].words
  }

  /// A line of numbers, of which there are at least so many.
  mutating func numbers(_ least: Int, _ what: String) throws(InstanceError) -> [Double] {
    let words = try words(what)
    var numbers: [Double] = []
    for word in words {
      guard let number = Double(word), number.isFinite, abs(number) <= 1e12 else {
        throw InstanceError("`\(word.prefix(40))` is no number; \(what) is expected", line: self.number)
      }
      numbers.append(number)
    }
    guard numbers.count >= least else {
      throw InstanceError("\(numbers.count) numbers, and \(what) has at least \(least)", line: number)
    }
    return numbers
  }

  /// A whole number in a range.
  func whole(_ number: Double, _ range: ClosedRange<Int>, _ what: String) throws(InstanceError) -> Int {
    guard let whole = Int(exactly: number), range.contains(whole) else {
      throw InstanceError("\(what) is a whole number from \(range.lowerBound) to \(range.upperBound)", line: self.number)
    }
    return whole
  }

  func atLeastZero(_ number: Double, _ what: String) throws(InstanceError) -> Double {
    guard number >= 0 else { throw InstanceError("\(what) is a number from 0 on", line: self.number) }
    return number
  }

  /// The next line begins with a number.
  var isAtNumber: Bool { next < lines.count && lines[next].words.first.flatMap { Double($0) } != nil }
}
