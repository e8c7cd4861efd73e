/// The zone of a plan's times: one offset from UTC all year. Plans are made of local times of one place, and
/// zones with summer time are not offered: their rules are data that Rapport does not carry.
package struct PlanZone: Hashable, Sendable {
  /// As calendars name it: "Asia/Shanghai", "UTC", "UTC+05:30".
  package let id: String
  /// East of Greenwich.
  package let minutes: Int

  package static let shanghai = PlanZone(known: "Asia/Shanghai", 480)
  package static let utc = PlanZone(known: "UTC", 0)

  private init(known id: String, _ minutes: Int) {
    (self.id, self.minutes) = (id, minutes)
  }

  /// "UTC", an offset as "+08:00", or a zone that has kept one offset for decades. Nil for others.
  package init?(_ text: String) {
    if let minutes = Self.fixed[text] {
      self.init(known: text, minutes)
    } else if let minutes = Self.offset(text) {
      self.init(known: minutes == 0 ? "UTC" : "UTC" + Self.text(minutes, separator: ":"), minutes)
    } else {
      return nil
    }
  }

  package var isUTC: Bool { id == "UTC" }

  /// "+0800", as iCalendar writes offsets.
  var basicOffset: String { Self.text(minutes, separator: "") }

  /// Zones without summer time (IANA time zone database, as of 2025).
  private static let fixed = [
    "UTC": 0, "Asia/Shanghai": 480, "Asia/Hong_Kong": 480, "Asia/Macau": 480, "Asia/Taipei": 480,
    "Asia/Singapore": 480, "Asia/Kuala_Lumpur": 480, "Asia/Manila": 480, "Asia/Tokyo": 540, "Asia/Seoul": 540,
    "Asia/Bangkok": 420, "Asia/Ho_Chi_Minh": 420, "Asia/Jakarta": 420, "Asia/Kolkata": 330, "Asia/Dubai": 240,
  ]

  /// Minutes of "+08:00", "UTC+08:00" or "-0330", at most 14 hours.
  private static func offset(_ text: String) -> Int? {
    let digits = Array(
      (text.hasPrefix("UTC") ? text.dropFirst(3) : text[...]).utf8.filter { $0 != UInt8(ascii: ":") })
    guard digits.count == 5, let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let number = Int(String(decoding: digits.dropFirst(), as: UTF8.self)), number >= 0, number % 100 < 60,
      number <= 1_400
    else { return nil }
    let minutes = number / 100 * 60 + number % 100
    return sign == UInt8(ascii: "-") ? -minutes : minutes
  }

  private static func text(_ minutes: Int, separator: String) -> String {
    let (hours, rest) = (minutes.magnitude / 60, minutes.magnitude % 60)
    return (minutes < 0 ? "-" : "+") + Digits.two(Int(hours)) + separator + Digits.two(Int(rest))
  }
}
