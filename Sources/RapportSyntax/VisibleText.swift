/// The text with control characters made visible, as far as a message should quote it.
func visible(_ text: String, limit: Int = 60) -> String {
  var result = ""
  for scalar in text.unicodeScalars.prefix(limit) { scalar.appendVisible(to: &result) }
  return text.unicodeScalars.count > limit ? result + "…" : result
}

extension Unicode.Scalar {
  /// Whether it would move the cursor, change colours, reverse the text or not be seen: what `TerminalText` of the
  /// formats makes visible in results.
  var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
      0xFFFE...0xFFFF:
      true
    default: false
    }
  }

  /// Appends it as `TerminalText` shows it: control characters as their pictures, other hidden ones by their number.
  func appendVisible(to text: inout String) {
    guard isHidden else { return text.unicodeScalars.append(self) }
    let picture = value == 0x7F ? 0x2421 : 0x2400 + value
    if value < 0x20 || value == 0x7F, let picture = Unicode.Scalar(picture) {
      text.unicodeScalars.append(picture)
    } else {
      text += "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    }
  }
}
