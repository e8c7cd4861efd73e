import Glibc
import Rapport

/// `rapport check FILE…`
struct CheckRun {
  let files: [String]
  let options: QueryOptions
  private var console: Console { options.console }

  init(files: [String], options: QueryOptions) {
    self.files = files
    self.options = options
  }

  func run() -> ExitStatus {
    let session: Session?
    do throws(DiagnosticsError) {
      session = options.store == nil ? nil : try SessionOpening.open(options)
    } catch {
      console.report(error)
      return ExitStatus(error.kind)
    }
    var status = ExitStatus.ok
    for file in files {
      do throws(DiagnosticsError) {
        if try !report(file, in: session) { status = status.graver(.query) }
      } catch {
        console.report(error)
        status = status.graver(ExitStatus(error.kind))
      }
    }
    return status
  }

  /// False if the file has errors.
  private func report(_ file: String, in session: Session?) throws(DiagnosticsError) -> Bool {
    let found: [Diagnostic]
    if file.lowercased().hasSuffix(".ics") {
      found = try checkCalendar(file)
      console.report(found)
    } else {
      let source = try SourceText.fileOrInput(file)
      found = try problems(of: source, in: session)
      console.report(found, in: source)
    }
    return !found.contains { $0.severity == .error }
  }

  private func problems(of source: SourceText, in session: Session?) throws(DiagnosticsError) -> [Diagnostic] {
    if let session { return session.check(source) }
    return check(
      source, catalog: try SessionOpening.catalog(options.catalogs), otherFileEndings: ResultFile.otherEndings,
      parameters: Dictionary(options.parameters.map { ($0.0, $0.1) }) { $1 })
  }
}

/// `rapport fmt FILE…`
struct FormatRun {
  enum Mode { case print, check, write }

  let files: [String]
  let mode: Mode
  let console: Console

  func run() -> ExitStatus {
    var status = ExitStatus.ok
    for file in files {
      do throws(DiagnosticsError) {
        if try !layOut(file) { status = status.graver(.query) }
      } catch {
        console.report(error)
        status = status.graver(ExitStatus(error.kind))
      }
    }
    return status
  }

  /// False when `--check` found a difference.
  private func layOut(_ file: String) throws(DiagnosticsError) -> Bool {
    let source = try SourceText.fileOrInput(file)
    let formatted = try format(source)
    switch mode {
    case .print: try Console.print(formatted)
    case .check where formatted != source.text:
      try Console.print(source.name + "\n")
      return false
    case .write where formatted != source.text && file != "-":
      try OutputFile.replace(file, with: formatted)
    case .write where file == "-": try Console.print(formatted)
    case .check, .write: break
    }
    return true
  }
}

/// `rapport describe DATABASE`
struct DescribeRun {
  let database: String
  let console: Console

  func run() -> ExitStatus {
    do throws(DiagnosticsError) {
      try Console.print(describe(database))
      return .ok
    } catch {
      console.report(error)
      return ExitStatus(error.kind)
    }
  }
}

/// `rapport demo STORE`
struct DemoRun {
  let store: String
  let accounts: Int
  let seed: UInt64
  let today: Day?
  let console: Console

  func run() -> ExitStatus {
    let line = ProgressLine()
    do throws(DiagnosticsError) {
      Interruption.install()
      let summary = try makeDemo(
        at: store, accounts: accounts, seed: seed, today: today, shouldStop: { Interruption.isPending }
      ) { progress in line?.update { ProgressBar(progress, elapsed: $0) } }
      line?.erase()
      console.write("\(store): \(summary)")
      return .ok
    } catch {
      line?.erase()
      console.report(error)
      return ExitStatus(error.kind)
    }
  }
}
