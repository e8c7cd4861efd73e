import RapportPlan
import RapportStore
import RapportSyntax
import RapportValues

extension ListArchive {
  /// The run that `kept(…)` asks for.
  func relation(
    _ wanted: KeptRunRequest, _ enumeration: (KeptType.EnumDescription) -> EnumType
  ) throws -> KeptRelation {
    guard let opened = try opened() else { throw Self.unknown(wanted.list, among: []) }
    return try opened.readKept { kept in
      let named = try kept.lists(named: wanted.list)
      if named.isEmpty { throw Self.unknown(wanted.list, among: try kept.lists()) }
      let lists = named.filter { $0.identity.has(wanted.parameters) }
      try Self.checkParameters(wanted, lists, among: named)
      var runs: [KeptRun] = []
      for list in lists {
        if let last = try kept.lastRun(of: list.id, through: wanted.day) { runs.append(last) }
      }
      guard let run = runs.max(by: { ($0.day, $0.id) < ($1.day, $1.id) }) else {
        throw Self.tooEarly(wanted, try lists.compactMap { try kept.runs(of: $0.id).last?.day }.min())
      }
      let all = try kept.columns(of: run.id)
      let columns = try all.enumerated().map { position, column in
        guard let type = column.type.type(enumeration) else { throw StoreError.damagedRun(run.id) }
        return KeptRelation.Column(
          name: column.name, type: type, position: position, privacy: column.privacy)
      }
      return KeptRelation(
        origin: .keptRun(run.id, store: path),
        columns: columns.filter { !all[$0.position].isShown } + columns.filter { all[$0.position].isShown })
    }
  }

  /// Runs with other values of parameters answer another question, so none is taken by chance.
  private static func checkParameters(
    _ wanted: KeptRunRequest, _ lists: [KeptList], among named: [KeptList]
  ) throws {
    let values = Set(lists.map(\.identity.parameters))
    if values.count == 1 { return }
    let known = Set(named.map(\.identity.parameters)).sorted().map(argumentsText)
    let asked = wanted.parameters.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    throw Diagnostic(
      code: "R0516",
      values.isEmpty
        ? "no run of `\(wanted.list)` has been kept with \(asked.joined(separator: ", "))"
        : "runs of `\(wanted.list)` were kept with several values of its parameters", at: nil,
      help: known.map { "`kept(\(SourceText.quoted(wanted.list))\($0))`" })
  }

  /// `, region: "East"`
  private static func argumentsText(_ parameters: String) -> String {
    parameters.split(separator: "\n").map { line in
      let parts = line.split(separator: " = ", maxSplits: 1)
      return ", " + parts.joined(separator: ": ")
    }.joined()
  }

  private static func tooEarly(_ wanted: KeptRunRequest, _ first: Day?) -> Diagnostic {
    Diagnostic(
      code: "R0515", "no run of `\(wanted.list)` was kept for \(wanted.day.map { "\($0)" } ?? "any day") or earlier",
      at: nil, help: first.map { ["the first is of \($0)"] } ?? [])
  }

  private typealias SourceText = RapportSyntax.SourceText
}
