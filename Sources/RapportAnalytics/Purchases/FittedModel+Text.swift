/// A fit as lines of text, in which it is kept: exact, and readable by people.
extension FittedModel {
  /// One `word value…` per line.
  package var text: String {
    var lines = [
      "model \(kind.rawValue)", "unit \(unit.name)", "iterations \(iterations)",
      "starts \(starts)", "starts_agreeing \(startsAgreeing)", "customers \(customers)", "repeaters \(repeaters)",
    ]
    if let logLikelihood { lines.append("log_likelihood \(logLikelihood)") }
    if let silent { lines.append("silent \(silent)") }
    lines += parameters.map { "parameter \($0.name) \($0.value)\($0.standardError.map { " \($0)" } ?? "")" }
    lines += problems.map { "problem \($0)" } + limits.map { "limit \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Nil for a text that nobody can have written here.
  package init?(text: String) {
    var single: [String: String] = [:]
    var parameters: [Parameter] = []
    var (problems, limits): ([String], [String]) = ([], [])
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      switch parts[0] {
      case "parameter":
        let words = parts[1].split(separator: " ").map(String.init)
        guard (2...3).contains(words.count), let value = Double(words[1]), value.isFinite else { return nil }
        let error = words.count == 3 ? Double(words[2]) : nil
        if words.count == 3, error?.isFinite != true { return nil }
        parameters.append(Parameter(name: words[0], value: value, standardError: error))
      case "problem": problems.append(parts[1])
      case "limit": limits.append(parts[1])
      default: single[parts[0]] = parts[1]
      }
    }
    func number(_ word: String) -> Int? { single[word].flatMap { Int($0) } }
    guard let kind = single["model"].flatMap(ModelKind.init), let unit = single["unit"].flatMap(TimeUnit.named),
      let iterations = number("iterations"), let starts = number("starts"),
      let agreeing = number("starts_agreeing"), let customers = number("customers"),
      let repeaters = number("repeaters"), !parameters.isEmpty
    else { return nil }
    let logLikelihood = single["log_likelihood"].flatMap { Double($0) }
    self.init(
      kind: kind, unit: unit, parameters: parameters, logLikelihood: logLikelihood, problems: problems,
      limits: limits, iterations: iterations, starts: starts, startsAgreeing: agreeing, customers: customers, repeaters: repeaters)
    silent = number("silent")
  }
}
