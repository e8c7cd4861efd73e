extension Day: CustomStringConvertible, LosslessStringConvertible {
  /// ISO 8601: `2026-01-31`.
  public var description: String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      write(to: base)
      return String(decoding: UnsafeBufferPointer(start: base, count: 10), as: UTF8.self)
    }
  }

  public init?(_ description: String) { self.init(iso: description) }

  /// Exactly `YYYY-MM-DD`.
  public init?(iso text: String) {
    var text = text
    guard let day = text.withUTF8({ Day(iso: $0) }) else { return nil }
    self = day
  }

  /// Exactly `YYYY-MM-DD`, as UTF-8.
  package init?(iso bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10, let day = Day.leading(bytes) else { return nil }
    self = day
  }

  /// The date of `YYYY-MM-DD` or of a date and time (`2026-01-31 09:30:00.5`, `2026-01-31T09:30`), as other
  /// programs store it; a zone, if there is one, is not applied.
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    guard let day = leading(bytes) else { return nil }
    return bytes.count == 10 || ClockText.parse(bytes, from: 10) != nil ? day : nil
  }

  /// The date in the first ten bytes.
  static func leading(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let century = ClockText.twoDigits(bytes, 0), let years = ClockText.twoDigits(bytes, 2),
      let month = ClockText.twoDigits(bytes, 5), let day = ClockText.twoDigits(bytes, 8)
    else { return nil }
    return Day(year: century * 100 + years, month: month, day: day)
  }

  /// Writes the ten bytes of `2026-01-31`.
  package func write(to target: UnsafeMutablePointer<UInt8>) {
    let (year, month, day) = Day(clamping: Int64(number)).components
    NumberText.writeTwoDigits(year / 100, to: target)
    NumberText.writeTwoDigits(year % 100, to: target + 2)
    target[4] = UInt8(ascii: "-")
    NumberText.writeTwoDigits(month, to: target + 5)
    target[7] = UInt8(ascii: "-")
    NumberText.writeTwoDigits(day, to: target + 8)
  }

  /// Appends `2026-01-31`.
  package func append(to buffer: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { scratch in
      guard let base = scratch.baseAddress else { return }
      write(to: base)
      buffer.append(contentsOf: scratch)
    }
  }
}
