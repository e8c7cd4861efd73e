import Rapport

/// The command's exit codes; they are documented and never change.
enum ExitStatus: Int32 {
  case ok = 0
  case query = 1
  case usage = 2
  case data = 3
  case denied = 4
  case assertion = 5
  /// A list could not be compared: no run of it was kept, or its definition has changed.
  case incomparable = 6
  /// Lists were compared and some differ; only with `--exit-code`.
  case different = 7
  case interrupted = 130

  /// Of two files the one that went more wrong: a text with mistakes is less than one that could not be read.
  func graver(_ other: ExitStatus) -> ExitStatus { other.rawValue > rawValue ? other : self }

  init(_ kind: DiagnosticsError.Kind) {
    self =
      switch kind {
      case .query: .query
      case .usage: .usage
      case .data: .data
      case .denied: .denied
      case .assertion: .assertion
      case .interrupted: .interrupted
      case .outputClosed: .ok
      }
  }
}
