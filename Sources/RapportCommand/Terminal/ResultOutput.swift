import Glibc
import Rapport

/// Where the bytes of a result go, in order.
protocol ResultOutput: AnyObject {
  func write(_ bytes: UnsafeRawBufferPointer) throws(DiagnosticsError)
  /// Something was written.
  var hasBegun: Bool { get set }
  /// Nothing follows.
  func finish() throws(DiagnosticsError)
  /// A reader who leaves has seen enough, which is no error.
  var mayBeLeft: Bool { get }
  /// Time that a person took to read.
  var waited: Duration { get }
}

/// An open file, pipe or terminal.
final class DescriptorOutput: ResultOutput {
  private let descriptor: Int32
  /// So much is written to a terminal before Ctrl-C is looked for: a slow one takes its time.
  private let pieces: Int
  private var begin: (() -> Void)?
  var hasBegun = false

  /// - Parameter begin: called once, before the first byte is written, unless it goes to a file.
  init(_ descriptor: Int32, onFirstOutput begin: @escaping () -> Void = {}) {
    self.descriptor = descriptor
    pieces = Terminal.isTerminal(descriptor) ? 4_096 : Int.max
    self.begin = Terminal.isRegularFile(descriptor) ? nil : begin
  }

  /// Somebody is about to see something.
  func appear() {
    begin?()
    begin = nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(DiagnosticsError) {
    appear()
    if !bytes.isEmpty { hasBegun = true }
    var rest = bytes
    while !rest.isEmpty {
      try Interruption.check()
      let piece = min(pieces, rest.count)
      try Rapport.write(UnsafeRawBufferPointer(rebasing: rest[..<piece]), to: descriptor)
      rest = UnsafeRawBufferPointer(rebasing: rest[piece...])
    }
  }

  func finish() {}
  var mayBeLeft: Bool { false }
  var waited: Duration { .zero }
}

/// A terminal that shows what fits it directly, and what does not by a pager.
final class PagedOutput: ResultOutput {
  private let terminal: DescriptorOutput
  private let command: String
  /// Lines that are shown without a pager: two less than the window, for what stands below a result.
  private let most: Int
  private var held: [UInt8] = []
  private var lines = 0
  private var pager: Pager?
  private var isDirect = false
  private(set) var waited = Duration.zero
  var hasBegun = false

  init(_ terminal: DescriptorOutput, height: Int, pager command: String) {
    self.terminal = terminal
    self.command = command
    most = max(1, height - 2)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(DiagnosticsError) {
    if !bytes.isEmpty { hasBegun = true }
    if let pager { return try send(bytes, to: pager) }
    if isDirect { return try terminal.write(bytes) }
    held.append(contentsOf: bytes)
    for byte in bytes where byte == 0x0A { lines += 1 }
    guard lines > most else { return }
    terminal.appear()
    pager = Pager(command)
    isDirect = pager == nil
    try release()
  }

  func finish() throws(DiagnosticsError) {
    try release()
    // Its end is waited for.
    let clock = ContinuousClock()
    waited += clock.measure { pager = nil }
  }

  private func send(_ bytes: UnsafeRawBufferPointer, to pager: Pager) throws(DiagnosticsError) {
    let clock = ContinuousClock()
    let start = clock.now
    defer { waited += clock.now - start }
    try pager.write(bytes)
  }

  var mayBeLeft: Bool { pager != nil }

  /// Hands on what was held back.
  private func release() throws(DiagnosticsError) {
    let bytes = held
    held = []
    let failure = bytes.withUnsafeBytes { bytes -> DiagnosticsError? in
      do throws(DiagnosticsError) {
        if let pager { try send(bytes, to: pager) } else { try terminal.write(bytes) }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }
}
