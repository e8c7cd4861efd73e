import RapportChart
import RapportEngine
import RapportFormat
import RapportChanges
import RapportStore
import RapportSyntax

/// Turns whatever a lower module threw into the one error type of the library.
enum Failure {
  static func wrapping<Result>(
    in source: SourceText? = nil, _ body: () throws -> Result
  ) throws(DiagnosticsError) -> Result {
    do {
      return try body()
    } catch {
      throw describe(error, in: source)
    }
  }

  static func describe(_ error: any Error, in source: SourceText? = nil) -> DiagnosticsError {
    switch error {
    case let error as DiagnosticsError: error
    case let error as StoreError: DiagnosticsError(kind(of: error), diagnostic(error), source: source)
    case let error as ImportError: describe(error)
    case let error as SchemaMismatch:
      DiagnosticsError(.data, error.problems.filter { !$0.isWarning }.map { diagnostic($0.error) })
    case let error as EvaluationError: describe(error, in: source, at: nil)
    case let error as ChartProblem:
      DiagnosticsError(
        .query, [Diagnostic(code: "R0520", error.message, at: nil, help: error.help)], source: source, isFromRun: true)
    case let error as SinkError:
      DiagnosticsError(
        error == .closed ? .outputClosed : .data, Diagnostic(code: "R0504", error.description, at: nil))
    default: DiagnosticsError(.query, Diagnostic(code: "R0500", "\(error)", at: nil), source: source)
    }
  }

  static func describe(_ error: EvaluationError, in source: SourceText?, at place: SourceSpan?) -> DiagnosticsError {
    DiagnosticsError(
      error == .interrupted ? .interrupted : .query,
      [Diagnostic(code: error.code, error.message, at: place, help: error.help)], source: source, isFromRun: true)
  }

  private static func describe(_ error: ImportError) -> DiagnosticsError {
    let kind: DiagnosticsError.Kind =
      switch error.kind {
      case .query: .query
      case .usage: .usage
      case .data: .data
      case .denied: .denied
      case .interrupted: .interrupted
      }
    return DiagnosticsError(
      kind, error.diagnostics, source: error.source.map { SourceText($0.text, name: $0.name) })
  }

  static func diagnostic(_ error: StoreError, _ severity: Diagnostic.Severity = .error) -> Diagnostic {
    Diagnostic(severity, code: error.code.rawValue, error.message, at: nil, help: error.help)
  }

  private static func kind(of error: StoreError) -> DiagnosticsError.Kind {
    switch error.code {
    case .cancelled: .interrupted
    case .timedOut, .statement: .query
    case .refused: .denied
    default: .data
    }
  }
}
