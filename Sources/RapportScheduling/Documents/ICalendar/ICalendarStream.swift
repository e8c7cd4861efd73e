/// Content lines in the order in which they are written (RFC 5545, 3.1): ended by CRLF, folded so that none
/// is longer than 75 octets and no character is cut.
struct ICalendarStream {
  static let longestLine = 75

  private(set) var text = ""

  mutating func begin(_ component: String) { line("BEGIN", component) }
  mutating func end(_ component: String) { line("END", component) }

  /// A value that is written as it is.
  mutating func line(_ name: String, _ value: String) { fold(name + ":" + value) }

  /// A TEXT value; nothing for a blank one, which readers take for a missing value.
  mutating func text(_ name: String, _ value: String) {
    if !value.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { line(name, ICalendarText.escape(value)) }
  }

  mutating func append(_ lines: ICalendarStream) { text += lines.text }

  private mutating func fold(_ line: String) {
    var length = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if length + size > Self.longestLine {
        text += "\r\n "
        length = 1
      }
      text.unicodeScalars.append(scalar)
      length += size
    }
    text += "\r\n"
  }
}
