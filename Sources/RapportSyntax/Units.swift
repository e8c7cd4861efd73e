/// The words for units of time.
package enum Units {
  private static let byWord: [String: TimeUnit] = {
    var words: [String: TimeUnit] = [:]
    for unit in TimeUnit.allCases {
      words[unit.rawValue] = unit
      words[unit == .half ? "halves" : unit.rawValue + "s"] = unit
    }
    return words
  }()

  /// `days` and `day` are `.day`.
  package static func unit(named word: String) -> TimeUnit? { byWord[word] }

  /// What a message lists.
  static let list = "seconds, minutes, hours, days, weeks, months, quarters, halves and years"

  /// The unit an unknown word probably means: `d`, `Days`, `wks`, `天`.
  static func suggestion(for word: String) -> TimeUnit? {
    if let unit = byWord[word.lowercased()] { return unit }
    switch word.lowercased() {
    case "s", "sec", "secs", "秒": return .second
    case "min", "mins", "分钟", "分鐘": return .minute
    case "h", "hr", "hrs", "小时", "小時": return .hour
    case "d", "天", "日": return .day
    case "w", "wk", "wks", "周", "週": return .week
    case "mo", "mon", "mth", "mths", "个月", "個月", "月": return .month
    case "q", "qtr", "qtrs", "季度": return .quarter
    case "y", "yr", "yrs", "年": return .year
    default: break
    }
    return Suggestions.closest(to: word, in: byWord.keys.sorted()).flatMap { byWord[$0] }
  }

  /// `1 day`, `2 days`, `2 halves`.
  static func plural(_ unit: TimeUnit, count: String) -> String {
    if count == "1" { return unit.rawValue }
    return unit == .half ? "halves" : unit.rawValue + "s"
  }
}
