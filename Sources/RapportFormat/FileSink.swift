import Glibc

/// Writes to an open file, pipe or terminal in blocks of 64 KB. The descriptor stays its owner's to close.
///
/// A process that wants `SinkError.closed` instead of being ended by a closed pipe must ignore `SIGPIPE`.
package final class FileSink: ByteSink {
  private let descriptor: Int32
  private var held: [UInt8] = []
  private static let blockSize = 1 << 16

  package init(descriptor: Int32) {
    self.descriptor = descriptor
    held.reserveCapacity(FileSink.blockSize)
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    if held.count + bytes.count <= FileSink.blockSize {
      held.append(contentsOf: bytes)
      return
    }
    try flush()
    if bytes.count >= FileSink.blockSize {
      try writeAll(bytes)
    } else {
      held.append(contentsOf: bytes)
    }
  }

  package func flush() throws {
    guard !held.isEmpty else { return }
    // What could not be written is dropped: a second attempt would repeat part of it.
    defer { held.removeAll(keepingCapacity: true) }
    try held.withUnsafeBytes { try writeAll($0) }
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) throws { try FileSink.write(bytes, to: descriptor) }

  /// Writes all bytes at once.
  package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
    var rest = bytes
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: waitUntilWritable(descriptor)
      case EPIPE: throw SinkError.closed
      case let code: throw SinkError.failed(code: code)
      }
    }
  }

  /// For descriptors somebody made non-blocking, as terminals shared with other programs sometimes are.
  private static func waitUntilWritable(_ descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}

extension SinkError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .closed: "the reader of the output has closed it"
    case .failed(let code):
      "cannot write the output: " + (strerror(code).map { String(cString: $0) } ?? "error \(code)")
    case .noEncoding(let name): "this system cannot write \(name)"
    case .unencodable(let character, let encoding): "\(encoding) has no \(character)"
    }
  }
}
