/// Where finished output goes, in pieces of any size.
package protocol ByteSink {
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws
  /// Hands on whatever is held back; must be called once at the end.
  mutating func flush() throws
}

/// Why bytes could not be written.
package enum SinkError: Error, Hashable {
  /// The reader has gone (`… | head`): not a failure to report, only a reason to stop.
  case closed
  /// The system refused, with its error number.
  case failed(code: Int32)
  /// The system cannot write an encoding.
  case noEncoding(String)
  /// A character that an encoding does not have, as it is shown to a person.
  case unencodable(String, encoding: String)
}

/// Collects output in memory.
package final class MemorySink: ByteSink {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

  package func flush() {}

  /// What was written, as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
