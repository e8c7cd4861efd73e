import RapportFormat
import RapportPlanPages
import RapportScheduling
import RapportStore
public import RapportValues

extension PlanVersions {
  /// Writes a plan for calendars (`.ics`), maps (`.geojson`) and people: a page with map, weeks and load (`.html`), or day
  /// sheets with the cards of the day (`.txt`, `.md`, and `.html` of one day).
  ///
  /// Values about people are masked unless the session reveals them; then their export is recorded.
  ///
  /// - Parameters:
  ///   - number: of the plan; nil is the one that stands.
  ///   - person: only the visits of the person of this name or number.
  ///   - day: only the visits of this day.
  ///   - language: of titles and words.
  ///   - force: a file that is there may be replaced.
  /// - Returns: how many visits were written.
  public func export(
    to path: String, plan number: Int64? = nil, person: String? = nil, day: Day? = nil, language: Language = .english,
    force: Bool = false
  ) throws(DiagnosticsError) -> Int {
    guard let kind = Kind(path) else {
      throw Self.problem(
        "R0568", "plans are not written as `\(path)`", help: ["the ending says what is written: \(Kind.endings)"])
    }
    try OutputFile.check(path, force: force, permission: OutputFile.usualPermission)
    var stored = try stored(number)
    let owner = try person.map { name throws(DiagnosticsError) in try self.person(name) }
    stored.plan.visits.removeAll { (owner != nil && $0.person != owner) || (day != nil && $0.day != day) }
    stored.plan.load.removeAll { (owner != nil && $0.person != owner) || (day != nil && $0.day != day) }
    stored.plan.unmet.removeAll { owner != nil && $0.obligation.person != owner }
    var published = try stored.record.base.map { base throws(DiagnosticsError) in try self.stored(base).plan.visits } ?? []
    // Visits of others are not in this file, and so not cancelled by it.
    published.removeAll { owner != nil && $0.person != owner }
    let document = try PlanDocumentReader(session: session, stored: stored, published: day == nil ? published : [])
      .document(language: language == .english ? .english : .chinese)
    try OutputFile.write(kind.text(of: document, day: day), to: path, force: force)
    return stored.plan.visits.count
  }

  private func person(_ name: String) throws(DiagnosticsError) -> Int64 {
    let people = try PlanNames(session).people
    if let id = Int64(name), people[id] != nil { return id }
    let found = people.filter { $0.value == name }.map(\.key).sorted()
    if let id = found.first, found.count == 1 { return id }
    if found.count > 1 {
      throw Self.problem("R0125", "several people are called `\(name)`",
        help: ["name one by the number: \(found.map { "`\($0)`" }.joined(separator: ", "))"])
    }
    throw Self.problem("R0124", "there is nobody called `\(name)`", help: ["`people select name` lists all"])
  }

  /// What a file's ending says.
  private enum Kind: String, CaseIterable {
    case ics, geojson, html, txt, md

    static var endings: String { allCases.map { ".\($0.rawValue)" }.joined(separator: ", ") }

    init?(_ path: String) {
      guard let dot = path.lastIndex(of: "."), let kind = Kind(rawValue: path[path.index(after: dot)...].lowercased()) else {
        return nil
      }
      self = kind
    }

    func text(of document: PlanDocument, day: Day?) -> String {
      switch self {
      case .ics: document.iCalendar()
      case .geojson: document.geoJSON()
      case .html: day == nil ? PlanPage(document).html : DaySheet.pages(document, day: day, form: .html)
      case .txt: DaySheet.pages(document, day: day, form: .text)
      case .md: DaySheet.pages(document, day: day, form: .markdown)
      }
    }
  }
}
