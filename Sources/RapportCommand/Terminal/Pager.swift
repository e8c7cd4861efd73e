import CReplSupport
import Glibc
import Rapport

/// A program that shows long output a screen at a time, while it is open.
final class Pager {
  private let input: Int32
  private let process: pid_t
  private let earlierMode: rapport_interrupt_mode

  /// What $PAGER says, else `less` or `more`; nil if there is none or none is wanted.
  static var command: String? {
    guard let chosen = Terminal.environment("PAGER") else {
      return ["less", "more"].first(where: ExternalProgram.isInstalled)
    }
    return chosen.isEmpty || chosen == "cat" ? nil : chosen
  }

  /// Nil if it cannot be started.
  init?(_ command: String) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    // The pager must not hold the end that it waits to be closed.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Unless a person chose otherwise, `less` leaves at once if all is on the screen, and lets colours through.
    let settings = ": \"${LESS=FRX}\"; export LESS; "
    let started = ExternalProgram.start(settings + command, input: ends[0])
    close(ends[0])
    guard let started else {
      close(ends[1])
      return nil
    }
    input = ends[1]
    process = started
    earlierMode = rapport_interrupt_set_mode(RAPPORT_INTERRUPT_PAGES)
  }

  /// Throws an error of kind `outputClosed` once a person has left the pager.
  func write(_ bytes: UnsafeRawBufferPointer) throws(DiagnosticsError) {
    try Rapport.write(bytes, to: input)
  }

  /// Waits until a person leaves it.
  deinit {
    close(input)
    ExternalProgram.wait(for: process)
    _ = rapport_interrupt_set_mode(earlierMode)
  }
}
