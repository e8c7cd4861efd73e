/// Values of the type TEXT (RFC 5545, 3.3.11).
enum ICalendarText {
  /// Backslash, semicolon, comma and line break with a backslash. Other control characters, which the format
  /// has no way to write, are shown by their pictures (U+2400 …); a tab stays.
  static func escape(_ text: String) -> String {
    var out = ""
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": out += "\\n"
      // One line break, not two.
      case "\n": if !afterReturn { out += "\\n" }
      case "\\", ";", ",":
        out += "\\"
        out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(visible(scalar))
      }
      afterReturn = scalar == "\r"
    }
    return out
  }

  /// A parameter's value in quotes, which can hold neither quotes nor control characters.
  static func quote(_ text: String) -> String {
    let kept = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "\"": "'"
      case "\r", "\n", "\t": " "
      default: visible(scalar)
      }
    }
    var out = "\""
    out.unicodeScalars.append(contentsOf: kept)
    return out + "\""
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar == "\t" { return scalar }
    if scalar.value == 0x7F { return "\u{2421}" }
    guard scalar.value < 0x20 else { return scalar }
    return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
  }
}
