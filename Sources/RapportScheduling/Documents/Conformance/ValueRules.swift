import RapportValues

/// What is wrong about single values; nil for nothing.
enum ValueRules {
  typealias Problem = (rule: ICalendarViolation.Rule, message: String)

  static func problem(_ line: ContentLine, _ type: PropertyType) -> Problem? {
    let value = line.value
    switch type {
    case .text: return textProblem(value, isList: false)
    case .texts: return textProblem(value, isList: true)
    case .dateTime: return momentProblem(line)
    case .utcDateTime:
      guard let moment = CalendarMoment(value), moment.isUTC else {
        return wrong("a time in UTC, 20261130T013000Z")
      }
    case .utcOffset: if !isOffset(value) { return wrong("an offset, +0800") }
    case .integer(let range):
      guard isInteger(value), let number = Int(value), range.contains(number) else {
        return wrong("a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
    case .geo: if !isPlace(value) { return wrong("latitude;longitude in degrees") }
    case .address, .uri: if !isURI(value) { return wrong("a URI") }
    case .duration: if !isDuration(value) { return wrong("a duration, PT30M") }
    case .word(let words):
      if !words.contains(value.uppercased()) {
        return wrong("one of " + words.sorted().joined(separator: ", "))
      }
    case .other: if value.isEmpty { return wrong("something") }
    }
    return nil

    func wrong(_ wanted: String) -> Problem { (.value, "\(line.name) is \(wanted), not \"\(value)\"") }
  }

  /// Backslashes stand before `\ ; , n N` only, and before each `;` and `,` that is no separator.
  private static func textProblem(_ text: String, isList: Bool) -> Problem? {
    var afterBackslash = false
    for byte in text.utf8 {
      if afterBackslash {
        if !"\\;,nN".utf8.contains(byte) {
          return (.escaping, "a backslash before something else than \\ ; , n")
        }
        afterBackslash = false
      } else if byte == UInt8(ascii: "\\") {
        afterBackslash = true
      } else if byte == UInt8(ascii: ";") || !isList && byte == UInt8(ascii: ",") {
        return (.escaping, "\(Character(Unicode.Scalar(byte))) without a backslash")
      }
    }
    return afterBackslash ? (.escaping, "a backslash at the end") : nil
  }

  /// The form that VALUE says, and a TZID where it may be.
  private static func momentProblem(_ line: ContentLine) -> Problem? {
    let type = line.parameter("VALUE")?.uppercased() ?? "DATE-TIME"
    guard type == "DATE" || type == "DATE-TIME" else { return (.value, "\(line.name) has VALUE=\(type)") }
    guard let moment = CalendarMoment(line.value), moment.isDate == (type == "DATE") else {
      return (.value, "\(line.name) is a \(type), not \"\(line.value)\"")
    }
    if line.parameter("TZID") != nil, moment.isDate || moment.isUTC {
      return (.zone, "\(line.name) has a TZID, but is a \(moment.isDate ? "date" : "time in UTC")")
    }
    return nil
  }

  /// `+0800`, `-033015`; `-0000` is none.
  private static func isOffset(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 5 || bytes.count == 7,
      bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      bytes.dropFirst().allSatisfy(isDigit)
    else { return false }
    let digits = bytes.dropFirst().map { Int($0) - 48 }
    let parts = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
    if bytes[0] == UInt8(ascii: "-"), digits.allSatisfy({ $0 == 0 }) { return false }
    return parts[0] < 24 && parts.dropFirst().allSatisfy { $0 < 60 }
  }

  private static func isInteger(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.utf8.allSatisfy(isDigit)
  }

  private static func isPlace(_ text: String) -> Bool {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy(isFloat), let latitude = Double(parts[0]),
      let longitude = Double(parts[1])
    else { return false }
    return latitude.magnitude <= 90 && longitude.magnitude <= 180
  }

  /// Digits, with a point and digits or without; no exponent (3.3.7).
  private static func isFloat(_ text: Substring) -> Bool {
    let number = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
  }

  /// A scheme, a colon, and characters of URIs (RFC 3986).
  private static func isURI(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].utf8.first, (first | 0x20) &- UInt8(ascii: "a") < 26 else {
      return false
    }
    return !parts[1].isEmpty
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{}|".utf8.contains($0) }
  }

  /// `P15DT5H0M20S`, `P7W`, `-PT15M`.
  private static func isDuration(_ text: String) -> Bool {
    var rest = text[...]
    if rest.hasPrefix("-") || rest.hasPrefix("+") { rest.removeFirst() }
    guard rest.hasPrefix("P"), let last = rest.last, !last.isNumber, last != "T", last != "P" else {
      return false
    }
    var units = Substring("WDTHMS")
    var digits = 0
    for character in rest.dropFirst() {
      if character.isASCII, character.isNumber {
        digits += 1
        continue
      }
      // Units come in this order, each but T behind a number.
      guard let place = units.firstIndex(of: character), (character == "T") == (digits == 0) else {
        return false
      }
      units = units[units.index(after: place)...]
      digits = 0
    }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
