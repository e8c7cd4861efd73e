/// A content line: name, parameters, value (RFC 5545, 3.1).
struct ContentLine {
  var number: Int
  /// In capitals.
  var name: String
  var parameters: [Parameter] = []
  var value: String

  struct Parameter {
    /// In capitals.
    var name: String
    var values: [String]
  }

  func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.values.first }

  /// Nil, with the reason, for what is no content line.
  static func parse(_ line: CalendarLines.Line) -> (line: ContentLine?, problem: String) {
    var scanner = ContentScanner(bytes: line.bytes)
    guard let name = scanner.name() else { return (nil, "a line begins with the name of a property") }
    var found = ContentLine(number: line.number, name: name, value: "")
    while scanner.take(UInt8(ascii: ";")) {
      guard let parameter = scanner.name(), scanner.take(UInt8(ascii: "=")) else {
        return (nil, "a parameter of \(name) is written NAME=value")
      }
      var values: [String] = []
      repeat {
        guard let value = scanner.parameterValue() else {
          return (nil, "quotes in parameter \(parameter) of \(name) enclose a whole value")
        }
        values.append(value)
      } while scanner.take(UInt8(ascii: ","))
      found.parameters.append(Parameter(name: parameter, values: values))
    }
    guard scanner.take(UInt8(ascii: ":")) else { return (nil, "\(name) is followed by ; or :") }
    found.value = scanner.rest
    return (found, "")
  }
}

/// Reads the parts of one content line.
private struct ContentScanner {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Letters, digits and hyphens, in capitals.
  mutating func name() -> String? {
    let start = position
    while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
    return start == position ? nil : String(decoding: bytes[start..<position], as: UTF8.self).uppercased()
  }

  /// Up to the next separator, or in quotes up to the next quote.
  mutating func parameterValue() -> String? {
    if take(UInt8(ascii: "\"")) {
      guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      defer { position = end + 1 }
      return String(decoding: bytes[position..<end], as: UTF8.self)
    }
    let start = position
    while position < bytes.count, !Self.separators.contains(bytes[position]) {
      if bytes[position] == UInt8(ascii: "\"") { return nil }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  var rest: String { String(decoding: bytes[position...], as: UTF8.self) }

  private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":")]

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}
