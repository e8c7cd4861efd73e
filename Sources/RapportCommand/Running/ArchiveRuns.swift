import Rapport

/// `rapport lists` and `rapport history`: queries over what was kept.
struct ArchiveRun {
  private let options: QueryOptions
  private let query: String
  /// The list whose runs are asked for.
  private var title: String?

  static let lists = """
    kept_lists order by name, id select
      name, replace(parameters, "\\n", ", ") as parameters, count(runs) as runs,
      min(day of runs) as first, max(day of runs) as last,
      first(rows of runs order by day desc, id desc) as rows, id as definition
    """

  /// Of the list that the parameter names.
  static let history = """
    param title: text
    kept_runs where kept_list.name == $title order by day desc, id desc select
      id as run, day, made, rows, entered, left, changed,
      replace(kept_list.parameters, "\\n", ", ") as parameters, kept_list.id as definition
    """

  static let nothing = "no run of a list has been kept; `rapport run FILE --keep` keeps one"

  static func lists(_ options: QueryOptions) -> ArchiveRun { ArchiveRun(options: options, query: lists) }

  static func history(of title: String, _ options: QueryOptions) -> ArchiveRun {
    ArchiveRun(options: options, query: history, title: title)
  }

  func run() -> ExitStatus {
    do throws(DiagnosticsError) {
      let archive = try SessionOpening.open(options).archive
      if let title { try archive?.checkIsKept(title) }
      guard let store = try archive?.store() else {
        options.console.note(Self.nothing)
        return .ok
      }
      var options = options
      options.inputs = [.text(query)]
      if let title { options.parameters.append(("title", title)) }
      let session = Session(store)
      for (name, value) in options.parameters { session.setParameter(name, to: value) }
      return try QueryRun(options).run(in: session)
    } catch {
      options.console.report(error)
      return ExitStatus(error.kind)
    }
  }
}

/// `rapport history LIST --prune N`
struct PruneRun {
  let options: QueryOptions
  let list: String
  let count: Int
  let isDryRun: Bool

  func run() -> ExitStatus {
    do throws(DiagnosticsError) {
      guard let archive = try SessionOpening.open(options).archive else { throw ListWork.noPlace }
      let (removed, left) = try archive.prune(list, keeping: count, isDryRun: isDryRun)
      options.console.note("`\(list)`: \(removed) \(removed == 1 ? "run" : "runs") \(isDryRun ? "would be " : "")removed, \(left) left")
      return .ok
    } catch {
      options.console.report(error)
      return ExitStatus(error.kind)
    }
  }
}
