import ArgumentParser
import Rapport

/// `rapport plan …`
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show, compare, change and publish the plan of visits.",
    discussion: """
      rapport my.db -c 'accounts where key_account | schedule(weeks: 4)'     makes a draft
      rapport plan show -s my.db                                             looks at it
      rapport plan move 17 2026-12-03 -s my.db                               changes it
      rapport plan publish -s my.db                                          puts it into force
      rapport plan export week.ics -s my.db                                  writes it for calendars

      Every step makes a version of its own; `rapport plan undo` takes the last one back. The shell has the same as `.plan`.
      """,
    subcommands: [
      PlanStepCommand<ShowPlan>.self, PlanStepCommand<ListPlans>.self, PlanStepCommand<DiffPlan>.self,
      PlanStepCommand<PublishPlan>.self, PlanStepCommand<MoveVisit>.self, PlanStepCommand<PinVisit>.self,
      PlanStepCommand<UnpinVisit>.self, PlanStepCommand<ExportPlan>.self, PlanStepCommand<UndoPlan>.self,
    ],
    defaultSubcommand: PlanStepCommand<ShowPlan>.self)
}

/// One of `rapport plan …`, which opens the store itself.
struct PlanStepCommand<Step: PlanStep>: ParsableCommand {
  static var configuration: CommandConfiguration { Step.configuration }

  @OptionGroup var step: Step
  @OptionGroup var common: CommonOptions

  func run() throws { throw Finished(PlanRuns(try common.queryOptions()).run(step)) }
}

/// What can be done with plans, with its own arguments only.
protocol PlanStep: ParsableArguments {
  static var configuration: CommandConfiguration { get }

  func run(at desk: PlanDesk) throws(DiagnosticsError)
}

extension PlanStep {
  /// The day that an argument names.
  static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw UsageError(description: "a day is written as 2026-01-31 is") }
    return day
  }
}

/// `rapport plan show [PLAN]`
struct ShowPlan: PlanStep {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "List the visits of a plan.")

  @Argument(help: "The number of the plan. Default: the one that stands.") var plan: Int64?

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.show(plan) }
}

/// `rapport plan list`
struct ListPlans: PlanStep {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all versions of the plan, the latest first.",
    discussion: "The same rows can be asked for in queries: `plans where state = published`.")

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.list() }
}

/// `rapport plan diff [FROM] [TO]`
struct DiffPlan: PlanStep {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show which visits a plan adds, drops and moves.",
    discussion: """
      rapport plan diff                  the plan that stands against the one it was made from
      rapport plan diff 3 5              plan 5 against plan 3
      """)

  @Argument(help: "The earlier plan. Default: the one that the later was made from.") var from: Int64?
  @Argument(help: "The later plan. Default: the one that stands.") var to: Int64?

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.diff(from, to) }
}

/// `rapport plan publish [PLAN]`
struct PublishPlan: PlanStep {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Put a draft into force.",
    discussion: "Later plans change as little of it as they can.")

  @Argument(help: "The number of the draft. Default: the one that stands.") var plan: Int64?

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.publish(plan) }
}

/// `rapport plan move VISIT DATE`
struct MoveVisit: PlanStep {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move a visit to another day, and plan around it again.")

  @Argument(help: "The number of the visit, as `rapport plan show` lists it.") var visit: Int64
  @Argument(help: "The day, such as 2026-12-03.", transform: Self.day) var date: Day

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.move(visit, to: date) }
}

/// `rapport plan pin VISIT`
struct PinVisit: PlanStep {
  static let configuration = CommandConfiguration(
    commandName: "pin", abstract: "Keep a visit on its day, whatever is planned later.")

  @Argument(help: "The number of the visit.") var visit: Int64

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.pin(visit, true) }
}

/// `rapport plan unpin VISIT`
struct UnpinVisit: PlanStep {
  static let configuration = CommandConfiguration(
    commandName: "unpin", abstract: "Let later plans move a pinned visit again.")

  @Argument(help: "The number of the visit.") var visit: Int64

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.pin(visit, false) }
}

/// `rapport plan undo`
struct UndoPlan: PlanStep {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take the last step back: a draft, a move, a pin, a publication.")

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.undo() }
}

/// `rapport plan export FILE`
struct ExportPlan: PlanStep {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a plan for calendars, maps and people.",
    discussion: """
      rapport plan export week.ics --person "Wang Chao"     a calendar (iCalendar)
      rapport plan export plan.html                         map, weeks and load, in one page
      rapport plan export plan.geojson                      stops and routes
      rapport plan export monday.txt --day 2026-12-07       day sheets: the cards of that day, to carry (also .html)

      Rows for other programs come from queries: `planned_visits | to "plan.csv"`.
      """)

  @Argument(help: "The file; its ending says what is written.", completion: OptionCandidates.file) var file: String
  @Option(help: "The number of the plan. Default: the one that stands.") var plan: Int64?
  @Option(help: ArgumentHelp("Only the visits of this person, by name or number.", valueName: "person")) var person: String?
  @Option(
    help: ArgumentHelp("Only this day; .txt and .html are day sheets then.", valueName: "date"),
    transform: Self.day) var day: Day?

  func run(at desk: PlanDesk) throws(DiagnosticsError) { try desk.export(to: file, plan: plan, person: person, day: day) }
}
