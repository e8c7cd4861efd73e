import Glibc
import RapportEngine
import RapportStore
import RapportSyntax
import Synchronization

/// A file that appears under its name whole or not at all: written beside it, synced, then renamed.
public final class OutputFile {
  public let path: String
  /// Where it is written until then.
  public let temporary: String
  private let replaces: Bool
  /// Files of this process so far.
  private static let begun = Atomic<Int>(0)
  /// Open for writing until `commit` or `discard`, then −1.
  public private(set) var descriptor: Int32

  /// Begins a file.
  ///
  /// - Parameter force: whether a file that is there may be replaced; its permissions stay.
  /// - Throws: an error of kind `data` if the name is taken, or nothing can be written there.
  public init(_ path: String, force: Bool) throws(DiagnosticsError) {
    self.path = path
    replaces = force
    let (folder, name) = Self.split(path)
    // A file of the same name that was given up may still be in use.
    let number = Self.begun.wrappingAdd(1, ordering: .relaxed).oldValue
    temporary = "\(folder)/.\(name).rapport-\(getpid())" + (number == 0 ? "" : "-\(number)")
    let earlier = try Self.permissions(path, force: force)
    let mode = earlier ?? 0o666
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Self.problem(path, FileBytes.errorText(errno)) }
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
    let failure = replaces ? renamed() : linked()
    if failure != 0 { unlink(temporary) }
    if failure == EEXIST { throw Self.exists(path) }
    guard failure == 0 else { throw Self.problem(path, FileBytes.errorText(failure)) }
    syncFolder()
  }

  /// Leaves nothing behind; without effect after `commit`.
  public func discard() {
    guard descriptor >= 0 else { return }
    unlink(temporary)
    // Giving back the pages of a large file takes its time.
    let left = descriptor
    Threads.detached { close(left) }
    descriptor = -1
  }

  private func renamed() -> Int32 { rename(temporary, path) == 0 ? 0 : errno }

  /// A link fails where a name is taken, even by somebody who was faster; a rename would replace it.
  private func linked() -> Int32 {
    if link(temporary, path) == 0 {
      unlink(temporary)
      return 0
    }
    let failure = errno
    guard failure == EPERM || failure == EOPNOTSUPP else { return failure }
    // This file system has no links.
    return access(path, F_OK) == 0 ? EEXIST : renamed()
  }

  /// Makes the name itself survive a crash; not every file system can, and the data is safe without.
  private func syncFolder() {
    let folder = open(Self.split(path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
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
