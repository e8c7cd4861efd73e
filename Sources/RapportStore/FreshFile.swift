import Glibc

/// A file being made beside the place where it is to stand, under a name that nobody else uses; it gets its own name
/// when all of it is there.
package struct FreshFile: Sendable {
  /// Where it is until then.
  package let path: String
  private let target: String

  /// Makes an empty file beside `target`, for its owner, or with `mode` less the process's mask.
  ///
  /// - Parameter descriptor: takes the file, open for writing.
  package init(
    beside target: String, mode: UInt32 = 0o600, opening descriptor: inout Int32
  ) throws(ErrorNumber) {
    self.target = target
    let (folder, name) = Self.split(target)
    var problem = EEXIST
    for _ in 0..<100 {
      let path = "\(folder)/.\(name).rapport-\(Self.suffix())"
      descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      if descriptor >= 0 {
        self.path = path
        return
      }
      problem = errno
      if problem != EEXIST { break }
    }
    throw ErrorNumber(problem)
  }

  /// The same, closed again.
  package init(beside target: String) throws(ErrorNumber) {
    var descriptor: Int32 = -1
    try self.init(beside: target, opening: &descriptor)
    close(descriptor)
  }

  /// Gives the file its name; without effect but for an error if that fails.
  ///
  /// - Parameter replacing: whether a file that is there may go. Without it the name is never taken from a file, even
  ///   of somebody who was faster: a link fails where a rename would replace.
  package func publish(replacing: Bool) throws(ErrorNumber) {
    if replacing { return try rename() }
    if link(path, target) == 0 {
      unlink(path)
      return
    }
    let problem = errno
    guard problem == EPERM || problem == EOPNOTSUPP else { throw ErrorNumber(problem) }
    // This file system has no links.
    if access(target, F_OK) == 0 { throw ErrorNumber(EEXIST) }
    try rename()
  }

  private func rename() throws(ErrorNumber) {
    guard Glibc.rename(path, target) == 0 else { throw ErrorNumber(errno) }
  }

  /// Puts what was written by others, such as SQLite, on the disk.
  package func synchronize() throws(ErrorNumber) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ErrorNumber(errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw ErrorNumber(errno) }
  }

  /// Makes the name itself survive a crash; not every file system can, and the data is safe without.
  package func synchronizeFolder() {
    let folder = open(Self.split(target).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Leaves nothing behind, nor what SQLite puts beside a database.
  package func discard() {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", shortened(path[...])) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), shortened(path[path.index(after: slash)...]))
  }

  /// Room for what is added: names have 255 bytes.
  private static func shortened(_ name: Substring) -> String {
    var name = name
    while name.utf8.count > 200 { name.removeLast() }
    return String(name)
  }

  private static func suffix() -> String {
    let digits = String(UInt32.random(in: .min ... .max), radix: 36)
    return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }
}
