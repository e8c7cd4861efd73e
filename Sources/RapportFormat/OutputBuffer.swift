import RapportValues

/// Growing raw memory that cells are written into before whole blocks go to the sink.
package struct OutputBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  package private(set) var count = 0

  package init(capacity: Int = 1 << 17) {
    self.capacity = max(capacity, NumberText.longest)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// Room for `size` more bytes at the end; `advance` afterwards by what was written.
  @inline(__always) package mutating func reserve(_ size: Int) -> UnsafeMutablePointer<UInt8> {
    if capacity &- count < size { grow(by: size) }
    return base + count
  }

  @inline(__always) package mutating func advance(_ size: Int) { count &+= size }

  @inline(__always) package mutating func append(_ byte: UInt8) {
    reserve(1).pointee = byte
    count &+= 1
  }

  @inline(__always) package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count).update(from: source, count: bytes.count)
    count &+= bytes.count
  }

  package mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  package mutating func append(_ bytes: borrowing OutputBuffer) { append(bytes.contents) }

  package mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append($0) }
  }

  package mutating func append(repeating byte: UInt8, count size: Int) {
    guard size > 0 else { return }
    reserve(size).update(repeating: byte, count: size)
    count &+= size
  }

  /// What was written so far; valid until the next change.
  package var contents: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  package mutating func removeAll() { count = 0 }

  package mutating func removeLast(_ size: Int) { count = max(0, count - size) }

  /// Hands everything to a sink and starts anew.
  package mutating func drain(to sink: inout any ByteSink) throws {
    guard count > 0 else { return }
    defer { count = 0 }
    try sink.write(UnsafeRawBufferPointer(contents))
  }

  @inline(never) private mutating func grow(by size: Int) {
    let larger = max(capacity * 2, count + size)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memory.update(from: base, count: count)
    base.deallocate()
    base = memory
    capacity = larger
  }
}
