/// The same texts appended to a byte array, or as a `String`.
extension NumberText {
  package static func append(_ value: Int64, to buffer: inout [UInt8]) {
    append(to: &buffer) { write(value, to: $0) }
  }

  package static func append(
    decimal unscaled: Int64, scale: Int, trimmed: Bool = false, to buffer: inout [UInt8]
  ) {
    append(to: &buffer) { write(decimal: unscaled, scale: scale, trimmed: trimmed, to: $0) }
  }

  package static func append(_ value: Double, to buffer: inout [UInt8]) {
    append(to: &buffer) { write(value, to: $0) }
  }

  package static func append(_ value: Double, places: Int, to buffer: inout [UInt8]) {
    append(to: &buffer) { write(value, places: places, to: $0) }
  }

  package static func text(_ value: Int64) -> String { text { write(value, to: $0) } }

  package static func text(decimal unscaled: Int64, scale: Int, trimmed: Bool = false) -> String {
    text { write(decimal: unscaled, scale: scale, trimmed: trimmed, to: $0) }
  }

  package static func text(_ value: Double) -> String { text { write(value, to: $0) } }

  package static func text(_ value: Double, places: Int) -> String {
    text { write(value, places: places, to: $0) }
  }

  private static func append(
    to buffer: inout [UInt8], _ write: (UnsafeMutablePointer<UInt8>) -> Int
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { scratch in
      guard let base = scratch.baseAddress else { return }
      buffer.append(contentsOf: UnsafeBufferPointer(start: base, count: write(base)))
    }
  }

  private static func text(_ write: (UnsafeMutablePointer<UInt8>) -> Int) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { scratch in
      guard let base = scratch.baseAddress else { return "" }
      return String(decoding: UnsafeBufferPointer(start: base, count: write(base)), as: UTF8.self)
    }
  }
}
