import Glibc

/// The few calls of the operating system the store needs.
enum SystemCall {
  /// What the system calls an error number.
  static func message(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Kind, size and owner of what stands at a path; a link is not followed.
  static func status(_ path: String) -> Result<stat, ErrorNumber> {
    var info = stat()
    return lstat(path, &info) == 0 ? .success(info) : .failure(ErrorNumber(errno))
  }

  /// The path with every link of it resolved, or nil.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
  /// The size of a file in bytes; nil if it cannot be told.
  static func size(of path: String) -> Int64? {
    var info = stat()
    return stat(path, &info) == 0 ? Int64(info.st_size) : nil
  }
  static func mayRead(_ path: String) -> Bool { access(path, R_OK) == 0 }
  static func mayWrite(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// A clock that never goes back.
  static func monotonicNanoseconds() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(truncatingIfNeeded: now.tv_sec) &* 1_000_000_000 &+ UInt64(truncatingIfNeeded: now.tv_nsec)
  }
}

package struct ErrorNumber: Error {
  package let value: Int32
  package init(_ value: Int32) { self.value = value }
}
