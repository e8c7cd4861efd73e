import RapportValues

/// Numbers as documents write them.
package enum Digits {
  /// "07"
  static func two(_ number: Int) -> String { (number >= 0 && number < 10 ? "0" : "") + String(number) }

  /// Minutes after midnight as "09:05"; beyond midnight the hours go on: "24:30".
  package static func clock(_ minutes: Int) -> String {
    let minutes = max(minutes, 0)
    return two(minutes / 60) + ":" + two(minutes % 60)
  }

  /// Rounded to so many digits behind the point.
  package static func fixed(_ value: Double, _ places: Int) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NumberText.longest) { buffer in
      guard value.isFinite, let base = buffer.baseAddress else { return "0" }
      let count = NumberText.write(value == 0 ? 0 : value, places: places, to: base)
      return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }
  }

  /// Degrees, to about a tenth of a metre.
  package static func degrees(_ value: Double) -> String { fixed(value, 6) }

  /// "20261130"
  static func compact(_ day: Day) -> String { String(day.description.filter { $0 != "-" }) }
}
