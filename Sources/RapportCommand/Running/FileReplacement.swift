import Glibc
import Rapport

/// Replaces a file's content so that readers see the old or the new text, never half of it.
enum FileReplacement {
  static func write(_ text: String, to path: String) throws(DiagnosticsError) {
    let temporary = path + ".rapport-new"
    var mode: mode_t = 0o644
    var status = stat()
    if stat(path, &status) == 0 { mode = status.st_mode & 0o7777 }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw problem(path) }
    let written = Console.write(text, to: descriptor) && fsync(descriptor) == 0
    let failure = errno
    close(descriptor)
    guard written, rename(temporary, path) == 0 else {
      if !written { errno = failure }
      let error = problem(path)
      unlink(temporary)
      throw error
    }
  }

  private static func problem(_ path: String) -> DiagnosticsError {
    let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return DiagnosticsError(
      .data, Diagnostic(code: "R0504", "cannot write `\(path)`: \(reason.lowercased())", at: nil))
  }
}
