import Glibc

/// A file to write results to.
enum OutputFile {
  static func create(_ path: String) -> Int32 { open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600) }

  static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }
}
