import RapportPlan
import RapportScheduling
import RapportStore
import RapportValues

/// The versions of a store's plan of visits: which stands, publishing, taking back, and changing by hand.
public struct PlanVersions {
  let session: Session

  private var database: RapportStore.Store { session.store.database }

  /// The newest version that was neither replaced nor taken back.
  public func standing() throws(DiagnosticsError) -> PlanSummary? {
    try Failure.wrapping { try database.isOwn ? database.standingPlan().map(PlanSummary.init) : nil }
  }

  /// What is known of a version.
  ///
  /// - Parameter number: of the plan; nil is the one that stands.
  public func summary(_ number: Int64? = nil) throws(DiagnosticsError) -> PlanSummary { PlanSummary(try record(number)) }

  /// Puts a draft into force.
  ///
  /// - Parameter number: of the draft; nil is the plan that stands.
  public func publish(_ number: Int64? = nil) throws(DiagnosticsError) -> PlanSummary {
    let record = try record(number)
    guard record.state == .draft else {
      throw Self.problem(
        "R0565", "plan \(record.id) is \(record.state.rawValue), and only a draft can be published",
        help: ["`rapport plan list` shows which are drafts"])
    }
    try Failure.wrapping { try database.publish(record.id) }
    return PlanSummary(try self.record(record.id))
  }

  /// Takes the last step back: a draft is withdrawn, a publication undone.
  ///
  /// - Returns: the version that was taken back, and the one that stands now.
  public func undo() throws(DiagnosticsError) -> (undone: PlanSummary, standing: PlanSummary?) {
    let record = try record(nil)
    try Failure.wrapping { try database.withdraw(record) }
    return (PlanSummary(record), try standing())
  }

  /// What is known of a version.
  func record(_ number: Int64?) throws(DiagnosticsError) -> PlanRecord {
    guard database.isOwn else {
      throw Self.problem(
        "R0561", "plans are kept in stores of Rapport's own", help: ["`rapport init STORE` makes one"])
    }
    let found = try Failure.wrapping {
      try number.map { number in try database.plans().first { $0.id == number } } ?? database.standingPlan()
    }
    if let found { return found }
    guard let number else {
      throw Self.problem(
        "R0564", "there is no plan yet",
        help: ["make one: `accounts where key_account | schedule(weeks: 4)`"])
    }
    throw Self.problem(
      "R0564", "there is no plan \(number)", help: ["`rapport plan list` shows all versions"])
  }

  /// A version with its rows.
  func stored(_ number: Int64?) throws(DiagnosticsError) -> StoredPlan {
    let record = try record(number)
    guard let plan = try Failure.wrapping({ try database.plan(record.id) }) else {
      throw Self.problem("R0564", "there is no plan \(record.id)", help: ["`rapport plan list` shows all versions"])
    }
    return plan
  }

  static func problem(_ code: String, _ message: String, help: [String]) -> DiagnosticsError {
    DiagnosticsError(.query, Diagnostic(code: code, message, at: nil, help: help))
  }
}

extension Session {
  /// The versions of the store's plan of visits.
  public var plans: PlanVersions { PlanVersions(session: self) }
}
