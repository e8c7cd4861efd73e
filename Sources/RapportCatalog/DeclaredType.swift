/// A column's type as its table declares it, read without regard to case. Every start reads hundreds of them, so they are
/// compared as bytes.
package struct DeclaredType {
  private let bytes: [UInt8]

  package init(_ text: String) { bytes = text.utf8.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 } }

  package var isEmpty: Bool { bytes.isEmpty }

  /// Whether these small letters stand in it.
  package func has(_ part: StaticString) -> Bool {
    part.withUTF8Buffer { part in
      guard bytes.count >= part.count else { return false }
      return (0...(bytes.count - part.count)).contains { bytes[$0...].starts(with: part) }
    }
  }
}
