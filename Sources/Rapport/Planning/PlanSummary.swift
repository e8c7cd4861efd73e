import RapportScheduling
import RapportStore
public import RapportValues

/// What is known of one version of the plan of visits, without its rows.
public struct PlanSummary: Sendable {
  public enum State: String, Sendable { case draft, published, replaced, withdrawn }

  public let number: Int64
  public let state: State
  /// Both included.
  public let first: Day
  public let last: Day
  /// Stops, and tasks at the desk.
  public let visits: Int
  public let desk: Int
  /// Obligations that no visit settles, and the sum of their weights.
  public let unmet: Int
  public let unmetWeight: Int
  /// Days after due dates and over largest gaps, of all visits together.
  public let lateness: Int
  /// Visits of the plan before that were moved to another day or dropped.
  public let changes: Int
  /// Minutes.
  public let travel: Int
  public let overtime: Int
  /// It was stopped before its time was over.
  public let isInterrupted: Bool
  /// The part of the time on the way and of overtime that the last quarter of the search saved: 0.01 is 1 %. Negative, where it
  /// was given up for fewer or earlier visits.
  public let lastGain: Double?
  /// How it was made, in lines; only where it was made just now.
  public var notes: [String] = []

  init(_ record: PlanRecord) {
    number = record.id
    state = State(rawValue: record.state.rawValue) ?? .withdrawn
    first = record.first
    last = record.last
    visits = record.visitCount
    desk = record.deskCount
    unmet = record.unmetCount
    unmetWeight = record.objective.unmet
    lateness = record.objective.lateness
    changes = record.objective.changes
    travel = record.objective.travel
    overtime = record.objective.overtime
    isInterrupted = record.isInterrupted
    lastGain = record.lastGain
  }
}

extension PlanSummary: CustomStringConvertible {
  /// `draft plan 3, 2026-12-01 to 2026-12-28: 212 visits, 40 at the desk, 4 unmet (weight 160), 0 changed, 61 h on the way`
  public var description: String {
    var parts = ["\(visits) \(visits == 1 ? "visit" : "visits")"]
    if desk > 0 { parts.append("\(desk) at the desk") }
    parts.append(unmet == 0 ? "nothing unmet" : "\(unmet) unmet (weight \(unmetWeight))")
    if lateness > 0 { parts.append("\(lateness) \(lateness == 1 ? "day" : "days") late") }
    if changes > 0 { parts.append("\(changes) changed") }
    parts.append("\(Self.hours(travel)) on the way")
    if overtime > 0 { parts.append("\(Self.hours(overtime)) overtime") }
    return "\(state.rawValue) plan \(number), \(first) to \(last): " + parts.joined(separator: ", ")
  }

  private static func hours(_ minutes: Int) -> String {
    minutes < 120 ? "\(minutes) min" : "\((minutes + 30) / 60) h"
  }
}
