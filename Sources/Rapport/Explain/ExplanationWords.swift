/// The words of explanations in a language; what is quoted from a rule or a formula stays as it is written.
struct ExplanationWords: Sendable {
  let language: Language

  init(_ language: Language?) { self.language = language ?? .english }

  private func word(_ english: String, _ simplified: String, _ traditional: String) -> String {
    switch language {
    case .english: english
    case .simplified: simplified
    case .traditional: traditional
    }
  }

  var unknown: String { word("unknown", "未知", "未知") }
  var missing: String { word("missing", "缺失", "缺失") }
  var seeAbove: String { word("(see above)", "（见上）", "（見上）") }
  /// As wide as `no`, so that branches stand below one another.
  var yes: String { word("yes  ", "是  ", "是  ") }
  var no: String { word("no   ", "否  ", "否  ") }

  func tellsMore(_ name: String) -> String {
    word("(`explain \(name)` tells more)", "（详见 `explain \(name)`）", "（詳見 `explain \(name)`）")
  }

  func because(_ names: [String]) -> String { word(", because ", "，因为", "，因為") + areMissing(names) }

  func areMissing(_ names: [String]) -> String {
    let verb = names.count == 1 ? "is" : "are"
    return listed(names) + word(" \(verb) missing", " 缺失", " 缺失")
  }

  func doNotHold(_ conditions: [String]) -> String {
    let verb = conditions.count == 1 ? "does" : "do"
    return listed(conditions.map { "`\($0)`" }) + word(" \(verb) not hold", " 不成立", " 不成立")
  }

  func rule(_ name: String, version: Int, origin: String) -> String {
    word(
      "rule \(name) version \(version), \(origin)", "规则 \(name)，版本 \(version)，\(origin)",
      "規則 \(name)，版本 \(version)，\(origin)")
  }

  func rule(_ names: String, entity: String, version: Int, origin: String) -> String {
    word(
      "rule \(names) for \(entity), version \(version), from \(origin)",
      "规则 \(names)，用于 \(entity)，版本 \(version)，出自 \(origin)",
      "規則 \(names)，用於 \(entity)，版本 \(version)，出自 \(origin)")
  }

  func inPlace(_ origin: String, of other: String, long: Bool) -> String {
    let english = long ? "\(origin), in place of the one in \(other)" : "\(origin), in place of \(other)"
    return word(english, "\(origin)，取代 \(other)", "\(origin)，取代 \(other)")
  }

  func gives(_ fields: String) -> String { word("gives \(fields)", "给出 \(fields)", "給出 \(fields)") }

  func sets(_ field: String) -> String {
    word("sets \(field) when classes are evaluated again", "重新评级时写入 \(field)", "重新評級時寫入 \(field)")
  }

  func days(_ count: Int64) -> String {
    word(count == 1 ? "1 day" : "\(count) days", "\(count) 天", "\(count) 天")
  }

  /// `a, b and c`
  private func listed(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: word(", ", "、", "、")) + word(" and ", "和", "和") + last
  }
}
