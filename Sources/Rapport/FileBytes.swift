import Glibc

/// Reading whole files without Foundation.
enum FileBytes {
  struct Problem: Error {
    var reason: String
    var help: [String] = []
  }

  /// More is no script: the parser's limits are far below.
  private static let limit = 64 << 20

  static func read(_ path: String) -> Result<[UInt8], Problem> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(Problem(reason: errorText(errno))) }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      return .failure(Problem(reason: "it is a directory"))
    }
    return read(descriptor: descriptor)
  }

  /// Everything up to the end of an open descriptor.
  static func read(descriptor: Int32) -> Result<[UInt8], Problem> {
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return .success(content) }
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(Problem(reason: errorText(errno)))
      }
      content.append(contentsOf: chunk[..<count])
      if content.count > limit { return .failure(Problem(reason: "it is larger than 64 MiB")) }
    }
  }

  static func errorText(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) }?.lowercased() ?? "error \(code)"
  }
}
