import RapportValues

/// Physical lines of a file put together to content lines, with what is wrong about the lines themselves.
struct CalendarLines {
  /// A content line without its folds, and the number of its first physical line.
  struct Line {
    var number: Int
    var bytes: [UInt8]
  }

  private(set) var lines: [Line] = []
  private(set) var violations: [ICalendarViolation] = []

  init(_ file: [UInt8]) {
    var number = 1
    var start = 0
    while start < file.count {
      let end = file[start...].firstIndex { $0 == Self.lineFeed || $0 == Self.carriageReturn } ?? file.count
      let next = checkEnding(file, end, number)
      take(file[start..<end], number)
      (start, number) = (next, number + 1)
    }
    if file.isEmpty { report(.nesting, 1, "an empty file is no calendar") }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Where the next line begins.
  private mutating func checkEnding(_ file: [UInt8], _ end: Int, _ number: Int) -> Int {
    guard end < file.count else {
      report(.lineEnding, number, "the last line has no end")
      return end
    }
    if file[end] == Self.carriageReturn, end + 1 < file.count, file[end + 1] == Self.lineFeed {
      return end + 2
    }
    report(.lineEnding, number, file[end] == Self.lineFeed ? "LF without CR" : "CR without LF")
    return end + 1
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) {
    if line.count > ICalendarStream.longestLine {
      report(.lineLength, number, "\(line.count) octets, at most \(ICalendarStream.longestLine) are allowed")
    }
    checkCharacters(line, number)
    if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
      if lines.isEmpty { return report(.syntax, number, "a continuation of no line") }
      lines[lines.count - 1].bytes += line.dropFirst()
    } else if line.isEmpty {
      report(.syntax, number, "an empty line")
    } else {
      lines.append(Line(number: number, bytes: Array(line)))
    }
  }

  /// Each physical line on its own, so that a fold inside of a character is found.
  private mutating func checkCharacters(_ line: ArraySlice<UInt8>, _ number: Int) {
    let (damaged, control) = line.withUnsafeBufferPointer { bytes in
      var (position, damaged, control) = (0, false, nil as UInt8?)
      while position < bytes.count {
        let step = UTF8Scan.step(bytes, position)
        if step.scalar == nil { damaged = true }
        if let scalar = step.scalar, scalar < 0x20 && scalar != 0x09 || scalar == 0x7F {
          control = control ?? UInt8(truncatingIfNeeded: scalar)
        }
        position += step.length
      }
      return (damaged, control)
    }
    if damaged { report(.encoding, number, "no UTF-8, or a character cut by the line's end") }
    if let control { report(.control, number, "the control character \(control)") }
  }

  private mutating func report(_ rule: ICalendarViolation.Rule, _ line: Int, _ message: String) {
    violations.append(ICalendarViolation(rule: rule, line: line, message: message))
  }
}
