/// A buffer in front of a sink: rows are written into the buffer, which goes out in blocks.
struct BlockOutput: ~Copyable {
  var buffer: OutputBuffer
  private var sink: any ByteSink
  private static let blockSize = 1 << 16

  init(_ sink: any ByteSink) {
    self.sink = sink
    buffer = OutputBuffer(capacity: BlockOutput.blockSize * 2)
  }

  /// To be called after each row.
  @inline(__always) mutating func rowDone() throws {
    if buffer.count >= BlockOutput.blockSize { try buffer.drain(to: &sink) }
  }

  mutating func finish() throws {
    try buffer.drain(to: &sink)
    try sink.flush()
  }
}
