import ArgumentParser
import Rapport

/// The dot command about plans of visits; it takes what `rapport plan` does.
enum ShellPlans {
  private static let steps: [any PlanStep.Type] = [
    ShowPlan.self, ListPlans.self, DiffPlan.self, PublishPlan.self, MoveVisit.self, PinVisit.self, UnpinVisit.self,
    ExportPlan.self, UndoPlan.self,
  ]

  static let names = steps.compactMap { $0.configuration.commandName }

  static func run(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    var words = try words(of: text)
    var kind: any PlanStep.Type = ShowPlan.self
    if let name = words.first, Int64(name) == nil {
      guard let named = steps.first(where: { $0.configuration.commandName == name }) else {
        let guess = closest(to: name, in: names).map { "; did you mean `\($0)`?" } ?? ""
        throw ShellSettings.usage("`.plan` takes \(names.map { "`\($0)`" }.joined(separator: ", ")), not `\(name)`\(guess)")
      }
      kind = named
      words.removeFirst()
    }
    guard let step = try parse(kind, words, shell) else { return }
    let desk = PlanDesk(shell.runner) { (body) throws(DiagnosticsError) in
      try shell.destination.diverting(&shell.runner, body)
    }
    try step.run(at: desk)
  }

  /// The step; nil if its help was asked for and shown.
  private static func parse<Step: PlanStep>(
    _ type: Step.Type, _ words: [String], _ shell: Shell
  ) throws(DiagnosticsError) -> Step? {
    do {
      return try type.parse(words)
    } catch {
      let message = type.message(for: error)
      if type.exitCode(for: error).isSuccess {
        shell.say(message)
        return nil
      }
      throw ShellSettings.usage("`.plan \(type.configuration.commandName ?? "")`: \(message)")
    }
  }

  /// Words, of which those between quotation marks hold blanks.
  private static func words(of text: String) throws(DiagnosticsError) -> [String] {
    var words: [String] = []
    var rest = EntryText.trimmed(text)[...]
    while let first = rest.first {
      let isQuoted = first == "\"" || first == "'"
      if isQuoted { rest.removeFirst() }
      let end = rest.firstIndex { isQuoted ? $0 == first : EntryText.isBlank($0) }
      if isQuoted, end == nil { throw ShellSettings.usage("a quotation mark is not closed") }
      words.append(String(rest[..<(end ?? rest.endIndex)]))
      rest = rest[(end ?? rest.endIndex)...].dropFirst(isQuoted ? 1 : 0).drop(while: EntryText.isBlank)
    }
    return words
  }
}
