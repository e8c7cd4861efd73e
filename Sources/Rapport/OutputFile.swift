import Glibc
import RapportStore
import RapportSyntax
import RapportThreads

/// A file that appears under its name whole or not at all: written beside it, synced, then renamed.
public final class OutputFile {
  public let path: String
  /// Where it is written until then.
  public var temporary: String { file.path }
  private let file: FreshFile
  private let replaces: Bool
  /// Open for writing until `commit` or `discard`, then −1.
  public private(set) var descriptor: Int32

  /// Begins a file.
  ///
  /// - Parameter force: whether a file that is there may be replaced; its permissions stay.
  /// - Throws: an error of kind `data` if the name is taken, or nothing can be written there.
  public init(_ path: String, force: Bool) throws(DiagnosticsError) {
    self.path = path
    replaces = force
    let earlier = try Self.permissions(path, force: force)
    let mode = earlier ?? 0o666
    descriptor = -1
    do throws(ErrorNumber) {
      file = try FreshFile(beside: path, mode: mode, opening: &descriptor)
    } catch {
      throw Self.problem(path, FileBytes.errorText(error.value))
    }
    if earlier != nil { fchmod(descriptor, mode) }
  }

  /// Refuses a name that may not be written.
  ///
  /// - Parameter permission: what a person does to have the file replaced, for the message.
  public static func check(
    _ path: String, force: Bool, permission: String = usualPermission
  ) throws(DiagnosticsError) {
    _ = try permissions(path, force: force, permission)
  }

  /// What lets the command replace files.
  public static let usualPermission = "replace it with `--force`"

  /// The permissions of the file that is there, if there is one and it may be replaced.
  private static func permissions(
    _ path: String, force: Bool, _ permission: String = usualPermission
  ) throws(DiagnosticsError) -> mode_t? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    guard force else { throw exists(path, permission) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw problem(path, "it is no regular file") }
    guard !isDatabaseFile(path) else {
      throw problem(path, "it is a database, and no result replaces one", help: ["choose another name"])
    }
    return status.st_mode & 0o7777
  }

  deinit { discard() }

  /// Gives the file its name once all of it is on the disk.
  public func commit() throws(DiagnosticsError) {
    guard descriptor >= 0 else { return }
    guard fsync(descriptor) == 0 else { throw Self.problem(path, FileBytes.errorText(errno)) }
    close(descriptor)
    descriptor = -1
    do throws(ErrorNumber) {
      try file.publish(replacing: replaces)
    } catch {
      file.discard()
      throw error.value == EEXIST ? Self.exists(path) : Self.problem(path, FileBytes.errorText(error.value))
    }
    file.synchronizeFolder()
  }

  /// Leaves nothing behind; without effect after `commit`.
  public func discard() {
    guard descriptor >= 0 else { return }
    file.discard()
    // Giving back the pages of a large file takes its time.
    let left = descriptor
    Threads.detached { close(left) }
    descriptor = -1
  }

  private static func exists(_ path: String, _ permission: String = usualPermission) -> DiagnosticsError {
    DiagnosticsError(
      .data,
      Diagnostic(
        code: "R0504", "`\(path)` is there already and is not overwritten", at: nil,
        help: ["choose another name, or \(permission)"]))
  }

  private static func problem(_ path: String, _ reason: String, help: [String] = []) -> DiagnosticsError {
    DiagnosticsError(.data, Diagnostic(code: "R0504", "cannot write `\(path)`: \(reason)", at: nil, help: help))
  }
}

extension OutputFile {
  /// Replaces a file's content so that readers see the old or the new text, never half of it.
  public static func replace(_ path: String, with text: String) throws(DiagnosticsError) {
    try write(text, to: path, force: true)
  }

  /// Makes a file of a text.
  public static func write(_ text: String, to path: String, force: Bool) throws(DiagnosticsError) {
    let file = try OutputFile(path, force: force)
    try Rapport.write(text, options: OutputOptions()) { (bytes) throws(DiagnosticsError) in
      try Rapport.write(bytes, to: file.descriptor)
    }
    try file.commit()
  }
}
